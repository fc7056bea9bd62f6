"""Days that do not fit: one incident told of two days, and what is dated after it was published.

Two documents that give the same number of the same thing at the same place, a few days apart, most likely tell of one
incident.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tallystick.reconcile.findings.desk import Desk, Row, counted_words, finding, sureness, voice_words
from tallystick.records import Finding
from tallystick.wording.phrase import date_phrase

#: Days between two dates of what may be one incident.
_NEAR = 3
_ALIKE = ("home", "outcome", "kind", "unit", "where", "low", "high", "qualifier")
#: Small numbers turn up twice by chance.
_FEWEST = 3


def find(desk: Desk) -> Iterator[Finding]:
    """Incidents with two dates, then dates after publication."""
    yield from _two_dates(desk.claims)
    yield from _after_publication(desk.figures)


def _two_dates(claims: pl.DataFrame) -> Iterator[Finding]:
    dated = claims.filter(
        (pl.col("cover") == "incident") & (pl.col("as_of").str.len_chars() == 10) & pl.col("where").is_not_null()
        & (pl.col("role") == "rival") & (pl.col("low") >= _FEWEST)
    ).with_columns(pl.col("as_of").str.to_date(strict=False).alias("day"))  # fmt: skip
    ordered = dated.filter(pl.len().over(_ALIKE) > 1).sort(*_ALIKE, "day", "row", nulls_last=True)
    kept = ("as_of", "day", "figures", "document", "claimant", "publisher", "title", "certainty")
    pairs = ordered.with_columns(pl.col(name).shift(1).over(_ALIKE).alias(f"{name}_before") for name in kept)
    apart = (pl.col("day") - pl.col("day_before")).dt.total_days()
    for row in pairs.filter((apart > 0) & (apart <= _NEAR)).sort("row").iter_rows(named=True):
        before = {**row, **{name: row[f"{name}_before"] for name in kept}}
        if set(row["document"]).isdisjoint(before["document"]):
            yield _clash(before, row)


def _clash(before: Row, after: Row) -> Finding:
    what = counted_words({**after, "to": None})
    summary = (
        f"{what}: “{after['quote']}” is told of {date_phrase(before['as_of'])} ({voice_words(before)}) and of "
        f"{date_phrase(after['as_of'])} ({voice_words(after)})."
    )
    note = "the same number at the same place: most likely one incident"
    ids = [*before["figures"], *after["figures"]]
    return finding("dates", summary, ids, 0.6 * sureness([before, after]), after, [note])


def _after_publication(figures: pl.DataFrame) -> Iterator[Finding]:
    full = (pl.col("as_of").str.len_chars() == 10) & (pl.col("published").str.len_chars() >= 10)
    late = figures.filter(full & (pl.col("as_of") > pl.col("published").str.slice(0, 10)))
    for row in late.sort("row").iter_rows(named=True):
        summary = (
            f"“{row['quote']}” is dated {date_phrase(row['as_of'])}, after the document was published"
            f" ({date_phrase(row['published'][:10])})."
        )
        yield finding("dates", summary, [row["id"]], 0.7 * row["certainty"], row, ["the date may be misread"])
