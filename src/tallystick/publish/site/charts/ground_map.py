"""The map as an SVG: the ground, who holds what, and a mark for each place, as exact as its place is told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tallystick.publish.site.days import Days
from tallystick.publish.site.geography.ground import WIDTH, Frame, ground
from tallystick.publish.site.geography.towns import towns

#: How far around its point a place is drawn, in kilometres: what is near it, a district, a province.
_NEAR, _SECOND, _FIRST = 8.0, 16.0, 28.0
_LETTER, _LINE = 6.3, 13.0
_MOST_LABELS, _MAJOR, _MOST_TOWNS = 60, 9, 14
#: How much larger the major names are written on the narrowest screens.
_LARGER = 2.7
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Hold:
    """Who holds a place from a day on; several styles where that is disputed."""

    day: int
    state: str
    holder: str
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map: how exact it is told, how many records, on which days, and who held it."""

    names: tuple[str, ...]
    lon: float
    lat: float
    exactness: str
    level: str | None
    many: int
    address: str
    days: tuple[Days, ...]
    undated: int
    holds: tuple[Hold, ...]


def radius(many: int) -> float:
    """The radius of a mark of so many records."""
    return min(15.0, 3 + 1.6 * math.sqrt(many))


def drawn_map(frame: Frame, spots: Sequence[Spot]) -> Markup:
    """The map as an SVG element."""
    earth = ground(frame)
    taken: list[_Box] = []
    labels = _labels(frame, spots, taken)
    layers = [
        _defs(spots),
        Markup('<path class="land" d="{}"/><path class="lake" d="{}"/><path class="river" d="{}"/>').format(
            earth.land, earth.lakes, earth.rivers
        ),
        Markup('<path class="border" d="{}"/><path class="border disputed" d="{}"/>').format(
            earth.borders, earth.disputed
        ),
        *(_country(name, x, y, frame) for name, x, y in earth.countries),
        *_towns(frame, taken),
        *(_area(spot, frame) for spot in spots if spot.exactness != "point"),
        *(_spot(spot, frame) for spot in sorted(spots, key=lambda spot: -spot.many)),
        *labels,
        _bar(frame),
    ]
    return Markup(
        '<svg class="map" id="map" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="group" aria-label="{2}">'
        "{3}</svg>"
    ).format(
        _n(WIDTH), _n(frame.height), f"Map of {len(spots)} places; the list below has the same", Markup("").join(layers)
    )


def hatch_id(styles: Sequence[str]) -> str:
    """The name of the pattern for a place disputed between sides."""
    return "hatch-" + "-".join(styles)


def _defs(spots: Sequence[Spot]) -> Markup:
    pairs = {hold.styles for spot in spots for hold in spot.holds if hold.state == "disputed"}
    drawn = Markup("")
    for styles in sorted(pairs):
        width = 10 / len(styles)
        stripes = Markup("").join(
            Markup('<rect class="{}" stroke="none" x="{}" width="{}" height="10"/>').format(
                style, _n(at * width), _n(width / 1.6)
            )
            for at, style in enumerate(styles)
        )
        drawn += Markup(
            '<pattern id="{}" width="10" height="10" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)">{}</pattern>'
        ).format(hatch_id(styles), stripes)
    return Markup("<defs>{}</defs>").format(drawn)


def _country(name: str, x: float, y: float, frame: Frame) -> Markup:
    half = len(name) * 4.6
    x, y = min(max(x, half), WIDTH - half), min(max(y, 16), frame.height - 8)
    return Markup('<text class="country" x="{}" y="{}" text-anchor="middle">{}</text>').format(_n(x), _n(y), name)


def _towns(frame: Frame, taken: list[_Box]) -> list[Markup]:
    drawn = []
    for town in towns(frame, _MOST_TOWNS):
        x, y = frame(town.lon, town.lat)
        if _free(box := (x - 3, y - 9, x + 8 + len(town.name) * _LETTER, y + 5), taken):
            taken.append(box)
            drawn.append(
                Markup(
                    '<g class="near"><rect class="town" x="{}" y="{}" width="4" height="4"/>'
                    '<text class="minor" x="{}" y="{}">{}</text></g>'
                ).format(_n(x - 2), _n(y - 2), _n(x + 5), _n(y + 4), town.name)
            )
    return drawn


