"""Agreements, ceasefires among them, and the obligations they lay down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from pydantic import Field

from tallystick.records.base import Quotation, Statement, digest
from tallystick.records.evidence import Modality

AgreementForm = Literal["ceasefire", "treaty", "protocol", "statement", "exchange", "other"]
#: What the text says became of it. "violated" is told of one that is not said to have ended.
AgreementFate = Literal["broken", "violated", "held", "ended"]
AGREEMENT_FORMS: tuple[AgreementForm, ...] = get_args(AgreementForm)


class Agreement(Statement):
    """A ceasefire or treaty as a document tells of it; further mentions of it in that document are `mentions`."""

    id: str = Field(description="'a' and 12 hex digits of a SHA-256 over document id and span")
    name: str = Field(description="as the text calls it")
    form: AgreementForm
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = Field((), description="who brought it about without being said to be a party")
    signed: str | None = Field(None, description="ISO 8601 date of signature or announcement, possibly partial")
    in_force: str | None = Field(None, description="ISO 8601 date from which it holds, possibly partial")
    in_force_at: str | None = Field(None, description="the instant in UTC, '2020-11-09T21:00Z'; None where not stated")
    term: str | None = Field(None, description="ISO 8601 duration for which it was made: P5D")
    fate: AgreementFate | None = None
    fate_date: str | None = None
    fate_span: tuple[int, int] | None = Field(None, description="where the text tells what became of it")
    fate_words: str | None = Field(None, description="the words there: 'within minutes'")
    claimant: str | None = Field(None, description="who says that it was made; None for the document's own voice")
    modality: Modality = "stated"
    mentions: tuple[tuple[int, int], ...] = Field((), description="where else the document tells of it")
    doubts: tuple[str, ...] = Field((), description="what in the words does not fit: a date that does not exist")

    @staticmethod
    def id_of(document: str, start: int, end: int) -> str:
        """The id of an agreement told of at this span in that document."""
        return "a" + digest(document, start, end)[:12]

    def expected_id(self) -> str:
        """The id that follows from the span."""
        return self.id_of(self.document, self.start, self.end)

    def quotations(self) -> Iterator[Quotation]:
        """The words that tell what became of it."""
        if self.fate_span:
            yield Quotation("fate", *self.fate_span, self.fate_words)


class Obligation(Statement):
    """What somebody must do under an agreement. `quote` is the words that lay it down."""

    id: str = Field(description="'o' and 12 hex digits of a SHA-256 over document id, span and agreement")
    agreement: str = Field(description="id of the agreement")
    who: tuple[str, ...] = Field((), description="who must do it; empty where it binds all parties or is not said")
    who_words: str | None = Field(None, description="the words for who must: 'both sides'")
    deed: str = Field(description="the verb with its object, as in the text")
    place: str | None = None
    deadline: str | None = Field(None, description="ISO 8601 date by which it must be done, possibly partial")
    since: str | None = Field(None, description="ISO 8601 date or UTC instant from which it binds")
    term: str | None = Field(None, description="ISO 8601 duration for which it binds: P5Y")
    mentions: tuple[tuple[int, int], ...] = Field((), description="where else the document tells of it")
    doubts: tuple[str, ...] = Field((), description="what in the words does not fit: a date that does not exist")

    @staticmethod
    def id_of(document: str, start: int, end: int, agreement: str) -> str:
        """The id of an obligation laid down at this span under that agreement."""
        return "o" + digest(document, start, end, agreement)[:12]

    def expected_id(self) -> str:
        """The id that follows from span and agreement."""
        return self.id_of(self.document, self.start, self.end, self.agreement)

    def references(self) -> tuple[str, ...]:
        """The agreement that lays it down."""
        return (self.agreement,)
