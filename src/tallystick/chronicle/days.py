"""Days of ISO 8601 dates that may be partial: the first and the last that they can mean.

Years before the common era have a sign, as in ISO 8601 and EDTF: "-0449" is 450 BC. Such days come before all others as
strings too; among themselves they are in order by `ordinal` only.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_DATE = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TERM = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?(?:T(?P<hours>\d+)H)?"
)
_HOURS = 24
#: After so many years, and days, the calendar begins anew.
_CYCLE, _DAYS_OF_CYCLE = 400, 146_097


def first_day(value: str) -> str:
    """The first day a date can mean: of "2020-11" it is "2020-11-01". Raises ValueError for what is no date."""
    year, month, day = _parts(value)
    return _iso(year, month or 1, day or 1)


def last_day(value: str) -> str:
    """The last day a date can mean: of "2020-11" it is "2020-11-30". Raises ValueError for what is no date."""
    year, month, day = _parts(value)
    month = month or 12
    return _iso(year, month, day or monthrange(_like(year), month)[1])


def ordinal(day: str) -> int:
    """The number of a day, 1 for 0001-01-01 and below for what came before, in the calendar carried back (proleptic
    Gregorian). Raises ValueError for what is no full date."""
    year, month, date_of_month = _parts(day)
    like = _like(year)
    return date(like, month or 1, date_of_month or 1).toordinal() + (year - like) // _CYCLE * _DAYS_OF_CYCLE


def after_term(begins: str, term: str) -> str | None:
    """The last day of a term that begins on a full date, counted generously; None for a partial date or no term."""
    found = _TERM.fullmatch(term)
    if not found or len(begins) < len("2020-01-01") or begins.startswith("-"):
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


def _iso(year: int, month: int, day: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"


def _like(year: int) -> int:
    """A year of the same calendar that `datetime` knows."""
    return year if year > 0 else year % _CYCLE + _CYCLE


def _parts(value: str) -> tuple[int, int | None, int | None]:
    found = _DATE.fullmatch(value[: len("-0449-01-01") if value.startswith("-") else len("2020-01-01")])
    if not found:
        raise ValueError(f"{value!r} is no date; give it as 2020-11-09")
    year, month, day = int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None
    date(_like(year), month or 1, day or 1)
    return year, month, day
