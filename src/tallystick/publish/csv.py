"""Tallies, findings and rules as CSV (RFC 4180, but for line feeds at the ends of lines): a row each.

Lists are parted by "; ". An empty cell means that nothing is stated, never zero. A cell that a spreadsheet would take
for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from tallystick.printable import one_line

if TYPE_CHECKING:
    import polars as pl

#: What makes a spreadsheet calculate; the wide forms do so in some.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def cell(value: object) -> str:
    """A value as a cell. Numbers are as they are; text is one line, and never a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() else repr(value)
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    dangerous = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return ("'" if dangerous else "") + one_line(text)


def render(frame: pl.DataFrame) -> str:
    """The frame with a line of headings; ends with a line feed."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows([cell(value) for value in row] for row in frame.iter_rows())
    return out.getvalue()
