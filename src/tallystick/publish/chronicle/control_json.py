"""Who holds which place as JSON and data frames. Keys are stable: later versions add some, and change or drop none.

a list of   {id, place, spellings, kind, named, on, state, holder, by, before, maybe, left, due, contested, unsaid,
            undated, denied, reason}; null is not told, `on` null is by the last that is told
  by        [{holder, since_first, since_last, claimants, implied, announced, alleged, told}], several where it is
            disputed; a null claimant is a document's own voice
  before    one of these, or null
  told, maybe, left, due, contested, unsaid, undated, denied   lists of {the fields of the record, citation}
  a citation  {document, title, publisher, published, url, path, line, quote}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tallystick.chronicle.control import Held, Holding
from tallystick.publish.chronicle.allegation_json import cited
from tallystick.publish.chronicle.control import ControlSheet
from tallystick.publish.json import dumps

if TYPE_CHECKING:
    import polars as pl

_PARTS = ("maybe", "left", "due", "contested", "unsaid", "undated", "denied")


def render_control(sheet: ControlSheet) -> str:
    """The places, indented; ends with a line feed."""
    return dumps([_holding(one, sheet) for one in sheet], indent=2) + "\n"


def _holding(one: Holding, sheet: ControlSheet) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": one.id, "place": one.place, "spellings": list(one.spellings), "kind": one.kind, "named": one.named,
        "on": sheet.on, "state": one.state, "holder": one.holder, "by": [_held(held, sheet) for held in one.by],
        "before": _held(one.before, sheet) if one.before else None,
    }  # fmt: skip
    for part in _PARTS:
        shown[part] = [cited(record, sheet.documents) for record in getattr(one, part)]
    return shown | {"reason": one.reason or None}


def _held(held: Held, sheet: ControlSheet) -> dict[str, Any]:
    return held_words(held) | {"told": [cited(record, sheet.documents) for record in held.told]}


def held_words(held: Held) -> dict[str, Any]:
    """A holder without the passages."""
    first, last = held.since or (None, None)
    return {
        "holder": held.holder, "since_first": first, "since_last": last, "claimants": list(held.claimants),
        "implied": held.implied, "announced": held.announced, "alleged": held.alleged,
    }  # fmt: skip


def control_frame(sheet: ControlSheet) -> pl.DataFrame:
    """One row a record, in the order of the places. `part` is what it tells: by, before, maybe, left and so on."""
    import polars as pl

    text = (
        "holding", "of", "state", "part", "id", "document", "path", "quote", "place", "place_kind", "form", "holder",
        "former", "start_date", "end_date", "edtf", "dated", "claimant", "modality",
    )  # fmt: skip
    schema: dict[str, Any] = dict.fromkeys(text, pl.String) | {
        "named": pl.Boolean, "implied": pl.List(pl.String), "line": pl.Int64, "start": pl.Int64, "end": pl.Int64,
        "certainty": pl.Float64,
    }  # fmt: skip
    rows = []
    for one in sheet:
        told = [("by", record) for held in one.by for record in held.told]
        told += [("before", record) for record in (one.before.told if one.before else ())]
        told += [(part, record) for part in _PARTS for record in getattr(one, part)]
        for part, record in told:
            document = sheet.documents.get(record.document)
            fields = record.model_dump() | {
                "holding": one.id, "of": one.place, "state": one.state, "part": part,
                "path": document.path if document else None,
            }  # fmt: skip
            fields["implied"] = list(record.implied)
            rows.append({name: fields[name] for name in schema})
    return pl.DataFrame(rows, schema)
