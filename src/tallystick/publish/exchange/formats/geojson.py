"""GeoJSON (RFC 7946): a feature for each statement that names a place: figures, events, control, allegations, ...

Precision and validity travel in the properties. A place that the text does not settle gives a feature with null
geometry; several places give a MultiPoint, or null where one of them is not settled.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tallystick.publish.exchange.days import validity
from tallystick.publish.exchange.material import Material
from tallystick.publish.exchange.placing import Placed
from tallystick.publish.exchange.registry import Written
from tallystick.publish.json import dumps
from tallystick.records import (
    PLURALS,
    Allegation,
    Control,
    Event,
    Figure,
    Obligation,
    Statement,
    StatementKind,
)
from tallystick.wording.phrase import published_number

NAME = "geojson"
DESCRIPTION = "statements that name a place, as a GeoJSON FeatureCollection"
_SLOTS = (
    "low", "high", "qualifier", "unit", "thing", "outcome", "party", "actor", "claimant", "modality", "basis", "since",
    "as_of", "place", "part_of", "part_form", "revises", "certainty", "quote", "line", "document",
)  # fmt: skip


def write(material: Material, path: Path) -> Written:
    """Write one FeatureCollection, a line a feature: figures in the order of the documents, then each other kind."""
    written = Written(0, "features")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for feature in _features(material, written):
            file.write((",\n" if written.records else "\n") + dumps(feature))
            written.records += 1
        file.write("\n]}\n")
    return written


def _features(material: Material, written: Written) -> Iterator[dict[str, Any]]:
    for figure in material.figures.values():
        if places := material.places.of(figure):
            yield _feature(figure, places, material)
        else:
            written.left_out["figures that name no place"] += 1
    for kind, statements in material.chronicle():
        what = "statements of control" if kind == "control" else PLURALS[kind]
        for statement in statements:
            if not isinstance(statement, Event | Control | Obligation | Allegation):
                written.left_out[what] += 1
            elif places := material.places.of(statement):
                yield _told(kind, statement, places, material)
            else:
                written.left_out[f"{what} that name no place"] += 1


def _told(
    kind: StatementKind, statement: Event | Control | Obligation | Allegation, places: tuple[Placed, ...],
    material: Material,
) -> dict[str, Any]:  # fmt: skip
    """The feature of a statement that is no figure: its own fields, where, when, and its document."""
    if isinstance(statement, Obligation):
        first, last = validity(statement.since[:10] if statement.since else None, statement.deadline)
    else:
        first, last = validity(statement.start_date, statement.end_date or statement.start_date)
    said = statement.model_dump(mode="json", exclude={"id", "evidence", "start", "end", "review"})
    if kind == "event":
        said["happening"] = material.happening_of[statement.id][0]
    return {
        "type": "Feature",
        "id": statement.id,
        "geometry": _geometry(places),
        "properties": {"record": kind, **said, **_where_and_when(places, first, last), **_source(statement, material)},
    }


def _where_and_when(places: tuple[Placed, ...], first: date | None, last: date | None) -> dict[str, Any]:
    return {
        "precision": places[0].precision if len(places) == 1 else "several",
        "near": any(place.near for place in places),
        "places": [_place(place) for place in places],
        "valid_from": first.isoformat() if first else None,
        "valid_to": last.isoformat() if last else None,
    }


def _source(statement: Statement, material: Material) -> dict[str, Any]:
    document = material.documents[statement.document]
    return {name: getattr(document, name) for name in ("title", "publisher", "published", "url")}


def _feature(figure: Figure, places: tuple[Placed, ...], material: Material) -> dict[str, Any]:
    stands = material.standings[figure.id]
    first, last = validity(figure.since, figure.as_of)
    slots = figure.model_dump(mode="json", include=set(_SLOTS))
    return {
        "type": "Feature",
        "id": figure.id,
        "geometry": _geometry(places),
        "properties": {
            "record": "figure",
            "number": published_number(figure),
            **{slot: slots[slot] for slot in _SLOTS},
            **_where_and_when(places, first, last),
            "listed_under": stands.party,
            "voice": stands.voice,
            "stance": stands.stance,
            "doubts": list(stands.doubts),
            **_source(figure, material),
        },
    }


def _geometry(places: tuple[Placed, ...]) -> dict[str, Any] | None:
    if not all(place.known for place in places):
        return None
    points = [[place.lon, place.lat] for place in places]
    return {"type": "Point", "coordinates": points[0]} if len(points) == 1 else {
        "type": "MultiPoint", "coordinates": points,
    }  # fmt: skip


def _place(place: Placed) -> dict[str, Any]:
    return {
        "name": place.name, "precision": place.precision, "level": place.level, "near": place.near, "lat": place.lat,
        "lon": place.lon, "country": place.country, "geonames_id": place.geonames_id,
    }  # fmt: skip
