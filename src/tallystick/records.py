"""What everything else speaks in: documents, spans and figures.

Offsets are Unicode code points from the start of the document's text, end exclusive. Vocabularies and field names are
those of the annotation guide (version 1). Records are immutable, and their ids follow from the document's text and
the span alone, so that the same documents give the same ids.
"""

from __future__ import annotations

import hashlib
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

Qualifier = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "range", "vague"]
Outcome = Literal[
    "killed", "wounded", "casualties", "missing", "captured", "detained", "released", "displaced", "deserted",
    "destroyed", "damaged", "abandoned", "lost", "seized", "deployed", "violations", "cost",
]  # fmt: skip
Thing = Literal[
    "person.military", "person.civilian", "person.journalist", "person.mercenary", "person.mixed", "person.unspecified",
    "equipment.tank", "equipment.armoured_vehicle", "equipment.vehicle", "equipment.artillery",
    "equipment.air_defence", "equipment.missile_launcher", "equipment.helicopter", "equipment.aircraft",
    "equipment.drone", "equipment.ship", "equipment.other", "equipment.mixed",
    "structure.dwelling", "structure.civilian", "structure.military", "structure.cultural",
    "place.city", "place.town", "place.village", "place.settlement", "territory.area",
    "event.violation", "money",
]  # fmt: skip
Modality = Literal["stated", "alleged", "confirmed", "denied"]
Slot = Literal["thing", "outcome", "party", "actor", "claimant", "modality", "as_of", "place", "part_of"]
#: How the reader came to a slot's value: it pointed at words of the text, a classifier of its own decided over the
#: whole sentence, or a deterministic rule did.
How = Literal["pointer", "classifier", "rule"]

QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
THINGS: tuple[Thing, ...] = get_args(Thing)
MODALITIES: tuple[Modality, ...] = get_args(Modality)


def digest(*parts: object) -> str:
    """SHA-256, in hex, over the parts joined by the unit separator, which no id or offset contains."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


class Record(BaseModel):
    """The base of all records: immutable, and nothing unknown is accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Document(Record):
    """A text with its source. Two files with the same text are one document."""

    id: str = Field(description="'d' and 12 hex digits of the SHA-256 of the text")
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = Field(None, description="ISO 8601 date of publication, possibly partial")
    url: str | None = None
    path: str = Field(description="where it was read from, as given by the user")
    sha256: str = Field(description="of the bytes it was read from")

    @staticmethod
    def id_of(text: str) -> str:
        """The id of a document with this text."""
        return "d" + digest(text)[:12]

    def line_of(self, offset: int) -> int:
        """The 1-based line that holds this offset."""
        return self.text.count("\n", 0, offset) + 1


class Evidence(Record):
    """Where one slot of a figure came from. `start` and `end` are None where no words of the text carry it."""

    slot: Slot
    how: How
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    certainty: float = Field(ge=0, le=1, description="the reader's own probability, not a measured one")


class Figure(Record):
    """A claimed count of harm, loss, capture, displacement, territory or force, with its exact words.

    `low` and `high` are the published bounds, normalised; None is open. Percentages are 0 to 100, shares 0 to 1.
    """

    id: str = Field(description="'f' and 12 hex digits of a SHA-256 over document id, span and bounds")
    document: str = Field(description="the document's id")
    start: int
    end: int
    quote: str
    line: int = Field(description="1-based line of `start`")
    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str = Field("count", description="count, percent, share, km2, ha, sqmi, or an ISO 4217 currency code")
    thing: Thing
    outcome: Outcome
    party: str | None = None
    actor: str | None = None
    claimant: str | None = None
    modality: Modality = "stated"
    as_of: str | None = Field(None, description="ISO 8601 date, possibly partial")
    place: str | None = None
    part_of: str | None = Field(None, description="id of the figure that this one is a part of")
    certainty: float = Field(1.0, ge=0, le=1, description="the reader's probability that this is a figure at all")
    evidence: tuple[Evidence, ...] = ()

    @staticmethod
    def id_of(document: str, start: int, end: int, low: float | None, high: float | None) -> str:
        """The id of a figure with this span and these bounds in that document."""
        bounds = ("open" if bound is None else float(bound) for bound in (low, high))
        return "f" + digest(document, start, end, *bounds)[:12]
