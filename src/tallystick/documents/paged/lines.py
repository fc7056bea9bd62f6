"""The lines of a page in reading order, and which of them repeat around the text.

A PDF says where characters stand, not what is a column, a table or a running header. The order of the page's own
content is that of reading in what word processors, browsers and TeX write; it is changed only where it goes from column
to column line by line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

#: A line is part of a column if its words run on in it; the lines of two columns are about as wide as the column.
_COLUMN_LINES, _COLUMN_WORDS, _FILLED, _CLEAR = 5, 4, 0.7, 0.8
_MOST_COLUMNS = 4
#: What stands on so many pages at the same height is a running header or footer: on a share of them, or, where a number
#: in it counts the pages, on a few.
_REPEATS, _REPEATING_SHARE, _EDGE_LINES = 3, 0.3, 2
_COUNTS = "\x00"
_ALIGNED = 4.0
_NUMBER = re.compile(r"\d{1,5}")
_PAGE_NUMBER = re.compile(r"(?:[Pp]age\s)?[-–—|\s]{0,3}(\d{1,5})[-–—|\s]{0,3}(?:(?:of|/)\s?\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line, in points from the lower left of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Of the line, which follows the size of the type."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces on one height, from left to right: one of running text, several where there are gaps."""

    pieces: tuple[Piece, ...]

    @property
    def first(self) -> Piece:
        """The leftmost."""
        return self.pieces[0]

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(piece.right for piece in self.pieces)

    @property
    def text(self) -> str:
        """The pieces with a space between them."""
        return " ".join(piece.text for piece in self.pieces)

    def aligned_with(self, other: Line) -> bool:
        """Whether a piece after the first begins or ends where one of the other does, as the cells of a table do."""
        edges = [(piece.left, piece.right) for piece in other.pieces[1:9]]
        return any(
            abs(piece.left - left) < _ALIGNED or abs(piece.right - right) < _ALIGNED
            for piece in self.pieces[1:9]
            for left, right in edges
        )


def ordered_lines(pieces: Sequence[Piece], columns: int = _MOST_COLUMNS) -> list[Line]:
    """The lines in the order they are read in, columns one after the other."""
    lines = list(_lines(pieces))
    gutter = _gutter(lines) if columns > 1 else None
    if gutter is None:
        return lines
    ordered: list[Line] = []
    left: list[Piece] = []
    right: list[Piece] = []
    for line in lines:
        if any(piece.left < gutter < piece.right for piece in line.pieces):
            # A line across the page ends what stands in columns above it.
            ordered += ordered_lines(left, columns - 1) + ordered_lines(right, columns - 1)
            left, right = [], []
            ordered.append(line)
        else:
            left += [piece for piece in line.pieces if piece.right <= gutter]
            right += [piece for piece in line.pieces if piece.right > gutter]
    return ordered + ordered_lines(left, columns - 1) + ordered_lines(right, columns - 1)


def _lines(pieces: Sequence[Piece]) -> Iterator[Line]:
    """Pieces that follow each other on one height, to the right, as lines."""
    row: list[Piece] = []
    for piece in pieces:
        if row:
            last = row[-1]
            shared = min(last.top, piece.top) - max(last.bottom, piece.bottom)
            if piece.left < last.right - 1 or shared < 0.5 * min(last.height, piece.height):
                yield Line(tuple(row))
                row = []
        row.append(piece)
    if row:
        yield Line(tuple(row))


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where, from the left, two columns part that the content writes line by line; None where it does not."""
    parted = [line for line in lines if len(line.pieces) > 1]
    if len(parted) < _COLUMN_LINES:
        return None
    gutter = median((line.pieces[0].right + line.pieces[1].left) / 2 for line in parted)
    beside = [line for line in parted if not any(piece.left < gutter < piece.right for piece in line.pieces)]
    if len(beside) < max(_COLUMN_LINES, _CLEAR * len(parted)):
        return None
    for side in (
        [piece for line in beside for piece in line.pieces[:1]],
        [piece for line in beside for piece in line.pieces[1:2]],
    ):
        width = max(piece.right for piece in side) - min(piece.left for piece in side)
        if median(piece.right - piece.left for piece in side) < _FILLED * width:
            return None
        if median(piece.text.count(" ") + 1 for piece in side) < _COLUMN_WORDS:
            return None
    return gutter


def without_furniture(pages: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """The pages without running headers and footers, and page numbers.

    Only the outermost lines are looked at. They go where the same words stand at the same height on several pages, a
    number in them being allowed to count the pages, and where they are nothing but the number of the page.
    """
    edges = [_edges(page) for page in pages]
    counts: Counter[tuple[str, int]] = Counter()
    for index, lines in enumerate(edges):
        counts.update({key for line in lines for key in _keys(line, index)})
    share = max(_REPEATS, _REPEATING_SHARE * sum(1 for page in pages if page))
    kept: list[list[Piece]] = []
    for index, (page, lines) in enumerate(zip(pages, edges, strict=True)):
        dropped = {
            piece
            for line in lines
            if any(counts[key] >= (_REPEATS if _COUNTS in key[0] else share) for key in _keys(line, index))
            or _is_page_number(line, index)
            for piece in line.pieces
        }
        kept.append([piece for piece in page if piece not in dropped])
    return kept


def _edges(page: Sequence[Piece]) -> list[Line]:
    """The lines at the top and the bottom, by height."""
    by_height = sorted(page, key=lambda piece: (-round(piece.bottom), piece.left))
    lines = list(_lines(by_height))
    return lines if len(lines) <= 2 * _EDGE_LINES else lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]


def _keys(line: Line, index: int) -> Iterator[tuple[str, int]]:
    """What to find the line on other pages by: its words, and these with one number counted from the page's own."""
    text, height = line.text[:300], round(line.first.bottom / 4)
    yield text, height
    numbers = list(_NUMBER.finditer(text))
    for number in {id(found): found for found in numbers[:1] + numbers[-1:]}.values():
        yield f"{text[: number.start()]}{_COUNTS}{int(number[0]) - index}{text[number.end() :]}", height


def _is_page_number(line: Line, index: int) -> bool:
    number = _PAGE_NUMBER.fullmatch(line.text.strip())
    return number is not None and int(number[1]) == index + 1
