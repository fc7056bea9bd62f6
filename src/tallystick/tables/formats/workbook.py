"""Excel workbooks (.xlsx): the values of one sheet, read a row at a time. Formulas count as what they came to."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from tallystick.documents.archives import MAX_RATIO, open_archive
from tallystick.errors import DocumentError
from tallystick.tables.formats.values import Grid, Row, fitted, header_of, text_of
from tallystick.tables.limits import MAX_COLUMNS, MAX_UNPACKED
from tallystick.tables.mapping import TableOptions

#: What Excel itself can hold; a file that says more lies.
_LAST_ROW = 1_048_576
_SMALL = 1_000_000


def open_workbook(file: BinaryIO, path: str, options: TableOptions) -> Grid:
    """The table in one sheet: the one that the options name, else the only one."""
    _check_archive(file, path)
    sheet = _sheet(file, path, options)
    numbered = _numbered(sheet, path)
    for _ in range(options.skip_rows):
        next(numbered, None)
    if options.header:
        columns = header_of(options.header, path)
    else:
        first = next((values for _, values in numbered if any(value is not None for value in values)), None)
        if first is None:
            raise DocumentError(path, "its sheet is empty; name another with `sheet`")
        columns = header_of([text_of(value) for value in _trimmed(first)], path)
    return Grid(columns, _rows(numbered, len(columns)))


def _check_archive(file: BinaryIO, path: str) -> None:
    """Refuse bombs by what the archive declares; `zipfile` holds its members to that."""
    with open_archive(file, path) as archive:
        members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise DocumentError(path, "is encrypted; save it without a password")
    size = sum(member.file_size for member in members)
    if size > MAX_UNPACKED:
        limit = f"{MAX_UNPACKED // 1_000_000} MB"
        raise DocumentError(path, f"unpacks to {size / 1_000_000:.0f} MB (the limit is {limit}); save it as CSV")
    if any(member.file_size > max(_SMALL, member.compress_size * MAX_RATIO) for member in members):
        reason = f"unpacks to more than {MAX_RATIO} times its size, as a zip bomb does; save it as CSV"
        raise DocumentError(path, reason)


def _sheet(file: BinaryIO, path: str, options: TableOptions) -> Any:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except (OSError, zipfile.BadZipFile) as error:
        raise DocumentError(path, "is damaged; save it again") from error
    except Exception as error:
        raise DocumentError(path, f"is no workbook that can be read ({_told(error)}); save it as CSV") from error
    names = [sheet.title for sheet in book.worksheets]
    listed = ", ".join(map(repr, names[:10]))
    if options.sheet is not None and options.sheet not in names:
        raise DocumentError(path, f"has no sheet {options.sheet!r}; it has {listed}")
    if options.sheet is None and len(names) != 1:
        raise DocumentError(path, f"has several sheets ({listed}); name one with `sheet` in [table]")
    return book[options.sheet or names[0]]


def _numbered(sheet: Any, path: str) -> Iterator[tuple[int, Sequence[Any]]]:
    """Each row with its number. The width is ours, for a hostile file may place a cell in column nine billion."""
    rows = sheet.iter_rows(max_row=_LAST_ROW, max_col=MAX_COLUMNS + 1, values_only=True)
    number = 0
    while True:
        number += 1
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                row = next(rows, None)
        except Exception as error:
            reason = f"its row {number} or what follows cannot be read ({_told(error)}); save it as CSV"
            raise DocumentError(path, reason) from error
        if row is None:
            return
        yield number, row


def _rows(numbered: Iterator[tuple[int, Sequence[Any]]], width: int) -> Iterator[Row]:
    for number, values in numbered:
        beyond = values[width:]
        # Counting is quicker than looking, and rows are padded far beyond the table.
        kept = values[:width] if beyond.count(None) == len(beyond) else _trimmed(values)
        row = fitted(number, [text_of(value) for value in kept], width)
        if row is not None:
            yield row


def _trimmed(values: Sequence[Any]) -> Sequence[Any]:
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    return values[:end]


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]
