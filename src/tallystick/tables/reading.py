"""From a table and its mapping to documents with their figures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tallystick.documents.dates import iso_date
from tallystick.documents.table_pages import PageForm, page_path
from tallystick.errors import DocumentError
from tallystick.records import Document, Figure, Read
from tallystick.tables.account import Account
from tallystick.tables.figures import FigureMaker, RowFilter, figures_of_row, makers_of
from tallystick.tables.fitting import check_columns
from tallystick.tables.formats import Grid, open_grid
from tallystick.tables.groups import ROW_COLUMN, Group, Numbered, figure_of_group, groups_of
from tallystick.tables.mapping import Mapping, MappingError
from tallystick.tables.pages import Page, tidy
from tallystick.tables.slots import ResolvedSlot, UnmappedError

_BLOCK = 1_000_000


class _Source(NamedTuple):
    """Whose words a row is."""

    publisher: str | None
    published: str | None
    url: str | None


class TableReading:
    """A table being read: yields each page of it as a document with its figures. Can be walked through once.

    `account` says what became of the rows read so far.
    """

    def __init__(self, path: str | Path, mapping: Mapping) -> None:
        self.path = str(path)
        self.mapping = mapping
        self.account = Account()
        self._pages = 0

    def __iter__(self) -> Iterator[tuple[Document, Read]]:
        """Raises DocumentError where the file cannot be read (on), and MappingError where the mapping does not fit."""
        try:
            with Path(self.path).open("rb") as file:
                self._sha256 = _sha256(file, self.path)
                yield from self._read(open_grid(file, self.path, self.mapping.table))
        except OSError as error:
            raise DocumentError(self.path, f"cannot be read ({error.strerror or error}); check the path") from error

    def _read(self, grid: Grid) -> Iterator[tuple[Document, Read]]:
        kept = self.mapping.table.columns or grid.columns
        try:
            missing = [column for column in kept if column not in grid.columns]
            check_columns(self.mapping, grid.columns if missing else kept)
        except MappingError as error:
            where = "" if missing or kept == grid.columns else " (`table.columns` says which are kept)"
            raise MappingError(f"the mapping does not fit {self.path}: {error}{where}") from error
        self._columns = kept
        self._picked = None if kept == grid.columns else [grid.columns.index(column) for column in kept]
        self._filter = RowFilter(self.mapping.table, kept)
        given = self.mapping.source
        self._source_slots = [
            ResolvedSlot(name, slot, kept) if slot is not None else None
            for name, slot in (("publisher", given.publisher), ("published", given.published), ("url", given.url))
        ]
        figures, options = self.mapping.merged(), self.mapping.table
        makers = makers_of(figures, kept, options)
        if makers[0].counts_groups:
            if ROW_COLUMN in kept:
                raise DocumentError(self.path, f"has a column {ROW_COLUMN!r} of its own; rename it")
            yield from self._grouped(grid, makers_of(figures, (ROW_COLUMN, *kept), options)[0])
        else:
            yield from self._in_order(grid, makers)

    def _rows(self, grid: Grid) -> Iterator[Numbered]:
        """The rows that can be kept, tidied; the others are in the account."""
        for row in grid.rows:
            self.account.rows += 1
            if row.cells is None:
                self.account.refuse(row.number, None, row.fault or "cannot be read")
                continue
            cells = row.cells if self._picked is None else [row.cells[at] for at in self._picked]
            yield row.number, tidy(cells)

    def _in_order(self, grid: Grid, makers: Sequence[FigureMaker]) -> Iterator[tuple[Document, Read]]:
        page, source = Page(self._columns), _Source(None, None, None)
        for number, cells in self._rows(grid):
            found = self._source_of(number, cells)
            if found is None:
                continue
            if page.rows and (page.is_full or found != source):
                yield self._finished(page, source, makers)
                page = Page(self._columns)
            source = found
            page.add(number, cells)
        if page.rows:
            yield self._finished(page, source, makers)

    def _finished(self, page: Page, source: _Source, makers: Sequence[FigureMaker]) -> tuple[Document, Read]:
        document = self._document(page, source, "rows", page.rows[0].number, page.rows[-1].number)
        figures: list[Figure] = []
        for row in page.rows:
            if self._filter.takes(row.cells):
                figures += figures_of_row(makers, row, document.id, document.text, self.account)
            else:
                self.account.filtered += 1
        self.account.figures += len(figures)
        return document, Read(figures=sorted(figures, key=lambda figure: (figure.start, figure.end)))

    def _grouped(self, grid: Grid, maker: FigureMaker) -> Iterator[tuple[Document, Read]]:
        """Pages of whole groups, each row with its number in the file before it."""
        apart: dict[_Source, list[Numbered]] = {}
        for number, cells in self._rows(grid):
            source = self._source_of(number, cells)
            if source is not None and self._filter.takes(cells):
                apart.setdefault(source, []).append((number, (str(number), *cells)))
            elif source is not None:
                self.account.filtered += 1
        for source, rows in apart.items():
            page, held = Page((ROW_COLUMN, *self._columns)), list[Group]()
            for group in groups_of(rows, maker, self.path, self.account):
                if page.is_full:
                    yield self._finished_groups(page, held, source, maker)
                    page, held = Page((ROW_COLUMN, *self._columns)), []
                for number, cells in group.rows:
                    page.add(number, cells)
                held.append(group)
            yield self._finished_groups(page, held, source, maker)

    def _finished_groups(
        self, page: Page, groups: Sequence[Group], source: _Source, maker: FigureMaker
    ) -> tuple[Document, Read]:
        self._pages += 1
        document = self._document(page, source, "sorted", self._pages)
        figures: list[Figure] = []
        at = 0
        for group in groups:
            placed = page.rows[at : at + len(group.rows)]
            at += len(group.rows)
            figures += figure_of_group(group, placed, maker, document.id, document.text, self.account)
        self.account.figures += len(figures)
        return document, Read(figures=figures)

    def _source_of(self, number: int, cells: Sequence[str]) -> _Source | None:
        try:
            publisher, published, url = (slot.value(cells) if slot else None for slot in self._source_slots)
            return _Source(publisher, iso_date(published) if published else None, url)
        except UnmappedError as error:
            self.account.leave_unmapped(error.column, error.value)
        except ValueError as error:
            self.account.refuse(number, "published", str(error))
        return None

    def _document(self, page: Page, source: _Source, form: PageForm, *numbers: int) -> Document:
        text, locators = page.finish()
        return Document(
            id=Document.id_of(text), text=text, title=self.mapping.source.title, publisher=source.publisher,
            published=source.published, url=source.url,
            path=page_path(self.path, self.mapping.table.sheet, form, *numbers), sha256=self._sha256,
            locators=locators,
        )  # fmt: skip


def read_table(path: str | Path, mapping: Mapping) -> TableReading:
    """The documents and figures of a table, a page at a time; the table is never in memory whole, unless rows are
    grouped. See `TableReading`."""
    return TableReading(path, mapping)


def _sha256(file: BinaryIO, path: str) -> str:
    digest, size = hashlib.sha256(), 0
    while block := file.read(_BLOCK):
        digest.update(block)
        size += len(block)
    if not size:
        raise DocumentError(path, "is empty")
    file.seek(0)
    return digest.hexdigest()
