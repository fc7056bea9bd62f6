"""The mark of each kind of voice: a shape and a colour, so that neither is needed to tell them apart."""

from __future__ import annotations

from markupsafe import Markup

from tallystick.publish.site.content import Voice

#: How far a mark reaches from its middle.
RADIUS = 4.5


def mark(kind: Voice, x: float, y: float, radius: float = RADIUS, hollow: bool = False, colour: str = "") -> Markup:
    """A mark at a point, as an SVG element. Hollow ones are of counts that no longer stand.

    Without a colour it is styled by its class, on a page; with one it carries it, in an image of its own.
    """
    style = Markup('class="{}{}"').format(kind, " hollow" if hollow else "")
    if colour:
        style = Markup('fill="{}" stroke="{}"').format("#fff" if hollow else colour, colour)
    return Markup('<{} {} stroke-width="1.5"/>').format(_shape(kind, x, y, radius), style)


def legend(kind: Voice) -> Markup:
    """The mark alone, as beside a name."""
    return Markup('<svg class="mark" viewBox="0 0 14 14" aria-hidden="true">{}</svg>').format(mark(kind, 7, 7, 5))


def _shape(kind: Voice, x: float, y: float, r: float) -> Markup:
    if kind == "own":
        return Markup('circle cx="{}" cy="{}" r="{}"').format(_short(x), _short(y), _short(r))
    if kind == "adversary":
        return Markup('path d="{}"').format(
            _path([(x, y - r * 1.2), (x + r * 1.2, y), (x, y + r * 1.2), (x - r * 1.2, y)])
        )
    if kind == "documented":
        return Markup('path d="{}"').format(
            _path([(x, y - r * 1.1), (x + r * 1.1, y + r * 0.9), (x - r * 1.1, y + r * 0.9)])
        )
    if kind == "third":
        side = r * 0.9
        return Markup('path d="{}"').format(
            _path([(x - side, y - side), (x + side, y - side), (x + side, y + side), (x - side, y + side)])
        )
    bar = r * 0.45
    return Markup('path d="{}"').format(_path([(x - r, y - bar), (x + r, y - bar), (x + r, y + bar), (x - r, y + bar)]))


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points) + "Z"


def _short(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
