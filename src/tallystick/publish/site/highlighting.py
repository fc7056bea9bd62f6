"""A document's text with its records marked, as HTML.

The text is cut at every boundary of a record, of the words that a slot came from, and of a line; each piece is made
harmless and escaped by itself. Records that cover a stretch together share it: short ones (figures, events) are links,
and the innermost takes the stretch; long ones (denials, obligations) lie around it. Nothing of the text is left out or
moved, whatever the records are: the pieces joined are the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal, NamedTuple, TypeVar

from markupsafe import Markup, escape

from tallystick.printable import printable

Shape = Literal["link", "around"]


class Marked(NamedTuple):
    """A stretch that a record takes: as a link, or around others. `label` is what a screen reader says of it."""

    id: str
    kind: str
    start: int
    end: int
    shape: Shape
    label: str = ""


class Slotted(NamedTuple):
    """Words that a slot came from, under a number that is its own in this document."""

    number: int
    start: int
    end: int


_Spanned = TypeVar("_Spanned", Marked, Slotted)


class Line(NamedTuple):
    """A line of the text, by its number from 1, marked."""

    number: int
    html: Markup


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    around: tuple[Marked, ...]
    owner: Marked | None
    hidden: tuple[Marked, ...]
    """Links that would take this piece too, were they not outdone."""
    slots: tuple[int, ...]


def marked_lines(text: str, marks: Sequence[Marked], slots: Sequence[Slotted] = ()) -> Iterator[Line]:
    """The lines of a text. Spans outside the text are cut to it; empty ones mark nothing."""
    size = len(text)
    marks = [m._replace(start=max(0, m.start), end=min(m.end, size)) for m in marks]
    marks = [m for m in marks if m.start < m.end]
    slots = [s._replace(start=max(0, s.start), end=min(s.end, size)) for s in slots]
    slots = [s for s in slots if s.start < s.end]
    anchored: set[str] = set()
    lines = list(_lines(text))
    starts = [start for start, _ in lines]
    marks_by, slots_by = _by_line(marks, starts), _by_line(slots, starts)
    for number, (start, end) in enumerate(lines, 1):
        pieces = _pieces(start, end, marks_by.get(number, ()), slots_by.get(number, ()))
        yield Line(number, Markup("").join(_rendered(pieces, text, anchored)))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The bounds of the lines, without their line feeds; a line feed at the end begins no further line."""
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield at, end
        at = end + 1


def _by_line(spans: Iterable[_Spanned], starts: list[int]) -> dict[int, list[_Spanned]]:
    found: dict[int, list[_Spanned]] = defaultdict(list)
    for span in spans:
        for number in range(bisect_right(starts, span.start), bisect_right(starts, span.end - 1) + 1):
            found[number].append(span)
    return found


def _pieces(start: int, end: int, marks: Iterable[Marked], slots: Iterable[Slotted]) -> Iterator[_Piece]:
    """The stretch cut wherever something begins or ends, in one sweep: a line may hold all records there are."""
    opens: dict[int, list[Marked | Slotted]] = defaultdict(list)
    closes: dict[int, list[Marked | Slotted]] = defaultdict(list)
    spans: list[Marked | Slotted] = [*marks, *slots]
    for span in spans:
        opens[max(span.start, start)].append(span)
        closes[min(span.end, end)].append(span)
    cuts = sorted({start, end, *opens, *closes})
    here: dict[Marked | Slotted, None] = {}
    for at, until in pairwise(cuts):
        for span in closes.get(at, ()):
            here.pop(span, None)
        for span in opens.get(at, ()):
            if span.end > at:
                here[span] = None
        marked = [one for one in here if isinstance(one, Marked)]
        links = sorted((m for m in marked if m.shape == "link"), key=lambda m: (m.end - m.start, -m.start, m.id))
        around = sorted((m for m in marked if m.shape == "around"), key=lambda m: (m.start, -m.end, m.id))
        numbers = tuple(sorted(one.number for one in here if isinstance(one, Slotted)))
        yield _Piece(at, until, tuple(around), links[0] if links else None, tuple(links[1:]), numbers)


def _rendered(pieces: Iterable[_Piece], text: str, anchored: set[str]) -> Iterator[Markup]:
    for around, inside in groupby(pieces, key=lambda piece: piece.around):
        opened, closed = _wrapping(around, anchored)
        yield opened
        for owner, run in groupby(inside, key=lambda piece: piece.owner):
            yield _run(owner, list(run), text, anchored)
        yield closed


def _wrapping(around: tuple[Marked, ...], anchored: set[str]) -> tuple[Markup, Markup]:
    opened = Markup("")
    for one in around:
        opened += Markup('<span class="around {}" data-r="{}"').format(one.kind, one.id)
        if one.id in anchored:
            opened += Markup(">")
            continue
        anchored.add(one.id)
        opened += Markup(' id="{0}"><a class="flag {1}" href="#about-{0}" data-r="{0}" aria-label="{2}"></a>').format(
            one.id, one.kind, printable(one.label) or one.kind
        )
    return opened, Markup("</span>") * len(around)


def _run(owner: Marked | None, pieces: Sequence[_Piece], text: str, anchored: set[str]) -> Markup:
    inner = Markup("").join(_words(text[piece.start : piece.end], piece.slots) for piece in pieces)
    outdone = {one for piece in pieces for one in piece.hidden if one.id not in anchored}
    before = Markup("")
    if owner is None:
        return inner
    for one in sorted(outdone, key=lambda m: (m.start, m.id)):
        # It begins within another one's words: its address is here all the same, and a flag leads to it.
        anchored.add(one.id)
        before += Markup('<a class="flag {1}" id="{0}" href="#about-{0}" data-r="{0}" aria-label="{2}"></a>').format(
            one.id, one.kind, printable(one.label) or one.kind
        )
    if owner.id in anchored:
        return before + Markup('<a class="rec {1}" href="#about-{0}" data-r="{0}" tabindex="-1">{2}</a>').format(
            owner.id, owner.kind, inner
        )
    anchored.add(owner.id)
    return before + Markup(
        '<a class="rec {1}" id="{0}" href="#about-{0}" data-r="{0}" aria-describedby="gist-{0}">{2}</a>'
    ).format(owner.id, owner.kind, inner)


def _words(words: str, slots: tuple[int, ...]) -> Markup:
    shown = escape(printable(words))
    if not slots:
        return shown
    return Markup('<span data-s="{}">{}</span>').format(" ".join(map(str, slots)), shown)
