"""Rivals that cannot both be right: different voices count the same thing, and their bounds do not meet.

Two totals of different days disagree only where the earlier is the larger, for a total may grow. Where one of two has
no day of its own the finding says so and is less sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

import polars as pl

from tallystick.reconcile.findings.desk import Desk, Row, claim_words, counted_words, finding, sureness
from tallystick.reconcile.findings.sums import added_words, sums
from tallystick.reconcile.scope import kind_pairs
from tallystick.records import Finding

#: Of so many claims in one tally those at either end are compared.
_MOST = 24
#: And of so many where two tallies are compared, of which only one pair is told.
_FEW = 8
#: How much each doubt leaves of the certainty.
_OPEN_BASIS, _UNDATED, _LARGER_UNDATED, _WIDER, _DERIVED = 0.8, 0.85, 0.7, 0.5, 0.8
#: Rivals seldom part by so much; counts that do are more often of different wars, days or things.
_TOO_FAR, _TOO_FAR_APART = 500, 0.3
_DOUBTFUL = "so far apart that they may not be of the same thing"
#: A count that takes in more than another must be so many times as large before that is worth a reader's time.
_WIDER_RATIO = 1.5
#: Fewer than these, told in passing, are more often some of all than a rival count of all.
_FEWEST = 5
_SCOPE = ("home", "outcome", "unit", "where", "window", "cover", "from", "to")
#: What counts of one scope are told apart by.
_TALLY = ("scope", "parties", "kind", "derived")


def find(desk: Desk) -> Iterator[Finding]:
    """Disagreements within tallies; then between a wider count and a narrower."""
    rivals = desk.claims.filter(pl.col("role") == "rival")
    yield from _within(rivals)
    yield from _across(rivals)


def _within(rivals: pl.DataFrame) -> Iterator[Finding]:
    several = rivals.filter(pl.col("voice").n_unique().over("tally") > 1)
    slim = several.select("tally", "claim", "voice", "least", "most", "time", "as_of", "stance", "basis")
    highest = slim.filter(pl.col("least").rank("ordinal", descending=True).over("tally") <= _MOST)
    lowest = slim.filter(pl.col("most").rank("ordinal").over("tally") <= _MOST)
    clashes = (
        highest.join(lowest, on="tally", suffix="_less")
        .filter((pl.col("voice") != pl.col("voice_less")) & (pl.col("least") > pl.col("most_less")))
        .filter(_not_grown() & ~_is_only_some())
    )
    involved = pl.concat([clashes["claim"], clashes["claim_less"]]).unique().implode()
    found = several.filter(pl.col("claim").is_in(involved)).sort("tally", "row")
    for _, group in groupby(found.iter_rows(named=True), itemgetter("tally")):
        yield _disagreement(list(group))


def _not_grown() -> pl.Expr:
    """The larger is not simply the later: it is of the same day, an earlier one, or one of the two has none."""
    return (pl.col("time") <= pl.col("time_less")).fill_null(True)


def _is_only_some() -> pl.Expr:
    """The smaller need not be all there is: a total of its day, when the larger has none; what an adversary tells
    without saying that it is a total; and a handful, told in passing, which may be some of the others."""
    of_its_day = (pl.col("basis_less") == "total") & pl.col("as_of_less").is_not_null() & pl.col("as_of").is_null()
    in_passing = (pl.col("basis_less") == "unknown") & (pl.col("stance_less") == "adversary")
    loose = (pl.col("basis_less") == "unknown") | (pl.col("stance_less") == "unattributed")
    few = loose & (pl.col("most_less") < _FEWEST)
    return of_its_day | in_passing | few


def _disagreement(rows: list[Row]) -> Finding:
    summary = f"{counted_words(rows[0])}: {_listed(rows)}{_ratio(rows)}."
    certainty, notes = sureness(rows), []
    if any(row["basis"] == "unknown" for row in rows):
        certainty *= _OPEN_BASIS
        notes.append("not every count says what it covers")
    if rows[0]["cover"] == "sum" and len({row["as_of"] for row in rows}) > 1:
        if any(row["as_of"] is None for row in rows):
            certainty *= _UNDATED if max(rows, key=_least)["as_of"] else _LARGER_UNDATED
            notes.append("not every count is dated: they may be of different days")
        else:
            notes.append("the counts are of different days")
    return _told(summary, rows, certainty, rows[0], notes)


def _told(summary: str, rows: list[Row], certainty: float, about: Row, notes: list[str]) -> Finding:
    """The finding, with a doubt where the counts are worlds apart."""
    if _times(rows) > _TOO_FAR:
        certainty, notes = certainty * _TOO_FAR_APART, [*notes, _DOUBTFUL]
    return finding("disagreement", summary, _figures(rows), certainty, about, notes)


def _listed(rows: Iterable[Row]) -> str:
    return "; ".join(claim_words(row) for row in rows)


def _ratio(rows: list[Row]) -> str:
    times = _times(rows)
    return f", a ratio of {times:.1f}" if times else ""


def _times(rows: list[Row]) -> float:
    """How many times the least the most is; 0 where the least is none."""
    least = min(min(_numbers(row)) for row in rows)
    most = max(max(_numbers(row)) for row in rows)
    return most / least if least > 0 else 0.0


def _least(row: Row) -> float:
    return float(row["least"])


def _numbers(row: Row) -> list[float]:
    return [bound for bound in (row["low"], row["high"]) if bound is not None] or [0.0]


def _figures(rows: Iterable[Row]) -> list[str]:
    return [id for row in rows for id in row["figures"]]


def _across(rivals: pl.DataFrame) -> Iterator[Finding]:
    """A count that takes in more than another, in its kind or in its parties: of two tallies the widest gap."""
    counts = (
        pl.concat([rivals, sums(rivals)], how="diagonal_relaxed")
        .filter(pl.col("home").is_not_null())
        .with_columns(pl.struct(_SCOPE).rank("dense").alias("scope"), pl.col("derived").fill_null(False))
        .with_row_index("at")
    )
    slim = counts.select(*_TALLY, "at", "row", "thing", "voice", "least", "most", "time")
    highest = slim.filter(pl.col("least").rank("ordinal", descending=True).over(_TALLY) <= _FEW)
    lowest = slim.filter(pl.col("most").rank("ordinal").over(_TALLY) <= _FEW)
    beyond = _taken_in(highest, lowest).filter(
        (pl.col("least") > pl.col("most_wide")) & (pl.col("time") <= pl.col("time_wide")).fill_null(True)
    )
    enough = pl.col("most") * pl.when("derived").then(1.0).otherwise(_WIDER_RATIO)
    people = pl.col("thing").str.starts_with("person.")
    short = _taken_in(lowest, highest).filter(
        (pl.col("least_wide") > enough)
        & (pl.col("time_wide") <= pl.col("time")).fill_null(True)
        & (pl.col("derived") | (people & (pl.col("kind_wide") == "person.mixed")))
    )
    gaps = (
        (_widest(beyond, pl.col("least") / pl.col("most_wide")),
         "the first counts only some of what the second counts, and is larger"),
        (_widest(short, pl.col("least_wide") / pl.col("most")), "the second may cover more than the first"),
    )  # fmt: skip
    involved = pl.concat([pairs[name] for pairs, _ in gaps for name in ("at", "at_wide")]).unique().implode()
    by_at = {row["at"]: row for row in counts.filter(pl.col("at").is_in(involved)).iter_rows(named=True)}
    for pairs, why in gaps:
        for at, at_wide in pairs.select("at", "at_wide").iter_rows():
            yield _wider(by_at[at], by_at[at_wide], why)


def _taken_in(narrow: pl.DataFrame, wide: pl.DataFrame) -> pl.DataFrame:
    """Pairs of counts by two voices of which the second takes in the first."""
    kinds = pl.concat([
        kind_pairs("kind", "kind_wide"),
        narrow.select("kind", pl.col("kind").alias("kind_wide")).unique(),
    ])  # fmt: skip
    wide = wide.rename({name: f"{name}_wide" for name in wide.columns if name != "scope"})
    among = narrow.select("scope", "parties").unique().join(wide.select("scope", "parties_wide").unique(), on="scope")
    apart = pl.col("parties").str.split("; ").list.set_difference(pl.col("parties_wide").str.split("; "))
    among = among.filter(apart.list.len() == 0)
    more = (pl.col("kind") != pl.col("kind_wide")) | (pl.col("parties") != pl.col("parties_wide")) | pl.col("derived")
    return (
        narrow.join(kinds, on="kind")
        .join(among, on=["scope", "parties"])
        .join(wide, on=["scope", "kind_wide", "parties_wide"])
        .filter((pl.col("voice") != pl.col("voice_wide")) & more)
    )


def _widest(pairs: pl.DataFrame, gap: pl.Expr) -> pl.DataFrame:
    """Of each two tallies the pair of counts with the widest gap."""
    order = {"gap": True, "row": False, "row_wide": False, "at": False, "at_wide": False}
    return (
        pairs.with_columns(gap.alias("gap"))
        .sort(*order, descending=list(order.values()))
        .unique([*_TALLY, *(f"{name}_wide" for name in _TALLY if name != "scope")], keep="first")
        .sort("row", "row_wide", "at", "at_wide")
    )


def _wider(row: Row, wide: Row, why: str) -> Finding:
    notes, certainty = [why], sureness([row, wide])
    if row["derived"] or wide["derived"]:
        total = row if row["derived"] else wide
        notes = [added_words(total)]
        certainty *= _DERIVED
    else:
        certainty *= _WIDER
    if "unknown" in (row["basis"], wide["basis"]):
        certainty *= _OPEN_BASIS
        notes.append("not every count says what it covers")
    rows = [row, wide]
    summary = f"{counted_words(wide)}: {_listed(rows)}{_ratio(rows)}."
    return _told(summary, rows, certainty, wide, notes)
