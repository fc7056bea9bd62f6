"""Denials: words with which somebody rejects what another says."""

from __future__ import annotations

from pydantic import Field

from tallystick.records.base import Statement, digest


class Denial(Statement):
    """Words with which somebody rejects what another says, and the figures they reject where these are near.

    `quote` is the sentence, or the part of it that denies.
    """

    id: str = Field(description="'n' and 12 hex digits of a SHA-256 over document id and span")
    denier: str | None = Field(description="who rejects it; None where the text does not say")
    of: tuple[str, ...] = Field((), description="ids of the figures that are rejected")
    certainty: float = Field(ge=0, le=1)

    @staticmethod
    def id_of(document: str, start: int, end: int) -> str:
        """The id of a denial with this span in that document."""
        return "n" + digest(document, start, end)[:12]

    def expected_id(self) -> str:
        """The id that follows from the span."""
        return self.id_of(self.document, self.start, self.end)

    def references(self) -> tuple[str, ...]:
        """The figures it rejects."""
        return self.of
