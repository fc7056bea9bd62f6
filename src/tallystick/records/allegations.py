"""Allegations of crimes: who accuses whom of what, and what the law did with it. Never facts, always states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from pydantic import Field

from tallystick.records.base import Quotation, Statement, digest

#: Where the matter stands by these words: told by an accuser, denied by the accused, or before the law.
AllegationState = Literal[
    "alleged", "denied", "investigation", "arrest", "charge", "case", "trial", "conviction", "acquittal", "ruling",
]  # fmt: skip
ALLEGATION_STATES: tuple[AllegationState, ...] = get_args(AllegationState)


class Allegation(Statement):
    """Words by which somebody accuses another of a crime, or that tell what became of the accusation."""

    id: str = Field(description="'x' and 12 hex digits of a SHA-256 over document id, span and crime")
    crime: str = Field(description="what is alleged, as the knowledge of crimes names it: 'war crimes', 'torture'")
    crime_quote: str = Field(description="the words for it in the text")
    crime_span: tuple[int, int] = Field(description="where these words stand")
    state: AllegationState
    accuser: str | None = Field(None, description="who says it; None for the document's own voice, or where not said")
    accused: str | None = None
    denier: str | None = Field(None, description="who rejects it, where the state is 'denied'")
    authority: str | None = Field(None, description="the court, prosecutor or state that acts, where the law does")
    victim: str | None = None
    place: str | None = None
    start_date: str | None = Field(None, description="ISO 8601, possibly partial: first day of the alleged deed")
    end_date: str | None = None
    of: str | None = Field(None, description="id of the allegation that this one denies or pursues, where it is near")

    @staticmethod
    def id_of(document: str, start: int, end: int, crime: str) -> str:
        """The id of an allegation of this crime with this span in that document."""
        return "x" + digest(document, start, end, crime)[:12]

    def expected_id(self) -> str:
        """The id that follows from span and crime."""
        return self.id_of(self.document, self.start, self.end, self.crime)

    def references(self) -> tuple[str, ...]:
        """The allegation that it denies or pursues."""
        return (self.of,) if self.of is not None else ()

    def quotations(self) -> Iterator[Quotation]:
        """The words for the crime."""
        yield Quotation("crime", *self.crime_span, self.crime_quote)
