"""Dates that may lack their day or month, as the first and last day they may mean."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def bounds_of(written: str | None) -> tuple[date, date] | None:
    """First and last day of a year, month or day in ISO 8601; None for anything else."""
    found = _DATE.fullmatch(written or "")
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def validity(since: str | None, as_of: str | None) -> tuple[date | None, date | None]:
    """The first and last day that a count may be about: from the start of `since`, else of `as_of`, to its end."""
    first, last = bounds_of(since), bounds_of(as_of)
    return (first or last or (None,))[0], last[1] if last else None
