"""A dot-and-range chart of one tally: what each kind of voice says, on one scale that begins at nought.

A dot is an exact count, a bar a range, an arrow a count that is open on that side ("more than 5,000"). A hollow mark is
a count that its own voice has replaced; a count that is told only to be denied is hollow too, and struck through.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from tallystick.publish.site.charts.marks import mark
from tallystick.publish.site.content import VOICE_WORDS, VOICES, Voice
from tallystick.wording.phrase import plain_number

WIDTH = 340
_LEFT, _RIGHT, _LANE, _FOOT = 8, 26, 15, 15


@dataclass(frozen=True, slots=True)
class Dot:
    """One claim: its bounds, who makes it, and whether it still stands. `words` says it all, for who cannot see it."""

    kind: Voice
    low: float | None
    high: float | None
    words: str
    replaced: bool = False
    denied: bool = False
    address: str = ""


def worth_drawing(dots: Sequence[Dot]) -> bool:
    """True where a chart shows more than its number: several counts, or a range."""
    bounds = {(dot.low, dot.high) for dot in dots}
    return len(bounds) > 1 or any(dot.low is not None and dot.high is not None and dot.low != dot.high for dot in dots)


def chart(dots: Sequence[Dot], label: str, root: str = "") -> Markup:
    """The chart as an SVG element for a page; dots lead to their words."""
    lanes = lanes_of(dots)
    scale = Scale.of(dots)
    height = len(lanes) * _LANE + _FOOT
    drawn = [_axis(scale, height)]
    for at, kind in enumerate(lanes):
        y = at * _LANE + _LANE / 2 + 1
        for dot in sorted((d for d in dots if d.kind == kind), key=lambda d: not (d.replaced or d.denied)):
            drawn.append(_linked(drawn_dot(dot, scale, y), dot, root))
    said = f"{label}. " + "; ".join(f"{VOICE_WORDS[dot.kind]}: {dot.words}" for dot in dots)
    return Markup(
        '<svg class="chart" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">{}</svg>'
    ).format(WIDTH, height, WIDTH, height, said, Markup("").join(drawn))


def lanes_of(dots: Sequence[Dot]) -> list[Voice]:
    """The kinds of voices that have a lane, in the order of lanes."""
    return [kind for kind in VOICES if any(dot.kind == kind for dot in dots)]


@dataclass(frozen=True, slots=True)
class Scale:
    """From a number to a place on the axis."""

    top: float
    left: float = _LEFT
    right: float = WIDTH - _RIGHT

    @classmethod
    def of(cls, dots: Sequence[Dot], left: float = _LEFT, right: float = WIDTH - _RIGHT) -> Scale:
        """A scale from nought to a round number that takes in all bounds."""
        most = max((bound for dot in dots for bound in (dot.low, dot.high) if bound is not None), default=1)
        return cls(round_up(most), left, right)

    def __call__(self, value: float) -> float:
        return self.left + (self.right - self.left) * max(0.0, value) / self.top

    def ticks(self) -> tuple[float, ...]:
        """Where the axis says what it means: nought, the middle where that is a plain number, the end."""
        middle = self.top / 2
        return (0, middle, self.top) if middle.is_integer() else (0, self.top)


def round_up(value: float) -> float:
    """The next number of one or two digits and noughts: 7,630 -> 8,000."""
    if value <= 0:
        return 1.0
    size = 10.0 ** math.floor(math.log10(value))
    return float(next(step * size for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * size >= value * 0.9999))


def _axis(scale: Scale, height: float) -> Markup:
    y = height - _FOOT
    drawn = [
        Markup('<path class="axis" d="M{} {}H{}" fill="none"/>').format(_n(scale.left), _n(y + 0.5), _n(scale.right))
    ]
    for tick in scale.ticks():
        x = scale(tick)
        anchor = "start" if tick == 0 else "middle"
        drawn.append(
            Markup(
                '<path class="grid" d="M{0} 1V{1}" fill="none"/><text x="{2}" y="{3}" text-anchor="{4}">{5}</text>'
            ).format(
                _n(x), _n(y + 3), _n(max(x - 3, 0) if tick == 0 else x), _n(height - 2), anchor, plain_number(tick)
            )
        )
    return Markup("").join(drawn)


def drawn_dot(dot: Dot, scale: Scale, y: float, colour: str = "") -> Markup:
    """One claim in its lane."""
    kind, hollow = dot.kind, dot.replaced or dot.denied
    style = Markup('stroke="{}"').format(colour) if colour else Markup('class="{}"').format(kind)
    points = [bound for bound in (dot.low, dot.high) if bound is not None]
    if not points:
        return Markup("")
    drawn = Markup("")
    first, last = scale(points[0]), scale(points[-1])
    if first != last:
        drawn += Markup('<path {} stroke-width="3" stroke-opacity=".55" fill="none" d="M{} {}H{}"/>').format(
            style, _n(first), _n(y), _n(last)
        )
    if dot.high is None:
        drawn += _arrow(style, last, y, 1)
    if dot.low is None:
        drawn += _arrow(style, first, y, -1)
    for x in dict.fromkeys((first, last)):
        drawn += mark(kind, x, y, hollow=hollow, colour=colour)
    if dot.denied:
        drawn += Markup('<path {} stroke-width="1.5" fill="none" d="M{} {}L{} {}"/>').format(
            style, _n(last - 6), _n(y + 6), _n(last + 6), _n(y - 6)
        )
    return drawn


def _arrow(style: Markup, x: float, y: float, way: int) -> Markup:
    tip = x + 18 * way
    return Markup('<path {} stroke-width="1.5" fill="none" d="M{} {}H{}M{} {}L{} {}L{} {}"/>').format(
        style, _n(x), _n(y), _n(tip), _n(tip - 4 * way), _n(y - 3.5), _n(tip), _n(y), _n(tip - 4 * way), _n(y + 3.5)
    )


def _linked(drawn: Markup, dot: Dot, root: str) -> Markup:
    """The dot with its words as a tool tip; the list beside the chart has the link for the keyboard."""
    return Markup("<g><title>{}</title>{}</g>").format(escape(dot.words), drawn)


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
