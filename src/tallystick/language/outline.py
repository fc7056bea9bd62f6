"""The shape of a text: headings, paragraphs and sentences, as spans.

A paragraph is a line, except in texts that were wrapped by hand at a fixed width: there it is what stands between
blank lines. Headings are wiki (`== Title ==`) or Markdown (`# Title`) lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from tallystick.knowledge import words

_HEADING_MARKS = re.compile(r"={1,6}|(#{1,6})(?=[ \t])")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
#: A possible end of sentence: closing mark, closing quotes or brackets, a gap, and what may open the next.
#: It begins at the first of several marks, so that a line of full stops is not read again from each.
_BOUNDARY = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?:\[\d+\])*(\s+)(?=[\"'“‘«(\[]*[A-Z0-9À-ÞĀ-Ž])")
_LAST_WORD = re.compile(r"([\w.'’-]+)$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_NEXT_WORD = re.compile(r"[\"'“‘«(\[]*(\w+)")
#: Longer runs without a sentence end are cut here, so that no window is unbounded.
LONGEST_SENTENCE = 2000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of running text under its headings, outermost first; `heading` is true where it is a heading itself.

    `under` are the indexes of those headings among the paragraphs.
    """

    start: int
    end: int
    headings: tuple[str, ...]
    heading: bool
    under: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the index of its paragraph."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The paragraphs and sentences of one text, in order. Headings are paragraphs with one sentence."""

    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]

    def sentence_at(self, offset: int) -> int:
        """The index of the last sentence that starts at or before the offset, 0 where none does."""
        return max(bisect_right(self.sentences, offset, key=lambda s: s.start) - 1, 0)


def outline(text: str) -> Outline:
    """Split a text into headings, paragraphs and sentences."""
    paragraphs: list[Paragraph] = []
    path: list[tuple[int, str, int]] = []
    for start, end in _blocks(text):
        heading = _heading(text[start:end])
        if heading:
            path = [p for p in path if p[0] < heading[0]]
        titles, under = tuple(t for _, t, _ in path), tuple(i for *_, i in path)
        if heading:
            path.append((*heading, len(paragraphs)))
        paragraphs.append(Paragraph(start, end, titles, heading is not None, under))
    sentences = [
        Sentence(s, e, i) for i, p in enumerate(paragraphs) for s, e in _sentences(text, p.start, p.end, p.heading)
    ]
    return Outline(tuple(paragraphs), tuple(sentences))


def _heading(line: str) -> tuple[int, str] | None:
    """The level and title of a heading line, None where it is none. Plain string work: lines may be hostile."""
    line = line.strip(" \t")
    marks = _HEADING_MARKS.match(line)
    if not marks:
        return None
    level = len(marks[0])
    if marks[1]:
        title = line[level:].strip(" \t#")
    else:
        level = min(level, len(line) - len(line.rstrip("=")))
        title = line[level : len(line) - level].strip(" \t")
    return (level, title) if level and title else None


def _blocks(text: str) -> list[tuple[int, int]]:
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m[0].isspace()]
    if not _is_hard_wrapped(lines):
        return lines
    blocks: list[tuple[int, int]] = []
    after_heading = False
    for start, end in lines:
        heading = _heading(text[start:end]) is not None
        if blocks and not heading and not after_heading and text.count("\n", blocks[-1][1], start) == 1:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
        after_heading = heading
    return blocks


def _is_hard_wrapped(lines: list[tuple[int, int]]) -> bool:
    """True where most lines are of one width and hardly any is longer: the mark of text wrapped by hand."""
    widths = sorted(e - s for s, e in lines)
    if len(widths) < 6:
        return False
    most = widths[int(len(widths) * 0.98)]
    return 50 <= most <= 110 and sum(w > most - 20 for w in widths) > len(widths) * 0.5


def _sentences(text: str, start: int, end: int, heading: bool) -> list[tuple[int, int]]:
    if heading:
        return [(start, end)]
    spans, at = [], start
    for match in _BOUNDARY.finditer(text, start, end):
        if text[match.start()] == "." and _is_abbreviation(text, at, match):
            continue
        spans.append((at, match.start(1)))
        at = match.end()
    spans.append((at, end))
    return [cut for s, e in spans for cut in _bounded(text, s, e)]


def _is_abbreviation(text: str, start: int, match: re.Match[str]) -> bool:
    if match.start(1) - match.start() != 1:
        return False
    word = _LAST_WORD.search(text, max(start, match.start() - 20), match.start())
    if not word:
        return False
    last = word[1]
    if len(last) == 1 and last.isupper():
        return True
    if _INITIALS.fullmatch(last):
        # "the U.S. Department" goes on, "in the U.S. The next day" does not.
        following = _NEXT_WORD.match(text, match.end())
        return not following or following[1].lower() not in words("sentence_openers")
    return last.lower() in words("abbreviations")


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = []
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        cuts.append((start, cut))
        start = cut
    cuts.append((start, end))
    return [span for s, e in cuts if (span := _stripped(text, s, e))]


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    return (start, end) if start < end else None
