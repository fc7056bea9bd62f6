"""Opening tables: a format a module."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import BinaryIO

from tallystick.errors import DocumentError
from tallystick.tables.formats.values import Grid, Row
from tallystick.tables.mapping import TableOptions

__all__ = ["SUFFIXES", "Grid", "Row", "format_of", "open_grid"]

#: Which format a file's name tells.
SUFFIXES = {
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".parquet": "parquet",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip


def format_of(path: str, options: TableOptions) -> str:
    """The format the mapping states, else the one that the name tells. Raises DocumentError where neither does."""
    known = options.format or SUFFIXES.get(PurePath(path).suffix.lower())
    if known is None:
        suffixes = ", ".join(SUFFIXES)
        raise DocumentError(path, f"is of no known format ({suffixes}); convert it, or set `format` in [table]")
    return known


def open_grid(file: BinaryIO, path: str, options: TableOptions) -> Grid:
    """The table in a file that stays open while its rows are read. Raises DocumentError where there is none."""
    kind = format_of(path, options)
    if kind == "xlsx":
        from tallystick.tables.formats.workbook import open_workbook

        return open_workbook(file, path, options)
    if kind == "parquet":
        from tallystick.tables.formats.parquet import open_parquet

        return open_parquet(str(Path(path)))
    if kind in ("json", "jsonl"):
        from tallystick.tables.formats.json_records import open_json

        return open_json(file, path)
    from tallystick.tables.formats.separated import open_separated

    return open_separated(file, path, options, "\t" if kind == "tsv" else ",")
