"""Allegations of crimes: who accuses whom of what, and what the law did with it. Never facts, always states."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from tallystick.records.base import Statement, digest

#: Where the matter stands by these words: told by an accuser, denied by the accused, or before the law.
AllegationState = Literal[
    "alleged", "denied", "investigation", "arrest", "charge", "case", "trial", "conviction", "acquittal", "ruling",
]  # fmt: skip
ALLEGATION_STATES: tuple[AllegationState, ...] = get_args(AllegationState)


class Allegation(Statement):
    """Words by which somebody accuses another of a crime, or that tell what became of the accusation."""

    id: str = Field(description="'x' and 12 hex digits of a SHA-256 over document id and span")
    crime: str = Field(description="what is alleged, as the knowledge of crimes names it: 'war crimes', 'torture'")
    crime_quote: str = Field(description="the words for it in the text")
    state: AllegationState
    accuser: str | None = Field(None, description="who says it; None where the text does not say")
    accused: str | None = None
    victim: str | None = None
    place: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    of: str | None = Field(None, description="id of the allegation that this one denies or pursues, where it is near")

    @staticmethod
    def id_of(document: str, start: int, end: int) -> str:
        """The id of an allegation with this span in that document."""
        return "x" + digest(document, start, end)[:12]

    def expected_id(self) -> str:
        """The id that follows from the span."""
        return self.id_of(self.document, self.start, self.end)

    def references(self) -> tuple[str, ...]:
        """The allegation that it denies or pursues."""
        return (self.of,) if self.of is not None else ()
