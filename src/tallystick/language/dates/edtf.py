"""Calendar dates as ISO 8601 and EDTF (ISO 8601-2) values with the days that bound them.

Years are astronomical: 1 BC is 0, 480 BC is -479, as ISO 8601 has it. Bounds are ISO days, both inclusive.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
#: Months of EDTF seasons 21 to 24 (northern half of the world). A winter "of 1914" may be either end of the year.
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
#: Shares of a period that "early", "mid", "late" and halves mean, as tenths from its start.
_SHARES = {"early": (0, 4), "mid": (3, 7), "late": (6, 10), "first half": (0, 5), "last half": (5, 10)}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar: its EDTF value, and its first and last ISO day."""

    value: str
    first: str
    last: str


def _iso(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def day(year: int, month: int, number: int) -> Period | None:
    """One day, None where the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= number <= days_in(year, month):
        return None
    value = f"{_iso(year)}-{month:02d}-{number:02d}"
    return Period(value, value, value)


def days_in(year: int, month: int) -> int:
    """The number of days in a month, in any year."""
    return monthrange(2000 + year % 400, month)[1]


def month(year: int, number: int, part: str | None = None) -> Period:
    """A month, or the part of it that "early", "mid", "late"... means; the value is the month's."""
    stem, last = f"{_iso(year)}-{number:02d}", days_in(year, number)
    low, high = _SHARES.get(part or "", (0, 10))
    first = round(last * low / 10) + 1
    return Period(stem, f"{stem}-{first:02d}", f"{stem}-{round(last * high / 10):02d}")


def year(number: int, part: str | None = None) -> Period:
    """A year, or a part of it."""
    low, high = _SHARES.get(part or "", (0, 10))
    first, last = 1 + round(12 * low / 10), round(12 * high / 10)
    stem = _iso(number)
    return Period(stem, f"{stem}-{first:02d}-01", f"{stem}-{last:02d}-{days_in(number, last):02d}")


def season(year: int, number: int) -> Period:
    """A season by its EDTF number. A winter is bounded by both winters that touch its year."""
    first, last = _SEASON_MONTHS[number]
    if number == 24:
        end = f"{_iso(year + 1)}-02-{days_in(year + 1, 2):02d}"
        return Period(f"{_iso(year)}-24", f"{_iso(year)}-01-01", end)
    return Period(
        f"{_iso(year)}-{number}", f"{_iso(year)}-{first:02d}-01", f"{_iso(year)}-{last:02d}-{days_in(year, last):02d}"
    )


def years(first: int, digits: int, part: str | None = None) -> Period:
    """A decade (one digit open) or century (two) that begins in the year `first`."""
    size = 10**digits
    low, high = _SHARES.get(part or "", (0, 10))
    start, end = first + size * low // 10, first + size * high // 10 - 1
    # EDTF's open digits count up from a round year, which those before Christ do not.
    value = f"{_iso(start)}/{_iso(end)}" if first < 0 else _iso(first)[:-digits] + "X" * digits
    return Period(value, f"{_iso(start)}-01-01", f"{_iso(end)}-12-31")


def span(start: Period, end: Period) -> Period | None:
    """From one period to another, None where the end lies before the start."""
    if order(end.last) < order(start.first):
        return None
    return Period(f"{start.value}/{end.value}", start.first, end.last)


def approximate(period: Period) -> Period:
    """The same, marked as approximate."""
    return Period(period.value + "~", period.first, period.last)


def parse(value: str) -> tuple[int, int | None, int | None] | None:
    """Year, month and day of an ISO date, possibly partial; None where it is none."""
    match = _ISO.fullmatch(value)
    if not match:
        return None
    return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None


def order(value: str) -> tuple[int, int, int]:
    """A key that sorts ISO days, months and years in time."""
    found = parse(value)
    return (found[0], found[1] or 0, found[2] or 0) if found else (0, 0, 0)


def shift_days(at: tuple[int, int, int], days: int) -> tuple[int, int, int] | None:
    """A day moved by days; None outside the years 1 to 9999."""
    try:
        moved = date(*at) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return moved.year, moved.month, moved.day


def shift_months(year: int, month: int, months: int) -> tuple[int, int]:
    """A month moved by months."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def weekday(at: tuple[int, int, int]) -> int | None:
    """Monday 1 to Sunday 7; None outside the years 1 to 9999."""
    try:
        return date(*at).isoweekday()
    except ValueError:
        return None
