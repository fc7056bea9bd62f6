"""From figures to tallies and findings, as of a day where one is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.conflict import Conflict
from tallystick.reconcile.findings import findings_of
from tallystick.reconcile.frame import Laid, lay, settle
from tallystick.reconcile.rules import DEFAULT, rule
from tallystick.reconcile.tallies import Tallies, tallies_of
from tallystick.records import Denial, Document, Figure, Finding

if TYPE_CHECKING:
    from tallystick.ledger import Ledger


@dataclass(frozen=True)
class Reconciled:
    """The halves side by side. `left_out` figures were not yet claimed on the day asked for, or nobody knows when."""

    laid: Laid
    tallies: Tallies
    denials: tuple[Denial, ...] = ()
    first_day: str | None = None
    last_day: str | None = None
    known_on: str | None = None
    left_out: int = 0

    @cached_property
    def findings(self) -> list[Finding]:
        """What does not fit."""
        return findings_of(
            self.laid.frame, self.tallies, self.denials, self.first_day, self.last_day, self.laid.items
        )  # fmt: skip


def reconcile(
    figures: Iterable[Figure],
    documents: Iterable[Document],
    denials: Iterable[Denial] = (),
    *,
    conflict: Conflict | None = None,
    rule_name: str = DEFAULT,
    known_on: str | None = None,
) -> Reconciled:
    """Lay figures side by side, bound them under a rule and find what does not fit.

    With `known_on`, an ISO day, only what had been claimed by that day is used: see `claimed_on`. Raises RuleError
    where there is no such rule.
    """
    return reconcile_laid(
        lay(figures, documents, conflict), denials, conflict=conflict, rule_name=rule_name, known_on=known_on
    )


def reconcile_laid(
    laid: Laid,
    denials: Iterable[Denial] = (),
    *,
    conflict: Conflict | None = None,
    rule_name: str = DEFAULT,
    known_on: str | None = None,
) -> Reconciled:
    """The same from figures that are laid out already."""
    chosen, left_out = rule(rule_name), 0
    if known_on is not None:
        known = laid.known(known_on)
        left_out = len(laid.everything) - len(known.everything)
        laid = known
    tallies = tallies_of(laid, chosen)
    days = (conflict.first_day, conflict.last_day) if conflict else (None, None)
    return Reconciled(laid, tallies, tuple(denials), *days, known_on, left_out)


def reconcile_ledger(
    ledger: Ledger | str | Path,
    *,
    conflict: Conflict | None = None,
    rule_name: str = DEFAULT,
    known_on: str | None = None,
    recorded_before: str | None = None,
) -> Reconciled:
    """The same on a ledger, open or named by its path.

    With `recorded_before`, an ISO instant or day, only what the ledger held by then. Raises LedgerError where it
    cannot be opened or read.
    """
    from tallystick.ledger import open_ledger

    if isinstance(ledger, str | Path):
        with open_ledger(ledger) as opened:
            return reconcile_ledger(
                opened, conflict=conflict, rule_name=rule_name, known_on=known_on, recorded_before=recorded_before
            )
    laid = _lay_ledger(ledger, conflict, recorded_before)
    return reconcile_laid(
        laid, ledger.denials(recorded_before), conflict=conflict, rule_name=rule_name, known_on=known_on
    )


def _lay_ledger(ledger: Ledger, conflict: Conflict | None, recorded_before: str | None) -> Laid:
    """The ledger's figures as settled columns. Figures first: the document of each is then there too."""
    figures = ledger.figure_columns(recorded_before)
    return settle(figures, ledger.document_columns(recorded_before), conflict)
