"""Events: dated happenings. Types and field names are those of the annotation guide (version 1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from pydantic import Field

from tallystick.records.base import Quotation, Statement, digest
from tallystick.records.evidence import Evidence, quotations_of

EventType = Literal[
    "attack", "strike", "capture", "withdrawal", "ceasefire", "violation", "agreement", "mobilisation", "deployment",
    "diplomacy", "statement", "detention", "dismissal", "protest", "release", "law", "commemoration", "harm", "other",
]  # fmt: skip
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)


class Event(Statement):
    """Something that took place on a day or span of days the text gives. `quote` is the trigger.

    `start_date` and `end_date` are ISO 8601, inclusive, possibly partial ("2020-11"); a single day has both the same.
    """

    id: str = Field(description="'e' and 12 hex digits of a SHA-256 over document id, span and start date")
    type: EventType
    start_date: str
    end_date: str
    edtf: str = Field(description="the date as EDTF, which keeps what is uncertain of it")
    actor: str | None = Field(None, description="who does it, by canonical name")
    target: str | None = Field(None, description="to whom or what it is done")
    place: str | None = None
    claimant: str | None = Field(None, description="who asserts it; None for the document's own voice")
    evidence: tuple[Evidence, ...] = ()

    @staticmethod
    def id_of(document: str, start: int, end: int, start_date: str) -> str:
        """The id of an event with this trigger and first day in that document."""
        return "e" + digest(document, start, end, start_date)[:12]

    def expected_id(self) -> str:
        """The id that follows from trigger and first day."""
        return self.id_of(self.document, self.start, self.end, self.start_date)

    def quotations(self) -> Iterator[Quotation]:
        """The words of its slots."""
        return quotations_of(self.evidence)
