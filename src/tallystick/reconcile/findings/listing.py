"""A number that prose goes on to tell of one by one: how many of it are told, and how many are not.

"Seven journalists have been injured. On 1 October two ... A week later three ...": what follows in the paragraph are
some of the seven. Nobody says that it is all of them, so that a shortfall is a note and no error.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import polars as pl

from tallystick.reconcile.findings.desk import Desk, Row, finding, sureness, voice_words
from tallystick.records import Finding
from tallystick.wording.phrase import plain_number

#: Code points after a number within which it is told of one by one.
_FARTHEST = 1500
_CERTAINTY = 0.5
_SAME = ("document", "line", "outcome", "thing", "unit")
_HARMS = ("killed", "wounded", "casualties", "missing", "captured", "detained", "destroyed", "damaged", "lost")


def find(desk: Desk) -> Iterator[Finding]:
    """One quiet note for each number with two or more happenings after it in its paragraph that it can hold."""
    exact = desk.figures.filter(
        (pl.col("low") == pl.col("high")) & pl.col("part_of").is_null() & pl.col("revises").is_null()
        & (pl.col("unit") == "count") & pl.col("outcome").is_in(_HARMS)
    ).select(*_SAME, "row", "start", "low", "home", "claimant", "as_of", "where", "place", "basis")  # fmt: skip
    undated = pl.col("as_of").is_null() & pl.col("place").is_null() & pl.col("basis").is_in(["unknown", "total"])
    totals = exact.filter(undated & (pl.col("low") > 2))
    items = exact.filter((pl.col("as_of").str.len_chars() == 10) & (pl.col("low") >= 1))
    pairs = totals.join(items, on=_SAME, suffix="_item").filter(
        pl.col("start_item").is_between(pl.col("start") + 1, pl.col("start") + _FARTHEST)
        & (pl.col("home").is_null() | (pl.col("home") == pl.col("home_item")))
        & (pl.col("claimant").is_null() | (pl.col("claimant") == pl.col("claimant_item")))
    )
    several = pl.struct("as_of_item", "place_item").n_unique().over("row") == pl.len().over("row")
    told = pairs.filter(
        (pl.len().over("row") > 1) & several & (pl.col("low_item").sum().over("row") <= pl.col("low"))
    ).sort("row", "row_item")
    wanted = pl.concat([told["row"], told["row_item"]]).unique().implode()
    by_row = {row["row"]: row for row in desk.figures.filter(pl.col("row").is_in(wanted)).iter_rows(named=True)}
    for at, group in groupby(told.iter_rows(named=True), itemgetter("row")):
        yield _note(by_row[at], [by_row[row["row_item"]] for row in group])


def _note(total: Row, items: list[Row]) -> Finding:
    told = sum(item["low"] for item in items)
    left = total["low"] - told
    added = " + ".join(plain_number(item["low"]) for item in items)
    listed = "; ".join(f"“{item['quote']}”" for item in items)
    rest = f"{plain_number(left)} not told of" if left else "all told of"
    summary = f"{voice_words(total)} gives “{total['quote']}”, and tells of {listed} ({added}): {rest}."
    ids = [total["id"], *(item["id"] for item in items)]
    notes = ["the list does not say that it is complete"] if left else []
    return finding("containment", summary, ids, _CERTAINTY * sureness([total, *items]), total, notes, quiet=True)
