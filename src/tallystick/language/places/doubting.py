"""Taking back a reading that its document does not bear out.

A village of Iraq that the gazetteer lacks may have a namesake in another part of the world. Wrong coordinates are worse
than none, so a small place, or one found by a by-name, needs company: other places of the text near it, or its country.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from tallystick.language.places.gazetteer import Place

#: Below this many different places, a text gives too little to doubt by.
_FEW = 4
#: People from which a main name stands without company.
_LARGE = 100_000
#: The part of all places of a text that is company enough.
_SHARE = 0.06
#: Side, in degrees, of the squares of which nine are "near".
_CELL = 2.0


def doubted(
    chosen: dict[str, Place], qualified: frozenset[str], parts: frozenset[str], vague: frozenset[str]
) -> set[str]:
    """The names whose reading is to be taken back.

    `qualified` are the names that stood before the name of their region or country; `parts` those that a noun made a
    quarter, village or district; `vague` those made of common words ("Old City"), which keep no other company.
    """
    local = {name: place for name, place in chosen.items() if place.is_region or place.is_small}
    if len({place.id for place in local.values()}) < _FEW:
        return set()
    named = {place.country for place in chosen.values() if not (place.is_region or place.is_small)}
    ids: defaultdict[str, set[int]] = defaultdict(set)
    cells: Counter[tuple[int, int]] = Counter()
    for place in {p.id: p for name, p in local.items() if name not in vague}.values():
        ids[place.country].add(place.id)
        cells[_cell(place)] += 1
    enough = max(1, _SHARE * sum(cells.values()))
    found = set()
    for name, place in local.items():
        if name in qualified or place.short:
            continue
        row, column = _cell(place)
        own = name not in vague
        near = sum(cells[row + i, column + j] for i in (-1, 0, 1) for j in (-1, 0, 1)) - own
        company = len(ids[place.country]) - own
        if name in parts or name in vague or not place.main:
            large = own and ((place.main and place.population >= _LARGE) or place.population >= 10 * _LARGE)
            if near < enough and not (large and company):
                found.add(name)
        elif place.is_small and place.population < _LARGE and near < 1 and company < enough:
            # the name of its country is company too, but in a long text it is named for other reasons
            unnamed = place.country not in named or enough > 1
            found.update({name} if unnamed else ())
    return found


def _cell(place: Place) -> tuple[int, int]:
    return math.floor((place.lat or 0) / _CELL), math.floor((place.lon or 0) / _CELL)
