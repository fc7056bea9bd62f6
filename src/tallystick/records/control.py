"""Control: who takes, holds or is to be given a place, from when, and who says so."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from tallystick.records.base import Statement, digest
from tallystick.records.evidence import Modality

#: What is said of the place: it changed hands, it is held, it is to be handed over, or it is fought over.
ControlForm = Literal["change", "held", "due", "contested"]
#: What the date is the date of: the change itself, its announcement, or a day by which it had come about.
ControlDate = Literal["change", "announcement", "by"]
#: What a text may imply only: who holds the place, who held it, which place "the town" is, or the day.
ControlImplied = Literal["holder", "former", "place", "date"]
PlaceKind = Literal["city", "town", "village", "settlement", "district", "area", "feature", "unknown"]
CONTROL_FORMS: tuple[ControlForm, ...] = get_args(ControlForm)
PLACE_KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)


class Control(Statement):
    """What a document says of who controls a place. `quote` is the words that say so, from holder to place at most."""

    id: str = Field(description="'c' and 12 hex digits of a SHA-256 over document id, span and place")
    place: str = Field(description="as in the text; where no name is given, the words: 'dozens of villages'")
    place_kind: PlaceKind = "unknown"
    named: bool = Field(True, description="false where the place is told by words only")
    form: ControlForm
    holder: str | None = Field(description="who takes or holds it; None where the text does not say")
    former: str | None = Field(None, description="who held it before")
    implied: tuple[ControlImplied, ...] = Field((), description="fields that the text only implies")
    start_date: str | None = Field(None, description="ISO 8601, possibly partial: the first day it may have been")
    end_date: str | None = Field(None, description="ISO 8601, possibly partial: the last day it may have been")
    edtf: str | None = None
    dated: ControlDate | None = Field(None, description="what the date is the date of")
    claimant: str | None = None
    modality: Modality = "stated"

    @staticmethod
    def id_of(document: str, start: int, end: int, place: str) -> str:
        """The id of what is said of this place at this span in that document."""
        return "c" + digest(document, start, end, place)[:12]

    def expected_id(self) -> str:
        """The id that follows from span and place."""
        return self.id_of(self.document, self.start, self.end, self.place)
