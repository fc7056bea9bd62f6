"""What everything else speaks in: documents, and what they say.

Offsets are Unicode code points from the start of the document's text, end exclusive. Records are immutable, and their
ids follow from the document's text and the span alone, so that the same documents give the same ids.
"""

from tallystick.records.agreements import AGREEMENT_FORMS, Agreement, AgreementFate, AgreementForm, Obligation
from tallystick.records.allegations import ALLEGATION_STATES, Allegation, AllegationState
from tallystick.records.base import Change, Record, Review, Statement, Verdict, digest
from tallystick.records.comparisons import (
    FINDING_KINDS,
    ROLES,
    STANCES,
    Claim,
    Finding,
    FindingKind,
    Role,
    Stance,
    Tally,
)
from tallystick.records.control import CONTROL_FORMS, PLACE_KINDS, Control, ControlDate, ControlForm, PlaceKind
from tallystick.records.denials import Denial
from tallystick.records.documents import Document, Locator
from tallystick.records.events import EVENT_TYPES, Event, EventType
from tallystick.records.evidence import MODALITIES, Evidence, How, Modality, Slot
from tallystick.records.figures import (
    BASES,
    OUTCOMES,
    QUALIFIERS,
    THINGS,
    Basis,
    Figure,
    Outcome,
    PartForm,
    Qualifier,
    Thing,
)
from tallystick.records.read import PLURALS, STATEMENT_KINDS, STATEMENT_TYPES, Read, StatementKind
from tallystick.records.relations import RELATION_KINDS, Relation, RelationKind

__all__ = [
    "AGREEMENT_FORMS", "ALLEGATION_STATES", "BASES", "CONTROL_FORMS", "EVENT_TYPES", "FINDING_KINDS", "MODALITIES",
    "OUTCOMES", "PLACE_KINDS", "PLURALS", "QUALIFIERS", "RELATION_KINDS", "ROLES", "STANCES", "STATEMENT_KINDS",
    "STATEMENT_TYPES", "THINGS", "Agreement", "AgreementFate", "AgreementForm", "Allegation", "AllegationState",
    "Basis", "Change", "Claim", "Control", "ControlDate", "ControlForm", "Denial", "Document", "Event", "EventType",
    "Evidence", "Figure", "Finding", "FindingKind", "How", "Locator", "Modality", "Obligation", "Outcome", "PartForm",
    "PlaceKind", "Qualifier", "Read", "Record", "Relation", "RelationKind", "Review", "Role", "Slot", "Stance",
    "Statement", "StatementKind", "Tally", "Thing", "Verdict", "digest",
]  # fmt: skip
