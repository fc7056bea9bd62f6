"""Floor and ceiling: what is at least admitted or documented, and what is at most claimed.

Low is the highest lower bound that the affected party itself admits or an independent source documents: a party has
no reason to invent its own losses, and an observer counts only what it has seen. High is the highest number claimed
by anyone. Best is the affected party's own latest count, unless an independent source has documented more. Where only
the adversary counts, there is no low and no best.
"""

from __future__ import annotations

import polars as pl

from tallystick.reconcile.rules.choosing import extreme, highest_claimed, middle, within

NAME = "floor-ceiling"
VERSION = 1
DESCRIPTION = (
    "Low: the highest lower bound that the affected party admits or an independent source documents. "
    "High: the highest number claimed by anyone. Best: the party's own count, or what is documented where that is more."
)


def bounds(rivals: pl.DataFrame) -> pl.DataFrame:
    """One row a tally, as the package says."""
    floor = rivals.filter((pl.col("stance") == "own") | pl.col("independent"))
    low = extreme(floor, pl.col("low"), "low", largest=True)
    best = extreme(floor, middle(), "best", largest=True)
    high = extreme(rivals, highest_claimed(), "high", largest=True)
    found = high.join(low, on="tally", how="full", coalesce=True).join(best, on="tally", how="left")
    below = pl.col("best") < pl.col("low")
    return within(
        found.with_columns(
            pl.when(below).then("low").otherwise("best").alias("best"),
            pl.when(below).then("low_from").otherwise("best_from").alias("best_from"),
        )
    )
