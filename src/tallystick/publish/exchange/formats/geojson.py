"""GeoJSON (RFC 7946): a feature for each figure that names a place, whatever it counts.

Precision and validity travel in the properties. A place that the text does not settle gives a feature with null
geometry; several places give a MultiPoint, or null where one of them is not settled.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tallystick.publish.exchange.days import validity
from tallystick.publish.exchange.material import Material
from tallystick.publish.exchange.placing import Placed
from tallystick.publish.exchange.registry import Written
from tallystick.publish.json import dumps
from tallystick.records import Figure
from tallystick.wording.phrase import published_number

NAME = "geojson"
DESCRIPTION = "figures that name a place, as a GeoJSON FeatureCollection"
_SLOTS = (
    "low", "high", "qualifier", "unit", "thing", "outcome", "party", "actor", "claimant", "modality", "basis", "since",
    "as_of", "place", "part_of", "part_form", "revises", "certainty", "quote", "line", "document",
)  # fmt: skip


def write(material: Material, path: Path) -> Written:
    """Write one FeatureCollection, a line a feature, in the order of the documents."""
    placed = [(figure, places) for figure in material.figures.values() if (places := material.places.of(figure))]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for at, (figure, places) in enumerate(placed):
            file.write((",\n" if at else "\n") + dumps(_feature(figure, places, material)))
        file.write("\n]}\n")
    written = Written(len(placed), "features")
    if len(placed) < len(material.figures):
        written.left_out["figures that name no place"] = len(material.figures) - len(placed)
    return written


def _feature(figure: Figure, places: tuple[Placed, ...], material: Material) -> dict[str, Any]:
    document, stands = material.documents[figure.document], material.standings[figure.id]
    first, last = validity(figure.since, figure.as_of)
    slots = figure.model_dump(mode="json", include=set(_SLOTS))
    return {
        "type": "Feature",
        "id": figure.id,
        "geometry": _geometry(places),
        "properties": {
            "number": published_number(figure),
            **{slot: slots[slot] for slot in _SLOTS},
            "precision": places[0].precision if len(places) == 1 else "several",
            "near": any(place.near for place in places),
            "places": [_place(place) for place in places],
            "valid_from": first.isoformat() if first else None,
            "valid_to": last.isoformat() if last else None,
            "listed_under": stands.party,
            "voice": stands.voice,
            "stance": stands.stance,
            "doubts": list(stands.doubts),
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "url": document.url,
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
