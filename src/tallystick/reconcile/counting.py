"""Tables that list case by case, a row a death or a row a lost vehicle: how many rows there are.

No row says how many there are in all, so the count is Tallystick's own and not a claim of the table's author. It is
made of one table, voice, party, outcome and thing, never over several, and stands beside what is stated as the role
"counted": at least so many, since a list may miss some. It sets no bounds, for a list may also repeat some.
"""

from __future__ import annotations

import polars as pl

from tallystick.documents.table_pages import PAGE_PATTERN
from tallystick.reconcile.scope import last_day

#: Of the rows that a count is made of so many are cited; data frames and exports of figures have all.
CITED = 3
#: A quote that is a number and no case.
_NUMBER_ONE = r"^1(?:[.,]0+)?$"
#: Of the rows of a list so many at least are one case each.
_SHARE = 0.9
#: What rows must share to be counted together.
_TOGETHER = ("list", "voice", "home", "parties", "outcome", "thing", "unit", "window", "stance")


def with_tables(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the column `table`: the table that a figure's document is a page of, null where it is none."""
    return frame.with_columns(pl.col("path").str.extract(PAGE_PATTERN, 1).alias("table"))


def is_item(frame: pl.DataFrame) -> pl.Series:
    """True for the figures of a frame with tables that are one case each, listed row by row.

    A column of numbers is no such list where it happens to have a 1; its figures quote the number and not the case. In
    a list a few rows may be otherwise, for a reviewer may have corrected them: these are not counted.
    """
    of_list = (
        pl.col("table").is_not_null() & (pl.col("part_form") == "selection") & pl.col("part_of").is_null()
        & (pl.col("basis") == "incident") & (pl.col("unit") == "count") & (pl.col("modality") != "denied")
    ).fill_null(False)  # fmt: skip
    one = ((pl.col("low") == 1) & (pl.col("high") == 1) & (pl.col("qualifier") == "exact")).fill_null(False)
    share = one.filter(of_list).mean().over("table", "outcome", "thing").fill_null(0.0)
    item = of_list & one & ~pl.col("quote").str.contains(_NUMBER_ONE) & (share >= _SHARE)
    return frame.select(item.alias("item")).to_series()


def counted_claims(items: pl.DataFrame) -> pl.DataFrame:
    """One claim for each list, in the columns of `claims_of`; `rows` says of how many rows it is made.

    It is dated by the last day that a row tells of, the day of the case or of its recording. Where a row tells none,
    that day says nothing of all rows, and the table's day of publication does.
    """
    day = pl.coalesce("as_of", "setting")
    dated = ~day.has_nulls()
    as_of = pl.when(dated).then(day.sort_by(last_day(day), maintain_order=True).last())
    alike = (_where_alike(name) for name in ("where", "place", "actor", "claimant"))
    counted = (
        _with_lists(items)
        .sort("row")
        .group_by(_TOGETHER, maintain_order=True)
        .agg(
            pl.len().alias("rows"), as_of.alias("as_of"), *alike, pl.col("row").min(), pl.col("id").alias("figures"),
            pl.col("document").unique(maintain_order=True), pl.col("doubts").first(), pl.col("certainty").min(),
            pl.col("published").max(),
            pl.when(pl.col("modality").n_unique() == 1).then(pl.col("modality").first()).otherwise(pl.lit("stated"))
            .alias("modality"),
            *(pl.col(name).first() for name in ("publisher", "title", "line", "start")),
        )
    )  # fmt: skip
    doubt = pl.format("counted by Tallystick from {} rows, which may miss or repeat some", _with_commas(pl.col("rows")))
    return counted.with_columns(
        pl.col("rows").cast(pl.Float64).alias("low"), pl.lit(None, pl.Float64).alias("high"),
        pl.lit("at_least").alias("qualifier"), pl.lit("total").alias("basis"), pl.lit("sum").alias("cover"),
        *(pl.lit(None, pl.String).alias(name) for name in ("from", "to", "part_of", "part_form")),
        pl.col("thing").alias("kind"), pl.lit("").alias("quote"),
        last_day(pl.coalesce("as_of", "published")).alias("time"),
        pl.concat_str(doubt, pl.col("doubts"), separator="; ", ignore_nulls=True).alias("doubts"),
        pl.lit(False).alias("is_part"), pl.lit(False).alias("is_replaced"),
    ).drop("list")  # fmt: skip


def _with_lists(items: pl.DataFrame) -> pl.DataFrame:
    """The items with the column `list`: the table, told apart where two of its pages have the same rows of the file.

    Those are pages of the table at two times, or of two files of one name, and must not be added up.
    """
    pages = (
        items.select("document", "table", "path").unique()
        .with_columns(
            pl.col("path").str.extract(r"-([0-9]+)-[0-9]+$").cast(pl.Int64, strict=False).fill_null(0).alias("first"),
            pl.col("path").str.extract(r"-([0-9]+)$").cast(pl.Int64, strict=False).fill_null(0).alias("last"),
        )
        .sort("table", "first", "last", "document", descending=[False, False, True, False])
    )  # fmt: skip
    ends: dict[str, list[int]] = {}
    lists: list[str] = []
    for table, first, last in pages.select("table", "first", "last").iter_rows():
        reached = ends.setdefault(table, [])
        layer = next((at for at, end in enumerate(reached) if end < first), len(reached))
        reached[layer : layer + 1] = [last]
        lists.append(f"{table} {layer}")
    named = pages.select("document").with_columns(pl.Series("list", lists, pl.String))
    return items.join(named, on="document", how="left", maintain_order="left")


def _where_alike(name: str) -> pl.Expr:
    """What all rows have in a column, null where they differ."""
    return pl.when(pl.col(name).n_unique() == 1).then(pl.col(name).first()).alias(name)


def _with_commas(number: pl.Expr) -> pl.Expr:
    text = number.cast(pl.String).str.reverse().str.replace_all(r"([0-9]{3})", "$1,")
    return text.str.reverse().str.strip_chars_start(",")
