"""Find the places a text names, and where they are."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from tallystick.conflict import Conflict
from tallystick.language.mentions import PlaceMention, Precision
from tallystick.language.outline import Outline
from tallystick.language.places.candidates import Candidate, Reader
from tallystick.language.places.doubting import doubted
from tallystick.language.places.folding import fold, skeleton
from tallystick.language.places.gazetteer import Place, gazetteer
from tallystick.language.places.lexicon import lexicon
from tallystick.language.places.recognising import Weigher, holds
from tallystick.language.places.resolving import choose, lies_in
from tallystick.language.places.tokens import runs

#: People from which a town is taken for the one that an airport is named after.
_LARGE = 100_000
#: Letters that a skeleton needs to tell a name from others.
_BONES = 4
#: How often a doubted reading may be replaced by one in another country before the name stays unresolved.
_DOUBTS = 4
#: How loud a name speaks for the others that may be a person's or a body's ("Lincoln Hospital"), against one mention.
_HINT = 0.2
#: Readings of such a name that are weighed.
_HINTED = 8
_COMMA = re.compile(r",\s{1,3}|\s\(")


def find_places(text: str, outline: Outline, *, conflict: Conflict | None = None) -> list[PlaceMention]:
    """The places named in the text, in order and without overlap.

    A name that the gazetteer lacks is kept where the words around it say that it is a place; its precision is
    "unresolved" and it has no coordinates. Places of the conflict file count as known, and its area is where namesakes
    are looked for first.
    """
    own = _own_places(conflict)
    area = frozenset(conflict.area) if conflict else frozenset()
    lex = lexicon()
    reader = Reader(text, gazetteer(), lex, frozenset(own))
    for paragraph in outline.paragraphs:
        for run in runs(text, paragraph.start, paragraph.end):
            reader.read(run)
    starts = frozenset(s.start for s in outline.sentences)
    weigher = Weigher(text, lex, reader.persons, starts, frozenset(own), area)
    accepted = weigher.accepted(reader.found)
    chosen = _resolved(text, reader.found, accepted, area)
    _settle_sites(accepted, chosen)
    _settle_variants(accepted, chosen)
    outer = _settled_outer(text, accepted, chosen)
    return [_mention(text, c, outer.get(c.start) or chosen.get(_name_of(c)), own) for c in accepted]


def _own_places(conflict: Conflict | None) -> dict[str, tuple[float, float, str]]:
    if conflict is None:
        return {}
    return {fold(n): (p.lat, p.lon, p.name) for p in conflict.places for n in (p.name, *p.also)}


def _name_of(c: Candidate) -> str:
    """What is resolved as one: the same name with a noun of kind may be another place."""
    return c.base + "/" + c.kind.precision if c.kind and c.named_kind else c.base


def _resolved(text: str, found: list[Candidate], accepted: list[Candidate], area: frozenset[str]) -> dict[str, Place]:
    """What each name of the accepted candidates means, by name."""
    names = {_name_of(c): c.places for c in reversed(accepted) if c.places}
    weights = {name: 1 + math.log(n) for name, n in Counter(_name_of(c) for c in accepted).items()}
    within: defaultdict[str, list[tuple[Place, ...]]] = defaultdict(list)
    for inner, outer in _qualified(text, accepted):
        within[_name_of(inner)].append(outer.places)
    regional = frozenset(_name_of(c) for c in accepted if c.named_kind and c.kind and c.kind.precision == "region")
    parts = frozenset(_name_of(c) for c in accepted if c.kind and c.kind.precision in ("settlement", "region"))
    common = lexicon().common
    vague = frozenset(n for n in names if all(word in common for word in n.split("/")[0].split(" ")))
    hints = {c.base: c.places[:_HINTED] for c in reversed(found) if c.places and c.base not in names}
    weights.update(dict.fromkeys(hints, _HINT))
    for _ in range(_DOUBTS):
        readings = choose(hints | names, weights, within, area, regional)
        chosen = {name: readings[name] for name in names if name in readings}
        doubts = doubted(chosen, frozenset(within), parts, vague)
        for name in doubts:
            names[name] = tuple(p for p in names[name] if p.country != chosen[name].country)
        if not doubts:
            break
    return {name: place for name, place in chosen.items() if name not in doubts}


def _qualified(text: str, accepted: list[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """The pairs of "Town, Region"."""
    for inner, outer in pairwise(accepted):
        near = outer.start - inner.end <= 4 and _COMMA.fullmatch(text, inner.end, outer.start)
        if near and holds(outer, inner):
            yield inner, outer


def _settled_outer(text: str, accepted: list[Candidate], chosen: dict[str, Place]) -> dict[int, Place]:
    """By start, the regions that are named after a town where that name stands last in "Town, Region"."""
    settled = {}
    for inner, outer in _qualified(text, accepted):
        small, big = chosen.get(_name_of(inner)), chosen.get(_name_of(outer))
        if small and big and big.is_town:
            regions = [place for place in outer.places if lies_in(small, place)]
            settled.update({outer.start: regions[0]} if regions else {})
    return settled


def _settle_sites(accepted: list[Candidate], chosen: dict[str, Place]) -> None:
    """An airport or square has the coordinates of its town where the text speaks of that town, or it is a large one.

    Else the town of that name may be any, and a dam or a road may lie far from the town it is named after: the reading
    is taken back.
    """
    for c in accepted:
        if c.named_kind and c.kind and c.kind.precision in ("point", "feature"):
            place = chosen.get(_name_of(c))
            town = chosen.get(c.base)
            if place is None or not (place.is_town or (place.is_region and not c.kind.after)):
                continue
            if c.kind.sited and town is not None and town.is_town:
                chosen[_name_of(c)] = town
            elif not c.kind.sited or place.population < _LARGE:
                del chosen[_name_of(c)]


def _settle_variants(accepted: list[Candidate], chosen: dict[str, Place]) -> None:
    """An unknown name that is another spelling of a town of the same text, and of one only, means that town."""
    spelt: dict[str, set[Place]] = {}
    for name, place in chosen.items():
        if place.is_town and "/" not in name:
            spelt.setdefault(skeleton(name), set()).add(place)
    for c in accepted:
        if not c.places and not c.named_kind and c.base not in chosen:
            bones = skeleton(c.base)
            towns = {place.id: place for place in spelt.get(bones, ())}
            if len(bones) >= _BONES and len(towns) == 1:
                chosen[c.base] = next(iter(towns.values()))


def _mention(text: str, c: Candidate, place: Place | None, own: dict[str, tuple[float, float, str]]) -> PlaceMention:
    name = " ".join(text[c.start : c.end].split())
    if c.base in own:
        lat, lon, canonical = own[c.base]
        return PlaceMention(c.start, c.end, canonical, lat, lon, place.geonames_id if place else None,
                            place.country if place else None, "point")  # fmt: skip
    if place is None:
        return PlaceMention(c.start, c.end, name, None, None, None, None, "unresolved")
    if name.isupper() and len(name) > 4:
        name = place.name
    return PlaceMention(c.start, c.end, name, place.lat, place.lon, place.geonames_id, place.country or None,
                        _precision(c, place))  # fmt: skip


def _precision(c: Candidate, place: Place) -> Precision:
    if place.is_country:
        return "country"
    if place.is_region or (c.named_kind and c.kind and c.kind.precision == "region"):
        return "region"
    return "feature" if place.is_feature else "settlement"
