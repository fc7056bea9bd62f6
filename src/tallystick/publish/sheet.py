"""Tallies, findings and rules as Python gets them: to print, to iterate, to show in a notebook, to have as a frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.publish.choosing import Choice, check_day
from tallystick.publish.chronicle.sources import statement_sources
from tallystick.publish.compared import FindingShown, SeriesShown, TallyShown, Terms
from tallystick.publish.comparing import (
    Numbering,
    is_worth_a_look,
    order_of,
    show_findings,
    show_tally,
    sources_of,
    terms_of,
)
from tallystick.publish.dated import Dated, dated_of
from tallystick.publish.series import series_claims, show_series
from tallystick.records import Finding, Tally

if TYPE_CHECKING:
    import polars as pl

    from tallystick.conflict import Conflict
    from tallystick.ledger import Ledger
    from tallystick.reconcile.reconciling import Reconciled
    from tallystick.reconcile.tallies import Tallies

#: The rule that is used where none is asked for.
DEFAULT_RULE = "floor-ceiling"


@dataclass(frozen=True)
class ShownTallies:
    """Tallies in words, counts over time, the numbers under which both cite, and how many tallies are left out."""

    tallies: tuple[TallyShown, ...]
    series: tuple[SeriesShown, ...]
    numbering: Numbering
    left_out: int


@dataclass(frozen=True)
class TallySheet:
    """Comparable counts beside each other, with low, best and high under a named rule.

    Print it, leave it as the last line of a notebook's cell, iterate over its records, or take its `frame()`. What is
    printed leaves out single claims of lesser things; records and frame have everything.
    """

    reconciled: Reconciled
    terms: Terms
    title: str | None = None
    choice: Choice = field(default_factory=Choice)

    @cached_property
    def _tallies(self) -> Tallies:
        claims = self.reconciled.tallies.claims.filter(self.choice.figures(self.reconciled.laid))
        return replace(self.reconciled.tallies, claims=claims)

    @cached_property
    def _records(self) -> list[Tally]:
        order = {party: at for at, party in enumerate(self.reconciled.laid.sides.parties)}
        return sorted(
            self._tallies.records(),
            key=lambda t: (t.party is None, order.get(t.party or "", len(order)), t.party or "", order_of(t), t.id),
        )

    def __iter__(self) -> Iterator[Tally]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._tallies)

    def cited(self) -> set[str]:
        """The ids of all figures that the tallies rest on."""
        return {id for tally in self for claim in tally.claims for id in claim.figures}

    def shown(self, everything: bool = False) -> ShownTallies:
        """The tallies in words; where not `everything` is asked for, those that are worth a look."""
        kept = [tally for tally in self if everything or is_worth_a_look(tally)]
        over_time = series_claims(self._tallies.claims)
        ids = [id for tally in kept for claim in tally.claims for id in claim.figures]
        ids += over_time["figures"].explode().drop_nulls().to_list()
        numbering = Numbering(sources_of(self.reconciled.laid.everything, ids))
        shown = tuple(show_tally(tally, numbering.sources, numbering) for tally in kept)
        return ShownTallies(shown, tuple(show_series(over_time, numbering)), numbering, len(self) - len(kept))

    def frame(self) -> pl.DataFrame:
        """A row a tally, as a data frame (Polars); the same columns as in CSV."""
        from tallystick.publish.frames import tally_frame

        return tally_frame(self._tallies)

    def _repr_html_(self) -> str:
        """The tallies as a notebook shows them."""
        from tallystick.publish.html import tallies_fragment

        return tallies_fragment(self)

    def __str__(self) -> str:
        from tallystick.publish.sheet_text import render_tallies

        return render_tallies(self)


@dataclass(frozen=True)
class FindingSheet:
    """What does not fit, and quietly what does: each finding with the figures it rests on.

    Print it, leave it as the last line of a notebook's cell, iterate over its records, or take its `frame()`. What is
    printed counts the quiet ones only; records and frame have everything.
    """

    reconciled: Reconciled
    terms: Terms
    title: str | None = None
    choice: Choice = field(default_factory=Choice)
    dated: Dated = field(default_factory=Dated)

    @cached_property
    def _records(self) -> list[Finding]:
        return self.choice.findings([*self.reconciled.findings, *self.dated.findings], self.reconciled.laid)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def cited(self) -> set[str]:
        """The ids of all figures that the findings rest on."""
        return {id for finding in self for id in finding.figures}

    def shown(self, everything: bool = False) -> tuple[tuple[FindingShown, ...], Numbering]:
        """The findings, loud ones only unless `everything` is asked for, and the numbers under which they cite."""
        kept = [one for one in self if everything or not one.quiet]
        sources = sources_of(self.reconciled.laid.everything, (id for one in kept for id in one.figures))
        numbering = Numbering(sources | statement_sources(self.dated.statements.values(), self.dated.documents))
        return show_findings(kept, numbering), numbering

    def frame(self) -> pl.DataFrame:
        """A row a finding, as a data frame (Polars); the same columns as in CSV."""
        from tallystick.publish.frames import finding_frame

        return finding_frame(self._records, self.terms)

    def _repr_html_(self) -> str:
        """The findings as a notebook shows them."""
        from tallystick.publish.html import findings_fragment

        return findings_fragment(self)

    def __str__(self) -> str:
        from tallystick.publish.sheet_text import render_findings

        return render_findings(self)


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule for low, best and high: its name, its version, and what it does."""

    name: str
    version: int
    description: str


