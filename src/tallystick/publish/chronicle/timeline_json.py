"""A timeline as JSON and data frames. Keys are stable: later versions add some, and change or drop none.

a list of   {id, type, start_date, end_date, edtf, sureness, first_day, last_day, actor, target, place, claimants,
            told}; null is not stated. `sureness` is "day", "days" (all of a stretch), "within" (some day of it) or
            "impossible" (no day of the calendar); first_day and last_day bound it. A null among the claimants is a
            document's own voice
  told      [{the fields of the event, reason, like, citation}]; reason says why it tells the same as the event `like`
  a citation  {document, title, publisher, published, url, path, line, quote}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tallystick.chronicle.timeline import Entry
from tallystick.publish.chronicle.allegation_json import cited
from tallystick.publish.chronicle.timeline import TimelineSheet
from tallystick.publish.json import dumps

if TYPE_CHECKING:
    import polars as pl


def render_timeline(sheet: TimelineSheet) -> str:
    """The happenings, indented; ends with a line feed."""
    return dumps([_entry(entry, sheet) for entry in sheet], indent=2) + "\n"


def _entry(entry: Entry, sheet: TimelineSheet) -> dict[str, Any]:
    one, at = entry.happening, entry.when
    links = {link.event: link for link in one.links}
    told = []
    for event in one.events:
        link = links.get(event.id)
        told.append(
            cited(event, sheet.documents) | {"reason": link.reason if link else None, "like": link.to if link else None}
        )
    return {
        "id": one.id, "type": one.type, "start_date": one.spoken.start_date, "end_date": one.spoken.end_date,
        "edtf": one.spoken.edtf, "sureness": at.sureness, "first_day": at.first, "last_day": at.last,
        "actor": one.actor, "target": one.target, "place": one.place, "claimants": list(one.claimants), "told": told,
    }  # fmt: skip


def timeline_frame(sheet: TimelineSheet) -> pl.DataFrame:
    """One row an event, in the order of the timeline."""
    import polars as pl

    text = (
        "happening", "id", "document", "path", "quote", "type", "start_date", "end_date", "edtf", "sureness",
        "first_day", "last_day", "actor", "target", "place", "claimant", "reason",
    )  # fmt: skip
    schema: dict[str, Any] = dict.fromkeys(text, pl.String) | {
        "line": pl.Int64, "start": pl.Int64, "end": pl.Int64, "certainty": pl.Float64,
    }  # fmt: skip
    rows = []
    for entry in sheet:
        reasons = {link.event: link.reason for link in entry.happening.links}
        for event in entry.happening.events:
            document = sheet.documents.get(event.document)
            fields = event.model_dump() | {
                "happening": entry.happening.id, "path": document.path if document else None,
                "sureness": entry.when.sureness, "first_day": entry.when.first, "last_day": entry.when.last,
                "reason": reasons.get(event.id),
            }  # fmt: skip
            rows.append({name: fields[name] for name in schema})
    return pl.DataFrame(rows, schema)
