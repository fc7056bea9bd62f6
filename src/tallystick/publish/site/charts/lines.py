"""Running totals: what each voice said of one thing over time, as steps from one count to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tallystick.publish.site.charts.dots import round_up
from tallystick.publish.site.charts.marks import mark
from tallystick.publish.site.content import Voice
from tallystick.publish.site.days import Axis, Days, axis_around, iso
from tallystick.wording.phrase import date_phrase, plain_number

WIDTH, HEIGHT = 560, 170
_MOST_SPOKEN = 12
_LEFT, _RIGHT, _TOP, _FOOT = 52, 16, 12, 22


@dataclass(frozen=True, slots=True)
class Point:
    """One count of a voice: when, how many, and what to say of it."""

    days: Days
    value: float
    words: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The counts of one voice, in order."""

    kind: Voice
    name: str
    points: tuple[Point, ...]


def steps(lines: Sequence[Line], label: str) -> Markup:
    """The lines as an SVG element: a count stands until the next one replaces it."""
    points = [point for line in lines for point in line.points]
    axis = axis_around(min(p.days.first for p in points), max(p.days.last for p in points), 2)
    top = round_up(max(point.value for point in points))
    drawn = _frame(axis, top)
    for line in lines:
        drawn += _line(line, axis, top)
    said = f"{label}. " + "; ".join(f"{line.name}: " + _spoken(line) for line in lines)
    return Markup(
        '<svg class="chart" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">{3}</svg>'
    ).format(WIDTH, HEIGHT, said, drawn)


def _spoken(line: Line) -> str:
    """What is heard of a line; of a long one only its first and last count."""
    if len(line.points) <= _MOST_SPOKEN:
        return ", ".join(point.words for point in line.points)
    return f"{len(line.points):,} counts, from {line.points[0].words} to {line.points[-1].words}"


def _frame(axis: Axis, top: float) -> Markup:
    drawn = Markup("")
    for share in (0, 0.5, 1):
        y = _y(top * share, top)
        drawn += Markup(
            '<path class="axis" fill="none" d="M{} {}H{}"/><text x="{}" y="{}" text-anchor="end">{}</text>'
        ).format(_LEFT, _n(y), WIDTH - _RIGHT, _LEFT - 6, _n(y + 3.5), plain_number(top * share))
    for day, anchor in ((axis.first + 2, "start"), (axis.last - 2, "end")):
        drawn += Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(
            _n(_x(day, axis)), HEIGHT - 6, anchor, date_phrase(iso(day))
        )
    return drawn


def _line(line: Line, axis: Axis, top: float) -> Markup:
    places = [(_x((p.days.first + p.days.last) / 2, axis), _y(p.value, top), p) for p in line.points]
    path = "".join(f"{'H' + _n(x) + 'V' + _n(y) if at else f'M{_n(x)} {_n(y)}'}" for at, (x, y, _) in enumerate(places))
    drawn = Markup('<path class="{}" fill="none" stroke-width="2" d="{}"/>').format(line.kind, path)
    for x, y, point in places:
        if point.days.first != point.days.last:
            drawn += Markup('<path class="{}" stroke-width="4" stroke-opacity=".3" d="M{} {}H{}"/>').format(
                line.kind, _n(_x(point.days.first, axis)), _n(y), _n(_x(point.days.last, axis))
            )
        if point.is_open:
            drawn += Markup(
                '<path class="{}" stroke-width="1.5" fill="none" d="M{} {}v-11m-3.5 4l3.5 -4l3.5 4"/>'
            ).format(line.kind, _n(x), _n(y))
        drawn += Markup("<g><title>{}</title>{}</g>").format(f"{line.name}: {point.words}", mark(line.kind, x, y))
    return drawn


def _x(day: float, axis: Axis) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * (axis(day) - 1) / 98


def _y(value: float, top: float) -> float:
    return _TOP + (HEIGHT - _TOP - _FOOT) * (1 - value / top)


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
