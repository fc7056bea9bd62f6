"""Parquet, read in batches. Structs become columns with dotted names, lists text."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tallystick.errors import DocumentError
from tallystick.tables.formats.values import Grid, Row, fitted, header_of, text_of
from tallystick.tables.limits import MAX_COLUMNS, ROWS_A_DOCUMENT

_ERRORS = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)
_MAX_DEPTH = 8


def open_parquet(path: str) -> Grid:
    """The table in this file. Raises DocumentError where it is none."""
    try:
        scan = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        schema = scan.collect_schema()
    except _ERRORS as error:
        raise DocumentError(path, f"is no Parquet that can be read ({_told(error)}); save it as CSV") from error
    if len(schema) > MAX_COLUMNS:
        raise DocumentError(path, f"has more than {MAX_COLUMNS:,} columns; cut it down first")
    leaves = [leaf for name, kind in schema.items() for leaf in _leaves(pl.col(name), name, kind, 0, path)]
    columns = header_of([name for name, _ in leaves], path)
    return Grid(columns, _rows(scan.select(leaf.alias(name) for name, leaf in leaves), path, len(columns)))


def _leaves(column: pl.Expr, name: str, kind: pl.DataType, depth: int, path: str) -> Iterator[tuple[str, pl.Expr]]:
    if depth > _MAX_DEPTH:
        raise DocumentError(path, f"its column {name[:40]!r} is nested more than {_MAX_DEPTH} deep; flatten it")
    if isinstance(kind, pl.Struct):
        for field in kind.fields:
            inner, under = column.struct.field(field.name), f"{name}.{field.name}"
            yield from _leaves(inner, under, field.dtype, depth + 1, path)  # type: ignore[arg-type]
    else:
        yield name, column


def _rows(scan: pl.LazyFrame, path: str, width: int) -> Iterator[Row]:
    number = 0
    batches = scan.collect_batches(chunk_size=ROWS_A_DOCUMENT, maintain_order=True)
    while True:
        try:
            batch = next(batches, None)
        except _ERRORS as error:
            raise DocumentError(path, f"is damaged after row {number} ({_told(error)}); save it again") from error
        if batch is None:
            return
        for values in batch.iter_rows():
            number += 1
            try:
                row = fitted(number, [text_of(value) for value in values], width)
            except ValueError as error:
                row = Row(number, None, str(error))
            if row is not None:
                yield row


def _told(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
