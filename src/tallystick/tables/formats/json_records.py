"""JSON: an array of objects, or an object a line. A record is in memory at a time, never the file.

Objects in objects become columns with dotted names ("verified.killed"), and lists text. Numbers keep the digits that
the file prints.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from tallystick.errors import DocumentError
from tallystick.tables.formats.values import Grid, Row, fitted, header_of, text_of
from tallystick.tables.limits import MAX_COLUMNS, MAX_LINE

_MAX_DEPTH = 8
_BLOCK = 65_536
_SPACE = " \t\r\n"


class _TwiceError(ValueError):
    """A key stands twice in one object."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError("names a field twice")
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=str, parse_float=str, parse_constant=lambda name: None)


def open_json(file: BinaryIO, path: str) -> Grid:
    """The table in this file, read twice: first for its columns, since records need not have the same fields."""
    columns: dict[str, None] = {}
    for _, record in _records(file, path):
        if isinstance(record, dict):
            columns.update(dict.fromkeys(record))
            if len(columns) > MAX_COLUMNS:
                raise DocumentError(path, f"its records have more than {MAX_COLUMNS:,} different fields; cut it down")
    if not columns:
        raise DocumentError(path, "holds no records: it wants an array of objects, or an object a line")
    return Grid(header_of(tuple(columns), path), _rows(file, path, tuple(columns)))


def _rows(file: BinaryIO, path: str, columns: tuple[str, ...]) -> Iterator[Row]:
    for number, record in _records(file, path):
        if isinstance(record, str):
            yield Row(number, None, record)
            continue
        row = fitted(number, [record.get(column, "") for column in columns], len(columns))
        if row is not None:
            yield row


def _records(file: BinaryIO, path: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Each record, flat, with its number from 1; where it is none, the reason instead."""
    file.seek(0)
    start = file.read(_BLOCK).removeprefix(codecs.BOM_UTF8).lstrip()
    file.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise DocumentError(path, "is UTF-16; save it as UTF-8")
    values = _of_array(file, path) if start.startswith(b"[") else _of_lines(file, path)
    for number, value in enumerate(values, 1):
        if isinstance(value, dict):
            try:
                flat: dict[str, str] = {}
                _flatten(value, "", flat, 0)
                yield number, flat
            except ValueError as error:
                yield number, str(error)
        else:
            yield number, value if isinstance(value, str) else "is no object with fields"


def _flatten(value: dict[str, Any], before: str, into: dict[str, str], depth: int) -> None:
    if depth > _MAX_DEPTH:
        raise ValueError(f"is nested more than {_MAX_DEPTH} deep")
    for key, inner in value.items():
        name = before + key
        if isinstance(inner, dict):
            _flatten(inner, f"{name}.", into, depth + 1)
        elif name in into:
            raise _TwiceError(f"has two fields that are called {name[:40]!r}")
        else:
            into[name] = text_of(inner)


def _of_lines(file: BinaryIO, path: str) -> Iterator[dict[str, Any] | str | list[Any]]:
    """The value of each line; text is the reason why it is none."""
    first = True
    while line := file.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            raise DocumentError(path, f"has a line of more than {MAX_LINE // 1_000_000} MB; is it JSON lines?")
        if first:
            line, first = line.removeprefix(codecs.BOM_UTF8), False
            if line.strip() == b"{":
                raise DocumentError(path, "is one object over several lines; take out its list (jq -c '.name[]' does)")
        if not line.strip():
            continue
        try:
            value = _DECODER.decode(line.decode())
            yield value if isinstance(value, dict) else []
        except UnicodeDecodeError:
            yield "is not UTF-8"
        except json.JSONDecodeError as error:
            yield f"is no JSON ({error.msg} at column {error.colno})"
        except _TwiceError as error:
            yield str(error)
        except RecursionError:
            yield "is nested too deep"


def _of_array(file: BinaryIO, path: str) -> Iterator[dict[str, Any] | str | list[Any]]:
    window = _Window(file, path)
    window.skip("[")
    number = 0
    if window.peek() == "]":
        return
    while True:
        number += 1
        yield window.value(number)
        mark = window.peek()
        if mark == "]":
            return
        if mark != ",":
            raise DocumentError(path, f"is damaged after record {number}: a comma or the end of the list is missing")
        window.skip(",")


class _Window:
    """A moving window on a JSON text, as large as the record that is being read."""

    def __init__(self, file: BinaryIO, path: str) -> None:
        self._file, self._path = file, path
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text, self._at, self._whole = "", 0, False

    def peek(self) -> str:
        """The next character that is no space; nothing at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def skip(self, mark: str) -> None:
        """Go past this character, which is next."""
        self.peek()
        self._at += len(mark)

    def value(self, number: int) -> dict[str, Any] | str | list[Any]:
        """The next value: an object, the reason why it cannot be taken, or a list where it is none."""
        self.peek()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if len(self._text) - self._at <= MAX_LINE and self._more():
                    continue
                reason = f"record {number} is damaged, cut off or too long ({error.msg}); mend it"
                raise DocumentError(self._path, reason) from error
            except _TwiceError as error:
                raise DocumentError(self._path, f"record {number} {error}; rename one") from error
            except RecursionError as error:
                raise DocumentError(self._path, f"record {number} is nested too deep; flatten it") from error
            if end == len(self._text) and self._more():
                continue
            if end - self._at > MAX_LINE:
                raise DocumentError(self._path, f"record {number} is larger than {MAX_LINE // 1_000_000} MB")
            self._at = end
            return found if isinstance(found, dict) else []

    def _more(self) -> bool:
        """Read on, twice as much each time that it did not suffice; False at the end."""
        if self._whole:
            return False
        rest = self._text[self._at :]
        try:
            data = self._file.read(max(_BLOCK, len(rest)))
            self._whole = not data
            self._text, self._at = rest + self._decoder.decode(data, final=self._whole), 0
        except UnicodeDecodeError as error:
            raise DocumentError(self._path, "is not UTF-8; save it as UTF-8") from error
        return not self._whole or len(self._text) > len(rest)
