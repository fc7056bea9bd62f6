"""Reports, tallies, findings and rules in the format that a command is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from tallystick.publish.sheet import FindingSheet, RuleSheet, TallySheet

if TYPE_CHECKING:
    from tallystick.ledger import Ledger
    from tallystick.publish.model import Report

#: How the commands call what has everything.
_WAY = "--all"


def render_report(report: Report, format: str, width: int, colour: bool) -> str:
    """A report as text, markdown, html or json; width and colour are for text."""
    if format == "text":
        from tallystick.publish.text import render

        return render(report, width, colour)
    rendered: str = import_module(f"tallystick.publish.{format}").render(report)
    return rendered


def render_sheet(
    sheet: TallySheet | FindingSheet | RuleSheet,
    format: str,
    ledger: Ledger | None,
    everything: bool,
    width: int,
    colour: bool,
) -> str:
    """A sheet as text, json, csv or markdown.

    Width and colour are for text, and `everything` for text and Markdown. JSON of tallies and findings takes the whole
    records from the open ledger that the sheet was made from.
    """
    if format == "csv":
        from tallystick.publish import csv

        return csv.render(sheet.frame())
    if isinstance(sheet, RuleSheet):
        what, options = "rules", dict[str, object]()
    else:
        what = "tallies" if isinstance(sheet, TallySheet) else "findings"
        options = {"records": _records(sheet, ledger)} if format == "json" else {"everything": everything, "way": _WAY}
    if format == "text":
        options |= {"width": width, "colour": colour}
    written: str = getattr(import_module(f"tallystick.publish.sheet_{format}"), f"render_{what}")(sheet, **options)
    return written


def _records(sheet: TallySheet | FindingSheet, ledger: Ledger | None) -> object:
    from tallystick.publish.sheet_json import records_for

    if ledger is None:
        raise ValueError("JSON of tallies and findings needs the ledger that they were made from")
    moment = sheet.terms.recorded_before
    figures = ledger.figures(moment)
    return records_for(sheet, figures, ledger.documents(moment))
