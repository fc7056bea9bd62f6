"""Counts side by side: report, tallies, findings and rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tallystick import terminal
from tallystick.cli.app import app
from tallystick.cli.shared import check_terms, conflict_of, table, usage
from tallystick.options import (
    DEFAULT_RULE,
    ConflictPath,
    Everything,
    Format,
    KnownOn,
    LedgerPath,
    OutcomeName,
    PartyName,
    RecordedBefore,
    ReportFormat,
    RuleName,
    TableFormat,
    ThingName,
)
from tallystick.output import write_file


@app.command()
def report(
    ledger: LedgerPath,
    format: Annotated[ReportFormat, typer.Option(help="How the report is written.")] = ReportFormat.text,
    conflict: ConflictPath = None,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it here, not to standard output.")] = None,
    rule: RuleName = DEFAULT_RULE,
    known_on: KnownOn = None,
    recorded_before: RecordedBefore = None,
) -> None:
    """Lay rival counts side by side.

    First what does not fit. Then, for each party, low, best and high under the rule that is named, and what it says
    itself, the other side, third parties, and nobody named, with citations.
    Sides come from the conflict file; without one they are proposed from the figures, and the report says so.
    """
    from tallystick.publish.rendering import render_report
    from tallystick.publish.report import report as report_on

    if output is not None and output.exists() and Path(ledger).exists() and output.samefile(ledger):
        raise typer.BadParameter("would overwrite the ledger; name another file", param_hint="--output")
    check_terms(rule, known_on, recorded_before)
    made = report_on(
        ledger, conflict=conflict_of(conflict), rule=rule, known_on=known_on, recorded_before=recorded_before
    )
    to_file = output is not None
    width, colour = (terminal.PIPED_WIDTH, False) if to_file else (terminal.width(), terminal.wants_colour())
    written = render_report(made, format.value, width, colour)
    if output is None:
        terminal.write(written)
        return
    write_file(output, written)


@app.command()
def tallies(
    ledger: LedgerPath,
    format: Format = TableFormat.text,
    rule: RuleName = DEFAULT_RULE,
    party: PartyName = None,
    outcome: OutcomeName = None,
    thing: ThingName = None,
    known_on: KnownOn = None,
    recorded_before: RecordedBefore = None,
    conflict: ConflictPath = None,
    everything: Everything = False,
) -> None:
    """Bound what was counted: low, best and high.

    Comparable claims stand beside each other, with who makes them, which of them sets each bound, and how many times
    the least each of them is. Without --all, only rival counts and whole-war counts of people and main equipment.
    """
    from tallystick.ledger import open_ledger
    from tallystick.publish.sheet import tallies as tally

    check_terms(rule, known_on, recorded_before)
    with open_ledger(ledger) as opened, usage():
        sheet = tally(
            opened, rule=rule, conflict=conflict_of(conflict), party=party, outcome=outcome, thing=thing,
            known_on=known_on, recorded_before=recorded_before,
        )  # fmt: skip
        written = table(sheet, format, everything, opened)
    terminal.write(written)


@app.command()
def findings(
    ledger: LedgerPath,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="Only this kind; give it again for more kinds.")
    ] = None,
    format: Format = TableFormat.text,
    rule: RuleName = DEFAULT_RULE,
    party: PartyName = None,
    outcome: OutcomeName = None,
    thing: ThingName = None,
    known_on: KnownOn = None,
    recorded_before: RecordedBefore = None,
    conflict: ConflictPath = None,
    everything: Everything = False,
) -> None:
    """Point at what does not fit.

    Kinds: disagreement, revision, arithmetic, containment, denial, dates, repeat, implausible. Without --all, quiet
    ones, such as parts that add up, are only counted.
    """
    from tallystick.ledger import open_ledger
    from tallystick.publish.sheet import findings as find

    check_terms(rule, known_on, recorded_before)
    with open_ledger(ledger) as opened, usage():
        sheet = find(
            opened, kinds=kind or (), rule=rule, conflict=conflict_of(conflict), party=party, outcome=outcome,
            thing=thing, known_on=known_on, recorded_before=recorded_before,
        )  # fmt: skip
        written = table(sheet, format, everything, opened)
    terminal.write(written)


@app.command()
def rules(format: Format = TableFormat.text) -> None:
    """List the rules for low, best and high.

    Other packages can add rules, under the entry point group tallystick.rules.
    """
    from tallystick.publish.sheet import rules as list_rules

    terminal.write(table(list_rules(), format))
