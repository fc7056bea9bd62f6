"""CSV with the columns of ACLED as of 2023 and later, and some of ours after them.

Source of columns and codes: ACLED Codebook and its guide to column changes of 2023, https://acleddata.com. What only a
coder at ACLED can decide (event and disorder types, their codes of actors, civilian targeting) stays empty.
"""

from __future__ import annotations

from pathlib import Path

from tallystick.publish.exchange.material import Material
from tallystick.publish.exchange.occurrences import Occurrence, occurrences
from tallystick.publish.exchange.placing import Placed
from tallystick.publish.exchange.registry import Written
from tallystick.publish.exchange.tables import TRACE, article, country_of, trace, write_csv

NAME = "acled"
DESCRIPTION = "people killed on a day at a place, as CSV with the columns of ACLED"
COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_OURS = ("tallystick_last_day", "tallystick_low", "tallystick_high", *TRACE)
#: ACLED's codes of dates by the most days that they may span: a day, a week, a month. It has none beyond.
_SPANS = ((1, 1), (7, 2), (31, 3))


def write(material: Material, path: Path) -> Written:
    """Write a row a tally of people killed in one incident or a period of up to a month (see `occurrences`)."""
    found, left_out = occurrences(material)
    rows = [row for row in found if _time_precision(row) is not None]
    if len(rows) < len(found):
        left_out["tallies that span more than a month, for which ACLED has no code"] = len(found) - len(rows)
    return Written(write_csv(path, (*COLUMNS, *_OURS), map(_row, rows)), "rows", left_out)


def _row(row: Occurrence) -> dict[str, object]:
    place, country = row.place, country_of(row.place.country)
    return {
        "event_id_cnty": row.tally.id,
        "event_date": row.first.isoformat(),
        "year": row.first.year,
        "time_precision": _time_precision(row),
        "actor1": row.actor,
        "actor2": row.tally.parties or row.tally.party,
        "iso": country.get("isonumeric"),
        "country": country.get("name"),
        "admin1": place.name if place.level == "first" else None,
        "admin2": place.name if place.level == "second" else None,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": _geo_precision(place),
        "source": [article(document).strip('"') for document in row.documents],
        "notes": row.notes(),
        "fatalities": row.tally.best,
        "tallystick_last_day": row.last.isoformat(),
        "tallystick_low": row.tally.low,
        "tallystick_high": row.tally.high,
        **trace(row),
    }


def _time_precision(row: Occurrence) -> int | None:
    return next((code for most, code in _SPANS if row.days <= most), None)


def _geo_precision(place: Placed) -> int | None:
    """1 a town, 2 close to it or a district, 3 a province or other stretch; none for a country, or if unresolved."""
    if not place.known or place.precision == "country":
        return None
    if place.precision in ("region", "feature"):
        return 2 if place.level == "second" else 3
    return 2 if place.near else 1
