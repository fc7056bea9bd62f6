"""Counts over time: what one voice said of one thing at several times, as a line of dated values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from tallystick.publish.compared import SeriesShown
from tallystick.publish.comparing import NumberOf, number_words, when_said
from tallystick.records import Outcome, Thing
from tallystick.wording.labels import OUTCOME_WORDS, THING_WORDS, row_order

if TYPE_CHECKING:
    import polars as pl


def series_claims(claims: pl.DataFrame) -> pl.DataFrame:
    """The claims of voices that gave totals of one thing at several times, in the order of these.

    Totals only: what leaves open what it covers need not be one. Parts, lists and denied numbers are left out.
    """
    import polars as pl

    key = ["tally", "voice"]
    totals = claims.filter(
        (pl.col("cover") == "sum") & (pl.col("basis") == "total") & pl.col("role").is_in(["rival", "superseded"])
    )
    last = pl.col("time").fill_null("9999")
    told = totals.filter((last.n_unique().over(key) > 1) & pl.col("time").is_not_null().any().over(key))
    return told.sort("tally", "voice", last, "row")


def show_series(claims: pl.DataFrame, number_of: NumberOf) -> list[SeriesShown]:
    """A line for each voice of `series_claims`, by party, outcome and thing."""
    groups = [list(group.iter_rows(named=True)) for group in claims.partition_by("tally", "voice", maintain_order=True)]
    groups.sort(key=lambda rows: (rows[0]["home"] or "", *_order(rows[0])))
    return [_series(rows, number_of) for rows in groups]


def _series(rows: list[dict[str, Any]], number_of: NumberOf) -> SeriesShown:
    first = rows[0]
    party = str(first["home"]) if first["home"] else None
    who = str(first["claimant"] or first["publisher"] or "the document in its own voice").replace(";", " and")
    whose = "its own" if first["stance"] == "own" and first["voice"] == party else f"{party or 'party not stated'},"
    thing, outcome = cast("Thing", first["thing"]), cast("Outcome", first["outcome"])
    what = f"{THING_WORDS[thing]} {OUTCOME_WORDS[outcome]}"
    steps = " → ".join(map(dated_value, rows))
    citations = tuple(number_of(id) for row in rows for id in row["figures"])
    return SeriesShown(party, f"{who} on {whose} {what}: {steps}", citations)


def _order(row: dict[str, Any]) -> tuple[object, ...]:
    return (*row_order(row["outcome"], row["thing"]), row["row"])


def dated_value(row: Mapping[str, Any]) -> str:
    """ "2,853 (11 Jan 2021)" of a row of claims or settled figures; "undated" where nothing tells the day."""
    number = number_words(row["low"], row["high"], row["qualifier"], row["unit"], row["quote"])
    return f"{number} ({when_said(row['as_of'], row['published']).removeprefix('as of ')})"
