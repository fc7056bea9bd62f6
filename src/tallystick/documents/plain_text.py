"""Writing the plain text of a document whose file has marks of its own: headings, list items, tables, infoboxes.

The forms are those that `language.outline` reads: "== Heading ==", a paragraph or list item a line, and a row of a
table a line, with its cells parted by " | ".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from tallystick.records import Locator

CELL = " | "
#: A cell that spans rows is repeated in each, so that a row can be read alone; longer text, and more of it in all, is
#: not, so that a table of the size of a page cannot become one of the size of a disk.
_REPEATED, _REPEATED_IN_ALL = 200, 500_000
_SPACE = re.compile(r"\s+")
#: "Per Ministry X:" or "According to X: 40 killed", the beginning of a line of an infobox.
_PER = re.compile(r"(?:per|according to)\s+([^:\d]{2,80}?)\s*(?::\s*|$)", re.IGNORECASE)
_LONGEST_LABEL = 80


def flat(text: str) -> str:
    """The text on one line, with single spaces."""
    return _SPACE.sub(" ", text).strip()


class PlainText:
    """A text being written, line by line, with the stretches of it that are tables or infoboxes."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._locators: list[Locator] = []

    def heading(self, level: int, title: str) -> None:
        """A heading, 1 the outermost."""
        if flat(title):
            marks = "=" * min(max(level, 1), 6)
            self.gap()
            self._write(f"{marks} {flat(title)} {marks}\n")

    def line(self, text: str) -> None:
        """A paragraph, list item or row, on a line of its own."""
        if flat(text):
            self._write(flat(text) + "\n")

    def paragraph(self, text: str) -> None:
        """A paragraph of running text: blank lines around it, so that it is not taken for lines wrapped by hand."""
        if flat(text):
            self.gap()
            self.line(text)
            self.gap()

    def row(self, cells: Sequence[str]) -> None:
        """A row of a table; what a cell itself holds of our mark is written without its spaces."""
        written = [flat(cell).replace(CELL, "|") for cell in cells]
        while written and not written[-1]:
            written.pop()
        if written:
            self._write(CELL.join(written).lstrip(" ") + "\n")

    def gap(self) -> None:
        """A blank line, unless there is one or nothing before it."""
        if self._pieces and self._pieces[-1] != "\n":
            self._write("\n")

    @contextmanager
    def part(self, kind: Literal["table", "infobox"]) -> Iterator[None]:
        """What is written within is a table or an infobox."""
        self.gap()
        start = self._length
        yield
        if self._length > start:
            number = sum(locator.kind == kind for locator in self._locators) + 1
            self._locators.append(Locator(kind=kind, number=number, start=start, end=self._length))
            self.gap()

    def finish(self) -> tuple[str, tuple[Locator, ...]]:
        """The text and its tables."""
        return "".join(self._pieces).rstrip("\n") + ("\n" if self._pieces else ""), tuple(self._locators)

    def _write(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its lines, whether it is a header, and how far it reaches."""

    lines: tuple[str, ...]
    header: bool = False
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """The lines as one."""
        return "; ".join(self.lines)


def spread(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The texts of a table's rows, with a cell that spans rows repeated in each and one that spans columns once."""
    spread_rows: list[list[str]] = []
    running: dict[int, tuple[str, int]] = {}
    budget = _REPEATED_IN_ALL
    for row in rows:
        texts: dict[int, str] = {}
        for column, (text, left) in list(running.items()):
            texts[column] = text
            budget -= len(text) + len(CELL)
            if left > 1 and budget > 0:
                running[column] = (text, left - 1)
            else:
                del running[column]
        column = 0
        for cell in row:
            while column in texts:
                column += 1
            text = cell.text
            texts[column] = text
            if cell.rows > 1 and budget > 0:
                running[column] = (text if len(text) <= _REPEATED else "", cell.rows - 1)
            column += 1
        spread_rows.append([texts.get(column, "") for column in range(max(texts, default=-1) + 1)])
    return spread_rows


def write_table(plain: PlainText, rows: Sequence[Sequence[Cell]], caption: str = "") -> None:
    """Write a table, its caption on a line before it."""
    plain.gap()
    plain.line(caption)
    with plain.part("table"):
        for row in spread(rows):
            plain.row(row)


def write_infobox(plain: PlainText, rows: Sequence[Sequence[Cell]]) -> None:
    """Write an infobox: a header across it stands before the rows below it, until the next."""
    label, waits = "", False
    with plain.part("infobox"):
        for row in rows:
            cells = [cell for cell in row if cell.lines]
            if not cells:
                continue
            own = cells[0].text if cells[0].header else ""
            if own and waits:
                # Nothing followed the header before: it is a line of its own.
                plain.row([label])
            if own and len(cells) == 1:
                label, waits = own, True
                continue
            write_field(plain, own or label, [cell.lines for cell in cells[1 if own else 0 :]])
            label, waits = ("" if own else label), False
        if waits:
            plain.row([label])


def write_field(plain: PlainText, label: str, sides: Sequence[Sequence[str]]) -> None:
    """Write a field of an infobox with the lines of each side.

    It is one row where each side has one line. Else each line is one of its own, with the label, the side, and whom
    the infobox names as saying so: "Casualties (side 1), per Ministry: 40 killed".
    """
    sides = [[line for line in lines if flat(line)] for lines in sides]
    if all(len(lines) <= 1 and not any(_claimed(line) for line in lines) for lines in sides):
        if any(sides):
            plain.row([*([label] if label else []), *(lines[0] if lines else "" for lines in sides)])
        return
    for number, lines in enumerate(sides, 1):
        named = f"{label} (side {number})" if len(sides) > 1 else str(label)
        for claimant, line in _by_claimant(lines):
            head = f"{named}, {claimant}" if named and claimant else named or claimant
            plain.line(f"{head}: {line}" if head else line)


def _claimed(line: str) -> bool:
    return _PER.match(line) is not None


def _by_claimant(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line that says something, with the words before it that say whose it is: "per Ministry", "Own claim"."""
    claimant, said = "", True
    for line in map(flat, lines):
        per = _PER.match(line)
        rest = line[per.end() :] if per else line
        is_label = not per and line.endswith(":") and len(line) <= _LONGEST_LABEL and not re.search(r"\d", line)
        if per or is_label:
            if not said:
                yield "", claimant
            claimant = f"per {flat(per[1])}" if per else line.rstrip(": ")
            said = bool(rest) and not is_label
            if said:
                yield claimant, rest
        else:
            said = True
            yield claimant, line
    if not said:
        yield "", claimant
