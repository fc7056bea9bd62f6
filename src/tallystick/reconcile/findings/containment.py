"""A part larger than its whole: by the text's own "including", by outcome, by kind, or by time.

All within one voice: where two voices differ it is a disagreement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from tallystick.reconcile.claims import DEEDS
from tallystick.reconcile.findings.desk import Desk, Row, claim_words, counted_words, finding, sureness
from tallystick.reconcile.scope import kind_pairs
from tallystick.records import Finding

#: What was destroyed, damaged, abandoned or captured of equipment was lost; what was killed or wounded are casualties.
_WITHIN = {
    "destroyed": "lost", "damaged": "lost", "abandoned": "lost", "captured": "lost",
    "killed": "casualties", "wounded": "casualties",
}  # fmt: skip
_SAME = ("voice", "parties", "unit", "where", "window")
#: What of a claim it takes to compare it; the rest is looked up for those that are told.
_COMPARED = (*_SAME, "outcome", "kind", "claim", "row", "least", "most", "time")


def find(desk: Desk) -> Iterator[Finding]:
    """Parts of a stated total, outcomes, kinds and periods, in that order."""
    yield from _parts(desk.figures)
    rivals = desk.claims.filter((pl.col("role") == "rival") & ~pl.col("outcome").is_in(DEEDS))
    totals = rivals.filter(pl.col("cover") == "sum")
    sums = totals.select(_COMPARED)
    inner = sums.with_columns(pl.col("outcome").replace_strict(_WITHIN, default=None).alias("whole"))
    yield from _larger(
        inner.join(_renamed(sums), left_on=[*_SAME, "kind", "whole"], right_on=[*_SAME, "kind_whole", "outcome_whole"],
                   nulls_equal=True),
        rivals, "all of these are among those",
    )  # fmt: skip
    joined = sums.join(kind_pairs("kind", "kind_whole"), on="kind").join(
        _renamed(sums), left_on=[*_SAME, "outcome", "kind_whole"], right_on=[*_SAME, "outcome_whole", "kind_whole"],
        nulls_equal=True,
    )  # fmt: skip
    yield from _larger(joined, rivals, "the one kind is among the other")
    short = rivals.filter((pl.col("cover") != "sum") & (pl.col("basis") != "unknown") & pl.col("as_of").is_not_null())
    joined = (
        short.select(_COMPARED)
        .join(
            _renamed(totals.filter(pl.col("basis") == "total").select(_COMPARED)).rename({"where": "where_whole"}),
            left_on=["voice", "parties", "unit", "window", "outcome", "kind"],
            right_on=["voice", "parties", "unit", "window", "outcome_whole", "kind_whole"],
            nulls_equal=True,
        )
        .filter(pl.col("where_whole").is_null() | (pl.col("where_whole") == pl.col("where")))
    )
    yield from _larger(joined, rivals, "the period or incident is among the total")


def _renamed(sums: pl.DataFrame) -> pl.DataFrame:
    return sums.rename({name: f"{name}_whole" for name in sums.columns if name not in _SAME})


def _larger(joined: pl.DataFrame, claims: pl.DataFrame, why: str) -> Iterator[Finding]:
    """One finding for each pair of claims of which the part is larger than the whole."""
    larger = joined.filter(
        (pl.col("least") > pl.col("most_whole")) & (pl.col("time") <= pl.col("time_whole")).fill_null(True)
    ).sort("row", "row_whole")
    involved = pl.concat([larger["claim"], larger["claim_whole"]]).unique().implode()
    by_claim = {row["claim"]: row for row in claims.filter(pl.col("claim").is_in(involved)).iter_rows(named=True)}
    for part, total in larger.select("claim", "claim_whole").iter_rows():
        row, whole = by_claim[part], by_claim[total]
        summary = f"{counted_words(row)}: {claim_words(row)}, more than in {claim_words(whole)}."
        yield finding(
            "containment", summary, [*row["figures"], *whole["figures"]], 0.8 * sureness([row, whole]), row, [why]
        )


def _parts(figures: pl.DataFrame) -> Iterator[Finding]:
    parts = figures.filter(pl.col("part_of").is_not_null())
    totals = figures.filter(pl.col("id").is_in(parts["part_of"].unique().implode()))
    by_id = {row["id"]: row for row in totals.iter_rows(named=True)}
    above = {id: row["part_of"] for id, row in by_id.items()}
    for part in parts.sort("row").iter_rows(named=True):
        total = by_id.get(part["part_of"])
        if total is None:
            continue
        if _runs_in_a_circle(part["id"], above):
            yield _circle(part, total)
        elif part["low"] is not None and total["high"] is not None and part["low"] > total["high"]:
            yield finding(
                "containment", f"“{part['quote']}” is given as a part of “{total['quote']}”, and is larger.",
                [part["id"], total["id"]], sureness([part, total]), part,
            )  # fmt: skip


def _runs_in_a_circle(id: str, above: Mapping[str, str | None]) -> bool:
    seen, at = set[str](), above.get(id)
    while at in above and at not in seen:
        if at == id:
            return True
        seen.add(str(at))
        at = above.get(str(at))
    return False


def _circle(part: Row, total: Row) -> Finding:
    summary = f"“{part['quote']}” and “{total['quote']}” are each given as a part of the other."
    return finding("containment", summary, [part["id"], total["id"]], 1.0, part)
