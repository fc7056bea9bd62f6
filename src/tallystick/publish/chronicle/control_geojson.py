"""Who holds which place as GeoJSON (RFC 7946): a feature a place, on a day.

Precision and validity travel in the properties. A place that its documents do not settle, or that is told by words
only, is a feature with null geometry: "dozens of villages" lie nowhere.
"""

from __future__ import annotations

from typing import Any

from tallystick.chronicle.control import Holding
from tallystick.language.mentions import PlaceMention
from tallystick.language.places.folding import fold
from tallystick.publish.chronicle.control import ControlSheet
from tallystick.publish.chronicle.control_json import held_words
from tallystick.publish.chronicle.control_words import where
from tallystick.publish.json import dumps
from tallystick.records import Control


def render_control(sheet: ControlSheet) -> str:
    """One FeatureCollection, a line a feature; ends with a line feed."""
    mentions = _Mentions(sheet)
    features = ",\n".join(dumps(_feature(one, sheet, mentions)) for one in sheet)
    return '{"type": "FeatureCollection", "features": [' + (f"\n{features}\n" if features else "") + "]}\n"


def _feature(one: Holding, sheet: ControlSheet, mentions: _Mentions) -> dict[str, Any]:
    found = mentions.of(one)
    first = one.by[0].since[0] if len(one.by) == 1 and one.by[0].since else None
    records = list(one.records())
    return {
        "type": "Feature",
        "id": one.id,
        "geometry": {"type": "Point", "coordinates": [found.lon, found.lat]} if found else None,
        "properties": {
            "place": one.place, "spellings": list(one.spellings), "kind": one.kind, "named": one.named,
            "state": one.state, "holder": one.holder, "holders": [held_words(held) for held in one.by],
            "before": held_words(one.before) if one.before else None,
            "valid_from": first, "valid_to": sheet.on,
            "precision": found.precision if found else "unresolved",
            "country": found.country if found else None, "geonames_id": found.geonames_id if found else None,
            "left_by": sorted({record.former for record in one.left if record.former}),
            "due": bool(one.due), "contested": bool(one.contested),
            "sources": [
                {"id": r.id, "quote": r.quote, "where": where(r, sheet.documents), "claimant": r.claimant,
                 "start_date": r.start_date, "end_date": r.end_date, "dated": r.dated}
                for r in records
            ],
        },
    }  # fmt: skip


class _Mentions:
    """The places of documents; each document's text is searched once, when first asked for."""

    def __init__(self, sheet: ControlSheet) -> None:
        self._sheet = sheet
        self._found: dict[str, list[PlaceMention]] = {}

    def of(self, one: Holding) -> PlaceMention | None:
        """Where the place is, by the first of its records whose document settles it; None where none does."""
        if not one.named:
            return None
        return next((found for record in one.records() if (found := self._of_record(record)) is not None), None)

    def _of_record(self, record: Control) -> PlaceMention | None:
        """The mention of that name nearest to the record, where it has coordinates."""
        wanted = fold(record.place)
        called = [m for m in self._in(record.document) if fold(m.name) == wanted and m.lat is not None]
        return min(called, key=lambda m: (abs(m.start - record.start), m.start), default=None)

    def _in(self, document: str) -> list[PlaceMention]:
        if document not in self._found:
            from tallystick.language.outline import outline
            from tallystick.language.places import find_places

            known = self._sheet.documents.get(document)
            text = known.text if known else ""
            self._found[document] = find_places(text, outline(text), conflict=self._sheet.conflict)
        return self._found[document]
