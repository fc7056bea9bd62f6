"""From the reader's logits of a trigger to the slots of an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tallystick.extraction.network.candidates import Candidate
from tallystick.extraction.network.decoding import Logits, Pointed, logistic, point, softmax
from tallystick.extraction.network.tensors import POINTERS
from tallystick.extraction.network.triggers import OF_EVENT
from tallystick.extraction.network.windows import Option
from tallystick.records import EVENT_TYPES, EventType

#: A word triggers an event from this probability on; chosen by cross-validation.
IN_SCOPE = 0.5


@dataclass(frozen=True, slots=True)
class DecodedEvent:
    """What the reader decided of one trigger. `date` is the mention it happened at, None where it points at none."""

    certainty: float
    type: EventType
    type_certainty: float
    date: Candidate | None
    date_certainty: float
    pointers: Mapping[str, Pointed]


def is_event(scope: float) -> bool:
    """True where the logit says that a word triggers an event."""
    return logistic(scope) >= IN_SCOPE


def decode_event(scope: float, kind: Logits, pointers: Logits, options: Sequence[Option]) -> DecodedEvent:
    """Settle the slots of one event from its logits. `pointers` is (slots, 1 + options), null first."""
    types = softmax(kind)
    best = int(types.argmax())
    pointed = {
        OF_EVENT.get(slot, slot): point(pointers[s], options) for s, slot in enumerate(POINTERS) if slot != "as_of"
    }
    date, certainty = _date(pointers[POINTERS.index("as_of")], options)
    return DecodedEvent(logistic(scope), EVENT_TYPES[best], float(types[best]), date, certainty, pointed)


def _date(logits: Logits, options: Sequence[Option]) -> tuple[Candidate | None, float]:
    """The date it happened at: of those that begin on one day, the best pointed at. Every event has a date."""
    p = softmax(logits[: 1 + len(options)])
    by_day: dict[str, float] = {}
    best: dict[str, tuple[float, Candidate]] = {}
    for i, option in enumerate(options):
        if option.candidate.span:
            day = option.candidate.span[0]
            here = float(p[i + 1])
            by_day[day] = by_day.get(day, 0.0) + here
            if day not in best or here > best[day][0]:
                best[day] = here, option.candidate
    if not by_day:
        return None, 0.0
    day = max(by_day, key=lambda d: by_day[d])
    return best[day][1], min(by_day[day], 1.0)
