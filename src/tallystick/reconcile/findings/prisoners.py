"""Prisoners: who may be counted twice, as captured and as missing; and how many of the captured came back.

A party misses those of its people that the other side holds, so that a number of captured and the same number of
missing by one voice may well be the same people, filed once as each.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tallystick.reconcile.findings.desk import Desk, Row, claim_words, counted_words, finding, number_words, sureness
from tallystick.records import Finding
from tallystick.wording.labels import OUTCOME_WORDS

#: Smaller numbers are the same by chance.
_FEWEST = 10
#: Fewer of the captured than this share tell nothing of what became of them.
_GOOD_PART = 0.25
_HELD = ("captured", "detained")
_SAME_NUMBER, _SOME_CAPTURED, _RELEASED = 0.5, 0.6, 0.7
_SAME = ("parties", "kind", "unit", "window")


def find(desk: Desk) -> Iterator[Finding]:
    """Equal numbers of captured and missing; then the released beside the captured."""
    people = desk.claims.filter(
        pl.col("thing").str.starts_with("person.") & pl.col("home").is_not_null() & (pl.col("unit") == "count")
        & pl.col("role").is_in(["rival", "item"])
    )  # fmt: skip
    yield from _twice(people, _with_captured(desk.figures))
    yield from _released(people)


def _with_captured(figures: pl.DataFrame) -> set[str]:
    """Ids of the missing of whom the text itself says that some were captured."""
    held = figures.filter(pl.col("part_of").is_not_null() & pl.col("outcome").is_in(_HELD))
    return set(held["part_of"])


def _twice(people: pl.DataFrame, with_captured: set[str]) -> Iterator[Finding]:
    number = [*_SAME, "voice", "low", "where"]
    closed = people.filter((pl.col("low") == pl.col("high")) & (pl.col("low") >= _FEWEST))
    slim = closed.select(*number, "outcome", "claim", "row")
    held = slim.filter(pl.col("outcome").is_in(_HELD)).drop("outcome")
    pairs = held.join(slim.filter(pl.col("outcome") == "missing"), on=number, nulls_equal=True, suffix="_missing")
    pairs = pairs.sort("row", "row_missing")
    by_claim = _rows(people, pairs["claim"], pairs["claim_missing"])
    for claim, missing in pairs.select("claim", "claim_missing").iter_rows():
        captured, lost = by_claim[claim], by_claim[missing]
        told = not with_captured.isdisjoint(lost["figures"])
        certainty = (_SOME_CAPTURED if told else _SAME_NUMBER) * sureness([captured, lost])
        summary = (
            f"{counted_words(captured)}: {claim_words(captured)} {OUTCOME_WORDS[captured['outcome']]}; and "
            f"{claim_words(lost)} missing. The two may be the same people."
        )
        notes = ["the same number by the same voice", *(["some of the missing are said to be captured"] * told)]
        yield finding("repeat", summary, [*captured["figures"], *lost["figures"]], certainty, captured, notes)


def _released(people: pl.DataFrame) -> Iterator[Finding]:
    """For each count of the captured of a war those released, where they are fewer, and a good part of them."""
    at = [*_SAME, "where"]
    slim = people.select(*at, "outcome", "cover", "claim", "row", "voice", "least", "most", "time", "as_of")
    # Of several releases nobody knows which people were among which capture, so only a single one is set against it.
    free = slim.filter((pl.col("outcome") == "released") & (pl.len().over([*at, "outcome"]) == 1))
    held = slim.filter(pl.col("outcome").is_in(_HELD) & (pl.col("cover") == "sum") & pl.col("where").is_null())
    pairs = held.join(free, on=at, nulls_equal=True, suffix="_free").filter(
        (pl.col("least") > pl.col("most_free")) & (pl.col("least") >= _FEWEST)
        & (pl.col("most_free") >= _GOOD_PART * pl.col("most"))
        & (pl.col("as_of") <= pl.col("as_of_free")).fill_null(True)
    ).sort("row", "row_free")  # fmt: skip
    by_claim = _rows(people, pairs["claim"], pairs["claim_free"])
    for claim, released in pairs.select("claim", "claim_free").iter_rows():
        captured, free_again = by_claim[claim], by_claim[released]
        left = captured["low"] - free_again["high"]
        summary = (
            f"{counted_words({**captured, 'to': None})}: {claim_words(captured)}; released: "
            f"{claim_words({**free_again, 'cover': 'sum'})}, which leaves {number_words(left, left)} not told of."
        )
        certainty = _RELEASED * sureness([captured, free_again])
        yield finding(
            "containment", summary, [*captured["figures"], *free_again["figures"]], certainty, captured, quiet=True
        )


def _rows(people: pl.DataFrame, *claims: pl.Series) -> dict[int, Row]:
    wanted = pl.concat(claims).unique().implode()
    return {row["claim"]: row for row in people.filter(pl.col("claim").is_in(wanted)).iter_rows(named=True)}
