"""Which of its namesakes a place is.

All names of a document are weighed together. Each candidate starts from its rank and population, then gains where
its country or region is named, where the conflict lies, and where the likely readings of the other names cluster.
Three rounds of this settle; the cost grows with the number of different names only.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from tallystick.language.places.gazetteer import Place

#: Namesakes weighed for one name.
_MOST = 30
_ROUNDS = 3
#: Side of the squares, in degrees, in which nearness is counted, with the eight around.
_CELL = 1.5
#: What company is worth: the share of all names that lie in the same country, and the logarithms of how many lie in
#: the same country, the same region, and near.
_SHARE, _COUNTRY, _REGION, _NEAR = 2.5, 0.6, 1.7, 0.8
#: What the logarithm of the population is worth, and lying in the area of the conflict.
_PEOPLE, _AREA = 0.85, 4.0


def choose(
    names: dict[str, tuple[Place, ...]], counts: dict[str, int], within: dict[str, list[tuple[Place, ...]]],
    area: Iterable[str], regional: frozenset[str],
) -> dict[str, Place]:  # fmt: skip
    """For each folded name, the place it most likely means.

    `within` gives, for a name, the places that stood after it as in "Town, Region"; `regional` the names that a noun
    of kind makes a region ("X Province"); `area` the countries in which to look first.
    """
    area = frozenset(area)
    prior = {name: _priors(places[:_MOST], name in regional) for name, places in names.items()}
    for name, outer in within.items():
        for place in prior.get(name, {}):
            if any(_in(place, big) for bigs in outer for big in bigs):
                prior[name][place] += 8
    belief = {name: _shares(scores) for name, scores in prior.items()}
    for _ in range(_ROUNDS):
        countries: defaultdict[str, float] = defaultdict(float)
        regions: defaultdict[tuple[str, str], float] = defaultdict(float)
        cells: defaultdict[tuple[int, int], float] = defaultdict(float)
        for name, shares in belief.items():
            weight = 1 + math.log(counts.get(name, 1))
            for place, share in shares.items():
                if share < 0.02:
                    continue
                part = weight * share
                if place.country:
                    countries[place.country] += part * (1.5 if place.is_country else 1)
                    if place.admin1:
                        regions[place.country, place.admin1] += part * (1.5 if place.is_region else 1)
                if not place.is_country and place.lat is not None and place.lon is not None:
                    cells[_cell(place)] += part
        total = sum(countries.values()) or 1.0
        for name, scores in prior.items():
            if len(scores) > 1:
                own, weight = belief[name], 1 + math.log(counts.get(name, 1))
                belief[name] = _shares({
                    p: score + _company(p, own.get(p, 0) * weight, countries, regions, cells, total)
                    + (_AREA if p.country in area else 0)
                    for p, score in scores.items()
                })  # fmt: skip
    return {
        name: max(shares, key=lambda p: (shares[p], p.population, -p.id)) for name, shares in belief.items() if shares
    }


def _priors(places: tuple[Place, ...], regional: bool) -> dict[Place, float]:
    scores = {place: _prior(place, regional) for place in places}
    large = {p.country for p in places if p.is_region and p.main and p.population > 3_000_000}
    for place in places:
        if place.is_country and large - {place.country}:
            # A state and a large region elsewhere share the name: the company decides.
            scores[place] -= 2
    if not regional:
        # A region named after its chief town: by itself the name means the town.
        towns = {(p.country, p.admin1) for p in places if p.is_town and p.population > 50_000}
        capitals = {p.country for p in places if p.is_capital and p.main}
        for place in places:
            if place.is_region and ((place.country, place.admin1) in towns or place.country in capitals):
                scores[place] = min(scores[place], 3.0)
    return scores


def _prior(place: Place, regional: bool) -> float:
    if place.is_country:
        return 11.0
    if place.is_region:
        weight = 0.9 * math.log10(place.population + 1000)
        return weight + (3.0 if regional else 1.2 if place.main else 0.8 if place.short else -2.0)
    if place.is_feature:
        return 8.5
    score = math.log10((place.population or 5000) + 100) * _PEOPLE
    return score + (2.5 if place.is_capital else 0) - (0 if place.main else 0.8) - (2 if regional else 0)


def _company(
    place: Place, own: float, countries: dict[str, float], regions: dict[tuple[str, str], float],
    cells: dict[tuple[int, int], float], total: float,
) -> float:  # fmt: skip
    """How well a reading fits the other names of the document, its own share taken out."""
    same = max(countries.get(place.country, 0) - own, 0)
    score = _SHARE * same / total + _COUNTRY * math.log1p(same)
    if place.admin1 and not place.is_country:
        score += _REGION * math.log1p(max(regions.get((place.country, place.admin1), 0) - own, 0))
    if not place.is_country and place.lat is not None:
        row, column = _cell(place)
        near = sum(cells.get((row + i, column + j), 0) for i in (-1, 0, 1) for j in (-1, 0, 1)) - own
        score += _NEAR * math.log1p(max(near, 0))
    return score


def _cell(place: Place) -> tuple[int, int]:
    return math.floor((place.lat or 0) / _CELL), math.floor((place.lon or 0) / _CELL)


def _in(small: Place, big: Place) -> bool:
    if small.id == big.id or small.country != big.country or not (big.is_country or big.is_region):
        return False
    return big.is_country or (not small.is_country and small.admin1 == big.admin1)


def _shares(scores: dict[Place, float]) -> dict[Place, float]:
    top = max(scores.values(), default=0)
    powers = {place: math.exp(score - top) for place, score in scores.items()}
    total = sum(powers.values())
    return {place: power / total for place, power in powers.items()}
