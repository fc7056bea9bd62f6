"""Lists of cases that are longer than a stated total: who says how many there are in all says too few, or the list
repeats some.

Only rows that tell of a day up to the total's own are held against it, for a list goes on when a total is stated.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tallystick.reconcile.counting import CITED
from tallystick.reconcile.findings.desk import Desk, Row, claim_words, counted_words, finding, sureness, voice_words
from tallystick.reconcile.scope import last_day
from tallystick.records import Finding
from tallystick.wording.phrase import date_phrase, plain_number

_CERTAINTY, _UNDATED, _OPEN_BASIS = 0.7, 0.85, 0.8
#: What leaves open whether it is a total, and is below this share of a list, counts some and not all.
_MUCH_LESS = 0.5


def find(desk: Desk) -> Iterator[Finding]:
    """One finding for each list and each total in its tally that it exceeds."""
    counted = desk.claims.filter(pl.col("role") == "counted")
    if not len(counted):
        return
    rivals = desk.claims.filter((pl.col("role") == "rival") & pl.col("tally").is_in(counted["tally"].implode()))
    pairs = counted.select("tally", pl.col("claim").alias("list"), "figures").join(
        rivals.select("tally", "claim", "most", "time", "basis"), on="tally"
    )
    days = desk.items.select(pl.col("id").alias("figures"), last_day(pl.coalesce("as_of", "setting")).alias("day"))
    by_then = (
        pairs.filter(pl.col("figures").list.len() > pl.col("most"))
        .explode("figures")
        .join(days, on="figures", how="left", maintain_order="left")
        .filter((pl.col("day") <= pl.col("time")).fill_null(pl.col("time").is_null()))
        .group_by("list", "claim", maintain_order=True)
        .agg(pl.len().alias("rows"), pl.col("most").first(), pl.col("basis").first())
        .filter(pl.col("rows") > pl.col("most"))
        .filter((pl.col("basis") != "unknown") | (pl.col("most") >= _MUCH_LESS * pl.col("rows")))
    )
    named = pl.concat([by_then["list"], by_then["claim"]]).unique().implode()
    rows = {row["claim"]: row for row in desk.claims.filter(pl.col("claim").is_in(named)).iter_rows(named=True)}
    for list_, claim, many in by_then.sort("list", "claim").select("list", "claim", "rows").iter_rows():
        yield _longer(rows[list_], rows[claim], many)


def _longer(listed: Row, stated: Row, many: int) -> Finding:
    until = f" up to {date_phrase(stated['time'])}" if stated["time"] else ""
    summary = (
        f"{counted_words(stated)}: {claim_words(stated)}; the list of {voice_words(listed)} has"
        f" {plain_number(many)} rows{until}."
    )
    notes = ["the rows were counted by Tallystick, and the list may repeat some"]
    certainty = _CERTAINTY * sureness([stated, listed])
    if stated["time"] is None:
        certainty *= _UNDATED
        notes.append("the total is undated")
    if stated["basis"] == "unknown":
        certainty *= _OPEN_BASIS
        notes.append("the count does not say what it covers")
    return finding("disagreement", summary, [*stated["figures"], *listed["figures"][:CITED]], certainty, stated, notes)
