"""Latest official: only parties to the conflict are heard, and of each its latest word.

Best is the affected party's own. Low and high span what the parties on all sides say. Third parties and unattributed
numbers set nothing.
"""

from __future__ import annotations

import polars as pl

from tallystick.reconcile.rules.choosing import extreme, highest_claimed, middle, within

NAME = "latest-official"
VERSION = 1
DESCRIPTION = "Best: the affected party's own latest count. Low and high: the span of what the parties themselves say."


def bounds(rivals: pl.DataFrame) -> pl.DataFrame:
    """One row a tally, as the package says."""
    official = rivals.filter(pl.col("stance").is_in(["own", "adversary"]))
    low = extreme(official, pl.col("low"), "low", largest=False)
    high = extreme(official, highest_claimed(), "high", largest=True)
    best = extreme(official.filter(pl.col("stance") == "own"), middle(), "best", largest=True)
    return within(high.join(low, on="tally", how="full", coalesce=True).join(best, on="tally", how="left"))
