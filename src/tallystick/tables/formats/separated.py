"""Text with separated columns: CSV, TSV and their like, read a row at a time."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from tallystick.errors import DocumentError
from tallystick.tables.formats.values import Grid, Row, fitted, header_of
from tallystick.tables.limits import MAX_LINE
from tallystick.tables.mapping import TableOptions

_SIGNATURES = ((b"PK\x03\x04", "an office document or ZIP archive"), (b"PAR1", "Parquet"), (b"\x1f\x8b", "gzipped"))


def open_separated(file: BinaryIO, path: str, options: TableOptions, delimiter: str) -> Grid:
    """The table in this file. Raises DocumentError where it is none; a single bad row is yielded as such."""
    text = io.TextIOWrapper(file, _encoding(file, path, options), newline="")
    lines = _Lines(text, path)
    for _ in range(options.skip_rows):
        next(lines, None)
    reader = csv.reader(lines, delimiter=options.delimiter or delimiter, strict=True)
    numbered = _numbered(reader, lines)
    if options.header:
        columns = header_of(options.header, path)
    else:
        first = next(((number, cells) for number, cells in numbered if not isinstance(cells, list) or any(cells)), None)
        if first is None:
            raise DocumentError(path, "holds no table: it is empty")
        if isinstance(first[1], str):
            raise DocumentError(path, f"its header cannot be read ({first[1]}); mend it, or set `delimiter`")
        columns = header_of(first[1], path)
    return Grid(columns, _rows(numbered, len(columns), text))


class _Lines:
    """The lines of a file, none of them endless; and how much of it the row that is being read has taken."""

    def __init__(self, file: io.TextIOWrapper, path: str) -> None:
        self._file = file
        self._path = path
        self.number = 0
        self.taken = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        try:
            line = self._file.readline(MAX_LINE + 1)
        except UnicodeDecodeError as error:
            reason = f"is not {error.encoding.upper()} (near line {self.number + 1}); save it so, or set `encoding`"
            raise DocumentError(self._path, reason) from error
        if not line:
            raise StopIteration
        self.number += 1
        self.taken += len(line)
        if self.taken > MAX_LINE:
            size = f"{MAX_LINE // 1_000_000} MB"
            reason = f"has a row of more than {size} (at line {self.number}); a quote may be open there, mend it"
            raise DocumentError(self._path, reason)
        return line


def _numbered(reader: Iterator[list[str]], lines: _Lines) -> Iterator[tuple[int, list[str] | str]]:
    """Each row with the number of its first line; where it is malformed, the reason instead of its cells."""
    while True:
        first, lines.taken = lines.number + 1, 0
        try:
            yield first, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield first, f"is malformed ({error})"


def _rows(numbered: Iterator[tuple[int, list[str] | str]], width: int, text: io.TextIOWrapper) -> Iterator[Row]:
    try:
        for number, cells in numbered:
            row = Row(number, None, cells) if isinstance(cells, str) else fitted(number, cells, width)
            if row is not None:
                yield row
    finally:
        # The file is closed by whoever opened it.
        text.detach()


def _encoding(file: BinaryIO, path: str, options: TableOptions) -> str:
    head = file.read(4)
    file.seek(0)
    kind = next((name for mark, name in _SIGNATURES if head.startswith(mark)), None)
    if kind:
        raise DocumentError(path, f"is {kind}, not text; set `format` in [table], or unpack it")
    if options.encoding:
        try:
            if codecs.lookup(options.encoding)._is_text_encoding:
                return options.encoding
        except LookupError:
            pass
        raise DocumentError(path, f"there is no encoding {options.encoding[:40]!r}; write utf-8, cp1252, cp1251, ...")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"
