"""FollowTheMoney statements, as CSV: documents, the names in figures, and the figures.

A figure of an incident or increment is an Event; a total, or one whose basis the text leaves open, is a Note on its
document. Names are LegalEntity, for nothing tells a person from a body with certainty. Source of columns, schemata and
properties: followthemoney 4 (MIT), https://followthemoney.tech.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from tallystick.publish.csv import cell
from tallystick.publish.exchange.links import web_address
from tallystick.publish.exchange.material import CHRONICLE, Material
from tallystick.publish.exchange.registry import Written
from tallystick.reconcile.naming import names_in
from tallystick.records import Document, Figure, digest
from tallystick.wording.labels import OUTCOME_WORDS, THING_WORDS
from tallystick.wording.phrase import published_number

NAME = "ftm"
DESCRIPTION = "documents, names and figures, as FollowTheMoney statements in CSV"
COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang", "original_value",
    "external", "first_seen", "last_seen", "id",
)  # fmt: skip
_DATASET = "tallystick"
#: The type of each property used, as the statements repeat it.
_TYPES = {
    "name": "name", "fileName": "string", "title": "string", "publisher": "string", "publishedAt": "date",
    "sourceUrl": "url", "notes": "text", "summary": "text", "description": "text", "date": "date", "startDate": "date",
    "endDate": "date", "location": "address", "country": "country", "involved": "entity", "proof": "entity",
    "entity": "entity", "recordId": "string", "keywords": "string",
}  # fmt: skip


class _Said(NamedTuple):
    """One statement: of an entity of a schema, that a property has a value."""

    entity: str
    schema: str
    prop: str
    value: str


def write(material: Material, path: Path) -> Written:
    """Write a statement a line, by entity."""
    statements = sorted({said for said in _statements(material) if said.value})
    with path.open("w", encoding="utf-8", newline="") as file:
        # Every cell in quotation marks: the library reads its own dialect, in which they are.
        writer = csv.writer(file, dialect=csv.unix_dialect)
        writer.writerow(COLUMNS)
        writer.writerows(map(_row, statements))
    return Written(len(statements), "statements", Counter(dict(material.counted(*CHRONICLE))))


def _row(said: _Said) -> list[str]:
    value = cell(said.value)
    return [
        said.entity, said.entity, said.prop, _TYPES[said.prop], said.schema, value, _DATASET, "", "", "", "f", "", "",
        _key(said, value),
    ]  # fmt: skip


def _key(said: _Said, value: str) -> str:
    """The id that the library gives a statement without language: SHA-1 over data set, entity, property and value."""
    key = f"{_DATASET}.{said.entity}.{said.prop}.{value}"
    return hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()


def _statements(material: Material) -> Iterator[_Said]:
    for document in material.documents.values():
        yield from _document(document)
    for figure in material.figures.values():
        for name in _names(figure):
            yield _Said(_entity(name), "LegalEntity", "name", name)
        yield from _figure(figure, material)


def _document(document: Document) -> Iterator[_Said]:
    said = {
        "fileName": PurePath(document.path).name or document.id, "title": document.title or "",
        "publisher": document.publisher or "", "publishedAt": (document.published or "")[:10],
        "sourceUrl": web_address(document.url) or "", "notes": f"SHA-256 of the file: {document.sha256}",
    }  # fmt: skip
    return (_Said(document.id, "Document", prop, value) for prop, value in said.items())


def _figure(figure: Figure, material: Material) -> Iterator[_Said]:
    is_event = figure.basis in ("incident", "increment")
    schema, document = ("Event" if is_event else "Note"), material.documents[figure.document]
    said = [
        ("name", _headline(figure)), ("summary", _summary(figure, material)), ("description", f"“{figure.quote}”"),
        ("keywords", figure.outcome), ("keywords", figure.thing), ("publisher", document.publisher or ""),
        ("sourceUrl", web_address(document.url) or ""),
    ]  # fmt: skip
    said += [("notes", doubt) for doubt in material.standings[figure.id].doubts]
    said += [("country", (place.country or "").lower()) for place in material.places.of(figure)]
    if is_event:
        said += [("proof", document.id), ("recordId", figure.id), ("location", figure.place or "")]
        said += [("startDate", figure.since), ("endDate", figure.as_of or "")] if figure.since else [
            ("date", figure.as_of or "")
        ]  # fmt: skip
        said += [("involved", _entity(name)) for name in (*names_in(figure.party), *names_in(figure.actor))]
    else:
        said += [("entity", document.id), *(("entity", _entity(name)) for name in _names(figure))]
    return (_Said(figure.id, schema, prop, value) for prop, value in said)


def _headline(figure: Figure) -> str:
    told = f"{published_number(figure)} {OUTCOME_WORDS[figure.outcome]} ({THING_WORDS[figure.thing]})"
    return told + (f", {figure.party}" if figure.party else "")


def _summary(figure: Figure, material: Material) -> str:
    stands = material.standings[figure.id]
    said = {
        "according to": figure.claimant, "stance": stands.stance, "party": figure.party, "by": figure.actor,
        "basis": figure.basis, "since": figure.since, "as of": figure.as_of, "place": figure.place,
        "low": cell(figure.low), "high": cell(figure.high), "qualifier": figure.qualifier, "unit": figure.unit,
        "modality": figure.modality, "part of": figure.part_of, "line": str(figure.line),
    }  # fmt: skip
    return "; ".join(f"{slot} {value}" for slot, value in said.items() if value)


def _names(figure: Figure) -> list[str]:
    said = (name for field in (figure.party, figure.actor, figure.claimant) for name in names_in(field))
    return list(dict.fromkeys(said))


def _entity(name: str) -> str:
    return "p" + digest(name)[:12]
