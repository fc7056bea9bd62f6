"""What all finders of findings work from, and how they word what they find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import polars as pl

from tallystick.reconcile.tallies import Tallies
from tallystick.records import Denial, Finding, FindingKind, Outcome, Thing, digest
from tallystick.wording.labels import OUTCOME_WORDS, THING_WORDS
from tallystick.wording.phrase import date_phrase, plain_number

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Desk:
    """Settled figures, the claims and tallies made of them, denials, and the days of the war where they are known.

    `items` are the figures that are one case each of a list, and not among the others.
    """

    figures: pl.DataFrame
    tallies: Tallies
    denials: tuple[Denial, ...] = ()
    first_day: str | None = None
    last_day: str | None = None
    items: pl.DataFrame = field(default_factory=pl.DataFrame)

    @property
    def claims(self) -> pl.DataFrame:
        """A row a claim; see `claims_of`."""
        return self.tallies.claims


def finding(
    kind: FindingKind,
    summary: str,
    figures: Iterable[str],
    certainty: float,
    about: Row,
    notes: Sequence[str] = (),
    quiet: bool = False,
) -> Finding:
    """A finding with its id. `about` is a row of figures or claims: its party, outcome and thing are the finding's."""
    ids = tuple(dict.fromkeys(figures))
    return Finding(
        id="g" + digest(kind, *ids)[:12],
        kind=kind,
        summary=summary,
        figures=ids,
        certainty=round(min(max(certainty, 0.0), 1.0), 2),
        notes=tuple(notes),
        quiet=quiet,
        party=about["home"],
        outcome=cast("Outcome", about["outcome"]),
        thing=cast("Thing", about["thing"]),
    )


def counted_words(row: Row) -> str:
    """What a tally is of: "Armenia, military killed"; with place and days where they limit it."""
    party = (row["parties"] or row["home"] or "party not stated").replace(";", ",")
    thing, outcome = THING_WORDS[cast("Thing", row["thing"])], OUTCOME_WORDS[cast("Outcome", row["outcome"])]
    where = f" in {row['place']}" if row.get("where") and row.get("place") else ""
    return f"{party}, {thing} {outcome}{where}{_period(row)}"


def _period(row: Row) -> str:
    until = row.get("to")
    if not until or until.startswith("alone "):
        return ""
    since = row.get("from") or until
    on, first = date_phrase(until), date_phrase(since)
    return f" on {on}" if since == until else f" from {first} to {on}"


def claim_words(row: Row) -> str:
    """ "Azerbaijan: “more than 5,000 Armenian servicemen” (as of 28 Oct 2020)"."""
    when = f" (as of {date_phrase(row['as_of'])})" if row["as_of"] and row["cover"] == "sum" else ""
    return f"{voice_words(row)}: “{row['quote']}”{when}"


def voice_words(row: Row) -> str:
    """Who says so: the claimant as named, else the publisher, else the document in its own voice."""
    speaker = row["claimant"] or row["publisher"]
    if speaker:
        return str(speaker).replace(";", " and")
    return f"“{row['title']}” in its own voice" if row.get("title") else "the document in its own voice"


def number_words(low: float | None, high: float | None) -> str:
    """Bounds in words: "3,825", "24 or more", "300,000 to 500,000"."""
    if low is None and high is None:
        return "a number not stated"
    if high is None:
        return f"{plain_number(cast('float', low))} or more"
    if low is None:
        return f"{plain_number(high)} or fewer"
    return plain_number(low) if low == high else f"{plain_number(low)} to {plain_number(high)}"


def sureness(rows: Iterable[Row]) -> float:
    """The reader's certainty that all of these are figures at all."""
    return min((float(row["certainty"]) for row in rows), default=1.0)
