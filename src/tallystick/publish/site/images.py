"""Charts as files of their own, SVG and PNG, for reuse: each with its title, its key and where its numbers are from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from tallystick.printable import one_line
from tallystick.publish.site import addresses
from tallystick.publish.site.charts.dots import Dot, Scale, drawn_dot, lanes_of, worth_drawing
from tallystick.publish.site.charts.marks import mark
from tallystick.publish.site.content import VOICE_WORDS, VOICES, Content, Voice
from tallystick.publish.site.counts import dots_of
from tallystick.publish.site.templating import Page
from tallystick.records import Tally
from tallystick.wording.labels import row_label
from tallystick.wording.phrase import plain_number

#: As in the stylesheet, for paper.
COLOURS: dict[Voice, str] = {
    "own": "#0067a6", "adversary": "#c04d00", "documented": "#007a59", "third": "#6f4a8e", "unattributed": "#5b574f",
}  # fmt: skip
_WIDTH, _LABEL, _CHART_END = 860, 250, 560
_LANE, _GAP, _TOP, _FOOT = 17, 14, 74, 34
_MOST_ROWS = 40
_LONGEST_LABEL, _LONGEST_WORDS = 38, 46


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart for reuse: its address without the ending, and how to show it."""

    name: str
    address: str
    alt: str
    width: int
    height: int
    svg: str


def of_party(party: str | None) -> str:
    """The address of a party's chart, without its ending."""
    return f"images/{addresses.slug(party) if party else 'not-stated'}"


def listed(content: Content) -> Iterator[Chart]:
    """The charts that there are: one for each party with counts over the whole war."""
    for party in content.parties:
        tallies = content.headline(party)[:_MOST_ROWS]
        if party is not None and tallies:
            yield _chart(party, tallies, content)


def pages(content: Content) -> Iterator[Page]:
    """The files of all charts."""
    import vl_convert

    for chart in listed(content):
        yield Page(f"{chart.address}.svg", chart.svg)
        yield Page(f"{chart.address}.png", vl_convert.svg_to_png(chart.svg, scale=2))


def _chart(party: str, tallies: list[Tally], content: Content) -> Chart:
    body, y = [], float(_TOP)
    for tally in tallies:
        dots = dots_of(tally, content)
        lanes = lanes_of(dots)
        if not lanes:
            continue
        body.append(_row(tally, dots, lanes, y))
        y += max(2, len(lanes)) * _LANE + _GAP
    height = int(y + _FOOT)
    title = f"{one_line(party)}: who counts what"
    source = f"{content.title}. {len(content.documents)} documents; each number as published. Made with Tallystick."
    svg = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}" '
        'font-family="Helvetica, Arial, sans-serif" font-size="12" role="img" aria-label="{2}">'
        '<rect width="{0}" height="{1}" fill="#fff"/><text x="16" y="28" font-size="18" font-weight="bold" '
        'fill="#1c1b19">{2}</text>{3}{4}<text x="16" y="{5}" font-size="10.5" fill="#5b574f">{6}</text></svg>'
    ).format(_WIDTH, height, title, _key(), Markup("").join(body), height - 12, one_line(source))
    return Chart(party, of_party(party), title, _WIDTH, height, str(svg) + "\n")


def _key() -> Markup:
    drawn, x = Markup(""), 22
    for kind in VOICES:
        drawn += mark(kind, x, 50, colour=COLOURS[kind])
        drawn += Markup('<text x="{}" y="54" fill="#5b574f">{}</text>').format(x + 10, VOICE_WORDS[kind])
        x += 34 + 7 * len(VOICE_WORDS[kind])
    return drawn


def _row(tally: Tally, dots: list[Dot], lanes: list[Voice], y: float) -> Markup:
    scale = Scale.of(dots, _LABEL, _CHART_END)
    depth = max(2, len(lanes)) * _LANE
    words = _cut(": ".join(row_label(tally.outcome, tally.thing)), _LONGEST_LABEL)
    drawn = Markup(
        '<path d="M16 {0}H{1}" stroke="#e4dfd4"/><text x="16" y="{2}" font-weight="bold" fill="#1c1b19">{3}</text>'
    ).format(y - 4, _WIDTH - 16, y + 12, words)
    if worth_drawing(dots):
        drawn += Markup('<path d="M{0} {1}H{2}" stroke="#b9b3a6"/>').format(_LABEL, y + depth, _CHART_END)
        for tick in (0.0, scale.top):
            drawn += Markup('<text x="{}" y="{}" font-size="9" text-anchor="{}" fill="#5b574f">{}</text>').format(
                scale(tick), y + depth + 8, "start" if tick == 0 else "end", plain_number(tick)
            )
    for at, kind in enumerate(lanes):
        middle = y + at * _LANE + _LANE / 2
        lane = [dot for dot in dots if dot.kind == kind]
        for dot in sorted(lane, key=lambda d: not (d.replaced or d.denied)):
            drawn += drawn_dot(dot, scale, middle, COLOURS[kind])
        standing = [dot for dot in lane if not (dot.replaced or dot.denied)] or lane
        said = "; ".join(dot.words for dot in standing)
        drawn += Markup('<text x="{}" y="{}" font-size="11" fill="{}">{}</text>').format(
            _CHART_END + 34, middle + 4, COLOURS[kind], escape(_cut(said, _LONGEST_WORDS))
        )
    return drawn


def _cut(words: str, longest: int) -> str:
    words = one_line(words)
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
