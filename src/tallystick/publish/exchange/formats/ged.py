"""CSV with the columns of the UCDP Georeferenced Event Dataset, as of its version 25.1, and some of ours after them.

Source of columns and codes: UCDP GED Codebook, https://ucdp.uu.se/downloads/. What only a coder at UCDP can decide
(their ids, type of violence, whether a conflict is active) stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tallystick.publish.exchange.material import CHRONICLE, Material
from tallystick.publish.exchange.occurrences import Occurrence, occurrences
from tallystick.publish.exchange.placing import Placed
from tallystick.publish.exchange.registry import Written
from tallystick.publish.exchange.tables import TRACE, article, country_of, trace, write_csv

NAME = "ged"
DESCRIPTION = "people killed on a day at a place, as CSV with the columns of UCDP GED"
COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
#: UCDP's codes of precision: 1 the place itself, 2 close to it, 3 a district, 4 a province, 5 a river, range, sea or
#: other stretch, 6 a country. 7, international waters and airspace, is never told apart from 5.
_EXACT, _NEAR, _DISTRICT, _PROVINCE, _STRETCH, _COUNTRY = 1, 2, 3, 4, 5, 6
#: UCDP's codes of dates by the most days that they may span: a day, less than a week, a week, a month; beyond, 5.
_SPANS = ((1, 1), (6, 2), (7, 3), (31, 4))


def write(material: Material, path: Path) -> Written:
    """Write a row a tally of people killed in one incident or stated period (see `occurrences`)."""
    rows, left_out = occurrences(material)
    left_out.update(dict(material.counted(*CHRONICLE)))
    count = write_csv(path, (*COLUMNS, *TRACE), (_row(row, material) for row in rows))
    return Written(count, "rows", left_out)


def _row(row: Occurrence, material: Material) -> dict[str, object]:
    side_a, side_b = row.sides
    return {
        # The id has 48 bits, which every reader of numbers keeps exactly.
        "id": int(row.tally.id[1:], 16),
        "relid": row.tally.id,
        "year": row.first.year,
        "conflict_name": material.title,
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None,
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": len(row.documents),
        "source_article": ";".join(article(document) for document in row.documents),
        "source_office": _listed(document.publisher for document in row.documents),
        "source_date": _listed(document.published for document in row.documents),
        "source_headline": _listed(document.title for document in row.documents),
        "source_original": row.voices,
        **_where(row.place),
        # 1: an incident of its own; 2: what a period brought, in one count.
        "event_clarity": 1 if row.tally.cover == "incident" else 2,
        "date_prec": date_precision(row.days),
        "date_start": row.first.isoformat(),
        "date_end": row.last.isoformat(),
        **row.deaths,
        "best": row.tally.best,
        "high": row.tally.high,
        "low": row.tally.low,
        **trace(row),
    }


def date_precision(days: int) -> int:
    """UCDP's code for a date that may be any of so many days."""
    return next((code for most, code in _SPANS if days <= most), 5)


def place_precision(place: Placed) -> int | None:
    """UCDP's code for a place; None where it is not resolved. A region of unknown level has the coarser code."""
    if not place.known:
        return None
    if place.precision == "country":
        return _COUNTRY
    if place.precision == "region":
        return _DISTRICT if place.level == "second" else _PROVINCE
    if place.precision == "feature":
        return _STRETCH
    return _NEAR if place.near else _EXACT


def _where(place: Placed) -> dict[str, object]:
    said: dict[str, object] = {"where_prec": place_precision(place), "where_description": place.name}
    if place.lat is None or place.lon is None:
        return said
    return said | {
        "where_coordinates": place.name,
        "adm_1": place.name if place.level == "first" else None,
        "adm_2": place.name if place.level == "second" else None,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon:.6f} {place.lat:.6f})",
        "priogrid_gid": _cell(place.lat, place.lon),
        "country": country_of(place.country).get("name"),
    }


def _cell(lat: float, lon: float) -> int:
    """The PRIO-GRID cell: half a degree each way, counted from the south-west, 720 a row (Tollefsen et al. 2012)."""
    row, column = min(int((lat + 90) * 2), 359), min(int((lon + 180) * 2), 719)
    return row * 720 + column + 1


def _listed(values: Iterable[str | None]) -> list[str]:
    """What is said, without repeats."""
    return list(dict.fromkeys(value for value in values if value))
