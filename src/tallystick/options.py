"""The options that commands share, and the formats they write."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class ExtractKind(StrEnum):
    """What `extract` looks for."""

    figures = "figures"
    dates = "dates"
    places = "places"


class ReportFormat(StrEnum):
    """The formats of a report."""

    text = "text"
    markdown = "markdown"
    html = "html"
    json = "json"


class TableFormat(StrEnum):
    """The formats of tallies, findings and rules."""

    text = "text"
    json = "json"
    csv = "csv"
    markdown = "markdown"


Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files and folders; .txt and .md are read.")]
LedgerPath = Annotated[str, typer.Option("--ledger", envvar="TALLYSTICK_LEDGER", metavar="FILE", help="The ledger.")]
ConflictPath = Annotated[
    Path | None, typer.Option("--conflict", metavar="FILE", help="A conflict file: sides, days, area, places.")
]
RuleName = Annotated[
    str, typer.Option("--rule", metavar="NAME", help="How low, best and high are chosen; see `tallystick rules`.")
]
PartyName = Annotated[
    str | None, typer.Option("--party", metavar="NAME", help='Only this party; "not stated" for none.')
]
OutcomeName = Annotated[
    str | None, typer.Option("--outcome", metavar="OUTCOME", help="Only this outcome, such as killed.")
]
ThingName = Annotated[
    str | None, typer.Option("--thing", metavar="THING", help="Only this thing, or family of things, such as person.")
]
KnownOn = Annotated[
    str | None, typer.Option(..., "--known-on", metavar="DATE", help="Use only what had been claimed by that day.")
]
RecordedBefore = Annotated[
    str | None,
    typer.Option(..., "--recorded-before", metavar="WHEN", help="Use only what the ledger held before then."),
]
Format = Annotated[TableFormat, typer.Option("--format", help="How it is written.")]
Everything = Annotated[bool, typer.Option(..., "--all", help="Show the lesser ones too; JSON and CSV always have all.")]
#: The rule where none is asked for.
DEFAULT_RULE = "floor-ceiling"
