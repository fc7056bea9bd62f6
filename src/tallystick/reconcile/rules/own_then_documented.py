"""Own, then documented: best is what the affected party says of itself, else what an independent source documents.

Low is the lowest lower bound and high the highest number of anyone at all: the whole span of what is claimed.
"""

from __future__ import annotations

import polars as pl

from tallystick.reconcile.rules.choosing import extreme, highest_claimed, middle, within

NAME = "own-then-documented"
VERSION = 1
DESCRIPTION = (
    "Best: the affected party's own latest count, else what an independent source documents. "
    "Low and high: the lowest and highest numbers claimed by anyone."
)


def bounds(rivals: pl.DataFrame) -> pl.DataFrame:
    """One row a tally, as the package says."""
    low = extreme(rivals, pl.col("low"), "low", largest=False)
    high = extreme(rivals, highest_claimed(), "high", largest=True)
    own = extreme(rivals.filter(pl.col("stance") == "own"), middle(), "best", largest=True)
    documented = extreme(rivals.filter("independent"), middle(), "best", largest=True)
    best = pl.concat([own, documented.join(own, on="tally", how="anti")])
    return within(high.join(low, on="tally", how="full", coalesce=True).join(best, on="tally", how="left"))
