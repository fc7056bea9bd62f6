"""Happenings in the order of time, with how surely their days are known.

A day that is known comes in its place; what is known only to lie in a month, a year or a stretch of days comes after
all that has its day in it; what has no day that exists comes with the month it names, or last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tallystick.chronicle.days import first_day, last_day, ordinal
from tallystick.chronicle.happenings import Happening
from tallystick.records import Event

#: A day, a stretch of days from one to another, somewhere in such a stretch, or a day that no calendar has.
Sureness = Literal["day", "days", "within", "impossible"]
_DAY = re.compile(r"-?\d{4}-\d\d-\d\d", re.ASCII)
_DAYS = re.compile(r"-?\d{4}-\d\d-\d\d/-?\d{4}-\d\d-\d\d", re.ASCII)
_MONTH = len("2020-11")
#: After all days.
_NEVER = "9999-12-31"


@dataclass(frozen=True, slots=True)
class When:
    """The first and last ISO day on which something may have happened, and what is known between them.

    Both are None where the date names no day, month or year of the calendar.
    """

    first: str | None
    last: str | None
    sureness: Sureness
    written: str

    @property
    def certain(self) -> bool:
        """True where the day or days are known."""
        return self.sureness in ("day", "days")


@dataclass(frozen=True, slots=True)
class Entry:
    """A happening with its place in time."""

    happening: Happening
    when: When


def when(event: Event) -> When:
    """When an event was, by its dates and what its EDTF date says of their sureness."""
    try:
        first, last = first_day(event.start_date), last_day(event.end_date)
    except ValueError:
        return _impossible(event)
    if _DAY.fullmatch(event.edtf) and first == last:
        return When(first, last, "day", event.edtf)
    if _DAYS.fullmatch(event.edtf):
        return When(first, last, "days", event.edtf)
    return When(first, last, "within", event.edtf)


def in_time(happenings: Iterable[Happening]) -> list[Entry]:
    """The happenings in the order of time; what is uncertain after the certain ones of its span."""
    return sorted((Entry(one, when(one.spoken)) for one in happenings), key=_order)


def falls_in(entry: Entry, first: str | None, last: str | None) -> bool:
    """True where it may have been on a day from `first` to `last`; None is no limit, and no day is in none."""
    begun, ended = entry.when.first, entry.when.last
    if begun is None or ended is None:
        return first is None and last is None
    return (first is None or ordinal(ended) >= ordinal(first)) and (last is None or ordinal(begun) <= ordinal(last))


def _impossible(event: Event) -> When:
    """The bounds of the month that a day which does not exist names; none where that is none either."""
    try:
        month = event.start_date[: _MONTH + event.start_date.startswith("-")]
        return When(first_day(month), last_day(month), "impossible", event.start_date)
    except ValueError:
        return When(None, None, "impossible", event.start_date)


def _order(entry: Entry) -> tuple[object, ...]:
    at, one = entry.when, entry.happening
    if at.certain:
        return ordinal(at.first or _NEVER), False, ordinal(at.last or _NEVER), *_told(one)
    return ordinal(at.last or _NEVER), True, ordinal(at.first or _NEVER), *_told(one)


def _told(one: Happening) -> tuple[str, int, str]:
    return one.spoken.document, one.spoken.start, one.id
