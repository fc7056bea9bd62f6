"""Which statements had been made by a day.

A statement counts from the day on which its document was published. Where that is not known, it counts from the day of
what it tells: nobody tells of it before. An accusation and a denial are no such telling, for their day is that of the
deed; nor is what is still to be done. Whatever is dated later than the day asked for is left out too: a document that
tells of a later day has been published or changed later than it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import singledispatch
from typing import TypeVar

from tallystick.chronicle.days import first_day, last_day
from tallystick.records import (
    Agreement,
    Allegation,
    Control,
    Document,
    Event,
    Obligation,
    Relation,
    Statement,
)

_Told = TypeVar("_Told", bound=Statement)
_Days = tuple[str, str] | None


class Known:
    """What documents had told by an ISO day; all that they tell where there is none. Offers `left_out`, a number."""

    def __init__(self, documents: Mapping[str, Document], on: str | None) -> None:
        self._documents, self._on = documents, on
        self._agreements: set[str] = set()
        self.left_out = 0

    def of(self, statements: Iterable[_Told]) -> list[_Told]:
        """Those of the statements that had been made by the day; the others are counted in `left_out`.

        Agreements must be asked for before their obligations, which stand and fall with them.
        """
        given = list(statements)
        kept = [one for one in given if self._has(one)]
        self._agreements |= {one.id for one in kept if isinstance(one, Agreement)}
        self.left_out += len(given) - len(kept)
        return kept

    def _has(self, one: Statement) -> bool:
        if self._on is None:
            return True
        if isinstance(one, Obligation):
            return one.agreement in self._agreements
        days, published = _days(one), _last(self._documents[one.document].published)
        if days and days[0] > self._on:
            return False
        if published is not None:
            return published <= self._on
        return days is not None and _is_of_its_day(one) and days[1] <= self._on


def _is_of_its_day(one: Statement) -> bool:
    """True where the day of what is told is a day on which it can have been told."""
    return not (isinstance(one, Allegation) and one.state in ("alleged", "denied"))


@singledispatch
def _days(one: Statement) -> _Days:
    """The first and last day of what is told, None where it has none that exists."""
    return None


@_days.register(Event)
@_days.register(Allegation)
@_days.register(Relation)
def _of_dated(one: Event | Allegation | Relation) -> _Days:
    return _between(one.start_date, one.end_date)


@_days.register
def _of_control(one: Control) -> _Days:
    return None if one.form == "due" else _between(one.start_date, one.end_date)


@_days.register
def _of_agreement(one: Agreement) -> _Days:
    begun = one.signed or one.in_force
    return _between(begun, begun)


def _between(first: str | None, last: str | None) -> _Days:
    try:
        return None if first is None else (first_day(first), last_day(last or first))
    except ValueError:
        return None


def _last(published: str | None) -> str | None:
    try:
        return last_day(published) if published else None
    except ValueError:
        return None
