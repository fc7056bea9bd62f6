"""Captures with all the places that were taken, as the finder of control reads them at the same words.

The reader points at one name for each slot of an event; lists of places ("took A, B and the villages of C and D"), and
which of two names in a sentence is the place and which the party, are what the finder of control is made for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby

from tallystick.records import Control, Event, Evidence, Slot

_TAKEN: tuple[Slot, ...] = ("place", "target", "actor")
#: So many changes told before the end of a trigger are looked at: more do not fit into one sentence.
_NEIGHBOURS = 8


def with_control(events: Sequence[Event], control: Iterable[Control]) -> list[Event]:
    """The events, and captures among them with places and holder from the change of control told there that day.

    A capture of which only the place is read is of that place.
    """
    told = _changes(control)
    return [_settled(event, told) if event.type == "capture" else event for event in events]


def _changes(control: Iterable[Control]) -> list[list[Control]]:
    """Dated changes of control of places that have a name, those of one verb together."""
    changes = [c for c in control if c.form == "change" and c.start_date and c.named]
    return [list(group) for _, group in groupby(sorted(changes, key=_told), key=_told)]


def _told(change: Control) -> tuple[int, str]:
    """What the places of one list have in common: each is told from the same words on, up to its own name."""
    return change.start, change.start_date or ""


def _settled(event: Event, told: Sequence[list[Control]]) -> Event:
    last = bisect_left(told, event.end, key=lambda group: group[0].start)
    changes = next((group for group in told[max(last - _NEIGHBOURS, 0) : last] if _is_of(event, group)), None)
    if changes is None:
        return event if event.target or not event.place else _of_its_place(event)
    places = "; ".join(dict.fromkeys(c.place for c in changes))
    holder = changes[0].holder or event.actor
    kept = [e for e in event.evidence if e.slot not in _TAKEN or (e.slot == "actor" and holder == event.actor)]
    first, certainty = changes[0], min(c.certainty for c in changes)
    ruled = [
        Evidence(slot=slot, how="rule", start=first.start, end=first.end, quote=first.quote, certainty=certainty)
        for slot in _TAKEN
        if slot != "actor" or holder != event.actor
    ]
    return event.model_copy(update={"place": places, "target": places, "actor": holder, "evidence": (*kept, *ruled)})


def _of_its_place(event: Event) -> Event:
    kept = [e for e in event.evidence if e.slot != "target"]
    same = [e.model_copy(update={"slot": "target"}) for e in kept if e.slot == "place"]
    return event.model_copy(update={"target": event.place, "evidence": (*kept, *same)})


def _is_of(event: Event, changes: Sequence[Control]) -> bool:
    first, end = changes[0], max(change.end for change in changes)
    return event.start_date == first.start_date and first.start < event.end and event.start < end
