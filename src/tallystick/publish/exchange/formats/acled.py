"""CSV with the columns of ACLED as of 2023 and later, and some of ours after them.

Source of columns and codes: ACLED Codebook and its guide to column changes of 2023, https://acleddata.com. What only a
coder at ACLED can decide (event and disorder types, their codes of actors, civilian targeting) stays empty.

A row is a tally of people killed, or a happening of a type that ACLED has events of, on a day and at a place where no
such tally has a row already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tallystick.chronicle.days import ordinal
from tallystick.chronicle.timeline import Entry
from tallystick.language.places.folding import fold
from tallystick.publish.exchange.material import Material
from tallystick.publish.exchange.occurrences import Occurrence, occurrences
from tallystick.publish.exchange.placing import Placed
from tallystick.publish.exchange.registry import Written
from tallystick.publish.exchange.tables import TRACE, article, country_of, trace, write_csv
from tallystick.reconcile.naming import names_in
from tallystick.records import EventType, StatementKind

NAME = "acled"
DESCRIPTION = "people killed, and fighting told of, on a day at a place, as CSV with the columns of ACLED"
COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_OURS = ("tallystick_last_day", "tallystick_low", "tallystick_high", *TRACE, "tallystick_events", "tallystick_type")
#: Types of happenings that ACLED has events of: battles, explosions and remote violence, violence against civilians,
#: protests and riots.
_TYPES: frozenset[EventType] = frozenset({"attack", "strike", "capture", "violation", "protest", "harm"})
_OTHERS: tuple[StatementKind, ...] = ("control", "agreement", "obligation", "allegation", "relation")
#: ACLED's codes of dates by the most days that they may span: a day, a week, a month. It has none beyond.
_SPANS = ((1, 1), (7, 2), (31, 3))


def write(material: Material, path: Path) -> Written:
    """Write a row a tally of people killed (see `occurrences`), then a row a happening besides, each up to a month."""
    found, left_out = occurrences(material)
    rows = [row for row in found if _time_precision(row) is not None]
    if len(rows) < len(found):
        left_out["tallies that span more than a month, for which ACLED has no code"] = len(found) - len(rows)
    besides = [_happening_row(entry, place, material) for entry, place in _besides(material, rows, left_out)]
    left_out.update(dict(material.counted(*_OTHERS)))
    return Written(write_csv(path, (*COLUMNS, *_OURS), [*map(_row, rows), *besides]), "rows", left_out)


def _besides(material: Material, rows: list[Occurrence], left_out: Counter[str]) -> Iterator[tuple[Entry, Placed]]:
    """The happenings that have a row of their own; the others are counted, by reason."""
    taken = {(row.first.isoformat(), fold(row.place.name)) for row in rows}
    for entry in material.happenings:
        one, at = entry.happening, entry.when
        places = material.places.of(next((event for event in one.events if event.place), one.spoken))
        if one.type not in _TYPES:
            left_out["happenings of types that ACLED has no events of"] += 1
        elif at.first is None or at.last is None or not at.certain:
            left_out["happenings without their day"] += 1
        elif _code(_span_of(at.first, at.last)) is None:
            left_out["happenings that span more than a month, for which ACLED has no code"] += 1
        elif len(places) != 1 or places[0].precision == "country":
            left_out["happenings at no place, at several, or in a whole country"] += 1
        elif (at.first, fold(places[0].name)) in taken:
            left_out["happenings on a day and at a place that a row of people killed has"] += 1
        else:
            yield entry, places[0]


def _happening_row(entry: Entry, place: Placed, material: Material) -> dict[str, object]:
    one, at = entry.happening, entry.when
    first, last = str(at.first), str(at.last)
    documents = [material.documents[id] for id in dict.fromkeys(event.document for event in one.events)]
    told = (f"{event.claimant or 'a document'}: “{event.quote}”" for event in one.events)
    return {
        "event_id_cnty": one.id,
        "event_date": first,
        "year": int(first[:-6]),
        "time_precision": _code(_span_of(first, last)),
        "actor1": one.actor,
        "actor2": one.target if _is_party(one.target, material) else None,
        **_where(place),
        "source": [article(document).strip('"') for document in documents],
        "notes": "; ".join(told) + (f" [target: {one.target}]" if one.target else ""),
        "tallystick_last_day": last,
        "tallystick_place_precision": place.precision,
        "tallystick_actor": one.actor,
        "tallystick_quotes": [f"“{event.quote}”" for event in one.events],
        "tallystick_events": [event.id for event in one.events],
        "tallystick_type": one.type,
    }


def _is_party(target: str | None, material: Material) -> bool:
    """True where a target can be an actor: it is one of the parties."""
    parties = {party.casefold() for party in material.reconciled.laid.sides.parties}
    return bool(target) and all(name.casefold() in parties for name in names_in(target))


def _span_of(first: str, last: str) -> int:
    return ordinal(last) - ordinal(first) + 1


def _row(row: Occurrence) -> dict[str, object]:
    return {
        "event_id_cnty": row.tally.id,
        "event_date": row.first.isoformat(),
        "year": row.first.year,
        "time_precision": _time_precision(row),
        "actor1": row.actor,
        "actor2": row.tally.parties or row.tally.party,
        **_where(row.place),
        "source": [article(document).strip('"') for document in row.documents],
        "notes": row.notes(),
        "fatalities": row.tally.best,
        "tallystick_last_day": row.last.isoformat(),
        "tallystick_low": row.tally.low,
        "tallystick_high": row.tally.high,
        **trace(row),
    }


def _where(place: Placed) -> dict[str, object]:
    country = country_of(place.country)
    return {
        "iso": country.get("isonumeric"),
        "country": country.get("name"),
        "admin1": place.name if place.level == "first" else None,
        "admin2": place.name if place.level == "second" else None,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": _geo_precision(place),
    }


def _time_precision(row: Occurrence) -> int | None:
    return _code(row.days)


def _code(days: int) -> int | None:
    return next((code for most, code in _SPANS if days <= most), None)


def _geo_precision(place: Placed) -> int | None:
    """1 a town, 2 close to it or a district, 3 a province or other stretch; none for a country, or if unresolved."""
    if not place.known or place.precision == "country":
        return None
    if place.precision in ("region", "feature"):
        return 2 if place.level == "second" else 3
    return 2 if place.near else 1
