"""Relations between parties as JSON and data frames. Keys are stable: later versions add some, and change or drop none.

a list of   {id, kind, actor, target, modality, claimants, deniers, start_date, end_date, reason, told}; null is not
            stated, reason says why the records in `told` are one relation
  told        [{the fields of the record, citation}]
  a citation  {document, title, publisher, published, url, path, line, quote}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tallystick.publish.chronicle.allegation_json import cited
from tallystick.publish.chronicle.relations import RelationSheet
from tallystick.publish.json import dumps

if TYPE_CHECKING:
    import polars as pl


def render_relations(sheet: RelationSheet) -> str:
    """The relations, indented; ends with a line feed."""
    rows = [
        {
            "id": tie.id, "kind": tie.kind, "actor": tie.actor, "target": tie.target, "modality": tie.modality,
            "claimants": list(tie.claimants), "deniers": list(tie.deniers), "start_date": tie.start_date,
            "end_date": tie.end_date, "reason": tie.reason or None,
            "told": [cited(record, sheet.documents) for record in tie.told],
        }
        for tie in sheet
    ]  # fmt: skip
    return dumps(rows, indent=2) + "\n"


def relation_frame(sheet: RelationSheet) -> pl.DataFrame:
    """One row a record, in the order of the relations."""
    import polars as pl

    text = (
        "tie", "id", "document", "path", "quote", "kind", "actor", "target", "claimant", "modality", "denier",
        "start_date", "end_date",
    )  # fmt: skip
    schema: dict[str, Any] = dict.fromkeys(text, pl.String) | {
        "line": pl.Int64, "start": pl.Int64, "end": pl.Int64, "certainty": pl.Float64,
    }  # fmt: skip
    rows = []
    for tie in sheet:
        for record in tie.told:
            document = sheet.documents.get(record.document)
            fields = record.model_dump() | {"tie": tie.id, "path": document.path if document else None}
            rows.append({name: fields[name] for name in schema})
    return pl.DataFrame(rows, schema)
