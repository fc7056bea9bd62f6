"""Which tallies and findings are asked for: by party, outcome, thing and kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tallystick.records import FINDING_KINDS, OUTCOMES, THINGS, Finding

if TYPE_CHECKING:
    import polars as pl

    from tallystick.reconcile.frame import Laid

#: How `party` asks for figures that name none.
NO_PARTY = "not stated"
_FAMILIES = tuple(dict.fromkeys(thing.split(".")[0] for thing in THINGS))
_FEW = 20
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for; None and empty ask for everything. `thing` may be a family, such as "person".

    Raises ValueError for an outcome, thing or kind that does not exist, with what does.
    """

    party: str | None = None
    outcome: str | None = None
    thing: str | None = None
    kinds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.outcome is not None:
            _check("outcome", self.outcome, OUTCOMES)
        if self.thing is not None:
            _check("thing", self.thing, (*THINGS, *_FAMILIES))
        for kind in self.kinds:
            _check("kind of finding", kind, FINDING_KINDS)

    def figures(self, laid: Laid) -> pl.Expr:
        """The condition that rows of figures or claims must meet. Raises ValueError for a party that nothing counts."""
        import polars as pl

        condition = pl.lit(True)
        if self.party is not None:
            if self.party.casefold() == NO_PARTY:
                condition &= pl.col("parties").is_null()
            else:
                name = party_named(self.party, laid)
                condition &= pl.col("parties").str.split("; ").list.contains(name).fill_null(False)
        if self.outcome is not None:
            condition &= pl.col("outcome") == self.outcome
        if self.thing is not None:
            condition &= (pl.col("thing") == self.thing) | pl.col("thing").str.starts_with(self.thing + ".")
        return condition

    def findings(self, found: Iterable[Finding], laid: Laid) -> list[Finding]:
        """Those findings that are of a kind asked for and rest on a figure asked for."""
        kept = [one for one in found if not self.kinds or one.kind in self.kinds]
        if (self.party, self.outcome, self.thing) == (None, None, None):
            return kept
        ids = set(laid.everything.filter(self.figures(laid))["id"])
        return [one for one in kept if not ids.isdisjoint(one.figures)]


def check_day(text: str | None) -> str | None:
    """The ISO day as it is, checked. Raises ValueError on anything else, also on a month or a year."""
    if text is None:
        return None
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError(f"{text[:60]!r} is no day; write it as 2020-10-07") from error


def party_named(name: str, laid: Laid) -> str:
    """The party that a name means, as the figures have it. Raises ValueError where no figure counts such a party."""
    counted = laid.everything["parties"].drop_nulls().unique().str.split("; ").explode().unique().sort().to_list()
    known = {party.casefold(): party for party in (*laid.sides.parties, *counted)}
    found = known.get(" ".join(name.split()).casefold()) or laid.sides.party_of(name)
    if found is None:
        raise ValueError(f"no figure counts {name!r}; {_offer(name, list(known.values()))}, or {NO_PARTY!r}")
    return found


def _check(what: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise ValueError(f"{value!r} is no {what}; {_offer(value, known)}")


def _offer(value: str, known: Sequence[str]) -> str:
    """Names to choose from: all where they are few, else those near, else the first of them."""
    from difflib import get_close_matches

    if len(known) <= _FEW:
        return f"choose from {', '.join(known)}"
    folded = {name.casefold(): name for name in known}
    near = [folded[name] for name in get_close_matches(value.casefold(), list(folded), n=3, cutoff=0.6)]
    return f"near it: {', '.join(near)}" if near else f"choose from {', '.join(known[:_FEW])}, ..."