@dataclass(frozen=True)
class RuleSheet:
    """The rules that there are. Print it, show it in a notebook, iterate over it, or take its `frame()`."""

    records: Sequence[RuleShown]

    def __iter__(self) -> Iterator[RuleShown]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def frame(self) -> pl.DataFrame:
        """A row a rule, as a data frame (Polars)."""
        import polars as pl

        schema = {"rule": pl.String, "rule_version": pl.Int64, "description": pl.String}
        return pl.DataFrame([(r.name, r.version, r.description) for r in self], schema, orient="row")

    def _repr_html_(self) -> str:
        """The rules as a notebook shows them."""
        from tallystick.publish.html import rules_fragment

        return rules_fragment(self)

    def __str__(self) -> str:
        from tallystick.publish.sheet_text import render_rules

        return render_rules(self)


def tallies(
    ledger: Ledger | str | Path,
    *,
    rule: str = DEFAULT_RULE,
    conflict: Conflict | None = None,
    party: str | None = None,
    outcome: str | None = None,
    thing: str | None = None,
    known_on: str | None = None,
    recorded_before: str | None = None,
) -> TallySheet:
    """Comparable counts of a ledger, open or named by its path, with low, best and high under a named rule.

    `known_on`, an ISO day, uses only what had been claimed by then; `recorded_before`, an ISO day or instant, only
    what the ledger held by then. Raises RuleError where there is no such rule, ValueError for a party, outcome, thing
    or day that is none, and LedgerError where the ledger cannot be opened or read.
    """
    choice = Choice(party, outcome, thing)
    reconciled = _reconciled(ledger, conflict, rule, known_on, recorded_before)
    choice.figures(reconciled.laid)
    return TallySheet(reconciled, terms_of(reconciled, recorded_before), _title(conflict), choice)


def findings(
    ledger: Ledger | str | Path,
    *,
    kinds: Sequence[str] = (),
    rule: str = DEFAULT_RULE,
    conflict: Conflict | None = None,
    party: str | None = None,
    outcome: str | None = None,
    thing: str | None = None,
    known_on: str | None = None,
    recorded_before: str | None = None,
) -> FindingSheet:
    """What does not fit in a ledger, open or named by its path: of all kinds, or of those named.

    All else is as in `tallies`. Quiet findings, such as sums that add up, are among the records, marked so.
    """
    from tallystick.ledger import open_ledger

    choice = Choice(party, outcome, thing, tuple(kinds))
    if isinstance(ledger, str | Path):
        with open_ledger(ledger) as opened:
            return findings(
                opened, kinds=kinds, rule=rule, conflict=conflict, party=party, outcome=outcome, thing=thing,
                known_on=known_on, recorded_before=recorded_before,
            )  # fmt: skip
    reconciled = _reconciled(ledger, conflict, rule, known_on, recorded_before)
    choice.figures(reconciled.laid)
    dated = dated_of(ledger, known_on, recorded_before)
    return FindingSheet(reconciled, terms_of(reconciled, recorded_before), _title(conflict), choice, dated)


def rules() -> RuleSheet:
    """The rules for low, best and high that there are, the program's own first."""
    from tallystick.reconcile.rules import rule, rule_names

    found = (rule(name) for name in rule_names())
    return RuleSheet(tuple(RuleShown(one.NAME, one.VERSION, one.DESCRIPTION) for one in found))


def _reconciled(
    ledger: Ledger | str | Path, conflict: Conflict | None, rule: str, known_on: str | None, recorded_before: str | None
) -> Reconciled:
    from tallystick.reconcile.reconciling import reconcile_ledger

    return reconcile_ledger(
        ledger, conflict=conflict, rule_name=rule, known_on=check_day(known_on), recorded_before=recorded_before
    )


def _title(conflict: Conflict | None) -> str | None:
    return conflict.title if conflict else None
