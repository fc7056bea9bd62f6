"""The plain text of pages, with the stretch of it that each page and each table is."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.documents.paged.lines import Line
from tallystick.documents.paged.paragraphs import (
    Paragraph,
    body_height,
    is_unfinished,
    joined,
    paragraphs,
    words_of,
    written,
)
from tallystick.records import Locator


def pages_as_text(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[Locator, ...]]:
    """A paragraph or row a line, and the locators of pages, in order, with the tables in each.

    A paragraph that goes on on the next page is one line; the page begins within it.
    """
    body = body_height(pages)
    words = words_of(piece.text for page in pages for line in page for piece in line.pieces)
    writer = _Writer(words)
    for number, page in enumerate(pages, 1):
        writer.page(number, list(paragraphs(page, body)))
    return writer.finish()


class _Writer:
    """Text that grows at its end, where the last line may still be gone on with."""

    def __init__(self, words: set[str]) -> None:
        self._words = words
        self._pieces: list[str] = []
        self._length = 0
        self._last: Paragraph | None = None
        self._locators: list[Locator] = []
        self._tables = 0

    def page(self, number: int, content: list[Paragraph]) -> None:
        """Write a page; one without paragraphs has no locator."""
        start: int | None = None
        tables: list[Locator] = []
        table_start: int | None = None
        for index, paragraph in enumerate(content):
            text = written(paragraph, self._words)
            if not text.strip():
                continue
            at = self._join(text) if index == 0 and self._goes_on(paragraph) else self._line(paragraph, text)
            start = at if start is None else start
            self._last = paragraph
            if paragraph.kind == "row":
                table_start = at if table_start is None else table_start
                if index + 1 == len(content) or content[index + 1].kind != "row":
                    self._tables += 1
                    tables.append(Locator(kind="table", number=self._tables, start=table_start, end=self._length))
                    table_start = None
        if start is not None:
            self._locators += [Locator(kind="page", number=number, start=start, end=self._length), *tables]

    def finish(self) -> tuple[str, tuple[Locator, ...]]:
        """The text and its locators."""
        return "".join(self._pieces), tuple(self._locators)

    def _goes_on(self, paragraph: Paragraph) -> bool:
        last = self._last
        if last is None or last.kind != "text" or paragraph.kind != "text":
            return False
        return is_unfinished(last.lines[-1], paragraph.lines[0])

    def _line(self, paragraph: Paragraph, text: str) -> int:
        if self._pieces and (
            paragraph.kind == "heading" or (self._last and self._last.kind != paragraph.kind == "row")
        ):
            self._write("\n")
        at = self._length
        self._write(text + "\n")
        return at

    def _join(self, text: str) -> int:
        """Put the text at the end of the last line; the offset is that of its own first character."""
        before = self._pieces.pop()[:-1]
        self._length -= len(before) + 1
        head, space, tail = before.rpartition(" ")
        whole = joined(tail, text, self._words)
        self._write(head + space + whole + "\n")
        # A locator that ended with the line's end before ends where this begins.
        at = self._length - 1 - len(text)
        if self._locators:
            end = self._locators[-1]
            self._locators[-1] = end.model_copy(update={"end": at})
        return at

    def _write(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
