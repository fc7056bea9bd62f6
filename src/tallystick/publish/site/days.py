"""Days as numbers, for drawing: dates that may be partial, as the first and last day that they can mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tallystick.chronicle.days import first_day, last_day, ordinal

#: The days that an axis can reach.
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """A stretch of days, by their ordinals; `exact` where each end is a full date."""

    first: int
    last: int
    exact: bool = True


def days_of(start: str | None, end: str | None = None) -> Days | None:
    """The days between two dates, each possibly partial.

    None where there is no date, none of the calendar, or one before the common era, which no axis here reaches.
    """
    if not start:
        return None
    try:
        first, last = first_day(start), last_day(end or start)
    except ValueError:
        return None
    ordinals = sorted((ordinal(first), ordinal(last)))
    if ordinals[0] < _FIRST:
        return None
    return Days(ordinals[0], ordinals[1], len(start) == len(end or start) == len("2020-10-07"))


def iso(day: int) -> str:
    """The ISO date of an ordinal."""
    return date.fromordinal(day).isoformat()


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of time on paper, in percent of its width, so that widening the paper is zooming in."""

    first: int
    last: int

    def __call__(self, day: float) -> float:
        return 1 + 98 * (day - self.first) / max(1, self.last + 1 - self.first)

    def holds(self, days: Days) -> bool:
        """True where any of the days is on the paper."""
        return days.last >= self.first and days.first <= self.last

    def ticks(self) -> list[tuple[float, str, bool]]:
        """Where marks of time stand, the dates they mark, and whether the date is written at it."""
        length = self.last - self.first
        if length <= 21:
            return [(self(day), iso(day), True) for day in range(self.first, self.last + 1, 2 if length > 10 else 1)]
        if length <= 130:
            start = self.first - date.fromordinal(self.first).weekday()
            return [(self(day), iso(day), (day - start) // 7 % (1 + length // 63) == 0)
                    for day in range(start + 7, self.last + 1, 7)]  # fmt: skip
        months = (
            [day for day in range(self.first, self.last + 1) if date.fromordinal(day).day == 1] if length < 4400 else []
        )
        if length <= 800:
            each = 1 + len(months) // 12
            return [(self(day), iso(day)[:7], (date.fromordinal(day).month - 1) % each == 0) for day in months]
        years = range(date.fromordinal(self.first).year + 1, date.fromordinal(self.last).year + 1)
        each = 1 + len(years) // 12
        return [(self(date(year, 1, 1).toordinal()), str(year), year % each == 0) for year in years]


def axis_around(first: int, last: int, margin: int) -> Axis:
    """The paper for a stretch of days with some on either side, within the calendar."""
    return Axis(max(first - margin, _FIRST), min(last + margin, _LAST))


def axis_of(found: list[Days], first: str | None = None, last: str | None = None) -> Axis | None:
    """The paper for these days: those of the conflict where they are known, else all but the outermost twentieths."""
    known = days_of(first, last)
    if known is not None and first is not None and last is not None:
        margin = max(3, (known.last - known.first) // 12)
        return axis_around(known.first, known.last, margin)
    if not found:
        return None
    starts, ends = sorted(one.first for one in found), sorted(one.last for one in found)
    cut = len(starts) // 20
    begins, stops = starts[cut], max(ends[-1 - cut], starts[cut])
    if days := days_of(first):
        begins = days.first
    margin = max(2, (stops - begins) // 40)
    return axis_around(begins, stops, margin)
