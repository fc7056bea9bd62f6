"""What a figure is limited to: a kind of thing as its words have it, a place, and the war at hand or another."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from tallystick.conflict import Conflict
from tallystick.knowledge import table
from tallystick.language.places.folding import fold
from tallystick.reconcile.sides import Sides

#: A document whose placed figures lie in one place to this share is about that place, and so are those without one.
_SUBJECT_SHARE = 0.5
_FEWEST_PLACED = 3
#: Days before the war's first that still belong to it: skirmishes, mobilisation.
_RUN_UP_DAYS = 60


def add_kind(frame: pl.DataFrame) -> pl.DataFrame:
    """The column `kind`: the thing, or the wider kind that the quote's own words tell of."""
    kind = pl.col("thing")
    for row in table("kinds_by_words"):
        says_so = pl.col("quote").str.to_lowercase().str.contains(rf"\b{re.escape(row['word'])}\b")
        kind = pl.when((pl.col("thing") == row["thing"]) & says_so).then(pl.lit(row["kind"])).otherwise(kind)
    return frame.with_columns(kind.alias("kind"))


#: A text that speaks of "people" seldom means all of them, so nothing is measured against such a count.
VAGUE_KINDS = frozenset({"person.unspecified"})


def wider_kinds() -> dict[str, tuple[str, ...]]:
    """For each kind those that take it in, directly or over another."""
    direct: dict[str, set[str]] = {}
    for row in table("kinds"):
        direct.setdefault(row["narrower"], set()).add(row["wider"])
    found: dict[str, tuple[str, ...]] = {}
    for kind in direct:
        reached, todo = set[str](), [kind]
        while todo:
            for wider in direct.get(todo.pop(), ()):
                if wider not in reached:
                    reached.add(wider)
                    todo.append(wider)
        found[kind] = tuple(sorted(reached))
    return found


def kind_pairs(narrower: str, wider: str) -> pl.DataFrame:
    """Every kind with each that takes it in and can be measured against, in columns of these names."""
    pairs = [(kind, wide) for kind, wides in wider_kinds().items() for wide in wides if wide not in VAGUE_KINDS]
    return pl.DataFrame(pairs, {narrower: pl.String, wider: pl.String}, orient="row")


def summed_kinds() -> list[tuple[str, str, str]]:
    """Kinds that one source may count together and another apart: the kind, and the two that make it up."""
    return [(row["kind"], row["one"], row["other"]) for row in table("kinds_sums")]


def add_place(frame: pl.DataFrame, sides: Sides, conflict: Conflict | None) -> pl.DataFrame:
    """The column `where`: the place a figure is limited to, folded; null where it holds for the whole war.

    Countries, places that the conflict's title or a party is named for, and lists of places limit nothing. A figure
    without a place is limited to its document's, where the document is about one.
    """
    whole = {fold(name) for name in sides.parties} | _wide_names()
    title = fold(conflict.title or "") if conflict else ""
    limits = {
        place: None if ";" in place or fold(place) in whole or fold(place) in title else fold(place)
        for place in frame["place"].drop_nulls().unique()
    }
    settled = pl.DataFrame(
        {"place": list(limits), "where": list(limits.values())}, {"place": pl.String, "where": pl.String}
    )
    frame = frame.join(settled, on="place", how="left", maintain_order="left")
    placed = frame.group_by("document").agg(pl.len().alias("figures"))
    subjects = (
        frame.filter(pl.col("where").is_not_null())
        .group_by("document", "where")
        .len("placed")
        .join(placed, on="document")
        .filter((pl.col("placed") >= _FEWEST_PLACED) & (pl.col("placed") >= pl.col("figures") * _SUBJECT_SHARE))
        .sort("document", "placed", "where", descending=[False, True, False])
        .unique("document", keep="first", maintain_order=True)
        .select("document", pl.col("where").alias("subject"))
    )
    about = pl.when(pl.col("place").is_null()).then(pl.coalesce("where", "subject")).otherwise(pl.col("where"))
    return (
        frame.join(subjects, on="document", how="left", maintain_order="left")
        .with_columns(about.alias("where"))
        .drop("subject")
    )


def add_window(frame: pl.DataFrame, conflict: Conflict | None) -> pl.DataFrame:
    """The columns `time`, the last day a figure is current at, and `window`, whether that is in the war at hand.

    Without the conflict file's first day nothing is known of the war, and all figures are of one window.
    """
    said = pl.col("as_of").fill_null(pl.col("published"))
    frame = frame.with_columns(last_day(said).alias("time"))
    first = conflict.first_day if conflict else None
    if first is None:
        return frame.with_columns(pl.lit("war").alias("window"))
    start = pl.lit((first + "-01-01")[:10]).str.to_date() - pl.duration(days=_RUN_UP_DAYS)
    told = last_day(pl.col("as_of").fill_null(pl.col("setting"))).str.to_date(strict=False)
    return frame.with_columns(pl.when(told < start).then(pl.lit("before")).otherwise(pl.lit("war")).alias("window"))


def last_day(date: pl.Expr) -> pl.Expr:
    """A partial ISO date as the last day it may mean; months end on their 28th here, which no comparison minds."""
    padded = (
        pl.when(date.str.len_chars() == 4).then(date + "-12-31")
        .when(date.str.len_chars() == 7).then(date + "-28")
        .otherwise(date)
    )  # fmt: skip
    return padded.str.slice(0, 10)


@cache
def _wide_names() -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in table("nations"))
