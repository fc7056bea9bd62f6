"""Figures as columns, with everything that decides which of them count the same thing.

A million figures are laid side by side in one process, so the work is done on columns (Polars); Python looks at every
distinct name, place or combination once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache

import polars as pl

from tallystick.conflict import Conflict
from tallystick.ledger.columns import DOCUMENT_COLUMNS, FIGURE_COLUMNS
from tallystick.reconcile.counting import is_item, with_tables
from tallystick.reconcile.naming import names_in
from tallystick.reconcile.scope import add_kind, add_place, add_window
from tallystick.reconcile.sides import FIGHTERS, HARMS, Harmed, Sides, counted, home_of, sides_from
from tallystick.reconcile.stance import Standing, standing
from tallystick.records import Document, Figure


@dataclass(frozen=True)
class Laid:
    """Figures in columns, settled; and the sides that their stances follow.

    `items` are those that are one case each of a list, a row a death: they are counted, and not compared one by one.
    `frame` has all others, `everything` both.

    Columns beyond those of a figure and its document: `home` (the party a figure is listed under), `parties` (all it
    counts, by canonical name), `voice` (who speaks: a party, another claimant, a publisher, else the document itself),
    `stance`, `doubts`, `kind` (the thing, and what its words take in), `where` (the place it is limited to, null where
    it is not), `window` ("war", "before" it, or null where no date tells), `time` (the last day it is current at, null
    where neither text nor publication says).
    """

    frame: pl.DataFrame
    sides: Sides
    items: pl.DataFrame = field(default_factory=pl.DataFrame)

    @property
    def everything(self) -> pl.DataFrame:
        """All figures, in the order of their documents."""
        return pl.concat([self.frame, self.items]).sort("row") if len(self.items) else self.frame

    def known(self, on: str) -> Laid:
        """Only what had been claimed by a day."""
        recorded = pl.when(pl.col("setting").str.len_chars() == 10).then(pl.col("setting"))
        return replace(
            self,
            frame=self.frame.filter((claimed_on() <= on).fill_null(False)),
            # A list that is not dated tells when each of its rows was recorded.
            items=self.items.filter((pl.coalesce(claimed_on(), recorded) <= on).fill_null(False)),
        )


def lay(figures: Iterable[Figure], documents: Iterable[Document], conflict: Conflict | None = None) -> Laid:
    """Figures and their documents as settled columns. Order of neither matters."""
    rows = [figure.model_dump(include=set(FIGURE_COLUMNS)) for figure in figures]
    sources = [
        {"document": d.id, "publisher": d.publisher, "published": d.published, "title": d.title, "path": d.path}
        for d in documents
    ]
    return settle(pl.DataFrame(rows, FIGURE_COLUMNS), pl.DataFrame(sources, DOCUMENT_COLUMNS), conflict)


def settle(figures: pl.DataFrame, documents: pl.DataFrame, conflict: Conflict | None = None) -> Laid:
    """The same from columns already read, of the names and types of FIGURE_COLUMNS and DOCUMENT_COLUMNS."""
    frame = (
        figures.unique("id", keep="first")
        .join(documents.unique("document", keep="first"), on="document", how="left")
        .sort("published", "path", "document", "start", "id", nulls_last=True)
        .with_row_index("row")
    )
    sides = sides_from(conflict, _harms(frame))
    frame = _add_standing(frame, sides)
    frame = add_kind(frame)
    frame = add_place(frame, sides, conflict)
    frame = with_tables(add_window(frame, conflict))
    items = is_item(frame)
    return Laid(frame.filter(~items), sides, frame.filter(items))


def claimed_on() -> pl.Expr:
    """The day by which a figure had been claimed: the day it was current at where somebody is named who claims it,
    else the day its document was published, else again the day it was current at. Null where none is known."""
    current = pl.when(pl.col("as_of").str.len_chars() == 10).then(pl.col("as_of"))
    published = pl.when(pl.col("published").str.len_chars() >= 10).then(pl.col("published").str.slice(0, 10))
    return pl.when(pl.col("claimant").is_not_null() & current.is_not_null()).then(
        pl.min_horizontal(current, pl.coalesce(published, current))
    ).otherwise(pl.coalesce(published, current))  # fmt: skip


def _harms(frame: pl.DataFrame) -> dict[Harmed, int]:
    """What the figures say of who fights whom, with how many say it."""
    counted = (
        frame.select(
            "party", "actor", "claimant", (pl.col("outcome") == "deployed").alias("deployed"),
            (
                pl.col("outcome").is_in(sorted(HARMS))
                & pl.any_horizontal(pl.col("thing").str.starts_with(kind) for kind in FIGHTERS)
            ).alias("fighting_loss"),
        )
        .group_by(pl.all())
        .len()
    )  # fmt: skip
    return {Harmed(*row[:5]): row[5] for row in counted.iter_rows()}


@dataclass(frozen=True, slots=True)
class _Combination:
    """What a stance depends on."""

    claimant: str | None
    actor: str | None


def _add_standing(frame: pl.DataFrame, sides: Sides) -> pl.DataFrame:
    frame = _settled(frame, ["party"], {
        "home": lambda party: home_of(party, sides), "parties": lambda party: _canonical(party, sides),
    })  # fmt: skip
    # What a stance does not depend on is left out, so that there are thousands of combinations, not hundred thousands:
    # the publisher where somebody else speaks, and who did it where it is known to whom.
    frame = frame.with_columns(
        pl.when(pl.col("claimant").is_null()).then("publisher").alias("own_voice"),
        pl.when(pl.col("home").is_null()).then("actor").alias("doer"),
    )

    @cache
    def stood(home: str | None, claimant: str | None, publisher: str | None, actor: str | None) -> Standing:
        return standing(_Combination(claimant, actor), sides, home, publisher)

    frame = _settled(frame, ["claimant", "own_voice"], {"voice": lambda c, p: _voice(c or p, sides)})
    frame = _settled(frame, ["home", "claimant", "own_voice", "doer"], {
        "stance": lambda *said: stood(*said).stance, "doubts": lambda *said: "; ".join(stood(*said).doubts) or None,
    })  # fmt: skip
    own = pl.lit("document ") + pl.col("document")
    return frame.with_columns(pl.col("voice").fill_null(own)).drop("own_voice", "doer")


def _settled(frame: pl.DataFrame, on: list[str], found: dict[str, Callable[..., str | None]]) -> pl.DataFrame:
    """The frame with columns of what is found of each distinct combination of others."""
    seen = frame.select(on).unique()
    columns = {name: [find(*row) for row in seen.iter_rows()] for name, find in found.items()}
    return frame.join(
        seen.with_columns(pl.Series(name, values, pl.String) for name, values in columns.items()),
        on=on, how="left", nulls_equal=True, maintain_order="left",
    )  # fmt: skip


def _canonical(party: str | None, sides: Sides) -> str | None:
    return "; ".join(sorted(counted(party, sides))) or None


def _voice(speaker: str | None, sides: Sides) -> str | None:
    """Who speaks. A ministry speaks for its party, so that the two are one voice and not two witnesses."""
    return "; ".join(sorted({sides.party_of(name) or name for name in names_in(speaker)})) or None
