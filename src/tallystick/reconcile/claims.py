"""Claims: figures that say the same of the same thing by the same voice are one, however often they are repeated.

And their roles. A *rival* counts what its tally is of; a *part* is counted out of a total that the same tally holds;
an *item* is one of several that a voice lists beside each other ("3,410 houses and 120 blocks of flats"), so that none
of them is its count of all; a *superseded* one was replaced by its own voice; a *denied* one is told only to be
denied; a *counted* one nobody published: Tallystick counted the rows of a list. Only rivals set bounds.
"""

from __future__ import annotations

import polars as pl

from tallystick.reconcile.counting import counted_claims

#: How far "about" may reach on either side when two numbers are compared.
ABOUT = 0.1
#: What two figures must share to count the same thing. Sums are kept apart from periods, and from single incidents.
KEY = ("home", "parties", "outcome", "kind", "unit", "where", "window", "cover", "from", "to")
_SAID = ("voice", "low", "high", "qualifier", "modality", "as_of")


def claims_of(frame: pl.DataFrame, items: pl.DataFrame | None = None) -> pl.DataFrame:
    """One row a claim, of a settled frame of figures: KEY, what is said, who says it, and `figures` (ids, in order).

    `items` are figures that are one case each of a list; `rows` says how many of them a claim counts, 0 for all others.

    `tally` numbers the comparable ones. `cover` is "sum" (totals so far, and what the text leaves open), "period" or
    "incident". `least` and `most` are the bounds for comparisons: "about" reaches ABOUT to either side, an open bound
    is infinite. An increment without its period, or an incident without its day, is comparable with nothing.
    """
    frame = _with_cover(frame)
    frame = frame.with_columns(_is_part(frame).alias("is_part"))
    replaced = frame.filter(pl.col("revises").is_not_null())["revises"].unique()
    frame = frame.with_columns(pl.col("id").is_in(replaced.implode()).alias("is_replaced"))
    claims = (
        frame.group_by(*KEY, *_SAID, "is_part", "is_replaced", maintain_order=True)
        .agg(
            pl.col("row").min(), pl.col("id").alias("figures"), pl.col("document").unique(maintain_order=True),
            pl.col("stance").first(), pl.col("doubts").first(), pl.col("claimant").first(), pl.col("thing").first(),
            pl.col("publisher").first(), pl.col("published").min(), pl.col("time").min(), _strongest_basis(),
            pl.col("certainty").max(), pl.col("part_of").first(), pl.col("part_form").first(), pl.col("quote").first(),
            *(pl.col(name).first() for name in ("place", "line", "start", "title", "actor")),
        )
        .with_columns(pl.lit(0, pl.UInt32).alias("rows"))
    )  # fmt: skip
    if items is not None and len(items):
        claims = pl.concat([claims, counted_claims(items).select(claims.columns)], how="vertical_relaxed")
    claims = (
        claims.with_columns(pl.struct(KEY).rank("dense").alias("tally"))
        .with_columns(**_bounds())
        .sort("row")
        .with_row_index("claim")
    )
    return claims.with_columns(_role(claims).alias("role"))


#: Outcomes that are deeds of a day, and not a count that grows.
DEEDS = ("deployed", "seized", "released", "detained")


def _with_cover(frame: pl.DataFrame) -> pl.DataFrame:
    day = pl.col("as_of").str.len_chars() == 10
    # What a document tells of a day in its own voice is what happened on it, if nothing says that it is a total; but
    # where a party itself is the publisher it makes a claim, as it would in another's text.
    in_passing = pl.col("claimant").is_null() & pl.col("stance").is_in(["third", "unattributed"])
    of_a_day = (pl.col("basis") == "unknown") & day & (in_passing | pl.col("outcome").is_in(DEEDS))
    cover = (
        pl.when(pl.col("basis") == "increment").then(pl.lit("period"))
        .when((pl.col("basis") == "incident") | of_a_day).then(pl.lit("incident"))
        .otherwise(pl.lit("sum"))
    )  # fmt: skip
    told = (
        pl.when((cover == "period") & pl.col("since").is_not_null() & day).then(True)
        .when((cover == "incident") & day).then(True)
        .otherwise(cover == "sum")
    ).fill_null(False)  # fmt: skip
    alone = pl.lit("alone ") + pl.col("id")
    since = pl.when(cover == "sum").then(None).when(told).then(pl.coalesce("since", "as_of")).otherwise(alone)
    until = pl.when(cover == "sum").then(None).when(told).then(pl.col("as_of")).otherwise(alone)
    return frame.with_columns(cover.alias("cover"), since.alias("from"), until.alias("to"))


def _is_part(frame: pl.DataFrame) -> pl.Expr:
    """True for a part that would stand in the tally of its own total, or that only names some of what there is."""
    totals = frame.select(pl.col("id").alias("part_of"), pl.struct("home", "outcome", "kind", "unit").alias("whole"))
    whole = frame.select("part_of").join(totals, on="part_of", how="left", maintain_order="left")["whole"]
    same = (frame.select(pl.struct("home", "outcome", "kind", "unit")).to_series() == whole).fill_null(False)
    return pl.lit(same) | (pl.col("part_form") == "selection").fill_null(False)


#: Of the figures that say the same, one that says what it covers speaks for those that leave it open.
_STRENGTH = {"total": 0, "increment": 1, "incident": 2, "unknown": 3}


def _strongest_basis() -> pl.Expr:
    strength = pl.col("basis").replace_strict(_STRENGTH, return_dtype=pl.UInt8)
    return strength.min().replace_strict({at: basis for basis, at in _STRENGTH.items()}).alias("basis")


def _bounds() -> dict[str, pl.Expr]:
    about = pl.col("qualifier") == "about"
    low = pl.col("low").fill_null(0.0)
    high = pl.col("high").fill_null(float("inf"))
    return {
        "least": pl.when(about).then(low * (1 - ABOUT)).otherwise(low),
        "most": pl.when(about).then(high * (1 + ABOUT)).otherwise(high),
    }


def _role(claims: pl.DataFrame) -> pl.Expr:
    """Of what one voice says in a tally, the latest stands: undated words are the document's own, and so the last."""
    latest = (
        claims.filter(~pl.col("is_part") & ~pl.col("is_replaced") & (pl.col("modality") != "denied"))
        .filter(pl.col("rows") == 0)
        .with_columns(pl.col("time").fill_null("9999").alias("when"))
        .filter(pl.col("when") == pl.col("when").max().over("tally", "voice"))
    )
    one_text = ("tally", "voice", "document")
    apart = pl.col("least").max().over(one_text) > pl.col("most").min().over(one_text)
    beside = latest.explode("document").filter((pl.len().over(one_text) > 1) & apart)["claim"]
    return (
        pl.when(pl.col("rows") > 0).then(pl.lit("counted"))
        .when(pl.col("modality") == "denied").then(pl.lit("denied"))
        .when("is_part").then(pl.lit("part"))
        .when(pl.col("claim").is_in(beside.implode())).then(pl.lit("item"))
        .when(pl.col("claim").is_in(latest["claim"].implode())).then(pl.lit("rival"))
        .otherwise(pl.lit("superseded"))
    )  # fmt: skip
