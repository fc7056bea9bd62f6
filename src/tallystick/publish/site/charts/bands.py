"""The timeline: a band for each type of event, exact days as dots, stretches as bars, uncertain dates as pale bars.

Places along time are percentages, so that a wider drawing is a closer look; a page widens it without a script. The
names of the bands are a drawing of their own, that stays where it is while the other is scrolled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tallystick.publish.site.days import Axis, Days

_LANE, _HEAD, _GAP, _MOST_LANES = 11, 22, 8, 9
#: A dot takes so much of the width, in percent.
_DOT = 0.9


@dataclass(frozen=True, slots=True)
class Item:
    """Something on a day or a stretch of days: its band, its side's class, its words and where they are."""

    band: str
    days: Days
    style: str
    words: str
    address: str
    radius: float = 4


def bands(items: Sequence[Item], axis: Axis, order: Sequence[str]) -> tuple[Markup, Markup]:
    """The names of the bands, and the drawing; both of one height."""
    names, drawn, y = Markup(""), Markup(""), float(_HEAD)
    for band in order:
        inside = sorted((item for item in items if item.band == band and axis.holds(item.days)), key=lambda i: i.days)
        if not inside:
            continue
        lanes = _packed(inside, axis)
        depth = (max(lanes) + 1) * _LANE
        names += Markup('<text class="label" x="0" y="{}">{}</text>').format(_n(y + 9), f"{band} ({len(inside)})")
        drawn += Markup('<path class="axis" d="M0 {}H9999" fill="none"/>').format(_n(y - _GAP / 2))
        for item, lane in zip(inside, lanes, strict=True):
            drawn += _mark(item, axis, y + lane * _LANE + _LANE / 2)
        y += depth + _GAP
    height = int(y + 4)
    ticks = Markup("").join(_tick(x, day, written, height) for x, day, written in axis.ticks())
    left = Markup('<svg width="118" height="{}" viewBox="0 0 118 {}" aria-hidden="true">{}</svg>').format(
        height, height, names
    )
    return left, Markup('<svg height="{}" aria-hidden="true">{}{}</svg>').format(height, ticks, drawn)


def _packed(items: Sequence[Item], axis: Axis) -> list[int]:
    """A lane for each item, so that none hides another; where too many are at once the last lane takes them all."""
    ends: list[float] = []
    lanes = []
    for item in items:
        start, end = axis(item.days.first), max(axis(item.days.last + 1), axis(item.days.first) + _DOT)
        free = next((lane for lane, taken in enumerate(ends) if taken <= start), None)
        if free is None and len(ends) < _MOST_LANES:
            ends.append(0)
            free = len(ends) - 1
        lane = len(ends) - 1 if free is None else free
        ends[lane] = max(ends[lane], end)
        lanes.append(lane)
    return lanes


def _mark(item: Item, axis: Axis, y: float) -> Markup:
    first, last = max(item.days.first, axis.first), min(item.days.last, axis.last)
    if item.days.first == item.days.last:
        shape = Markup('<circle class="{}" cx="{}%" cy="{}" r="{}"/>').format(
            item.style, _n(axis(first + 0.5)), _n(y), _n(item.radius)
        )
    else:
        style = item.style if item.days.exact else f"{item.style} unsure"
        width = max(axis(last + 1) - axis(first), 0.4)
        shape = Markup('<rect class="{}" x="{}%" y="{}" width="{}%" height="7" rx="3"/>').format(
            style, _n(axis(first)), _n(y - 3.5), _n(width)
        )
    return Markup('<a href="{}" tabindex="-1"><title>{}</title>{}</a>').format(item.address, item.words, shape)


def _tick(x: float, day: str, written: bool, height: int) -> Markup:
    words = Markup('<text x="{}%" y="12" dx="3">{}</text>').format(_n(x), _words(day)) if written else Markup("")
    return Markup('<line class="grid{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>{}').format(
        "" if written else " minor", _n(x), _n(x), 2 if written else _HEAD - 6, height, words
    )


def _words(day: str) -> str:
    from tallystick.wording.phrase import date_phrase

    return date_phrase(day)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