def _area(spot: Spot, frame: Frame) -> Markup:
    reach = _NEAR if spot.exactness == "circle" else _FIRST if spot.level == "first" else _SECOND
    x, y = frame(spot.lon, spot.lat)
    return Markup('<circle class="area" cx="{}" cy="{}" r="{}"/>').format(_n(x), _n(y), _n(frame.length(reach)))


def _spot(spot: Spot, frame: Frame) -> Markup:
    x, y = frame(spot.lon, spot.lat)
    held = _held(spot)
    days = " ".join(f"{days.first}-{days.last}" for days in spot.days)
    name = " / ".join(spot.names)
    told = f"{name}: {spot.many} record{'s' * (spot.many != 1)}"
    if spot.holds:
        told += f"; {spot.holds[-1].state}: {spot.holds[-1].holder}"
    mark = Markup('<circle class="spot{}" r="{}"/>').format(
        " wide" if spot.exactness != "point" else "", _n(radius(spot.many))
    )
    return Markup(
        '<g class="at" transform="translate({} {})"><g class="in">{}<a href="{}" data-days="{}" '
        'data-undated="{}"><title>{}</title>{}</a></g></g>'
    ).format(_n(x), _n(y), held, spot.address, days, spot.undated, told, mark)


def _held(spot: Spot) -> Markup:
    if not spot.holds:
        return Markup("")
    last = spot.holds[-1]
    steps = "|".join(f"{hold.day}:{paint(hold)}" for hold in spot.holds)
    kind, value = paint(last).split("=")
    style = (
        Markup('class="{}"').format(value)
        if kind == "class"
        else Markup('class="hatched" fill="url(#{})"').format(value)
    )
    return Markup('<g class="hold" data-hold="{}"><circle {} r="{}"/></g>').format(
        steps, style, _n(radius(spot.many) + 6)
    )


def paint(hold: Hold) -> str:
    """How a hold is drawn: by a class, or by a pattern where it is disputed."""
    return f"pattern={hatch_id(hold.styles)}" if hold.state == "disputed" else f"class={hold.styles[0]}"


def _labels(frame: Frame, spots: Sequence[Spot], taken: list[_Box]) -> list[Markup]:
    """Names beside the marks, of those with most records first, where they fit.

    A few are major: they have room even where the map is so small that they are written larger.
    """
    drawn: list[Markup] = []
    large: list[_Box] = []
    for spot in sorted(spots, key=lambda spot: (-spot.many, spot.names)):
        if len(drawn) >= _MOST_LABELS:
            break
        x, y = frame(spot.lon, spot.lat)
        reach = radius(spot.many) + 3
        name = " / ".join(spot.names[:2])
        width = len(name) * _LETTER
        for left in (x + reach, x - reach - width):
            box = (left, y - _LINE / 2, left + width, y + _LINE / 2)
            if left >= 0 and left + width <= WIDTH and _free(box, taken):
                taken.append(box)
                big = (left, y - _LINE * _LARGER / 2, left + width * _LARGER, y + _LINE * _LARGER / 2)
                major = len(large) < _MAJOR and left > x and big[2] <= WIDTH and _free(big, large)
                if major:
                    large.append(big)
                drawn.append(_label(spot, (x, y), left - x, name, "major" if major else "minor"))
                break
    return drawn


def _label(spot: Spot, at: tuple[float, float], left: float, name: str, kind: str) -> Markup:
    names = "|".join(one.replace("|", " ") for one in spot.names[:2])
    return Markup(
        '<g class="at" transform="translate({} {})"><g class="in"><text class="{}" x="{}" y="4" '
        'data-names="{}">{}</text></g></g>'
    ).format(_n(at[0]), _n(at[1]), kind, _n(left), names, name)


def _free(box: _Box, taken: Sequence[_Box]) -> bool:
    return all(box[2] <= t[0] or t[2] <= box[0] or box[3] <= t[1] or t[3] <= box[1] for t in taken)


def _bar(frame: Frame) -> Markup:
    """A bar of so many kilometres."""
    length = next(km for km in (500, 200, 100, 50, 20, 10, 5, 2, 1) if frame.length(km) <= WIDTH / 5 or km == 1)
    end = 20 + frame.length(length)
    y = frame.height - 18
    return Markup(
        '<g class="bar"><path class="rule" fill="none" d="M20 {0}v5H{1}v-5"/><text x="{2}" y="{3}">{4} km</text></g>'
    ).format(_n(y), _n(end), _n(end + 6), _n(y + 7), length)


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
