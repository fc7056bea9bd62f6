"""What a ledger holds, shown and written for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tallystick import terminal
from tallystick.cli.app import app
from tallystick.cli.shared import check_terms, conflict_of, usage
from tallystick.options import (
    DEFAULT_RULE,
    ConflictPath,
    LedgerPath,
    RuleName,
)


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="Of a figure or document, or as much of it as is unique.")],
    ledger: LedgerPath,
) -> None:
    """Show one record and where its slots came from.

    Its sentence is shown too, with the words of the figure in double brackets and those of its slots in single ones.
    """
    from tallystick.ledger import open_ledger
    from tallystick.publish.record import show_from
    from tallystick.publish.text import render_record

    with open_ledger(ledger) as opened:
        shown = show_from(opened, id)
    terminal.write(render_record(shown, terminal.width(), terminal.wants_colour()))


@app.command()
def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="The format, such as ged or geojson.")],
    ledger: LedgerPath,
    output: Annotated[Path, typer.Option(metavar="PATH", help="Write it here; datapackage a folder or .zip.")],
    conflict: ConflictPath = None,
    rule: RuleName = DEFAULT_RULE,
) -> None:
    """Write data for other programs.

    Formats: acled, datapackage, ftm, ged, geojson, jsonl, prov, timelinejs, webannotation; other packages can add
    some, under the entry point group tallystick.formats. What a format has no room for is counted, with the reason;
    jsonl leaves out nothing.
    """
    from tallystick.publish.exchange import export as export_to
    from tallystick.publish.exchange import format_named

    check_terms(rule, None, None)
    with usage("FORMAT"):
        format_named(format)
    for line in str(export_to(ledger, format, output, conflict=conflict_of(conflict), rule=rule)).splitlines():
        terminal.tell(line)


@app.command()
def site(
    ledger: LedgerPath,
    output: Annotated[Path, typer.Option("--output", metavar="DIR", help="A new folder, or a site written before.")],
    conflict: ConflictPath = None,
    rule: RuleName = DEFAULT_RULE,
) -> None:
    """Write a site that needs no server and no network.

    Counts side by side, what does not fit, timeline, map, agreements, everything each source said, a search, and every
    document with its words marked: it can be opened from disk, put on a stick, printed, archived and cited. Files in
    the folder that are not the site's are never touched.
    """
    from tallystick.publish.site import write_site

    check_terms(rule, None, None)
    with terminal.PagesProgress() as progress:
        made = write_site(ledger, output, conflict=conflict_of(conflict), rule=rule, progress=progress)
    for line in str(made).splitlines():
        terminal.tell(line)
