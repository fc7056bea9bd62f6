"""Happenings: one thing that happened, with every event that tells it.

Events stay as they are; a happening only lists those taken to tell one thing, and says for each why. Taken apart
again, the events are what they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tallystick.records import Event, EventType, digest


@dataclass(frozen=True, slots=True)
class Link:
    """An event that was put to a happening, the event of it that it resembles, and why."""

    event: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, by all events that tell it, in the order of the documents; `links` says why.

    `spoken` is the event that speaks for it. Actor, target and place are its own, or where it states none the first
    that another states.
    """

    id: str
    events: tuple[Event, ...]
    spoken: Event
    links: tuple[Link, ...] = ()

    @property
    def type(self) -> EventType:
        """The type, the same for all events."""
        return self.spoken.type

    @property
    def actor(self) -> str | None:
        """Who does it."""
        return self.spoken.actor or next((one.actor for one in self.events if one.actor), None)

    @property
    def target(self) -> str | None:
        """To whom or what it is done."""
        return self.spoken.target or next((one.target for one in self.events if one.target), None)

    @property
    def place(self) -> str | None:
        """Where."""
        return self.spoken.place or next((one.place for one in self.events if one.place), None)

    @property
    def claimants(self) -> tuple[str | None, ...]:
        """Who says so, None for a document's own voice, without repeats."""
        return tuple(dict.fromkeys(one.claimant for one in self.events))


def happening(events: Iterable[Event], links: Iterable[Link]) -> Happening:
    """The happening that these events tell of."""
    told = tuple(events)
    return Happening("H" + digest(*sorted(one.id for one in told))[:12], told, _spokesman(told), tuple(links))


def _spokesman(told: Sequence[Event]) -> Event:
    """The event that says most of day and slots; in a document's own voice before another's; the surest; the first."""

    def worth(at: int) -> tuple[int, int, bool, float, int]:
        one = told[at]
        stated = sum(slot is not None for slot in (one.actor, one.target, one.place))
        return len(one.start_date), stated, one.claimant is None, one.certainty, -at

    return told[max(range(len(told)), key=worth)]
