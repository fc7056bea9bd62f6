"""Claims that another party rejects: numbers told only to be denied, and words of denial tied to a number."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tallystick.reconcile.findings.desk import Desk, Row, claim_words, counted_words, finding, sureness, voice_words
from tallystick.records import Denial, Finding

#: So many counts beside a denied one are told.
_MOST = 24


def find(desk: Desk) -> Iterator[Finding]:
    """Denied figures, then denials in words."""
    denied = desk.claims.filter(pl.col("role") == "denied")
    published = ~pl.col("role").is_in(["denied", "counted"])
    beside = desk.claims.filter(published & pl.col("tally").is_in(denied["tally"].implode()))
    told = beside.sort("row").filter(pl.int_range(pl.len()).over("tally") < _MOST)
    many = dict(beside.group_by("tally").len().iter_rows())
    others: dict[int, list[Row]] = {}
    for row in told.iter_rows(named=True):
        others.setdefault(row["tally"], []).append(row)
    for row in denied.sort("row").iter_rows(named=True):
        yield _denied(row, others.get(row["tally"], []), many.get(row["tally"], 0))
    named = {id for denial in desk.denials for id in denial.of}
    by_id = {row["id"]: row for row in desk.figures.filter(pl.col("id").is_in(sorted(named))).iter_rows(named=True)}
    for denial in desk.denials:
        for id in denial.of:
            if id in by_id:
                yield _in_words(by_id[id], denial)


def _denied(row: Row, others: list[Row], many: int) -> Finding:
    more = [f"{many - len(others):,} more"] if many > len(others) else []
    against = f", against {'; '.join([*map(claim_words, others), *more])}" if others else ""
    summary = f"{counted_words(row)}: “{row['quote']}” is denied by {voice_words(row)}{against}."
    ids = [*row["figures"], *(id for other in others for id in other["figures"])]
    return finding("denial", summary, ids, sureness([row, *others]), row)


def _in_words(row: Row, denial: Denial) -> Finding:
    who = denial.denier or "it is not said who"
    what = counted_words({**row, "from": None, "to": None})
    summary = f"{what}: {voice_words(row)} says “{row['quote']}”; {who} rejects it: “{denial.quote}”."
    return finding("denial", summary, [row["id"]], 0.8 * denial.certainty * sureness([row]), row)
