"""Moments to look back at: what the ledger held before a day or an instant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol, TypeVar

from sqlalchemy import ColumnElement, Select, case, func, select

from tallystick.errors import LedgerError
from tallystick.ledger.schema import Kind, entries, of_kind

_Item = TypeVar("_Item")


class _Placed(Protocol):
    """An entry, or what of one says when it was recorded."""

    @property
    def seq(self) -> int: ...
    @property
    def merge(self) -> int | None: ...
    @property
    def recorded_at(self) -> str: ...


def moment(recorded_before: str | None) -> str | None:
    """An ISO 8601 day, meaning its start, or instant, as entries carry times: UTC, to the second. None stays None.

    An instant without a time zone is UTC; a fraction counts as the next second. Raises LedgerError for anything else.
    """
    if recorded_before is None:
        return None
    try:
        instant = _instant(recorded_before.strip()).astimezone(UTC)
        if instant.microsecond:
            instant = instant.replace(microsecond=0) + timedelta(seconds=1)
    except (ValueError, OverflowError) as error:
        raise LedgerError(
            f"recorded before {recorded_before!r}: is no day or instant; write it like 2020-10-07 or"
            " 2020-10-07T18:30:00Z"
        ) from error
    return instant.isoformat().replace("+00:00", "Z")


def _instant(written: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(written), time(), UTC)
    except ValueError:
        instant = datetime.fromisoformat(written)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def held_by(before: str | None) -> tuple[ColumnElement[bool], ...]:
    """The condition that picks entries recorded before a `moment`; all entries for None."""
    return () if before is None else (entries.c.recorded_at < before,)


def current_readings(before: str | None = None) -> Select[tuple[int]]:
    """The numbers of the last reading of each document, as of a `moment`, in the order of `chronological`."""
    latest = func.max(entries.c.recorded_at).over(partition_by=entries.c.merge, order_by=entries.c.seq)
    clock = case((entries.c.merge.is_(None), latest), else_=entries.c.recorded_at).label("clock")
    reading = select(entries.c.seq, entries.c.document, clock).where(of_kind("reading"), *held_by(before))
    read = reading.subquery()
    newest = (read.c.clock.desc(), read.c.seq.desc())
    rank = func.row_number().over(partition_by=read.c.document, order_by=newest).label("rank")
    ranked = select(read.c.seq, rank).subquery()
    return select(ranked.c.seq).where(ranked.c.rank == 1)


def current(kind: Kind, before: str | None = None) -> tuple[ColumnElement[bool], ...]:
    """The conditions that pick the statements of a kind of each document's last reading, as of a `moment`."""
    return entries.c.kind == kind, entries.c.reading.in_(current_readings(before))


def chronological(items: Iterable[_Item], entry_of: Callable[[_Item], _Placed]) -> list[_Item]:
    """Things in the order in which their entries were recorded.

    Entries made in this ledger are in its order, whatever the clock did meanwhile; those that came from another are
    set among them by when they were recorded.
    """
    latest, keyed = "", list[tuple[str, int, _Item]]()
    for item in sorted(items, key=lambda item: entry_of(item).seq):
        entry = entry_of(item)
        if entry.merge is None:
            latest = max(latest, entry.recorded_at)
        keyed.append((latest if entry.merge is None else entry.recorded_at, entry.seq, item))
    return [item for *_, item in sorted(keyed, key=lambda key: key[:2])]
