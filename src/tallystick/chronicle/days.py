"""Days of ISO 8601 dates that may be partial: the first and the last that they can mean."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TERM = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?(?:T(?P<hours>\d+)H)?"
)
_HOURS = 24


def first_day(value: str) -> str:
    """The first day a date can mean: of "2020-11" it is "2020-11-01". Raises ValueError for what is no date."""
    year, month, day = _parts(value)
    return date(year, month or 1, day or 1).isoformat()


def last_day(value: str) -> str:
    """The last day a date can mean: of "2020-11" it is "2020-11-30". Raises ValueError for what is no date."""
    year, month, day = _parts(value)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1]).isoformat()


def after_term(begins: str, term: str) -> str | None:
    """The last day of a term that begins on a full date, counted generously; None for a partial date or no term."""
    found = _TERM.fullmatch(term)
    if not found or len(begins) < len("2020-01-01"):
        return None
    years, months, weeks, days, hours = (
        int(found[name] or 0) for name in ("years", "months", "weeks", "days", "hours")
    )
    year, month, day = _parts(begins)
    months += (month or 1) - 1 + 12 * years
    year, month = year + months // 12, months % 12 + 1
    try:
        ends = date(year, month, min(day or 1, monthrange(year, month)[1]))
        return (ends + timedelta(days=days + 7 * weeks + -(-hours // _HOURS))).isoformat()
    except (ValueError, OverflowError):
        return None


def _parts(value: str) -> tuple[int, int | None, int | None]:
    found = _DATE.fullmatch(value[:10])
    if not found:
        raise ValueError(f"{value!r} is no date; give it as 2020-11-09")
    year, month, day = (int(part) if part else None for part in found.groups())
    date(year or 0, month or 1, day or 1)
    return year or 0, month, day
