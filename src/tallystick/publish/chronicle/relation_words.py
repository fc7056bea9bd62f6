"""What is told of a relation between parties, in words."""

from __future__ import annotations

from tallystick.chronicle.relations import Tie
from tallystick.publish.chronicle.allegation_words import counted, days_words, where
from tallystick.records import Relation, RelationKind
from tallystick.wording.labels import MODALITY_WORDS

#: Heading of each kind. Under it the arrow says who does it to whom.
KINDS: dict[RelationKind, str] = {
    "arms": "Support with arms", "troops": "Support with troops", "money": "Support with money", "support": "Support",
    "mediation": "Mediation", "recognition": "Recognition", "sanction": "Sanctions", "break": "Break of relations",
}  # fmt: skip

__all__ = ["KINDS", "head_words", "telling_words", "title_words", "where"]


def head_words(ties: int, records: int) -> str:
    """ "3 relations from 5 passages." """
    return f"{counted(ties, 'relation')} from {counted(records, 'passage')}."


def title_words(tie: Tie) -> str:
    """ "Ruritania → Borduria, 3 Oct 2020"."""
    told = f"{tie.actor} → {tie.target}"
    days = days_words(tie.start_date, tie.end_date)
    return f"{told}, {days}" if days else told


def telling_words(record: Relation) -> str:
    """ "alleged by Borduria; denied by Ruritania"."""
    if record.modality == "denied":
        return f"told only as denied by {record.denier}"
    modality = MODALITY_WORDS.get(record.modality) or "told"
    told = f"{modality} by {record.claimant}" if record.claimant else f"{modality} by the document, in its own voice"
    return f"{told}; denied by {record.denier}" if record.denier else told
