"""Numbers that no war has seen: most likely a slip of the document, or of the reader."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tallystick.reconcile.findings.desk import Desk, finding, voice_words
from tallystick.records import Finding
from tallystick.wording.phrase import plain_number

#: More than all who died in the deadliest war there was (the Second World War, some 70 to 85 million).
_MOST_PEOPLE = 100_000_000
#: More than all tanks, vehicles, aircraft and ships that all armies together have had.
_MOST_THINGS = 10_000_000


def find(desk: Desk) -> Iterator[Finding]:
    """One finding for each number beyond what can be."""
    least = pl.col("low").fill_null(pl.col("high"))
    people = pl.col("thing").str.starts_with("person.") & (least > _MOST_PEOPLE)
    things = pl.any_horizontal(pl.col("thing").str.starts_with(k) for k in ("equipment.", "structure.", "place."))
    beyond = desk.figures.filter((pl.col("unit") == "count") & (people | (things & (least > _MOST_THINGS))))
    for row in beyond.sort("row").iter_rows(named=True):
        number = plain_number(row["low"] if row["low"] is not None else row["high"])
        summary = f"{voice_words(row)} gives “{row['quote']}” ({number}): more than any war has seen."
        yield finding("implausible", summary, [row["id"]], 0.9, row)
