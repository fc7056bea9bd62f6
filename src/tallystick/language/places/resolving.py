"""Which of its namesakes a place is.

All names of a document are weighed together. Each candidate starts from its rank and population, then gains where
its country or region is named, where the conflict lies, and where the likely readings of the other names cluster.
A few rounds of this settle. In the first ones no reading is believed much more than another, so that two villages
that lie side by side find each other even where each has a famous namesake. The cost grows with the number of
different names only.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from tallystick.language.places.company import Company
from tallystick.language.places.gazetteer import Place

#: Namesakes weighed for one name.
_MOST = 20
#: How much of the difference between readings is believed at the start and in each round.
_TRUST = (0.3, 0.5, 1.0, 1.0)
#: A reading believed less than this is given up.
_HOPELESS = 0.005
#: What a town that is found by a by-name lacks, and the population where none is known.
_BY_NAME, _UNKNOWN = 1.3, 1000
#: What the logarithm of the population is worth, lying in the area of the conflict, and in the region named after it.
_PEOPLE, _AREA, _INSIDE = 0.85, 4.0, 8.0


def choose(
    names: Mapping[str, tuple[Place, ...]], weights: Mapping[str, float],
    within: Mapping[str, list[tuple[Place, ...]]], area: Iterable[str], regional: frozenset[str],
) -> dict[str, Place]:  # fmt: skip
    """For each folded name, the place it most likely means.

    `weights` says how much each name speaks for the others; `within` gives, for a name, the places that stood after it
    as in "Town, Region"; `regional` the names that a noun of kind makes a region ("X Province"); `area` the countries
    in which to look first.
    """
    area = frozenset(area)
    prior = {name: _priors(places[:_MOST], name in regional) for name, places in names.items()}
    for name, outer in within.items():
        for place in prior.get(name, {}):
            if any(lies_in(place, big) for bigs in outer for big in bigs):
                prior[name][place] += _INSIDE
    for scores in prior.values():
        for place in scores:
            if place.country in area:
                scores[place] += _AREA
    belief = {name: _shares(scores, _TRUST[0]) for name, scores in prior.items()}
    company = Company(prior, weights)
    for trust in _TRUST[1:]:
        company.vote(belief)
        for name, scores in prior.items():
            if len(scores) > 1:
                worth = company.worth(name, scores)
                belief[name] = _shares({p: s + w for (p, s), w in zip(scores.items(), worth, strict=True)}, trust)
                prior[name] = {p: s for p, s in scores.items() if belief[name][p] > _HOPELESS}
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
        known = {p.country for p in places if p.is_town and p.main and p.population > 10_000}
        for place in places:
            if place.is_region and ((place.country, place.admin1) in towns or place.country in capitals):
                scores[place] = min(scores[place], 3.0)
            if place.is_feature and not place.is_small and place.country in known:
                # a river by which a town of its name lies
                scores[place] = min(scores[place], 3.0)
    return scores


def _prior(place: Place, regional: bool) -> float:
    if place.is_country:
        return 11.0
    if place.is_region:
        weight = 0.9 * math.log10(place.population + 1000)
        return weight + (3.0 if regional else 1.2 if place.main else 0.8 if place.short else -2.0)
    if not place.is_small:
        return 8.5
    score = math.log10((place.population or _UNKNOWN) + 100) * _PEOPLE
    return score + (2.5 if place.is_capital else 0) - (0 if place.main else _BY_NAME) - (2 if regional else 0)


def lies_in(small: Place, big: Place) -> bool:
    """True where one place is a state or region and may contain the other."""
    if small.id == big.id or small.country != big.country or not (big.is_country or big.is_region):
        return False
    return big.is_country or (not small.is_country and small.admin1 == big.admin1)


def _shares(scores: Mapping[Place, float], trust: float) -> dict[Place, float]:
    top = max(scores.values(), default=0)
    powers = {place: math.exp((score - top) * trust) for place, score in scores.items()}
    total = sum(powers.values())
    return {place: power / total for place, power in powers.items()}
