"""Where the places that statements name lie: each as its document's text resolves it, and never guessed without one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from tallystick.knowledge import words
from tallystick.language.mentions import PlaceMention, Precision
from tallystick.reconcile.naming import names_in
from tallystick.records import Allegation, Control, Event, Figure, Obligation

if TYPE_CHECKING:
    from tallystick.conflict import Conflict
    from tallystick.records import Document

#: "first" for a province, "second" for a district; None where it is no region, or nobody knows which.
Level = Literal["first", "second"] | None
#: What may name a place.
Located = Figure | Event | Control | Obligation | Allegation
#: So far before a name a phrase such as "some 5 km north of" is looked for, in code points.
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Placed:
    """A place that a figure names; without coordinates where the text does not settle which one it is.

    `near` is true where the text says "near" or the like, so that the coordinates are only close by.
    """

    name: str
    precision: Precision
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    geonames_id: int | None = None
    level: Level = None
    near: bool = False

    @property
    def known(self) -> bool:
        """True where it has coordinates."""
        return self.lat is not None and self.lon is not None


@dataclass
class Placer:
    """Finds the places of statements; each document's text is searched once, when first asked for."""

    documents: Mapping[str, Document]
    conflict: Conflict | None = None
    _mentions: dict[str, list[PlaceMention]] = field(default_factory=dict)

    def of(self, figure: Located) -> tuple[Placed, ...]:
        """The places that a statement names, in its order; empty where it names none."""
        return tuple(self._placed(name, figure) for name in names_in(figure.place))

    def _placed(self, name: str, figure: Located) -> Placed:
        mention = self._mention(name, figure)
        if mention is None or mention.lat is None or mention.lon is None:
            return Placed(name, "unresolved", near=mention is not None and self._is_near(mention, figure))
        return Placed(
            name, mention.precision, mention.lat, mention.lon, mention.country, mention.geonames_id,
            _level(mention), self._is_near(mention, figure),
        )  # fmt: skip

    def _mention(self, name: str, figure: Located) -> PlaceMention | None:
        """Of the mentions of that name the one that the statement was read from, else the one nearest to its words."""
        evidence = figure.evidence if isinstance(figure, Figure | Event) else ()
        spans = [(e.start, e.end) for e in evidence if e.slot == "place" and e.start is not None]
        found = self._mentions_in(figure.document)
        pointed = [m for m in found if any(m.start < (end or 0) and (start or 0) < m.end for start, end in spans)]
        called = [m for m in found if m.name.casefold() == name.casefold()]
        if not called and len(names_in(figure.place)) == 1:
            called = pointed
        pool = [m for m in called if m in pointed] or called
        return min(pool, key=lambda m: (abs(m.start - figure.start), m.start), default=None)

    def _mentions_in(self, document: str) -> list[PlaceMention]:
        if document not in self._mentions:
            from tallystick.language.outline import outline
            from tallystick.language.places import find_places

            text = self.documents[document].text
            self._mentions[document] = find_places(text, outline(text), conflict=self.conflict)
        return self._mentions[document]

    def _is_near(self, mention: PlaceMention, figure: Located) -> bool:
        before = self.documents[figure.document].text[max(0, mention.start - _BEFORE) : mention.start]
        said = " " + " ".join(before.casefold().split())
        return any(said.endswith((f" {phrase}", f" {phrase} the")) for phrase in words("places_near"))


def _level(mention: PlaceMention) -> Level:
    """Which level of administration a region is of, by the gazetteer's place of that name at that point."""
    if mention.precision != "region":
        return None
    from tallystick.language.places.compiling import COUNTY, REGION
    from tallystick.language.places.folding import fold
    from tallystick.language.places.gazetteer import gazetteer

    here = (mention.lat, mention.lon, mention.country)
    kinds = {p.kind for p in gazetteer().find(fold(mention.name)) if (p.lat, p.lon, p.country) == here}
    return "first" if REGION in kinds else "second" if COUNTY in kinds else None
