"""Stated days on which one voice counts more than another counts in all, or nearly as much.

A day is a part of the war, so a count of it that exceeds another voice's total for the war contradicts that total as
a rival would. One that comes near it does not; but where the war was long, a reader must know that the two leave next
to nothing for all its other days. Within one voice a larger part is a matter of containment.

A number that its own voice, or several counts of days, exceed was no total to begin with, whatever it was taken for.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tallystick.reconcile.claims import DEEDS
from tallystick.reconcile.findings.desk import Desk, Row, claim_words, counted_words, finding, sureness
from tallystick.reconcile.findings.sums import added_over_days, added_words, dated_counts, listed_sums, sums
from tallystick.reconcile.scope import kind_pairs
from tallystick.records import Finding

#: Smaller counts come near each other by chance.
_FEWEST = 5
#: A day is near a total at this share of it, and the total covers a war if it covers so many times as many days.
_NEAR, _TIMES_AS_LONG = 0.8, 7
#: What more counts of days than these exceed was no total.
_MOST_ABOVE = 2
#: How much each doubt leaves of the certainty.
_OPEN_BASIS, _UNDATED, _DERIVED, _ABOVE, _ONLY_NEAR = 0.8, 0.85, 0.8, 0.7, 0.6
_SAME = ("parties", "outcome")


def find(desk: Desk) -> Iterator[Finding]:
    """One finding for each voice and each total that its days exceed or come near."""
    if desk.first_day is None:
        return  # nobody knows how long a total for the war covers
    rivals = desk.claims.filter(
        (pl.col("role") == "rival") & pl.col("home").is_not_null() & (pl.col("unit") == "count")
        & (pl.col("window") == "war") & ~pl.col("outcome").is_in(DEEDS)
    ).with_columns(pl.lit(1, pl.UInt32).alias("many"))  # fmt: skip
    totals = _totals(rivals, desk.last_day)
    days = _days(rivals).filter(pl.col("least") >= _FEWEST).with_row_index("at")
    days = days.with_columns(_counted_days().alias("counted"))
    totals = totals.with_columns(_covered_days(desk.first_day, desk.last_day).alias("covered"))
    above = pl.col("least") > pl.col("most_whole")
    told = (
        _paired(days, totals)
        .with_columns(above.alias("above"))
        .filter((pl.col("above") & (pl.col("many") == 1)).sum().over("at_whole") <= _MOST_ABOVE)
        .sort("above", "many", "least", "row", "row_whole", "at", "at_whole",
              descending=[True, False, True, False, False, False, False])
        .unique(["voice", "at_whole"], keep="first", maintain_order=True)
        .unique([*_SAME, "kind_whole", "voice", "voice_whole"], keep="first", maintain_order=True)
        .sort("row", "row_whole", "at", "at_whole")
    )  # fmt: skip
    by_at, wholes = _rows(days, told["at"]), _rows(totals, told["at_whole"])
    for at, at_whole, is_above in told.select("at", "at_whole", "above").iter_rows():
        yield _finding(by_at[at], wholes[at_whole], is_above)


def _totals(rivals: pl.DataFrame, last_day: str | None) -> pl.DataFrame:
    """Totals for the whole war, with those that are added up of two kinds."""
    alike = [*_SAME, "kind", "voice"]
    own_most = rivals.group_by(alike).agg(pl.col("least").max().alias("own_most"))
    sure = rivals.filter((pl.col("cover") == "sum") & pl.col("where").is_null() & _counts_all(last_day))
    sure = sure.join(own_most, on=alike, how="left", nulls_equal=True, maintain_order="left")
    sure = sure.filter(pl.col("own_most") <= pl.col("most")).drop("own_most")
    found = pl.concat([sure, sums(sure)], how="diagonal_relaxed")
    return found.with_columns(pl.col("derived").fill_null(False)).with_row_index("at")


def _counts_all(last_day: str | None) -> pl.Expr:
    """What says that it is a total; and a list of what was found, which is meant to be one.

    A total with a day before the war's last is more often the story of that day or month, so it has to be undated or
    to come after the war.
    """
    final = pl.col("as_of").is_null() | (pl.col("as_of") >= pl.lit(last_day, pl.String)).fill_null(False)
    return final & ((pl.col("basis") == "total") | (pl.col("modality") == "confirmed"))


def _days(rivals: pl.DataFrame) -> pl.DataFrame:
    counts = dated_counts(rivals)
    together = [*_SAME, "where", "kind", "voice"]
    found = [counts, listed_sums(counts), added_over_days(counts, together)]
    return pl.concat(found, how="diagonal_relaxed").with_columns(pl.col("derived").fill_null(False))


def _paired(days: pl.DataFrame, totals: pl.DataFrame) -> pl.DataFrame:
    """Days that exceed or come near totals that another voice gives of the same, or of what takes it in, no earlier.

    There are many more pairs than any that are told, so they are made and dropped in a stream, of as little as it
    takes to drop them.
    """
    kinds = pl.concat([
        kind_pairs("kind", "kind_whole"), days.select("kind", pl.col("kind").alias("kind_whole")).unique(),
    ]).unique()  # fmt: skip
    totals = totals.rename({name: f"{name}_whole" for name in totals.columns if name not in _SAME})
    near = (
        days.lazy().select(*_SAME, "kind", "at", "least", "to", "counted")
        .join(kinds.lazy(), on="kind")
        .join(
            totals.lazy().select(*_SAME, "kind_whole", "at_whole", "most_whole", "time_whole", "covered_whole"),
            on=[*_SAME, "kind_whole"], nulls_equal=True,
        )
        .filter(pl.col("least") >= _NEAR * pl.col("most_whole"))
        .filter(pl.col("covered_whole") >= _TIMES_AS_LONG * pl.col("counted"))
        .filter((pl.col("to") <= pl.col("time_whole")).fill_null(True))
        .select("at", "at_whole")
        .collect(engine="streaming")
    )  # fmt: skip
    named = totals.select("at_whole", "kind_whole", "voice_whole", "row_whole", "most_whole")
    return (
        near.join(days.select("at", *_SAME, "voice", "row", "least", "many"), on="at")
        .join(named, on="at_whole")
        .join(_one_voice(days, totals), on=["voice", "voice_whole"], how="anti")
    )


def _one_voice(days: pl.DataFrame, totals: pl.DataFrame) -> pl.DataFrame:
    """Voices that have somebody in common."""

    def names(frame: pl.DataFrame, voice: str) -> pl.DataFrame:
        return frame.select(voice, pl.col(voice).str.split("; ").alias("name")).unique().explode("name")

    return names(days, "voice").join(names(totals, "voice_whole"), on="name").select("voice", "voice_whole").unique()


def _covered_days(first_day: str, last_day: str | None) -> pl.Expr:
    """How many days of the war a total covers; null where that is not known."""
    start = pl.lit((first_day + "-01-01")[:10]).str.to_date()
    end = pl.min_horizontal("time", pl.lit(last_day, pl.String)).str.to_date(strict=False)
    return (end - start).dt.total_days() + 1


def _counted_days() -> pl.Expr:
    """How many days a count is of; null where that is not known."""
    return (_date("to") - _date("from")).dt.total_days() + 1


def _date(name: str) -> pl.Expr:
    return pl.col(name).str.to_date(strict=False)


def _rows(frame: pl.DataFrame, wanted: pl.Series) -> dict[int, Row]:
    return {row["at"]: row for row in frame.filter(pl.col("at").is_in(wanted.implode())).iter_rows(named=True)}


def _finding(days: Row, total: Row, above: bool) -> Finding:
    certainty, notes = sureness([days, total]), [_comparison(days, total, above)]
    for row in (days, total):
        if row["derived"]:
            certainty *= _DERIVED
            notes.append(added_words(row))
    if total["basis"] != "total":
        certainty *= _OPEN_BASIS
        notes.append("the total does not say that it is one")
    if total["as_of"] is None:
        certainty *= _UNDATED
        notes.append("the total is undated")
    certainty *= _ABOVE if above else _ONLY_NEAR
    summary = f"{counted_words(days)}: {claim_words(days)}; against, in all, {claim_words(total)}."
    return finding("disagreement", summary, [*days["figures"], *total["figures"]], certainty, days, notes)


def _comparison(days: Row, total: Row, above: bool) -> str:
    if above:
        return "these days alone are more than the other voice's total"
    share = days["least"] / total["most"]
    return f"these days alone are {share:.0%} of the other voice's total"
