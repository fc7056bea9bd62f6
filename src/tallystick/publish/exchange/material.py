"""What formats write from: the records of a ledger at one moment, side by side, and the places they name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, cast

from tallystick.publish.exchange.placing import Placer
from tallystick.publish.sheet import DEFAULT_RULE
from tallystick.reconcile.reconciling import Reconciled, reconcile
from tallystick.records import Denial, Document, Figure, Finding, Stance, Tally

if TYPE_CHECKING:
    from tallystick.conflict import Conflict
    from tallystick.ledger import Ledger


class Stands(NamedTuple):
    """How a figure stands: whom it is listed under, who speaks, and how that one stands to the party."""

    party: str | None
    voice: str
    stance: Stance
    doubts: tuple[str, ...]


class Reading(NamedTuple):
    """The reading of a document that its figures come from: who read it, and when that was recorded."""

    document: str
    fingerprint: str
    recorded_at: str


@dataclass(frozen=True)
class Material:
    """All records by id, documents in the order of their paths, figures as they stand in the text."""

    documents: dict[str, Document]
    origins: dict[str, list[Document]]
    figures: dict[str, Figure]
    denials: tuple[Denial, ...]
    reconciled: Reconciled
    readings: dict[str, Reading]
    conflict: Conflict | None = None

    @property
    def title(self) -> str | None:
        """The conflict's title."""
        return self.conflict.title if self.conflict else None

    @cached_property
    def tallies(self) -> list[Tally]:
        """The tallies, by party, outcome and thing."""
        return list(self.reconciled.tallies.records())

    @property
    def findings(self) -> list[Finding]:
        """What does not fit, quiet ones too."""
        return self.reconciled.findings

    @cached_property
    def places(self) -> Placer:
        """Where the places that figures name lie."""
        return Placer(self.documents, self.conflict)

    @cached_property
    def standings(self) -> dict[str, Stands]:
        """How each figure stands, by its id."""
        columns = self.reconciled.laid.frame.select("id", "home", "voice", "stance", "doubts").iter_rows()
        return {
            id: Stands(home, voice, cast("Stance", stance), tuple(doubts.split("; ")) if doubts else ())
            for id, home, voice, stance, doubts in columns
        }

    def figures_of(self, tally: Tally) -> Iterator[Figure]:
        """The figures of a tally, in the order of its claims."""
        return (self.figures[id] for claim in tally.claims for id in claim.figures)


def gather(ledger: Ledger, conflict: Conflict | None = None, rule: str = DEFAULT_RULE) -> Material:
    """The material of an open ledger. Raises RuleError where there is no such rule, LedgerError where it is unreadable.

    Figures are asked for first: what others append meanwhile may add documents, but takes none away.
    """
    figures, denials = ledger.figures(), tuple(ledger.denials())
    documents = {document.id: document for document in ledger.documents()}
    reconciled = reconcile(figures, documents.values(), denials, conflict=conflict, rule_name=rule)
    origins = {id: ledger.origins(id) for id in documents}
    return Material(
        documents, origins, {figure.id: figure for figure in figures}, denials, reconciled, _readings(ledger), conflict
    )


def _readings(ledger: Ledger) -> dict[str, Reading]:
    """The last reading of each document, by document."""
    found = {
        entry.document: Reading(entry.document, str(json.loads(entry.body)["fingerprint"]), entry.recorded_at)
        for entry in ledger.entries()
        if entry.kind == "reading"
    }
    return dict(sorted(found.items()))
