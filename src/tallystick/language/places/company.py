"""What the places of a document say for one another.

Places keep company: a text that names one town of a region names others, a text that names foreign states names more
of them, and a list of states of a federation goes on with such states. Every reading of every name casts votes, as
far as it is believed, for its country, its region, its kind and the squares of the map around it; a reading is worth
what the other names cast for it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from tallystick.language.places.gazetteer import Place

#: Stands for the name that asks for votes where several do.
_SEVERAL = ""
#: Sides of the squares, in degrees, in which nearness is counted, each with the eight around it: about a day's march
#: and about a county.
_WIDE_SIDE, _CLOSE_SIDE = 1.5, 0.4
#: Squares are numbered row by row, from this row on; a row has room for more squares than lie around the earth.
_ROW, _ROWS = 4096, 1024
_AROUND = tuple(row * _ROW + column for row in (-1, 0, 1) for column in (-1, 0, 1))
#: What is voted for: a number for a square of the map, words for the rest, "" for nothing.
Key = str | int
#: What the logarithm of the votes is worth: for the same country, the same region, other states, sister regions, and
#: for squares. Set on half of three public sets; small changes of any of them change little.
_COUNTRY, _REGION, _STATES, _SISTERS, _WIDE, _CLOSE = 0.6, 1.7, 2.0, 2.0, 0.8, 1.0
#: What the share of all votes that the country has is worth.
_SHARE = 4.0
#: One near vote counts for this many, since nearness by chance is rare; less so in a text of many places, by `_CROWD`.
_RARE, _CROWD = 10.0, 50.0
#: Shares of belief below this are not counted.
_SLIGHT = 0.03
#: Places whose votes are remembered between documents.
_REMEMBERED = 1 << 14


class Company:
    """The names of a document and what their readings say for one another."""

    def __init__(self, readings: Mapping[str, Iterable[Place]], weights: Mapping[str, float]) -> None:
        self._weights = weights
        # A region named after its chief town: neither its sisters nor what lies near its middle speak for it, for they
        # speak for the town as well.
        self._by_town = {
            region.id
            for places in readings.values() for towns in ({(p.country, p.admin1) for p in places if p.is_town},)
            for region in places if region.is_region and (region.country, region.admin1) in towns
        }  # fmt: skip
        asked: dict[Key, str] = {}
        for name, places in readings.items():
            for key in {key for place in places for key in _keys(place)}:
                asked[key] = name if key not in asked else _SEVERAL
        wanted = frozenset(asked)
        # Most votes, those for the squares around, would never be asked for: they are not cast.
        self._ballots = {
            name: {
                place: [key for key in wanted.intersection(self._cast(place)) if asked[key] != name] for place in places
            }
            for name, places in readings.items()
        }
        self._all: defaultdict[Key, float] = defaultdict(float)
        self._own: dict[str, dict[Key, float]] = {}
        self._total = self._scale = 1.0

    def _cast(self, place: Place) -> Iterable[Key]:
        if place.id in self._by_town:
            return (key for key in _cast(place) if key != _keys(place)[2])
        return _cast(place)

    def vote(self, belief: Mapping[str, Mapping[Place, float]]) -> None:
        """Cast all votes anew, given for each name how far each of its readings is believed."""
        self._all, self._own, self._total = defaultdict(float), {}, 0.0
        for name, shares in belief.items():
            weight, ballots = self._weights[name], self._ballots[name]
            own: defaultdict[Key, float] = defaultdict(float)
            for place, share in shares.items():
                if share >= _SLIGHT:
                    part = weight * share
                    self._total += part
                    for key in ballots[place]:
                        own[key] += part
            self._own[name] = own
            for key, votes in own.items():
                self._all[key] += votes
        self._total = self._total or 1.0
        self._scale = _RARE / (1 + self._total / _CROWD)

    def worth(self, name: str, places: Iterable[Place]) -> list[float]:
        """How well each of these readings of a name fits the other names."""
        own, scale, found = self._own[name], self._scale, []
        heard = self._all.get
        at_home: dict[str, float] = {}
        for place in places:
            country, region, kin, itself, wide, close = _keys(place)
            score = at_home.get(place.country)
            if score is None:
                same = max(heard(country, 0) - own.get(country, 0), 0)
                score = at_home[place.country] = _SHARE * same / self._total + _COUNTRY * math.log1p(same)
            # "Kherson" and "Kherson Oblast" are two places: that the second is the region says nothing for the first.
            twin = heard(itself, 0) - own.get(itself, 0) if itself else 0
            if place.id in self._by_town:
                kin = wide = close = ""
            asked: tuple[tuple[Key, float, float], ...] = (
                (kin, _STATES if place.is_country else _SISTERS, 1), (region, _REGION, 1),
                (wide, _WIDE, scale), (close, _CLOSE, scale),
            )  # fmt: skip
            for key, value, rarity in asked:
                if key in self._all and (votes := self._all[key] - own.get(key, 0) - twin) > 0:
                    score += value * math.log1p(votes * rarity)
            found.append(score)
        return found


@lru_cache(_REMEMBERED)
def _keys(place: Place) -> tuple[str, str, str, str, Key, Key]:
    """Whose votes count for a reading: its country, region, kin and itself, wide and close square; "" for none."""
    country = "country " + place.country if place.country else ""
    # States are kin of states, first-level regions of those of the same state.
    kin = "state" if place.is_country else "regions of " + place.country if place.governs else ""
    itself = f"place {place.id}" if kin else ""
    if place.is_country or place.lat is None or place.lon is None:
        return country, "", kin, itself, "", ""
    region = f"region {place.country} {place.admin1}" if place.admin1 else ""
    return country, region, kin, itself, *_squares(place.lat, place.lon)


@lru_cache(_REMEMBERED)
def _cast(place: Place) -> tuple[Key, ...]:
    """What a reading votes for: its keys, and for a square the eight around it too."""
    keys = _keys(place)
    cast: list[Key] = [key for key in keys[:4] if key]
    for square in keys[4:]:
        if isinstance(square, int):
            cast += [square + step for step in _AROUND]
    return tuple(cast)


def _squares(lat: float, lon: float) -> tuple[int, int]:
    """The wide and the close square of a point, by number; never 0."""
    wide = (math.floor(lat / _WIDE_SIDE) + _ROWS) * _ROW + math.floor(lon / _WIDE_SIDE) + _ROWS
    close = (math.floor(lat / _CLOSE_SIDE) + _ROWS) * _ROW + math.floor(lon / _CLOSE_SIDE) + _ROWS
    return wide, close + _ROW * _ROW
