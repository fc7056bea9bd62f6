"""Reckoning from one date to another: so many days on, the Tuesday before, the year a day without one belongs to."""

from __future__ import annotations

from tallystick.language.dates import edtf
from tallystick.language.dates.edtf import Period
from tallystick.language.dates.reading import Reading

Day = tuple[int, int, int]
#: A report names days to come up to this many days ahead without saying the year.
_AHEAD = 45
#: No text counts on or back by so many years.
_FARTHEST = 5000


def length(reading: Reading, form: str) -> str | None:
    """An ISO 8601 duration; of a set, a recurrence."""
    amount, unit = reading.amount, reading.unit
    if form == "set":
        if unit and unit.startswith("P"):
            return f"R/{unit}"
        rate = length(Reading(amount=1, unit=unit or "D"), "duration")
        return f"R/{rate}" if rate else None
    if amount is None and reading.ordinal is not None:
        amount = 1
    if amount is None or unit is None:
        return None
    time, letter = ("T", unit[1:]) if unit[0] == "T" else ("", unit[-1])
    factor = int(unit[:-1]) if unit[:-1].isdigit() else 1
    if unit == "WE":
        return None
    total = amount * factor
    # Not ":g", which writes a million as 1e+06.
    return f"P{time}{int(total) if total == int(total) else total}{letter}"


def shifted(at: Day | None, days: int) -> Period | None:
    moved = edtf.shift_days(at, days) if at else None
    return edtf.day(*moved) if moved else None


def moved_by(at: tuple[int | None, int | None, int | None], reading: Reading, direction: int) -> Period | None:
    """A date moved by an amount of a unit, at the unit's precision: days and weeks give a day, years a year."""
    year, month, day = at
    if reading.amount is None or reading.unit is None or year is None:
        return None
    unit = reading.unit
    count = reading.amount * direction * (int(unit[:-1]) if unit[:-1].isdigit() else 1)
    if unit[-1] == "Y" and count == int(count):
        return edtf.year(year + int(count)) if abs(count) < _FARTHEST else None
    if unit == "M" and month and count == int(count) and abs(count) < 12 * _FARTHEST:
        return edtf.month(*edtf.shift_months(year, month, int(count)))
    if unit[-1] in "DW" and month and day:
        return shifted((year, month, day), round(count * (7 if unit[-1] == "W" else 1)))
    if unit in ("TH", "TM") and month and day and abs(count) <= (3 if unit == "TH" else 180):
        return shifted((year, month, day), 0)
    return None


def weekday_near(here: Day | None, weekday: int | None, step: int, same: bool) -> Period | None:
    """The next (1) or last (-1) such weekday from a day, that day itself included where `same`."""
    today = edtf.weekday(here) if here else None
    if here is None or today is None or weekday is None:
        return None
    days = (weekday - today) % 7 if step > 0 else -((today - weekday) % 7)
    if days == 0 and not same:
        days = 7 * step
    return shifted(here, days)


def week(here: Day | None, step: int, weekend: bool) -> Period | None:
    today = edtf.weekday(here) if here else None
    if here is None or today is None:
        return None
    monday = 7 * step + 1 - today
    first, last = shifted(here, monday + (5 if weekend else 0)), shifted(here, monday + 6)
    return edtf.span(first, last) if first and last else None


def nearest_year(now: Day, month: int, day: int | None) -> int:
    """The year of the latest such date that a report of that day can name."""
    target = edtf.day(now[0], month, min(day or 1, edtf.days_in(now[0], month)))
    limit = edtf.shift_days(now, _AHEAD)
    if target and limit and edtf.order(target.value) > limit:
        return now[0] - 1
    earliest = edtf.shift_days(now, _AHEAD - 365)
    return now[0] + 1 if target and earliest and edtf.order(target.value) < earliest else now[0]


def year_within(window: tuple[str, str], month: int, day: int | None) -> int:
    """The first year of a conflict in which such a date lies in it; its first year where none does."""
    first, last = (edtf.order(bound) for bound in window)
    for year in range(first[0], min(last[0], first[0] + 100) + 1):
        period = edtf.day(year, month, day) if day else edtf.month(year, month)
        if period and edtf.order(period.last) >= first and edtf.order(period.first) <= last:
            return year
    return first[0]


def stepped_year(year: int, month: int | None, target: int, step: int) -> int:
    """The year of "last October" or "next May", seen from a month."""
    if step < 0:
        return year if month is None or target < month else year - 1
    if step > 0:
        return year if month is None or target > month else year + 1
    return year


def year_with_weekday(year: int, month: int, day: int, weekday: int) -> int:
    """The year near by in which that date falls on that weekday; the same year where none does."""
    for candidate in (year, year - 1, year + 1):
        if edtf.day(candidate, month, day) and edtf.weekday((candidate, month, day)) == weekday:
            return candidate
    return year
