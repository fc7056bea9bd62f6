"""Where the slots of a record came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from pydantic import Field

from tallystick.records.base import Quotation, Record

Slot = Literal[
    "thing", "outcome", "party", "actor", "claimant", "modality", "as_of", "place", "part_of", "type", "date", "target",
]  # fmt: skip
#: How the reader came to a slot's value: it pointed at words of the text, a classifier of its own decided over the
#: whole sentence, or a deterministic rule did.
How = Literal["pointer", "classifier", "rule"]
#: How a claim is made: plainly, as a claim or report, as verified, or told only to be denied.
Modality = Literal["stated", "alleged", "confirmed", "denied"]

MODALITIES: tuple[Modality, ...] = get_args(Modality)


class Evidence(Record):
    """Where one slot of a figure or event came from. `start` and `end` are None where no words of the text carry it."""

    slot: Slot
    how: How
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    certainty: float = Field(ge=0, le=1, description="the reader's own probability, not a measured one")


def quotations_of(evidence: Iterable[Evidence]) -> Iterator[Quotation]:
    """The words that carry slots; slots that no words carry are left out."""
    for one in evidence:
        if (one.start, one.end, one.quote) != (None, None, None):
            yield Quotation(one.slot, one.start, one.end, one.quote)
