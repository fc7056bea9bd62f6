"""What one voice says of one thing at two times, and not the same: its revisions.

A total that grows from day to day is no revision. It is one where it shrinks, where it changes for the same day, where
it changes after the war's last day, where only one of the two is dated, and where the text itself says so.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tallystick.reconcile.claims import DEEDS
from tallystick.reconcile.findings.desk import Desk, Row, counted_words, finding, number_words, sureness, voice_words
from tallystick.records import Finding
from tallystick.wording.phrase import date_phrase, plain_number

_UNDATED, _FAR_FEWER = 0.7, 0.5
#: A number below this share of an earlier one more often counts only some than corrects it.
_MUCH_LESS = 0.5


def find(desk: Desk) -> Iterator[Finding]:
    """Revisions that the text states, then those that two dates tell of."""
    stated = _stated(desk.figures)
    told: dict[str, set[str]] = {}
    for later, earlier in stated:
        told.setdefault(later["id"], set()).add(earlier["id"])
        yield _finding(earlier, later, [earlier["id"], later["id"]], 0.95, ["the text says that it was revised"])
    for earlier, later, certainty, notes in _dated(desk):
        ids = [*earlier["figures"], *later["figures"]]
        if not any(told.get(id, set()) & set(ids) for id in ids):
            yield _finding(earlier, later, ids, certainty, notes)


def _stated(figures: pl.DataFrame) -> list[tuple[Row, Row]]:
    later = figures.filter(pl.col("revises").is_not_null())
    joined = later.select("id", "revises").join(figures.select("id"), left_on="revises", right_on="id")
    wanted = [*joined["id"], *joined["revises"]]
    by_id = {row["id"]: row for row in figures.filter(pl.col("id").is_in(wanted)).iter_rows(named=True)}
    pairs = [(by_id[id], by_id[revised]) for id, revised in joined.iter_rows()]
    return [(a, b) for a, b in pairs if a["kind"] == b["kind"] and (a["low"], a["high"]) != (b["low"], b["high"])]


def _dated(desk: Desk) -> Iterator[tuple[Row, Row, float, list[str]]]:
    counted = pl.col("role").is_in(["rival", "superseded"]) & ~pl.col("is_replaced") & ~pl.col("outcome").is_in(DEEDS)
    said = desk.claims.filter(counted)
    several = said.filter(pl.len().over("tally", "voice") > 1).with_columns(
        pl.col("time").fill_null("9999").alias("when")
    )
    ordered = several.sort("tally", "voice", "when", "row")
    pairs = ordered.with_columns(pl.col(name).shift(1).over("tally", "voice").alias(f"{name}_before") for name in _KEPT)
    differ = (pl.col("least") > pl.col("most_before")) | (pl.col("most") < pl.col("least_before"))
    for row in pairs.filter(pl.col("when_before").is_not_null() & differ).sort("row").iter_rows(named=True):
        earlier = {**row, **{name: row[f"{name}_before"] for name in _KEPT}}
        verdict = _verdict(earlier, row, desk.last_day)
        if verdict:
            yield earlier, row, *verdict


#: What is kept of the earlier of two claims.
_KEPT = (
    "when", "time", "low", "high", "least", "most", "quote", "figures", "as_of", "published", "certainty", "document",
    "claimant", "publisher", "title", "basis",
)  # fmt: skip


def _verdict(earlier: Row, later: Row, last_day: str | None) -> tuple[float, list[str]] | None:
    """How sure we are, and what weakens it; None where a total has only grown."""
    certainty = sureness([earlier, later])
    if later["when"] == "9999":
        if earlier["when"] == "9999" or earlier["basis"] != "total" or later["basis"] != "total":
            return None
        return certainty * _UNDATED, ["the later number is undated: that it came later is inferred"]
    after = last_day is not None and earlier["when"] > last_day
    if later["cover"] == "sum" and "unknown" in (earlier["basis"], later["basis"]) and not after:
        return None  # neither need be a total, and then a smaller number is no correction
    shrinks, same_day = later["most"] < earlier["least"], earlier["when"] == later["when"]
    if later["cover"] == "sum" and not (shrinks or same_day or after):
        return None
    one_text = later["document"] == earlier["document"]
    if one_text and (same_day or later["claimant"] is None):
        return None  # one text tells both as they are: had it corrected itself, it would say so
    if later["most"] < _MUCH_LESS * earlier["least"]:
        return certainty * _FAR_FEWER, ["so much fewer that the later may count only some"]
    return certainty, []


def _finding(earlier: Row, later: Row, figures: list[str], certainty: float, notes: list[str]) -> Finding:
    was, now = number_words(earlier["low"], earlier["high"]), number_words(later["low"], later["high"])
    summary = (
        f"{counted_words(later)}: {voice_words(later)} first said {was}{_when(earlier)}, then {now}{_when(later)}"
        f"{_change(earlier, later)}."
    )
    return finding("revision", summary, figures, certainty, later, notes)


def _when(row: Row) -> str:
    if row["as_of"]:
        return f" (as of {date_phrase(row['as_of'])})"
    return f" (published {date_phrase(row['published'])})" if row["published"] else " (undated)"


def _change(earlier: Row, later: Row) -> str:
    if None in (earlier["low"], earlier["high"], later["low"], later["high"]):
        return ""
    if earlier["low"] != earlier["high"] or later["low"] != later["high"]:
        return ""
    change = later["low"] - earlier["low"]
    return f", {plain_number(abs(change))} {'more' if change > 0 else 'fewer'}"
