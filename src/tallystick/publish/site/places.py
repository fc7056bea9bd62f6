"""Places that records name: where each lies, as its document's text resolves it, and which records name it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tallystick.publish.exchange.placing import Level
from tallystick.publish.site import addresses
from tallystick.publish.site.content import Content
from tallystick.records import Control, Event, Evidence, Figure, Statement

Exactness = Literal["point", "circle", "district", "country", "unresolved"]
_Spot = tuple[float | None, float | None, str, bool, Level, str | None]


@dataclass(frozen=True, slots=True)
class Place:
    """A place and where it lies; without coordinates where no text settles which one it is.

    `names` are what documents call it, the most frequent first. `near` is true where they say "near" it.
    """

    names: tuple[str, ...]
    lat: float | None
    lon: float | None
    precision: str
    records: tuple[Statement, ...]
    near: bool = False
    level: Level = None

    @property
    def name(self) -> str:
        """What most records call it."""
        return self.names[0]

    @property
    def address(self) -> str:
        """Its address on the map's page."""
        return f"{addresses.MAP}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """Its own part of that address: name and point, since two places may share a name."""
        return "p-" + addresses.slug(f"{self.name}@{self.lat},{self.lon}{' near' if self.near else ''}")

    @property
    def exactness(self) -> Exactness:
        """How it is drawn: a settlement is a point, "near" it a circle, a region a district, a country not at all."""
        if self.lat is None or self.lon is None:
            return "unresolved"
        if self.precision in ("region", "country"):
            return "district" if self.precision == "region" else "country"
        return "circle" if self.near or self.precision == "feature" else "point"


def named_places(content: Content) -> list[Place]:
    """All places that figures, events and control name, those with most records first."""
    return _named(_Key(content))


class _Key:
    """A content by its identity, so that its places are found once."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def __hash__(self) -> int:
        return id(self.content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.content is other.content


@lru_cache(maxsize=1)
def _named(key: _Key) -> list[Place]:
    content = key.content
    found: dict[_Spot, list[tuple[str, Statement]]] = defaultdict(list)
    placeable: list[Figure | Event | Control] = [*content.figures.values(), *content.events, *content.control]
    for one in placeable:
        for placed in content.material.places.of(as_figure(one)):
            name = placed.name if placed.lat is None else None
            spot = (placed.lat, placed.lon, placed.precision, placed.near, placed.level, name)
            found[spot].append((placed.name, one))
    places = []
    for (lat, lon, precision, near, level, _), named in found.items():
        counts = Counter(name for name, _ in named)
        names = tuple(sorted(counts, key=lambda name: (-counts[name], name)))
        records = tuple({one.id: one for _, one in named}.values())
        places.append(Place(names, lat, lon, precision, records, near, level))
    return sorted(places, key=lambda place: (-len(place.records), place.names, place.lat or 0))


def as_figure(one: Figure | Event | Control) -> Figure:
    """A statement as what the placer takes: a bare figure that names the same place at the same words."""
    if isinstance(one, Figure):
        return one
    evidence: tuple[Evidence, ...] = one.evidence if isinstance(one, Event) else ()
    place = one.place if isinstance(one, Event) or one.named else None
    return Figure.model_construct(
        id=one.id, document=one.document, start=one.start, end=one.end, quote=one.quote, line=one.line, low=1, high=1,
        qualifier="exact", thing="person.unspecified", outcome="casualties", place=place, evidence=evidence,
    )  # fmt: skip
