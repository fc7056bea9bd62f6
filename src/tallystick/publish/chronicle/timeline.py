"""What happened when, as Python gets it: to print, to iterate, to show in a notebook, to have as a frame."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.chronicle.days import first_day, last_day
from tallystick.chronicle.happenings import Happening
from tallystick.chronicle.likeness import place_key
from tallystick.chronicle.linking import link
from tallystick.chronicle.timeline import Entry, falls_in, in_time
from tallystick.language.places.folding import fold, without_articles
from tallystick.reconcile.naming import names_in, place_in
from tallystick.records import EVENT_TYPES, Document, Event

if TYPE_CHECKING:
    import polars as pl

    from tallystick.conflict import Conflict
    from tallystick.ledger import Ledger

_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)


@dataclass(frozen=True)
class TimelineSheet:
    """Happenings in the order of time, each with every passage that tells it and who says so.

    Print it, leave it as the last line of a notebook's cell, iterate over its entries, or take its `frame()`. What is
    known only to lie in a month, a year or some days comes after all that has its day in them.
    """

    entries: tuple[Entry, ...]
    documents: Mapping[str, Document]
    title: str | None = None

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def passages(self) -> int:
        """How many events tell of these happenings."""
        return sum(len(one.happening.events) for one in self.entries)

    def frame(self) -> pl.DataFrame:
        """A row an event, as a data frame (Polars): its fields, the happening it tells, and why it is put to that."""
        from tallystick.publish.chronicle.timeline_json import timeline_frame

        return timeline_frame(self)

    def _repr_html_(self) -> str:
        """The timeline as a notebook shows it."""
        from tallystick.publish.chronicle.timeline_html import render_timeline

        return render_timeline(self)

    def __str__(self) -> str:
        from tallystick.publish.chronicle.timeline_text import render_timeline

        return render_timeline(self)


def timeline(
    ledger: Ledger | str | Path,
    *,
    from_: str | None = None,
    to: str | None = None,
    type: str | None = None,
    place: str | None = None,
    party: str | None = None,
    conflict: Conflict | None = None,
    recorded_before: str | None = None,
) -> TimelineSheet:
    """What happened, by a ledger, open or named by its path: the whole, or what is asked for.

    `from_` and `to` are ISO days, months or years, both inclusive; what may have been on one of their days is kept.
    `place` asks for places of that name, however it is accented; `party` for what a party does, suffers or claims,
    with the names that the conflict file gives it. `recorded_before`, an ISO day or instant, uses only what the ledger
    held by then. Raises ValueError for what is no date or type, and LedgerError where the ledger cannot be opened or
    read.
    """
    from tallystick.ledger import open_ledger

    if isinstance(ledger, str | Path):
        with open_ledger(ledger) as opened:
            return timeline(
                opened, from_=from_, to=to, type=type, place=place, party=party, conflict=conflict,
                recorded_before=recorded_before,
            )  # fmt: skip
    return timeline_sheet(
        ledger.statements("event", recorded_before), ledger.documents(recorded_before), from_=from_, to=to, type=type,
        place=place, party=party, conflict=conflict,
    )  # fmt: skip


def timeline_sheet(
    events: Sequence[Event],
    documents: Sequence[Document],
    *,
    from_: str | None = None,
    to: str | None = None,
    type: str | None = None,
    place: str | None = None,
    party: str | None = None,
    conflict: Conflict | None = None,
) -> TimelineSheet:
    """The sheet of these records. Raises ValueError for what is no date or type."""
    first, last = _bound(from_, first_day), _bound(to, last_day)
    if first and last and first > last:
        raise ValueError(f"{from_} is after {to}; give the earlier date as the first")
    if type is not None and type not in EVENT_TYPES:
        raise ValueError(f"no type of event is called “{type}”; there are: {', '.join(EVENT_TYPES)}")
    wanted = _names_of(party, conflict)
    kept = [
        entry for entry in in_time(link(events, documents))
        if falls_in(entry, first, last)
        and (type is None or entry.happening.type == type)
        and (place is None or any(_is_at(one, place) for one in entry.happening.events))
        and (party is None or _concerns(entry.happening, wanted))
    ]  # fmt: skip
    title = conflict.title if conflict else None
    return TimelineSheet(tuple(kept), {document.id: document for document in documents}, title)


def _bound(written: str | None, bound: Callable[[str], str]) -> str | None:
    """The first or last day that a date can mean. Raises ValueError for what is none."""
    if written is None:
        return None
    try:
        if not _DATE.fullmatch(written):
            raise ValueError(written)
        return bound(written)
    except ValueError as error:
        raise ValueError(f"{written[:60]!r} is no date; write it as 2020-10-07, 2020-10 or 2020") from error


def _names_of(party: str | None, conflict: Conflict | None) -> tuple[str, ...]:
    """The names by which a party may be told: its own, and those that the conflict file gives it."""
    if party is None:
        return ()
    for side in conflict.sides if conflict else ():
        for known in side.parties:
            called = (known.name, *known.also)
            if party.casefold() in (name.casefold() for name in called):
                return called
    return (party,)


def _concerns(happening: Happening, wanted: Sequence[str]) -> bool:
    """True where a party by one of these names, or a body of it, does it, suffers it or says it."""
    fields = (field for one in happening.events for field in (one.actor, one.target, one.claimant))
    told = {name for field in fields for name in names_in(field)}
    return any(place_in(name, longer) is not None for name in wanted for longer in told)


def _is_at(one: Event, name: str) -> bool:
    """True where the event's place has these words in its name, or is the same town by another name."""
    wanted = without_articles(fold(name)).split()
    for place in names_in(one.place):
        words = without_articles(fold(place)).split()
        if any(words[at : at + len(wanted)] == wanted for at in range(len(words))):
            return True
        if place_key(place) == place_key(name):
            return True
    return False
