"""The base of all records: immutable, validated, and with ids that follow from the text and the span alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field


def digest(*parts: object) -> str:
    """SHA-256, in hex, over the parts joined by the unit separator, which no id or offset contains."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


class Record(BaseModel):
    """The base of all records: immutable, and nothing unknown is accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid")


#: What reviewers made of a statement.
Verdict = Literal["corrected", "rejected", "accepted", "added"]
Value = str | int | float | bool | None | tuple[str | int, ...]


class Change(Record):
    """A field that a reviewer corrected: what was published, and what the reviewer put beside it."""

    field: str
    published: Value
    corrected: Value


class Review(Record):
    """What reviewers made of a statement. What was published stays in the ledger as it was."""

    verdict: Verdict
    by: str
    why: str
    entry: int = Field(description="number of the ledger's entry that decided")
    recorded_at: str
    changes: tuple[Change, ...] = Field((), description="by the names of the fields")
    kept: bool = Field(False, description="true where the document's last reading no longer gives the statement")
    instead_of: str | None = Field(None, description="id of the statement it stands for, which that reading gives")
    read_otherwise: tuple[str, ...] = Field((), description="fields that are read otherwise since it was judged")
    against: tuple[int, ...] = Field((), description="entries of other reviewers who judged otherwise, unseen by this")


class Quotation(NamedTuple):
    """Words that a record quotes, what they are quoted for, and where they stand; all None where none are."""

    what: str
    start: int | None
    end: int | None
    quote: str | None


class Statement(Record):
    """Something that a document says, with its exact words: what a reader finds and a ledger keeps.

    Offsets are Unicode code points from the start of the document's text, end exclusive. The id begins with a letter
    of the record's kind, and 12 hex digits of a SHA-256 follow.
    """

    id: str
    document: str = Field(description="the document's id")
    start: int
    end: int
    quote: str
    line: int = Field(description="1-based line of `start`")
    certainty: float = Field(1.0, ge=0, le=1, description="the reader's own probability, not a measured one")
    # Left out where there is none, as it is in everything a reading gives.
    review: Review | None = Field(
        None, exclude_if=lambda review: review is None, description="what reviewers made of it"
    )

    def expected_id(self) -> str:
        """The id that follows from what the record says. Every kind has its own."""
        raise NotImplementedError

    def references(self) -> Iterable[str]:
        """The ids of other statements in its document that it names."""
        return ()

    def quotations(self) -> Iterable[Quotation]:
        """What it quotes of the text besides its own span."""
        return ()

    def fault(self) -> str | None:
        """What is wrong with it whatever the text says, in words; None where nothing is."""
        return None
