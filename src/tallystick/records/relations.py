"""Relations between parties: support, mediation, recognition, sanction, break of relations."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from tallystick.records.base import Statement, digest
from tallystick.records.evidence import Modality

RelationKind = Literal["arms", "troops", "money", "support", "mediation", "recognition", "sanction", "break"]
RELATION_KINDS: tuple[RelationKind, ...] = get_args(RelationKind)


class Relation(Statement):
    """What a document says one party does for, with or against another."""

    id: str = Field(description="'r' and 12 hex digits of a SHA-256 over document id, span and both parties")
    kind: RelationKind
    actor: str = Field(description="who gives, mediates, recognises, sanctions or breaks off")
    target: str = Field(description="to or with whom; for mediation the parties, parted by '; '")
    claimant: str | None = None
    modality: Modality = Field("stated", description="denied where the text tells it only as rejected")
    denier: str | None = None
    start_date: str | None = None
    end_date: str | None = None

    @staticmethod
    def id_of(document: str, start: int, end: int, actor: str, target: str) -> str:
        """The id of a relation of these two told of at this span in that document."""
        return "r" + digest(document, start, end, actor, target)[:12]

    def expected_id(self) -> str:
        """The id that follows from span and parties."""
        return self.id_of(self.document, self.start, self.end, self.actor, self.target)
