"""Allegations as JSON and data frames. Keys are stable: later versions add some, and change or drop none.

a list of   {id, accuser, accused, crime, places, start_date, end_date, state, told, denials, law}; null is not stated.
            `state` is where the matter stands by these records, never whether it is true
  told, denials, law   lists of {the fields of the record, reason, citation}; reason says why it is the same matter
  a citation  {document, title, publisher, published, url, path, line, quote}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tallystick.chronicle.allegations import Accusation
from tallystick.publish.chronicle.allegations import AllegationSheet
from tallystick.publish.json import dumps
from tallystick.records import Document, Statement

if TYPE_CHECKING:
    import polars as pl


def render_allegations(sheet: AllegationSheet) -> str:
    """The accusations, indented; ends with a line feed."""
    return dumps([_accusation(one, sheet) for one in sheet], indent=2) + "\n"


def _accusation(one: Accusation, sheet: AllegationSheet) -> dict[str, Any]:
    reasons = {joined.record: joined.reason for joined in one.joined}
    shown: dict[str, Any] = {
        "id": one.id, "accuser": one.accuser, "accused": one.accused, "crime": one.crime, "places": list(one.places),
        "start_date": one.start_date, "end_date": one.end_date, "state": one.state,
    }  # fmt: skip
    for name, records in (("told", one.told), ("denials", one.denials), ("law", one.law)):
        shown[name] = [cited(record, sheet.documents) | {"reason": reasons.get(record.id)} for record in records]
    return shown


def cited(record: Statement, documents: Mapping[str, Document]) -> dict[str, Any]:
    """The fields of a record, with its citation."""
    document = documents.get(record.document)
    citation: dict[str, Any] = {"document": record.document}
    for name in ("title", "publisher", "published", "url", "path"):
        citation[name] = getattr(document, name) if document else None
    citation |= {"line": record.line, "quote": record.quote}
    return record.model_dump(mode="json") | {"citation": citation}


def allegation_frame(sheet: AllegationSheet) -> pl.DataFrame:
    """One row a record, in the order of the accusations."""
    import polars as pl

    text = (
        "accusation", "id", "document", "path", "quote", "crime", "crime_quote", "state", "accuser", "accused",
        "denier", "authority", "victim", "place", "start_date", "end_date", "of", "reason",
    )  # fmt: skip
    schema: dict[str, Any] = dict.fromkeys(text, pl.String) | {
        "line": pl.Int64, "start": pl.Int64, "end": pl.Int64, "certainty": pl.Float64,
    }  # fmt: skip
    rows = []
    for one in sheet:
        reasons = {joined.record: joined.reason for joined in one.joined}
        for record in one.records:
            fields = record.model_dump()
            document = sheet.documents.get(record.document)
            fields |= {
                "accusation": one.id,
                "path": document.path if document else None,
                "reason": reasons.get(record.id),
            }
            rows.append({name: fields[name] for name in schema})
    return pl.DataFrame(rows, schema)
