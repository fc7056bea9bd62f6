"""What rules are made of: the claim, in each tally, with the most or least of something."""

from __future__ import annotations

import polars as pl


def extreme(claims: pl.DataFrame, value: pl.Expr, name: str, *, largest: bool) -> pl.DataFrame:
    """By tally the largest or smallest value, as `name`, and the claims that have it, as `name`_from."""
    valued = claims.with_columns(value.alias("_value")).filter(pl.col("_value").is_not_null())
    wanted = pl.col("_value").max() if largest else pl.col("_value").min()
    return (
        valued.filter(pl.col("_value") == wanted.over("tally"))
        .group_by("tally")
        .agg(pl.col("_value").first().alias(name), pl.col("claim").sort().alias(f"{name}_from"))
    )


def highest_claimed() -> pl.Expr:
    """A claim's upper bound; where it is open, the bound below it, which is all that the claim commits itself to."""
    return pl.col("high").fill_null(pl.col("low"))


def middle() -> pl.Expr:
    """The middle of a claim's bounds; null where one is open, for then the claim says no more than a bound."""
    return (pl.col("low") + pl.col("high")) / 2


def within(bounds: pl.DataFrame) -> pl.DataFrame:
    """The bounds in order: a best outside of low and high widens them, with its claims, so that low <= best <= high."""
    columns = {"low": pl.Float64, "best": pl.Float64, "high": pl.Float64}
    lists = {f"{name}_from": pl.List(pl.UInt32) for name in columns}
    missing = {n: t for n, t in (columns | lists).items() if n not in bounds.columns}
    bounds = bounds.with_columns(pl.lit(None, dtype=t).alias(n) for n, t in missing.items())
    for name, beyond in (("low", pl.col("best") < pl.col("low")), ("high", pl.col("best") > pl.col("high"))):
        bounds = bounds.with_columns(
            pl.when(beyond).then("best").otherwise(name).alias(name),
            pl.when(beyond).then("best_from").otherwise(f"{name}_from").alias(f"{name}_from"),
        )
    low_above = pl.col("low") > pl.col("high")
    return bounds.with_columns(
        pl.when(low_above).then("low").otherwise("high").alias("high"),
        pl.when(low_above).then("low_from").otherwise("high_from").alias("high_from"),
    )
