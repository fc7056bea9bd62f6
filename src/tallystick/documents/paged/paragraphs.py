"""From lines to paragraphs: which lines run on, what a hyphen at a line's end means, what is a heading or a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from tallystick.documents.paged.lines import Line
from tallystick.documents.plain_text import CELL, flat

#: PDFium's mark of a hyphen at the end of a line, and Unicode's.
SOFT_HYPHEN = "\u00ad"
_HYPHENS = (SOFT_HYPHEN, "-", "\u2010")
_LARGER, _MUCH_LARGER, _OTHER_SIZE = 1.15, 1.6, 1.2
_LONGEST_HEADING = 200
_NEAR = 1.35
_SHORT, _INDENT = 0.15, 0.7
_BUCKET = 20
_BULLET = re.compile(r"[•●▪■◦‣–—*·-] |\(?\d{1,3}[.)] |\(?[a-z]\) ")
_ENDS = re.compile(r"[.!?:;][\"'”’)\]]{0,3}(?:\[\d{1,3}\]|\d{1,3})?$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")

Kind = Literal["text", "heading", "row"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading or row of a table; `runs_on` where its first line may go on with the page before."""

    kind: Kind
    lines: tuple[str, ...]
    level: int = 0


def body_height(pages: Sequence[Sequence[Line]]) -> float:
    """The height of a line of running text: the one that most characters have."""
    heights: dict[float, int] = {}
    for page in pages:
        for line in page:
            for piece in line.pieces:
                height = round(piece.height, 1)
                heights[height] = heights.get(height, 0) + len(piece.text)
    return max(heights, key=lambda height: heights[height], default=10.0)


def paragraphs(lines: Sequence[Line], body: float) -> Iterator[Paragraph]:
    """The paragraphs that the lines of a page are, in order."""
    rights = _right_edges(lines)
    pitch = _pitch(lines, body)
    open_lines: list[Line] = []
    for index, line in enumerate(lines):
        row = _is_row(lines, index)
        if open_lines and (row or not _runs_on(open_lines[-1], line, rights, pitch)):
            yield _paragraph(open_lines, body)
            open_lines = []
        if row:
            yield Paragraph("row", tuple(piece.text for piece in line.pieces))
        else:
            open_lines.append(line)
    if open_lines:
        yield _paragraph(open_lines, body)


def _paragraph(lines: list[Line], body: float) -> Paragraph:
    texts = tuple(line.text for line in lines)
    height = min(line.first.height for line in lines)
    length = sum(map(len, texts))
    if height >= _LARGER * body and length <= _LONGEST_HEADING and any(char.isalpha() for char in texts[0]):
        return Paragraph("heading", texts, 1 if height >= _MUCH_LARGER * body else 2)
    return Paragraph("text", texts)


def _is_row(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if len(line.pieces) != 2:
        return len(line.pieces) > 2
    beside = (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2])
    return any(line.aligned_with(other) for other in beside)


def _right_edges(lines: Sequence[Line]) -> dict[int, float]:
    """Where the lines end that begin at about one place, by that place: most of them, not the longest."""
    ends: dict[int, list[float]] = {}
    for line in lines:
        ends.setdefault(int(line.first.left // _BUCKET), []).append(line.right)
    return {place: sorted(found)[int(0.8 * (len(found) - 1))] for place, found in ends.items()}


def _pitch(lines: Sequence[Line], body: float) -> float:
    """The usual distance from one line to the next."""
    steps = [above.first.bottom - below.first.bottom for above, below in pairwise(lines)]
    steps = [step for step in steps if 0.5 * body < step < 3 * body]
    return median(steps) if steps else 1.2 * body


def _runs_on(above: Line, below: Line, rights: dict[int, float], pitch: float) -> bool:
    """Whether the second line goes on with the paragraph of the first."""
    text, following = above.text, below.text
    size = max(above.first.height, 1.0)
    if not 1 / _OTHER_SIZE < below.first.height / size < _OTHER_SIZE or _BULLET.match(following):
        return False
    step = above.first.bottom - below.first.bottom
    if step < 0 or step > _NEAR * max(pitch, size):
        return step < 0 and is_unfinished(text, following)
    if text.endswith(_HYPHENS) and following[:1].isalpha():
        return True
    if below.first.left - above.first.left > _INDENT * size and _ENDS.search(text) and not _BULLET.match(text):
        return False
    edge = rights.get(int(above.first.left // _BUCKET), above.right)
    short = above.right < edge - _SHORT * (edge - above.first.left)
    return not short or not (_ENDS.search(text) or not following[:1].islower())


def is_unfinished(text: str, following: str) -> bool:
    """Whether a text breaks off in a sentence that the following goes on with, in another column or page."""
    if text.endswith(_HYPHENS):
        return following[:1].isalpha()
    return not _ENDS.search(text) and following[:1].islower()


def words_of(texts: Iterator[str]) -> set[str]:
    """The words of the document in small letters, those with a hyphen whole, to tell what a hyphen means."""
    return {word.lower() for text in texts for word in _WORD.findall(text)}


def joined(text: str, following: str, words: set[str]) -> str:
    """Two lines as one: a word that a hyphen parts at the line's end is put together again.

    The hyphen stays where the document has the word with one elsewhere and not without, where there is another in the
    word before it ("surface-to-air"), before a capital, and in numbers.
    """
    if not text.endswith(_HYPHENS):
        return f"{text} {following}"
    stem, mark = text[:-1], "-" if text.endswith(SOFT_HYPHEN) else text[-1]
    before, after = _WORD_BEFORE.search(stem), _WORD_AFTER.match(following)
    if not before or not after:
        return (
            f"{stem}{mark}{following}"
            if stem[-1:].isalnum() and following[:1].isalnum()
            else f"{stem}{mark} {following}"
        )
    whole, compound = (f"{before[0]}{sep}{after[0]}".lower() for sep in ("", "-"))
    compounded = stem[: before.start()].endswith("-") or (compound in words and whole not in words)
    keeps = compounded or not after[0][0].islower()
    return f"{stem}{mark if keeps else ''}{following}"


def written(paragraph: Paragraph, words: set[str]) -> str:
    """The paragraph as a line of plain text, without its end."""
    if paragraph.kind == "row":
        return CELL.join(flat(cell).replace(CELL, "|") for cell in paragraph.lines).replace(SOFT_HYPHEN, "")
    # Joined at the ends only: adding to one long text again and again takes quadratic time.
    pieces: list[str] = []
    for line in paragraph.lines:
        line = flat(line)
        if pieces:
            last = pieces.pop()
            head, space, tail = last.rpartition(" ")
            line = joined(tail, line, words) if tail else line
            pieces.append(head + space)
        pieces.append(line)
    text = flat("".join(pieces))
    text = text.removesuffix(SOFT_HYPHEN) + "-" if text.endswith(SOFT_HYPHEN) else text
    text = text.replace(SOFT_HYPHEN, "")
    if paragraph.kind == "heading":
        marks = "=" * paragraph.level
        return f"{marks} {text} {marks}"
    return text
