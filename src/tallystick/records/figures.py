"""Figures: claimed counts of harm, loss, capture, displacement, territory or force.

Vocabularies and field names are those of the annotation guide (version 1).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal, get_args

from pydantic import Field

from tallystick.records.base import Quotation, Statement, digest
from tallystick.records.evidence import Evidence, Modality, quotations_of

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
#: What a figure covers: all so far, what a stated period brought, one happening; unknown where the text leaves it open.
Basis = Literal["total", "increment", "incident", "unknown"]
#: A breakdown counts its total out; a selection names some of it.
PartForm = Literal["breakdown", "selection"]

QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
THINGS: tuple[Thing, ...] = get_args(Thing)
BASES: tuple[Basis, ...] = get_args(Basis)


class Figure(Statement):
    """A claimed count of harm, loss, capture, displacement, territory or force, with its exact words.

    `low` and `high` are the published bounds, normalised; None is open. Percentages are 0 to 100, shares 0 to 1.
    """

    id: str = Field(description="'f' and 12 hex digits of a SHA-256 over document id, span and bounds")
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

    def expected_id(self) -> str:
        """The id that follows from span and bounds."""
        return self.id_of(self.document, self.start, self.end, self.low, self.high)

    def references(self) -> Iterator[str]:
        """The total it is a part of, and the figure it corrects."""
        yield from (id for id in (self.part_of, self.revises) if id is not None)

    def quotations(self) -> Iterator[Quotation]:
        """The words of its slots."""
        return quotations_of(self.evidence)

    def fault(self) -> str | None:
        """A bound that is not a finite number."""
        finite = all(bound is None or math.isfinite(bound) for bound in (self.low, self.high))
        return None if finite else "a bound is not a finite number"
