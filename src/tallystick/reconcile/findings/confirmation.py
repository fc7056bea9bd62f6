"""What is claimed, and how much of it somebody independent has confirmed: no contradiction, and worth knowing.

Who confirms has seen so many, and says that there may be more; the claim beyond that is the claimant's word alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import polars as pl

from tallystick.reconcile.claims import DEEDS
from tallystick.reconcile.findings.desk import Desk, Row, claim_words, counted_words, finding, sureness, voice_words
from tallystick.reconcile.findings.sums import added_over_days, added_words, is_dated
from tallystick.records import Finding

_SAME = ("parties", "outcome", "kind", "unit", "window")
_KEPT = (*_SAME, "where", "voice", "stance", "least", "most", "claim", "row", "to", "cover")
#: Where less than this share of what is claimed was confirmed, nobody set out to count.
_TELLING_SHARE = 0.1
#: So many claims beside a confirmed one are listed.
_MOST = 8


def find(desk: Desk) -> Iterator[Finding]:
    """One quiet note for each count that is confirmed, and is less than what is claimed."""
    rivals = desk.claims.filter(
        (pl.col("role") == "rival") & pl.col("home").is_not_null() & ~pl.col("outcome").is_in(DEEDS)
    )
    seen = rivals.filter(
        (pl.col("modality") == "confirmed") & (pl.col("stance") == "third") & pl.col("high").is_null()
        & (pl.col("cover") == "sum") & (pl.col("low") > 0)
    )  # fmt: skip
    told = _told(rivals.filter(pl.col("modality") != "confirmed").select(_KEPT), seen.select(_KEPT))
    wanted = pl.concat([told["claim"], told["claim_seen"]]).unique().implode()
    involved = rivals.filter(pl.col("claim").is_in(wanted))
    by_claim = {row["claim"]: row for row in involved.iter_rows(named=True)}
    for confirmed, group in groupby(told.iter_rows(named=True), itemgetter("claim_seen")):
        claims = [row["claim"] for row in group]
        together = added_over_days(involved.filter(pl.col("claim").is_in(claims) & is_dated()), _SAME)
        notes = [added_words(row) for row in together.filter(pl.col("many") == len(claims)).iter_rows(named=True)]
        yield _note([by_claim[claim] for claim in claims], by_claim[confirmed], notes)


def _told(claimed: pl.DataFrame, seen: pl.DataFrame) -> pl.DataFrame:
    """What is claimed beside what is confirmed, where a party claims more. Totals leave out single days."""
    seen = seen.rename({name: f"{name}_seen" for name in seen.columns if name not in _SAME})
    pairs = claimed.join(seen, on=_SAME, nulls_equal=True).filter(
        (pl.col("voice") != pl.col("voice_seen")) & _one_place() & ((pl.col("cover") == "sum") | is_dated())
    )  # fmt: skip
    total, party = pl.col("cover") == "sum", pl.col("stance").is_in(["own", "adversary"])
    pairs = pairs.filter(total | ~total.any().over("claim_seen"))
    more = (pl.col("least") > pl.col("least_seen")) & party
    enough = pl.col("least_seen") >= _TELLING_SHARE * pl.col("least").max().over("claim_seen")
    pairs = pairs.filter(more.any().over("claim_seen") & enough)
    pairs = pairs.sort("claim_seen", "row")
    return pairs.filter(pl.int_range(pl.len()).over("claim_seen") < _MOST)


def _one_place() -> pl.Expr:
    """Both in one place, or one of them in none; but what is seen in one place is no measure of a sum of all places."""
    somewhere = pl.col("where_seen").is_not_null() & (pl.col("cover") == "sum")
    return (pl.col("where") == pl.col("where_seen")).fill_null(~somewhere)


def _note(claimed: Sequence[Row], seen: Row, notes: Sequence[str]) -> Finding:
    listed = "; ".join(_with_days(row) for row in claimed)
    summary = f"{counted_words({**seen, 'where': None})}: {listed}; {voice_words(seen)} confirms “{seen['quote']}”."
    ids = [id for row in (*claimed, seen) for id in row["figures"]]
    return finding("disagreement", summary, ids, 0.8 * sureness([*claimed, seen]), seen, notes, quiet=True)


def _with_days(row: Row) -> str:
    return claim_words({**row, "cover": "sum"})
