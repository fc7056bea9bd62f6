"""Moments to look back at: what the ledger held before a day or an instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, func, select

from tallystick.errors import LedgerError
from tallystick.ledger.schema import Kind, entries


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


def current(kind: Kind, before: str | None = None) -> tuple[ColumnElement[bool], ...]:
    """The conditions that pick the figures or denials of each document's last reading, as of a `moment`."""
    readings = select(func.max(entries.c.seq)).where(entries.c.kind == "reading", *held_by(before))
    return entries.c.kind == kind, entries.c.reading.in_(readings.group_by(entries.c.document))
