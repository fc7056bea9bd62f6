"""Proof of a ledger, and what reviewers make of what it holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallystick import terminal
from tallystick.cli.app import app
from tallystick.cli.shared import conflict_of, usage
from tallystick.options import ConflictPath, LedgerPath, PlainFormat, RecordedBefore

if TYPE_CHECKING:
    from tallystick.records import Statement

RecordId = Annotated[str, typer.Argument(metavar="ID", help="Of the record, or as much of it as is unique.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="For what reason.")]
Written = Annotated[PlainFormat, typer.Option("--format", help="How it is written.")]


@app.command()
def verify(
    ledger: LedgerPath,
    conflict: ConflictPath = None,
    expect: Annotated[
        str | None, typer.Option(metavar="HASH", help="A last hash noted earlier: nothing up to it may be missing.")
    ] = None,
    manifest: Annotated[Path | None, typer.Option(metavar="FILE", help="A manifest that `seal` wrote.")] = None,
    format: Written = PlainFormat.text,
) -> None:
    """Prove that a ledger is what was written.

    Recomputes every hash, reads every quote again, and checks that records lead to spans and tallies to records. Names
    the first entry that does not fit; exit status 1. Note the last hash elsewhere: only that tells of a cut-off end.
    """
    from tallystick.proving import prove

    proof = prove(ledger, conflict=conflict_of(conflict), expect=expect, manifest=manifest)
    as_json = format is PlainFormat.json
    terminal.write((json.dumps(proof.as_dict(), indent=2) if as_json else "\n".join(proof.lines())) + "\n")


@app.command()
def history(id: RecordId, ledger: LedgerPath, format: Written = PlainFormat.text) -> None:
    """Show every entry about a record, in order.

    When each reading gave it, and who corrected, rejected, accepted or undid what, and why.
    """
    from tallystick.ledger import open_ledger
    from tallystick.publish.history import history_json, history_text

    with open_ledger(ledger) as opened:
        found = opened.history(id)
    as_json = format is PlainFormat.json
    terminal.write(history_json(found) if as_json else history_text(found, terminal.width(), terminal.wants_colour()))


@app.command()
def reviews(ledger: LedgerPath, format: Written = PlainFormat.text, recorded_before: RecordedBefore = None) -> None:
    """List all judgements, and where reviewers disagree."""
    from tallystick.ledger import open_ledger
    from tallystick.publish.history import reviews_json, reviews_text

    with open_ledger(ledger) as opened:
        found = opened.reviews(recorded_before), opened.conflicts(recorded_before)
    as_json = format is PlainFormat.json
    terminal.write(reviews_json(*found) if as_json else reviews_text(*found, terminal.width(), terminal.wants_colour()))


@app.command()
def correct(
    id: RecordId,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE", help="Empty for none; several parted by ;")],
    ledger: LedgerPath,
    by: By,
    why: Why,
) -> None:
    """Put other values beside what was published.

    What was published stays in the ledger; reports show the corrected values, marked. The correction survives reading
    the documents again.
    """
    from tallystick.ledger import open_ledger

    with open_ledger(ledger) as opened:
        _tell(opened.correct(id, _fields(fields), by=by, why=why))


@app.command()
def reject(id: RecordId, ledger: LedgerPath, by: By, why: Why) -> None:
    """Take a record out of the current view.

    It stays in the ledger, and `accept` or `undo` bring it back.
    """
    from tallystick.ledger import open_ledger

    with open_ledger(ledger) as opened:
        _tell(opened.reject(id, by=by, why=why))


@app.command()
def accept(id: RecordId, ledger: LedgerPath, by: By, why: Why) -> None:
    """Confirm a record as it stands; a rejected one comes back."""
    from tallystick.ledger import open_ledger

    with open_ledger(ledger) as opened:
        _tell(opened.accept(id, by=by, why=why))


@app.command()
def add(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="figure, event, denial, control, ...")],
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Id of the document.")],
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE", help="The slots of the record.")],
    ledger: LedgerPath,
    by: By,
    why: Why,
    quote: Annotated[str, typer.Option(help="The words, exactly as in the document.")],
    nth: Annotated[int | None, typer.Option(help="Which time they stand there, from 1.")] = None,
) -> None:
    """Add a record that no reader found.

    It is tied to its exact words like any other, and marked as added.
    """
    from tallystick.ledger import open_ledger
    from tallystick.records import STATEMENT_KINDS

    with usage("KIND"):
        if kind not in STATEMENT_KINDS:
            raise ValueError(f"{kind!r} is no kind of record; choose from {', '.join(STATEMENT_KINDS)}")
    with open_ledger(ledger) as opened:
        _tell(opened.add(kind, document, quote, _fields(fields), by=by, why=why, nth=nth))


@app.command()
def undo(
    entry: Annotated[int, typer.Argument(metavar="ENTRY", help="Number of a judgement's entry.")],
    ledger: LedgerPath,
    by: By,
    why: Why,
) -> None:
    """Take a judgement back, or an undo."""
    from tallystick.ledger import open_ledger

    with open_ledger(ledger) as opened:
        done = opened.undo(entry, by=by, why=why)
    terminal.tell(f"entry {done.entry.seq}: entry {entry} on {done.record} undone")


@app.command()
def merge(
    first: Annotated[str, typer.Argument(metavar="A", help="A ledger.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another ledger.")],
    output: Annotated[
        str | None, typer.Option(metavar="C", help="Make or go on with this ledger; without it, A takes B in.")
    ] = None,
) -> None:
    """Make one ledger of two, losing no entry.

    Both chains of hashes can still be proved. Where two reviewers judged one record differently, the later judgement
    holds, and both are told.
    """
    from tallystick.ledger import merge as merge_ledgers
    from tallystick.publish.history import conflict_words

    done = merge_ledgers(output, first, second) if output else merge_ledgers(first, second)
    for name, came, held in done.came:
        terminal.tell(f"{name}: {came} entries came, {held} were there")
    for one in done.conflicts:
        terminal.tell(conflict_words(one))
    terminal.tell(f"{done.path}: {done.entries} entries, last hash {done.head}")


@app.command()
def seal(
    ledger: LedgerPath,
    output: Annotated[Path, typer.Option(metavar="FILE", help="The manifest, a new file.")],
) -> None:
    """Write a manifest that stands for the whole ledger.

    It holds the last hash, how many entries there are, the hashes of the documents and the program's version; have it
    timestamped elsewhere, and compare with `verify --manifest`.
    """
    from tallystick.ledger import open_ledger
    from tallystick.ledger import seal as seal_ledger

    with open_ledger(ledger) as opened:
        done = seal_ledger(opened, output)
    terminal.tell(f"{output}: {done.entries} entries, root {done.root}")


def _tell(statement: Statement) -> None:
    review = statement.review
    if review is not None:
        terminal.tell(f"entry {review.entry}: {statement.id} {review.verdict} by {review.by}")


def _fields(given: list[str]) -> dict[str, object]:
    for one in given:
        if "=" not in one:
            raise typer.BadParameter(f"{one}: write it as outcome=wounded", param_hint="FIELD=VALUE")
    return {name: value for name, _, value in (one.partition("=") for one in given)}
