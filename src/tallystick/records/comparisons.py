"""What is made of figures laid side by side: claims, tallies and findings."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from tallystick.records.base import Record
from tallystick.records.evidence import Modality
from tallystick.records.figures import Basis, Outcome, Qualifier, Thing

#: A claimant against the party counted: the party or its side, the other side, neither, or nobody named.
Stance = Literal["own", "adversary", "third", "unattributed"]
#: All but a counted claim were published; that one Tallystick made, of the rows of a list.
Role = Literal["rival", "counted", "item", "part", "superseded", "denied"]
FindingKind = Literal[
    "disagreement", "revision", "arithmetic", "containment", "denial", "dates", "repeat", "implausible"
]
ROLES: tuple[Role, ...] = get_args(Role)
STANCES: tuple[Stance, ...] = get_args(Stance)
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
    figures: tuple[str, ...] = Field(
        description="ids of the figures that say so, in the order of the documents; of rows counted the first few"
    )
    rows: int = Field(0, description="of how many rows of a list Tallystick counted it; 0 where it was published")
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
    figures: tuple[str, ...] = Field(description="ids of figures or other statements, the one in question first")
    certainty: float = Field(ge=0, le=1, description="how sure we are that this is what it says")
    notes: tuple[str, ...] = Field((), description="what narrows or weakens it")
    quiet: bool = Field(False, description="true where all is well: parts that add up")
    party: str | None = None
    outcome: Outcome | None = None
    thing: Thing | None = None
