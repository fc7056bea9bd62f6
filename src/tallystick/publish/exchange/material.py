"""What formats write from: the records of a ledger at one moment, side by side, and the places they name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, cast

from tallystick.chronicle.dates import date_findings
from tallystick.chronicle.linking import link
from tallystick.chronicle.timeline import Entry, in_time
from tallystick.publish.exchange.placing import Placer
from tallystick.publish.sheet import DEFAULT_RULE
from tallystick.reconcile.reconciling import Reconciled, reconcile
from tallystick.records import (
    PLURALS,
    STATEMENT_KINDS,
    Agreement,
    Control,
    Denial,
    Document,
    Event,
    Figure,
    Finding,
    Obligation,
    Stance,
    Statement,
    StatementKind,
    Tally,
)

if TYPE_CHECKING:
    from tallystick.conflict import Conflict
    from tallystick.ledger import Ledger


#: The kinds of statements that make up the chronicle, in the order in which formats have them.
CHRONICLE: tuple[StatementKind, ...] = tuple(kind for kind in STATEMENT_KINDS if kind not in ("figure", "denial"))


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
    told: Mapping[StatementKind, Sequence[Statement]] = field(default_factory=dict)

    def chronicle(self) -> Iterator[tuple[StatementKind, Sequence[Statement]]]:
        """Each kind of the chronicle with its statements, as they stand in the text."""
        for kind in CHRONICLE:
            yield kind, self.told.get(kind, ())

    def counted(self, *kinds: StatementKind) -> Iterator[tuple[str, int]]:
        """How many statements of these kinds there are, by what they are called; those that there are none of not."""
        for kind in kinds:
            if many := len(self.told.get(kind, ())):
                yield "statements of control" if kind == "control" else PLURALS[kind], many

    @property
    def events(self) -> Sequence[Event]:
        """The events, as they stand in the text."""
        return cast("Sequence[Event]", self.told.get("event", ()))

    @cached_property
    def happenings(self) -> list[Entry]:
        """What the events tell of, in the order of time; events that tell one thing are one."""
        return in_time(link(self.events, self.documents))

    @cached_property
    def happening_of(self) -> dict[str, tuple[str, str | None]]:
        """By the id of an event, the id of the happening that it tells, and why it is put to another event's."""
        found: dict[str, tuple[str, str | None]] = {}
        for entry in self.happenings:
            reasons = {one.event: one.reason for one in entry.happening.links}
            for event in entry.happening.events:
                found[event.id] = entry.happening.id, reasons.get(event.id)
        return found

    @cached_property
    def date_findings(self) -> list[Finding]:
        """What does not fit in the dates of the chronicle; these rest on its statements and on no figure."""
        return date_findings(
            self.events,
            self.documents.values(),
            cast("Sequence[Control]", self.told.get("control", ())),
            cast("Sequence[Agreement]", self.told.get("agreement", ())),
            cast("Sequence[Obligation]", self.told.get("obligation", ())),
        )

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
        columns = self.reconciled.laid.everything.select("id", "home", "voice", "stance", "doubts").iter_rows()
        return {
            id: Stands(home, voice, cast("Stance", stance), tuple(doubts.split("; ")) if doubts else ())
            for id, home, voice, stance, doubts in columns
        }

    def figures_of(self, tally: Tally) -> Iterator[Figure]:
        """The figures of a tally, in the order of its claims."""
        return (self.figures[id] for claim in tally.claims for id in claim.figures)


def gather(ledger: Ledger, conflict: Conflict | None = None, rule: str = DEFAULT_RULE) -> Material:
    """The material of an open ledger. Raises RuleError where there is no such rule, LedgerError where it is unreadable.

    Statements are asked for first: what others append meanwhile may add documents, but takes none away.
    """
    figures, denials = ledger.figures(), tuple(ledger.denials())
    told: dict[StatementKind, Sequence[Statement]] = {kind: ledger.statements(kind) for kind in CHRONICLE}
    documents = {document.id: document for document in ledger.documents()}
    reconciled = reconcile(figures, documents.values(), denials, conflict=conflict, rule_name=rule)
    origins = {id: ledger.origins(id) for id in documents}
    return Material(
        documents, origins, {figure.id: figure for figure in figures}, denials, reconciled, _readings(ledger), conflict,
        told,
    )  # fmt: skip


def _readings(ledger: Ledger) -> dict[str, Reading]:
    """The last reading of each document, by document."""
    found = {
        entry.document: Reading(entry.document, str(json.loads(entry.body)["fingerprint"]), entry.recorded_at)
        for entry in ledger.entries()
        if entry.kind == "reading"
    }
    return dict(sorted(found.items()))
