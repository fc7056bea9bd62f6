"""The text of a table: a row a line, its cells parted by " | ", the header first; cut into pages of bounded size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tallystick.documents.plain_text import CELL
from tallystick.records import Locator
from tallystick.tables.limits import CHARACTERS_A_DOCUMENT, ROWS_A_DOCUMENT


def tidy(cells: Sequence[str]) -> list[str]:
    """The cells as they stand in the text: on one line each, and without our own mark between cells."""
    flat = [" ".join(cell.split()) if not cell.isalnum() else cell for cell in cells]
    return [cell.replace(CELL, "|") if "|" in cell else cell for cell in flat]


class Placed(NamedTuple):
    """A row and where it stands in the text of its page."""

    number: int
    cells: Sequence[str]
    start: int
    end: int
    line: int

    def span(self, first: int, last: int) -> tuple[int, int]:
        """From the beginning of one cell to the end of another."""
        start = self.start + sum(map(len, self.cells[:first])) + first * len(CELL)
        return start, start + sum(map(len, self.cells[first : last + 1])) + (last - first) * len(CELL)


class Page:
    """A text being written, row by row."""

    def __init__(self, columns: Sequence[str]) -> None:
        header = CELL.join(columns)
        self._lines = [header]
        self._length = len(header) + 1
        self.rows: list[Placed] = []

    @property
    def is_full(self) -> bool:
        """Whether the next row belongs on another page."""
        return len(self.rows) >= ROWS_A_DOCUMENT or self._length >= CHARACTERS_A_DOCUMENT

    def add(self, number: int, cells: Sequence[str]) -> Placed:
        """Write a row."""
        line = CELL.join(cells)
        # Empty cells at the end say nothing; a line never ends in a space.
        while line.endswith(CELL):
            line = line[: -len(CELL)]
        placed = Placed(number, cells, self._length, self._length + len(line), len(self._lines) + 1)
        self._lines.append(line)
        self._length += len(line) + 1
        self.rows.append(placed)
        return placed

    def finish(self) -> tuple[str, tuple[Locator, ...]]:
        """The text, and that all of it is a table."""
        text = "\n".join(self._lines) + "\n"
        return text, (Locator(kind="table", number=1, start=0, end=len(text)),)
