"""The options that commands share, and the formats they write."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from tallystick.documents import Options


class ExtractKind(StrEnum):
    """What `extract` looks for."""

    figures = "figures"
    events = "events"
    dates = "dates"
    places = "places"


class ReportFormat(StrEnum):
    """The formats of a report."""

    text = "text"
    markdown = "markdown"
    html = "html"
    json = "json"


class PlainFormat(StrEnum):
    """The formats of agreements, allegations, relations and histories."""

    text = "text"
    json = "json"


class ControlFormat(StrEnum):
    """The formats of control."""

    text = "text"
    json = "json"
    geojson = "geojson"


class TimelineFormat(StrEnum):
    """The formats of a timeline."""

    text = "text"
    json = "json"
    timelinejs = "timelinejs"


class TableFormat(StrEnum):
    """The formats of tallies, findings and rules."""

    text = "text"
    json = "json"
    csv = "csv"
    markdown = "markdown"


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help='Files and folders; "-" is standard input. Text, Markdown, HTML, PDF, DOCX, e-mail, wikitext,'
        " JSON lines and ZIP are read.",
    ),
]
LedgerPath = Annotated[str, typer.Option("--ledger", envvar="TALLYSTICK_LEDGER", metavar="FILE", help="The ledger.")]
ConflictPath = Annotated[
    Path | None, typer.Option("--conflict", metavar="FILE", help="A conflict file: sides, days, area, places.")
]
PublishedOn = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="When documents that do not say so were published.")
]
FieldNames = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="NAME=KEY", help="In JSON lines, the key that text, title, ... stand under."),
]
Suffix = Annotated[
    str | None, typer.Option("--suffix", metavar=".EXT", help="The format of standard input, such as .html.")
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
OnDay = Annotated[str | None, typer.Option("--on", metavar="DATE", help="As it stood on that day.")]
FromDay = Annotated[str | None, typer.Option(..., "--from", metavar="DATE", help="Nothing that ended before that day.")]
ToDay = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Nothing that began after that day.")]
PlaceName = Annotated[str | None, typer.Option("--place", metavar="NAME", help="Only this place.")]
Format = Annotated[TableFormat, typer.Option("--format", help="How it is written.")]
Everything = Annotated[bool, typer.Option(..., "--all", help="Show the lesser ones too; JSON and CSV always have all.")]
#: The rule where none is asked for.
DEFAULT_RULE = "floor-ceiling"


def document_options(
    publisher: str | None, published: str | None, url: str | None, fields: Sequence[str] | None, suffix: str | None
) -> Options:
    """What the user says of documents that do not say it themselves. Raises BadParameter for a malformed field."""
    from tallystick.documents import Options, Source

    names: dict[str, str] = {}
    for one in fields or ():
        name, equals, key = one.partition("=")
        if not (name and equals and key):
            raise typer.BadParameter(f"{one}: write it as text=body", param_hint="--field")
        names[name] = key
    given = Source(publisher=publisher, published=published, url=url)
    return Options(given, names, suffix if suffix is None or suffix.startswith(".") else f".{suffix}")
