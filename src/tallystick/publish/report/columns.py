"""Columns of a table that give one number a day, each told in a line: day by day they would fill a report.

The line has the first and the last value, the highest, and every fall of a running total, which is a revision. It says
how many values there are, and what has all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from tallystick.documents.plain_text import CELL
from tallystick.publish.compared import SeriesShown
from tallystick.publish.comparing import NumberOf
from tallystick.publish.series import dated_value
from tallystick.records import Document, Outcome, Thing
from tallystick.wording.labels import OUTCOME_WORDS, THING_WORDS, row_order

if TYPE_CHECKING:
    import polars as pl

#: Up to so many days are shown one by one.
MOST_SHOWN = 12
#: So many falls of a running total are written out.
_MOST_FALLS = 4
#: What the numbers of a column have in common.
_COLUMN = (
    "table", "column", "voice", "home", "parties", "outcome", "thing", "unit", "basis", "where", "actor", "modality",
)  # fmt: skip
_ALL = "`tallystick export jsonl` has all"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Columns:
    """The long columns of the tables in a ledger: their figures by id, and a line for each by party."""

    figures: frozenset[str]
    _rows: tuple[tuple[Row, ...], ...]

    def shown(self, number_of: NumberOf) -> Iterator[SeriesShown]:
        """A line for each column, by party, outcome and thing."""
        for rows in self._rows:
            yield _line(rows, number_of)


def columns_of(frame: pl.DataFrame, documents: Mapping[str, Document]) -> Columns:
    """The columns of more than `MOST_SHOWN` dated numbers, of settled figures and the tables that they stand in."""
    import polars as pl

    of_tables = frame.filter(pl.col("table").is_not_null() & pl.col("as_of").is_not_null())
    names = [_column(documents[id].text, start) for id, start in of_tables.select("document", "start").iter_rows()]
    of_tables = of_tables.with_columns(pl.Series("column", names, pl.String))
    long = of_tables.filter(pl.col("as_of").n_unique().over(_COLUMN) > MOST_SHOWN)
    groups = long.sort("as_of", "row").partition_by(_COLUMN, maintain_order=True)
    rows = sorted((tuple(group.iter_rows(named=True)) for group in groups), key=_order)
    return Columns(frozenset(long["id"]), tuple(rows))


def _column(text: str, start: int) -> str:
    """The heading of the column that an offset of a page of a table stands in; its number where it has none."""
    number = text.count(CELL, text.rfind("\n", 0, start) + 1, start)
    headings = text[: max(text.find("\n"), 0)].split(CELL)
    return headings[number].strip() if number < len(headings) else str(number + 1)


def _order(rows: Sequence[Row]) -> tuple[object, ...]:
    first = rows[0]
    return first["home"] or "", *row_order(first["outcome"], first["thing"]), first["basis"] or "", first["row"]


def _line(rows: Sequence[Row], number_of: NumberOf) -> SeriesShown:
    first, last = rows[0], rows[-1]
    highest = max(rows, key=lambda row: (row["high"] or row["low"] or 0, row is last))
    told = [f"{dated_value(first)} → {dated_value(last)}"]
    if highest not in (first, last):
        told.append(f"highest {dated_value(highest)}")
    falls = _falls(rows) if first["basis"] == "total" else []
    if falls:
        shown = "; ".join(f"{dated_value(before)} → {dated_value(after)}" for before, after in falls[:_MOST_FALLS])
        more = f" and {len(falls) - _MOST_FALLS} more" if len(falls) > _MOST_FALLS else ""
        told.append(f"lower than before {_times(len(falls))}: {shown}{more}")
    told.append(_ALL)
    cited = [first, last, highest, *(row for pair in falls[:_MOST_FALLS] for row in pair)]
    citations = tuple(dict.fromkeys(number_of(row["id"]) for row in cited))
    return SeriesShown(first["home"], f"{_heading(first, len(rows))}: {'; '.join(told)}", citations)


def _times(many: int) -> str:
    return "once" if many == 1 else f"{many} times"


def _falls(rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Where a running total is lower than the one before."""
    pairs = pairwise(rows)
    return [
        (one, other) for one, other in pairs if None not in (one["low"], other["high"]) and other["high"] < one["low"]
    ]


def _heading(row: Row, many: int) -> str:
    who = str(row["claimant"] or row["publisher"] or "the table, in its own voice").replace(";", " and")
    thing, outcome = cast("Thing", row["thing"]), cast("Outcome", row["outcome"])
    of = "of the day, " if row["basis"] in ("increment", "incident") else ""
    where = f" in {row['place']}" if row["place"] else ""
    party = str(row["home"]) if row["home"] else "party not stated"
    what = f"{of}{THING_WORDS[thing]} {OUTCOME_WORDS[outcome]}{where}"
    return f"{who} on {party}, {what} (column “{row['column']}”, {many:,} dated values)"
