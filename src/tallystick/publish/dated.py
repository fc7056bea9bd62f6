"""What does not fit in days: findings that rest on events and agreements, with the statements they cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tallystick.records import Agreement, Control, Document, Event, Finding, Obligation, Statement

if TYPE_CHECKING:
    from tallystick.ledger import Ledger


@dataclass(frozen=True)
class Dated:
    """Findings of days, the statements that they rest on by id, and the documents of these by id."""

    findings: tuple[Finding, ...] = ()
    statements: Mapping[str, Statement] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)


def dated_of(ledger: Ledger, known_on: str | None = None, recorded_before: str | None = None) -> Dated:
    """What does not fit in the days that a ledger tells of, as it was known and recorded by then."""
    from tallystick.chronicle.known import Known

    documents = {document.id: document for document in ledger.documents(recorded_before)}
    known = Known(documents, known_on)
    return misfits(
        documents,
        known.of(ledger.statements("event", recorded_before)),
        known.of(ledger.statements("control", recorded_before)),
        known.of(ledger.statements("agreement", recorded_before)),
        known.of(ledger.statements("obligation", recorded_before)),
    )


def misfits(
    documents: Mapping[str, Document],
    events: Sequence[Event],
    control: Sequence[Control],
    agreements: Sequence[Agreement],
    obligations: Sequence[Obligation],
) -> Dated:
    """What does not fit in the days of these statements."""
    from tallystick.chronicle.dates import date_findings

    found = date_findings(events, documents.values(), control, agreements, obligations)
    cited = {id for finding in found for id in finding.figures}
    told: tuple[Statement, ...] = (*events, *control, *agreements, *obligations)
    return Dated(tuple(found), {one.id: one for one in told if one.id in cited}, documents)
