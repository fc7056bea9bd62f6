"""Documents: texts with a source, and where in their file a stretch of text stood."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import Literal

from pydantic import Field

from tallystick.records.base import Record, digest


class Locator(Record):
    """A stretch of a document's text that was a page, a table or an infobox of its file.

    A table has a row a line, its cells parted by " | "; an infobox a field a line.
    """

    kind: Literal["page", "table", "infobox"]
    number: int = Field(ge=1, description="which one of its kind in the file, from 1")
    start: int
    end: int


class Document(Record):
    """A text with its source. Two files with the same text are one document."""

    id: str = Field(description="'d' and 12 hex digits of the SHA-256 of the text")
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = Field(None, description="ISO 8601 date of publication, possibly partial")
    url: str | None = None
    path: str = Field(description="where it was read from, as given by the user")
    sha256: str = Field(description="of the bytes it was read from")
    # Left out where empty, so that origins recorded before there were such fields stay equal to new ones.
    language: str | None = Field(None, exclude_if=lambda tag: tag is None, description="tag the file gives: en-GB")
    locators: tuple[Locator, ...] = Field((), exclude_if=lambda found: not found, description="in order of `start`")

    @staticmethod
    def id_of(text: str) -> str:
        """The id of a document with this text."""
        return "d" + digest(text)[:12]

    def line_of(self, offset: int) -> int:
        """The 1-based line that holds this offset."""
        return bisect_left(self._line_ends, offset) + 1

    @cached_property
    def _line_ends(self) -> list[int]:
        # A text of many records may be one of many lines, so its lines are counted once.
        return [at for at, character in enumerate(self.text) if character == "\n"]

    def place_in_file(self, offset: int) -> str | None:
        """The page or table cell that holds this offset, "page 3, table 1, row 2, cell 4"; None where none does."""
        named: list[str] = []
        for locator in self.locators:
            if locator.start <= offset < locator.end:
                named.append(f"{locator.kind} {locator.number}")
                if locator.kind != "page":
                    row = self.text.rfind("\n", locator.start, offset) + 1 or locator.start
                    named.append(f"row {self.text.count(chr(10), locator.start, offset) + 1}")
                    named.append(f"cell {self.text.count(' | ', row, offset) + 1}")
        return ", ".join(named) or None
