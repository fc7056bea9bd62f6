"""What happened, who holds what, what was promised, who accuses whom, and who backs whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tallystick import terminal
from tallystick.cli.app import app
from tallystick.cli.shared import conflict_of, usage
from tallystick.options import (
    ConflictPath,
    ControlFormat,
    FromDay,
    LedgerPath,
    OnDay,
    PartyName,
    PlaceName,
    PlainFormat,
    RecordedBefore,
    TimelineFormat,
    ToDay,
)

if TYPE_CHECKING:
    from tallystick.publish.chronicle.rendering import Sheet


@app.command()
def timeline(
    ledger: LedgerPath,
    from_: FromDay = None,
    to: ToDay = None,
    type: Annotated[str | None, typer.Option(metavar="TYPE", help="Only this type, such as capture.")] = None,
    place: PlaceName = None,
    party: PartyName = None,
    format: Annotated[TimelineFormat, typer.Option("--format", help="How it is written.")] = TimelineFormat.text,
    recorded_before: RecordedBefore = None,
) -> None:
    """Tell what happened, day by day.

    One happening told twice is told once, with every citation. Dates that are uncertain say so, and stand after the
    certain ones of their span.
    """
    from tallystick.publish.chronicle.timeline import timeline as make

    with usage():
        sheet = make(
            ledger, from_=from_, to=to, type=type, place=place, party=party, recorded_before=recorded_before
        )  # fmt: skip
    _write(sheet, format.value)


@app.command()
def control(
    ledger: LedgerPath,
    on: OnDay = None,
    place: PlaceName = None,
    format: Annotated[ControlFormat, typer.Option("--format", help="How it is written.")] = ControlFormat.text,
    conflict: ConflictPath = None,
    recorded_before: RecordedBefore = None,
) -> None:
    """Tell who holds which place, since when, and by whose word.

    Without --on, as of the last day that is told. Where voices name different holders, the place is disputed and both
    are cited. What is undated is listed apart, never dropped.
    """
    from tallystick.publish.chronicle.control import control as make

    with usage():
        sheet = make(ledger, on=on, place=place, conflict=conflict_of(conflict), recorded_before=recorded_before)
    _write(sheet, format.value)


@app.command()
def agreements(
    ledger: LedgerPath,
    on: OnDay = None,
    format: Annotated[PlainFormat, typer.Option("--format", help="How it is written.")] = PlainFormat.text,
    recorded_before: RecordedBefore = None,
) -> None:
    """Show ceasefires and treaties, and who must do what.

    Each obligation is open, met, broken, overdue, unknown or not yet binding on that day, with the reason and the
    event it rests on. Without --on, as of the last day that the documents tell of.
    """
    from tallystick.publish.chronicle.agreements import agreements as make

    with usage():
        sheet = make(ledger, on=on, recorded_before=recorded_before)
    _write(sheet, format.value)


@app.command()
def allegations(
    ledger: LedgerPath,
    party: PartyName = None,
    format: Annotated[PlainFormat, typer.Option("--format", help="How it is written.")] = PlainFormat.text,
    recorded_before: RecordedBefore = None,
) -> None:
    """Show who accuses whom of which crime.

    With who denies it, and what the law did. It is what documents say, and never a finding of fact. With --party, what
    it is accused of or accuses others of.
    """
    from tallystick.publish.chronicle.allegations import allegations as make

    with usage():
        sheet = make(ledger, party=party, recorded_before=recorded_before)
    _write(sheet, format.value)


@app.command()
def relations(
    ledger: LedgerPath,
    party: PartyName = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Only this kind, such as arms or sanction.")] = None,
    format: Annotated[PlainFormat, typer.Option("--format", help="How it is written.")] = PlainFormat.text,
    recorded_before: RecordedBefore = None,
) -> None:
    """Show who backs, sanctions, recognises or breaks with whom.

    Support with arms, troops or money, mediation, recognition, sanctions and broken relations, each with who says so,
    when, and who denies it.
    """
    from tallystick.publish.chronicle.relations import relations as make

    with usage():
        sheet = make(ledger, party=party, kind=kind, recorded_before=recorded_before)
    _write(sheet, format.value)


def _write(sheet: Sheet, format: str) -> None:
    from tallystick.publish.chronicle.rendering import render_chronicle

    terminal.write(render_chronicle(sheet, format, terminal.width(), terminal.wants_colour()))
