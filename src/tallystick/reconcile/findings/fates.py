"""One voice has them destroyed, another only damaged: the fate of what is told of piece by piece.

Helicopters, aircraft and ships are few, and each loss is told by itself; so where a voice that is not the adversary's
tells of damage, and nowhere of destruction, it may well tell of what others count as destroyed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import polars as pl

from tallystick.reconcile.findings.desk import Desk, Row, claim_words, counted_words, finding, sureness
from tallystick.reconcile.findings.sums import added_over_days, added_words, is_dated
from tallystick.records import Finding

_PIECES = ("equipment.helicopter", "equipment.aircraft", "equipment.ship")
_CERTAINTY = 0.4
_SAME = ("parties", "kind", "window")
_KEPT = (*_SAME, "where", "voice", "from", "to", "least", "most", "claim", "row")
#: So many counts of destruction are listed.
_MOST = 8


def find(desk: Desk) -> Iterator[Finding]:
    """One finding for each voice that tells only of damage."""
    rivals = desk.claims.filter(
        (pl.col("role") == "rival") & pl.col("kind").is_in(_PIECES) & pl.col("home").is_not_null()
        & (pl.col("unit") == "count")
    )  # fmt: skip
    gone = rivals.filter(pl.col("outcome").is_in(["destroyed", "lost"]))
    damaged = rivals.filter((pl.col("outcome") == "damaged") & (pl.col("stance") != "adversary"))
    only_damaged = damaged.join(gone, on=[*_SAME, "voice"], how="anti", nulls_equal=True)
    told = _told(gone.filter(pl.col("outcome") == "destroyed").select(_KEPT), only_damaged.select(_KEPT))
    wanted = pl.concat([told["claim"], told["claim_damaged"]]).unique().implode()
    involved = rivals.filter(pl.col("claim").is_in(wanted))
    by_claim = {row["claim"]: row for row in involved.iter_rows(named=True)}
    for damage, group in groupby(told.iter_rows(named=True), itemgetter("claim_damaged")):
        claims = [row["claim"] for row in group]
        together = added_over_days(involved.filter(pl.col("claim").is_in(claims) & is_dated()), _SAME)
        notes = [added_words(row) for row in together.filter(pl.col("many") == len(claims)).iter_rows(named=True)]
        yield _finding([by_claim[claim] for claim in claims], by_claim[damage], notes)


def _told(destroyed: pl.DataFrame, damaged: pl.DataFrame) -> pl.DataFrame:
    """Destruction and damage by two voices that may be of the same pieces: neither day nor place speaks against it.

    Where some counts of destruction are of stated days, the others may well be of the same, and are left out.
    """
    damaged = damaged.rename({name: f"{name}_damaged" for name in damaged.columns if name not in _SAME})
    voices = pl.col("voice").str.split("; ").list.set_intersection(pl.col("voice_damaged").str.split("; "))
    one_place = (pl.col("where") == pl.col("where_damaged")).fill_null(True)
    apart = (pl.col("to") < pl.col("from_damaged")) | (pl.col("from") > pl.col("to_damaged"))
    both_dated = is_dated() & (pl.col("to_damaged").str.len_chars() == 10)
    pairs = destroyed.join(damaged, on=_SAME, nulls_equal=True).filter(
        (voices.list.len() == 0) & one_place & ~(both_dated & apart).fill_null(False)
        & (pl.col("least_damaged") <= pl.col("most"))
    )  # fmt: skip
    dated = is_dated().fill_null(False)
    pairs = pairs.filter(dated | ~dated.any().over("claim_damaged")).sort("claim_damaged", "row")
    return pairs.filter(pl.int_range(pl.len()).over("claim_damaged") < _MOST)


def _finding(destroyed: list[Row], damage: Row, notes: list[str]) -> Finding:
    listed = "; ".join(claim_words(row) for row in destroyed)
    summary = f"{counted_words({**destroyed[0], 'to': None})}: {listed}; but {claim_words(damage)}, only damaged."
    ids = [id for row in (*destroyed, damage) for id in row["figures"]]
    certainty = _CERTAINTY * sureness([*destroyed, damage])
    return finding(
        "disagreement", summary, ids, certainty, destroyed[0], [*notes, "the two may tell of the same, or not"]
    )
