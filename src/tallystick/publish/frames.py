"""Tallies and findings as data frames, a row each. CSV has the same columns."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from tallystick.publish.compared import Terms
from tallystick.reconcile.claims import KEY
from tallystick.reconcile.counting import CITED
from tallystick.reconcile.tallies import Tallies
from tallystick.records import Finding, digest

_NAMED = {"home": "party", "where": "place", "from": "since", "to": "until"}
_TALLY_COLUMNS = (
    "id", "party", "parties", "outcome", "thing", "kind", "unit", "cover", "since", "until", "place", "window", "low",
    "best", "high", "high_is_open", "low_from", "best_from", "high_from", "rule", "rule_version", "claims", "voices",
    "figures",
)  # fmt: skip
_FINDING_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "id": pl.String, "kind": pl.String, "quiet": pl.Boolean, "certainty": pl.Float64, "party": pl.String,
    "outcome": pl.String, "thing": pl.String, "summary": pl.String, "notes": pl.List(pl.String),
    "figures": pl.List(pl.String), "rule": pl.String, "rule_version": pl.Int64,
}  # fmt: skip


def tally_frame(tallies: Tallies) -> pl.DataFrame:
    """One row a tally, by party, outcome and thing: what is counted, the bounds, and who sets them.

    `low_from`, `best_from` and `high_from` list the voices that set a bound, `figures` the ids of all figures, but
    of lists whose rows were counted only the first few.
    """
    cited = pl.when(pl.col("rows") > 0).then(pl.col("figures").list.head(CITED)).otherwise("figures")
    figures = tallies.claims.select("tally", cited.alias("figures")).explode("figures").group_by("tally").agg("figures")
    framed = tallies.frame().join(figures, on="tally", how="left", maintain_order="left")
    for bound in ("low", "best", "high"):
        framed = framed.join(_setters(tallies, bound), on="tally", how="left", maintain_order="left")
    framed = framed.sort(KEY, nulls_last=True)
    ids = ["t" + digest(*row)[:12] for row in framed.select(KEY).iter_rows()]
    days = (pl.when(~pl.col(name).str.starts_with("alone ")).then(pl.col(name)) for name in ("from", "to"))
    several = pl.when((pl.col("parties") != pl.col("home")).fill_null(False)).then(pl.col("parties"))
    return (
        framed.with_columns(pl.Series("id", ids, pl.String), several.alias("parties"), *days)
        .rename(_NAMED)
        .with_columns(pl.col("window").fill_null("war"), pl.col("high_is_open").fill_null(False))
        .select(_TALLY_COLUMNS)
    )


def _setters(tallies: Tallies, bound: str) -> pl.DataFrame:
    """By tally, the voices that set a bound."""
    setters = tallies.bounds.select("tally", pl.col(f"{bound}_from").alias("claim")).explode("claim")
    voices = tallies.claims.select("claim", pl.col("voice").alias(f"{bound}_from"))
    told = setters.with_columns(pl.col("claim").cast(pl.UInt32)).join(voices, on="claim", maintain_order="left")
    return told.group_by("tally").agg(pl.col(f"{bound}_from").unique(maintain_order=True))


def finding_frame(findings: Iterable[Finding], terms: Terms) -> pl.DataFrame:
    """One row a finding, in the order of the findings."""
    rows = [
        {**finding.model_dump(), "notes": list(finding.notes), "figures": list(finding.figures), "rule": terms.rule,
         "rule_version": terms.rule_version}
        for finding in findings
    ]  # fmt: skip
    return pl.DataFrame(rows, _FINDING_SCHEMA)
