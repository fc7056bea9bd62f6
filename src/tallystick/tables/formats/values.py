"""Typed values as the text of a cell, and the rules that all tables keep."""

from __future__ import annotations

import datetime
import decimal
import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tallystick.errors import DocumentError
from tallystick.tables.limits import MAX_CELL, MAX_COLUMNS, MAX_ROW

_SHOWN = 40


class Row(NamedTuple):
    """A row with anything in it: its number in the file, and its cells, one a column, or why it cannot be read."""

    number: int
    cells: Sequence[str] | None
    fault: str | None = None


class Grid(NamedTuple):
    """A table: the names of its columns, and its rows, which are read as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


def text_of(value: object) -> str:
    """A value as the text of a cell; nothing is rounded. What says nothing (None, not-a-number) is empty."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value != value:
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, list | tuple):
        if any(isinstance(one, list | tuple | dict) for one in value):
            return json.dumps(value, ensure_ascii=False, default=text_of)
        return "; ".join(map(text_of, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=text_of)
    if isinstance(value, bytes):
        raise ValueError("holds bytes, which are no text")
    return str(value)


def header_of(names: Sequence[str], path: str) -> tuple[str, ...]:
    """The names of columns, tidied; one without a name is called by its number. Raises DocumentError on doubles."""
    if len(names) > MAX_COLUMNS:
        raise DocumentError(path, f"has more than {MAX_COLUMNS:,} columns; is it a table of counts? cut it down first")
    columns = tuple(" ".join(name.split()) or f"column {at}" for at, name in enumerate(names, 1))
    if not any(name.strip() for name in names):
        raise DocumentError(path, "has no header; name its columns with `header` in [table]")
    seen: set[str] = set()
    for column in columns:
        if len(column) > MAX_CELL:
            raise DocumentError(path, "has a column with a name as long as a text; is its first row a header?")
        if column in seen:
            raise DocumentError(path, f"has two columns called {column[:_SHOWN]!r}; rename one")
        seen.add(column)
    return columns


def fitted(number: int, cells: Sequence[str], width: int) -> Row | None:
    """The cells as a row of that width; None where there is nothing in them."""
    joined = "".join(cells)
    if not joined or joined.isspace():
        return None
    if len(cells) > width:
        if any(cells[width:]):
            return Row(number, None, f"has {len(cells)} cells, and the header {width}")
        cells = cells[:width]
    if len(cells) < width:
        cells = [*cells, *[""] * (width - len(cells))]
    if len(joined) > MAX_ROW:
        return Row(number, None, f"is longer than {MAX_ROW:,} characters")
    if max(map(len, cells)) > MAX_CELL:
        return Row(number, None, f"has a cell of more than {MAX_CELL:,} characters")
    if not joined.isascii() or "\x00" in joined:
        try:
            joined.encode()
        except UnicodeEncodeError:
            return Row(number, None, "holds half a character (a lone surrogate)")
        if "\x00" in joined:
            return Row(number, None, "holds a NUL character, so it is no text")
    return Row(number, cells)
