"""Sums of counts that a voice gives apart and another together: derived, only compared with, and said to be derived.

Added are kinds of things where one source counts together what another counts apart; and the counts of stated days,
where no two of them overlap.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tallystick.reconcile.findings.desk import Row, number_words
from tallystick.reconcile.scope import kind_pairs, summed_kinds

_SCOPE = ("voice", "parties", "as_of", "home", "outcome", "unit", "where", "window", "cover", "from", "to")
#: Code points within which two counts, of which one would take in the other, stand in one list, beside each other.
_ONE_LIST = 120
#: What parts the quotes of counts that were added up: they are shown in one pair of marks.
_AND = "” and “"


def sums(rivals: pl.DataFrame) -> pl.DataFrame:
    """What a voice counts apart where another counts it together, added up: claims with `derived` true."""
    pairs = [
        rivals.filter(pl.col("kind") == one)
        .join(rivals.filter(pl.col("kind") == other), on=_SCOPE, nulls_equal=True, suffix="_two")
        .with_columns(pl.lit(kind).alias("kind"))
        for kind, one, other in summed_kinds()
    ]
    return pl.concat([_added(pair, rivals) for pair in pairs])


def listed_sums(rivals: pl.DataFrame) -> pl.DataFrame:
    """The same of a kind and one that it would take in, listed beside each other and so meant apart: "36 tanks and
    armoured vehicles, two engineering vehicles"."""
    one_list = (pl.col("document").list.first() == pl.col("document_two").list.first()) & (
        (pl.col("start") - pl.col("start_two")).abs() <= _ONE_LIST
    )
    kinds = kind_pairs("kind_two", "kind").filter(pl.col("kind") != pl.col("kind_two"))
    narrower = rivals.rename({name: f"{name}_two" for name in rivals.columns if name not in _SCOPE})
    pairs = rivals.join(kinds, on="kind").join(narrower, on=[*_SCOPE, "kind_two"], nulls_equal=True)
    return _added(pairs.filter(one_list), rivals)


def _added(pairs: pl.DataFrame, rivals: pl.DataFrame) -> pl.DataFrame:
    return pairs.select(
        *(pl.col(name) for name in rivals.columns if name not in _MADE),
        pl.lit(None, rivals.schema["tally"]).alias("tally"),
        *((pl.col(name) + pl.col(f"{name}_two")).alias(name) for name in ("low", "high", "least", "most")),
        pl.min_horizontal("certainty", "certainty_two").alias("certainty"),
        pl.concat_list("figures", "figures_two").alias("figures"),
        (pl.col("quote") + _AND + pl.col("quote_two")).alias("quote"),
        pl.col("thing_two").alias("thing"),
    ).select(*rivals.columns, pl.lit(True).alias("derived"))  # fmt: skip


_MADE = ("tally", "low", "high", "least", "most", "certainty", "figures", "quote", "thing")


def dated_counts(rivals: pl.DataFrame) -> pl.DataFrame:
    """The claims on a stated day or stretch of days."""
    return rivals.filter(is_dated())


def is_dated() -> pl.Expr:
    """The claim is on a stated day or stretch of days."""
    return pl.col("to").str.len_chars() == 10


def added_over_days(counts: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Counts of stated days with the same `by`, added up where there are several and no two overlap.

    As the claims are, with the first and last day of all, and `many`, how many were added. Where two overlap, nothing
    is added: what they have in common is not known.
    """
    ordered = counts.sort(*by, "from", "to", "row", nulls_last=True)
    before = pl.col("to").shift(1).over(by)
    overlap = (pl.col("from") <= before).fill_null(False).any().over(by)
    apart = ordered.filter((pl.len().over(by) > 1) & ~overlap)
    kept = [name for name in apart.columns if name not in (*by, *_TOGETHER)]
    added = (
        *(pl.col(name).sum() for name in ("least", "most")),
        *(pl.when(~pl.col(name).has_nulls()).then(pl.col(name).sum()).alias(name) for name in ("low", "high")),
        *(pl.col(name).min() for name in ("certainty", "row", "from")),
        *(pl.col(name).max() for name in ("to", "time")),
        pl.col("figures").list.explode(keep_nulls=False, empty_as_null=False),
        pl.col("quote").str.join(_AND),
        pl.len().alias("many"),
        pl.lit(True).alias("derived"),
    )
    return (
        apart.group_by(by, maintain_order=True)
        .agg(*added, *(pl.col(name).first() for name in kept))
        .with_columns(pl.lit("period").alias("cover"), pl.lit(None, pl.String).alias("as_of"))
        .select(*counts.columns, *({"many", "derived"} - {*counts.columns}))
    )


_TOGETHER = (
    "least", "most", "low", "high", "certainty", "row", "from", "to", "time", "figures", "quote", "many", "derived",
)  # fmt: skip


def added_words(row: Row) -> str:
    """What a derived count comes to, in words."""
    return f"added up by Tallystick: {number_words(row['low'], row['high'])}"
