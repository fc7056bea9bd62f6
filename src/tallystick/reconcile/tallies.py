"""Tallies: comparable claims beside each other, bounded under a named rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from tallystick.reconcile.claims import KEY, claims_of
from tallystick.reconcile.counting import CITED
from tallystick.reconcile.frame import Laid
from tallystick.reconcile.naming import is_observer, names_in
from tallystick.reconcile.rules import Rule
from tallystick.reconcile.rules.applying import bounded
from tallystick.records import Claim, Tally, digest

_BOUNDS = ("low", "best", "high")


@dataclass(frozen=True)
class Tallies:
    """All tallies under one rule, in columns. `claims` has a row a claim, `bounds` a row a tally that has bounds."""

    claims: pl.DataFrame
    bounds: pl.DataFrame
    rule: Rule

    def __len__(self) -> int:
        return self.claims["tally"].n_unique()

    def frame(self) -> pl.DataFrame:
        """One row a tally: what is counted, low, best, high, and how many claims and voices there are."""
        counted = self.claims.group_by("tally", maintain_order=True).agg(
            *(pl.col(name).first() for name in KEY), pl.col("thing").first(), pl.len().alias("claims"),
            pl.col("voice").n_unique().alias("voices"), pl.col("row").min(),
        )  # fmt: skip
        bounds = self.bounds.select("tally", *_BOUNDS, "high_is_open")
        return counted.join(bounds, on="tally", how="left", maintain_order="left").with_columns(
            pl.lit(self.rule.NAME).alias("rule"), pl.lit(self.rule.VERSION).alias("rule_version")
        )

    def records(self) -> Iterator[Tally]:
        """The tallies as records, by party, outcome and thing."""
        claims: dict[int, list[dict[str, Any]]] = {}
        for row in self.claims.iter_rows(named=True):
            claims.setdefault(row["tally"], []).append(row)
        bounds = {row["tally"]: row for row in self.bounds.iter_rows(named=True)}
        ordered = sorted(claims.values(), key=lambda rows: [_sortable(rows[0][name]) for name in KEY])
        for rows in ordered:
            yield self._record(rows, bounds.get(rows[0]["tally"], {}))

    def _record(self, rows: list[dict[str, Any]], bounds: dict[str, Any]) -> Tally:
        first = rows[0]
        several = first["parties"] if first["parties"] != first["home"] else None
        return Tally(
            id="t" + digest(*(first[name] for name in KEY))[:12],
            party=first["home"], parties=several, outcome=first["outcome"], thing=first["thing"], kind=first["kind"],
            unit=first["unit"], cover=first["cover"], since=_day(first["from"]), until=_day(first["to"]),
            place=first["where"], window=first["window"] or "war",
            rule=self.rule.NAME, rule_version=self.rule.VERSION,
            claims=tuple(_claim(row, bounds) for row in rows), high_is_open=bool(bounds.get("high_is_open")),
            **{name: bounds.get(name) for name in _BOUNDS},
        )  # fmt: skip


def tallies_of(laid: Laid, rule: Rule) -> Tallies:
    """The tallies of settled figures."""
    claims = claims_of(laid.frame, laid.items)
    observers = [voice for voice in claims["voice"].unique() if any(map(is_observer, names_in(voice)))]
    independent = (pl.col("stance") == "third") & (
        (pl.col("modality") == "confirmed") | pl.col("voice").is_in(observers)
    )
    claims = claims.with_columns(independent.alias("independent"))
    rivals = claims.filter(pl.col("role") == "rival").select(
        "tally", "claim", "voice", "stance", "modality", "low", "high", "time", "independent"
    )
    return Tallies(claims, _with_openness(bounded(rule, rivals), rivals), rule)


def _with_openness(bounds: pl.DataFrame, rivals: pl.DataFrame) -> pl.DataFrame:
    """The bounds with `high_is_open`: "more than 5,000" sets a high of 5,000, and says that there are more."""
    open_ended = rivals.filter(pl.col("high").is_null())["claim"].implode()
    setters = bounds.select("tally", "high_from").explode("high_from")
    found = setters.filter(pl.col("high_from").is_in(open_ended))["tally"].unique().implode()
    return bounds.with_columns(pl.col("tally").is_in(found).alias("high_is_open"))


def _claim(row: dict[str, Any], bounds: dict[str, Any]) -> Claim:
    sets = tuple(name for name in _BOUNDS if row["claim"] in (bounds.get(f"{name}_from") or ()))
    doubts = tuple(row["doubts"].split("; ")) if row["doubts"] else ()
    return Claim(
        voice=row["voice"], claimant=row["claimant"], stance=row["stance"], role=row["role"], low=row["low"],
        high=row["high"], qualifier=row["qualifier"], modality=row["modality"], basis=row["basis"],
        as_of=row["as_of"], quote=row["quote"], doubts=doubts,
        figures=tuple(row["figures"][:CITED] if row["rows"] else row["figures"]), rows=row["rows"], sets=sets,
    )  # fmt: skip


def _day(value: str | None) -> str | None:
    """A day of the key; what stands alone there has none."""
    return None if value is None or value.startswith("alone ") else value


def _sortable(value: object) -> tuple[bool, str]:
    return value is None, str(value)
