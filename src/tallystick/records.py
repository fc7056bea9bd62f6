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
#: What a figure covers: all so far, what a stated period brought, one happening; unknown where the text leaves it open.
Basis = Literal["total", "increment", "incident", "unknown"]
#: A breakdown counts its total out; a selection names some of it.
PartForm = Literal["breakdown", "selection"]
#: A claimant against the party counted: the party or its side, the other side, neither, or nobody named.
Stance = Literal["own", "adversary", "third", "unattributed"]
#: How the reader came to a slot's value: it pointed at words of the text, a classifier of its own decided over the
#: whole sentence, or a deterministic rule did.
How = Literal["pointer", "classifier", "rule"]

QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
THINGS: tuple[Thing, ...] = get_args(Thing)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
BASES: tuple[Basis, ...] = get_args(Basis)
STANCES: tuple[Stance, ...] = get_args(Stance)


def digest(*parts: object) -> str:
    """SHA-256, in hex, over the parts joined by the unit separator, which no id or offset contains."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


class Record(BaseModel):
    """The base of all records: immutable, and nothing unknown is accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Locator(Record):
    """A stretch of a document's text that was a page, a table or an infobox of its file.

    A table has a row a line, its cells parted by " | "; an infobox a field a line.
    """

    kind: Literal["page", "table", "infobox"]
    number: int = Field(ge=1, description="which one of its kind in the file, from 1")
    start: int
    end: int


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
    # Left out where empty, so that origins recorded before there were such fields stay equal to new ones.
    language: str | None = Field(None, exclude_if=lambda tag: tag is None, description="tag the file gives: en-GB")
    locators: tuple[Locator, ...] = Field((), exclude_if=lambda found: not found, description="in order of `start`")

    @staticmethod
    def id_of(text: str) -> str:
        """The id of a document with this text."""
        return "d" + digest(text)[:12]

    def line_of(self, offset: int) -> int:
        """The 1-based line that holds this offset."""
        return self.text.count("\n", 0, offset) + 1

    def place_in_file(self, offset: int) -> str | None:
        """The page or table cell that holds this offset, "page 3, table 1, row 2, cell 4"; None where none does."""
        named: list[str] = []
        for locator in self.locators:
            if locator.start <= offset < locator.end:
                named.append(f"{locator.kind} {locator.number}")
                if locator.kind != "page":
                    row = self.text.rfind("\n", locator.start, offset) + 1 or locator.start
                    named.append(f"row {self.text.count(chr(10), locator.start, offset) + 1}")
                    named.append(f"cell {self.text.count(' | ', row, offset) + 1}")
        return ", ".join(named) or None


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
    part_form: PartForm | None = Field(None, description="whether the parts count the total out or name some of it")
    basis: Basis = Field("unknown", description="total so far, increment over a period, one incident, or unknown")
    since: str | None = Field(None, description="first day of the period an increment covers; `as_of` is its last")
    setting: str | None = Field(None, description="the date the text tells of at this point, where `as_of` is not said")
    revises: str | None = Field(None, description="id of the figure that the text says this one corrects")
    certainty: float = Field(1.0, ge=0, le=1, description="the reader's probability that this is a figure at all")
    evidence: tuple[Evidence, ...] = ()

    @staticmethod
    def id_of(document: str, start: int, end: int, low: float | None, high: float | None) -> str:
        """The id of a figure with this span and these bounds in that document."""
        bounds = ("open" if bound is None else float(bound) for bound in (low, high))
        return "f" + digest(document, start, end, *bounds)[:12]


class Denial(Record):
    """Words with which somebody rejects what another says, and the figures they reject where these are near."""

    id: str = Field(description="'n' and 12 hex digits of a SHA-256 over document id and span")
    document: str
    start: int
    end: int
    quote: str = Field(description="the sentence, or the part of it that denies")
    line: int
    denier: str | None = Field(description="who rejects it; None where the text does not say")
    of: tuple[str, ...] = Field((), description="ids of the figures that are rejected")
    certainty: float = Field(ge=0, le=1)

    @staticmethod
    def id_of(document: str, start: int, end: int) -> str:
        """The id of a denial with this span in that document."""
        return "n" + digest(document, start, end)[:12]


Role = Literal["rival", "item", "part", "superseded", "denied"]
FindingKind = Literal[
    "disagreement", "revision", "arithmetic", "containment", "denial", "dates", "repeat", "implausible"
]
ROLES: tuple[Role, ...] = get_args(Role)
FINDING_KINDS: tuple[FindingKind, ...] = get_args(FindingKind)


class Claim(Record):
    """What one voice says in a tally, with every figure in which it says so."""

    voice: str = Field(description="who speaks: a party, another claimant, a publisher, or the document itself")
    claimant: str | None = Field(description="the claimant as the document names it; None for its own voice")
    stance: Stance
    role: Role = Field(description="only rivals set bounds")
    low: float | None
    high: float | None
    qualifier: Qualifier
    modality: Modality
    basis: Basis
    as_of: str | None
    quote: str
    doubts: tuple[str, ...] = ()
    figures: tuple[str, ...] = Field(description="ids of the figures that say so, in the order of the documents")
    sets: tuple[Literal["low", "best", "high"], ...] = Field((), description="the bounds of the tally that it sets")


class Tally(Record):
    """The comparable figures of one thing, with low, best and high under a named rule; None where it cannot say."""

    id: str = Field(description="'t' and 12 hex digits of a SHA-256 over what is counted")
    party: str | None
    parties: str | None = Field(description="all parties counted, where they are more than one")
    outcome: Outcome
    thing: Thing
    kind: str = Field(description="the thing, with what the words of the count take in besides")
    unit: str
    cover: Literal["sum", "period", "incident"]
    since: str | None
    until: str | None
    place: str | None = Field(description="the place the count is limited to, folded; None for the whole war")
    window: str = Field(description="'war', or 'before' where the count is set before the first day of the conflict")
    low: float | None
    best: float | None
    high: float | None
    high_is_open: bool = Field(False, description="true where the claim that sets high says this many or more")
    rule: str
    rule_version: int
    claims: tuple[Claim, ...]


class Finding(Record):
    """Something a reader must know, in one sentence, with the figures it rests on."""

    id: str = Field(description="'g' and 12 hex digits of a SHA-256 over kind and figures")
    kind: FindingKind
    summary: str
    figures: tuple[str, ...] = Field(description="ids, the one in question first")
    certainty: float = Field(ge=0, le=1, description="how sure we are that this is what it says")
    notes: tuple[str, ...] = Field((), description="what narrows or weakens it")
    quiet: bool = Field(False, description="true where all is well: parts that add up")
    party: str | None = None
    outcome: Outcome | None = None
    thing: Thing | None = None
