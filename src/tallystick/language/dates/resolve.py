"""Which time a date expression means, from what its document has said so far and the day it speaks from.

A report ("on Tuesday", "yesterday") is resolved against its publication; a narrative ("7 October", "the next day",
"that autumn") against the last date it established. `Narrator` walks through the expressions in order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tallystick.language.dates import edtf, reckon
from tallystick.language.dates.context import Context, Found, narrates
from tallystick.language.dates.edtf import Period
from tallystick.language.dates.grammar import Phrase
from tallystick.language.dates.reading import Reading
from tallystick.language.mentions import DateKind, DateMention

Day = tuple[int, int, int]
_KINDS: dict[str, DateKind] = {
    "duration": "duration", "stretch": "duration", "set": "set", "clock": "time", "part": "time",
    "reference": "reference", "vague": "reference", "after": "duration",
}  # fmt: skip
#: A month this many months before the last one named is of the year after ("in December... in January"), and one
#: this many after it of the year before ("in January... on 25 December").
_NEXT_YEAR = 7
_LAST_YEAR = 7
#: So many characters may lie between a time of day and its day.
_NEAR = 20
_SEASON_MONTH = {21: 4, 22: 7, 23: 10, 24: None}


@dataclass(slots=True)
class Position:
    """Where a text is in time, as exactly as it has said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


class Narrator:
    """Resolves expressions one after another, keeping the last day, month and year established.

    The position of an aside holds to the end of its paragraph; then the story's own is in force again.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self._story = Position(*context.now) if context.report and context.now else Position(context.year)
        self._aside: Position | None = None
        self._aside_lasts = False
        self._paragraph = -1
        self._sentence = -1
        self._sentence_year: int | None = None

    @property
    def at(self) -> Position:
        """The position in force."""
        return self._aside or self._story

    def mention(self, item: Found, following: Found | None) -> DateMention:
        """The mention of one expression; `following` is the next one of its sentence."""
        if item.paragraph != self._paragraph:
            self._paragraph, self._aside = item.paragraph, None
        if item.sentence != self._sentence:
            self._sentence, self._sentence_year = item.sentence, None
            if not self._aside_lasts:
                self._aside = None
        if item.dateline:
            self._speak_from(item)
        phrase, reading = item.phrase, item.reading
        kind = _KINDS.get(phrase.form, "date")
        if kind in ("duration", "set"):
            return DateMention(phrase.start, phrase.end, kind, reckon.length(reading, phrase.form))
        period = None if kind == "reference" else self._period(item, following, kind)
        if period is None:
            return DateMention(phrase.start, phrase.end, kind, None)
        self._establish(item, period)
        value = period.value
        if kind == "time" and reading.clock and period.first == period.last:
            value = f"{period.value}T{reading.clock}"
        elif reading.approximate:
            value = edtf.approximate(period).value
        return DateMention(phrase.start, phrase.end, kind, value, period.first, period.last)

    def _period(self, item: Found, following: Found | None, kind: DateKind) -> Period | None:
        # "at 03:00 on 24 February": the time is of the day that follows.
        dated = following is not None and following.phrase.form in ("day", "weekday", "today")
        if kind == "time" and following and dated and following.phrase.start - item.phrase.end < _NEAR:
            item = following
        resolve: Callable[[Reading, Phrase], Period | None] = getattr(self, f"_{item.phrase.form}")
        return resolve(item.reading, item.phrase)

    # -- what stays in mind ------------------------------------------------------------------------------------

    def _speak_from(self, item: Found) -> None:
        """From a new dateline on, a text speaks from its day."""
        period = self._day(item.reading, item.phrase)
        at = edtf.parse(period.value) if period else None
        if at and at[1] and at[2]:
            self.context.now = (at[0], at[1], at[2])

    def _establish(self, item: Found, period: Period) -> None:
        phrase, reading = item.phrase, item.reading
        if reading.year is not None and phrase.form in ("day", "month", "interval", "season", "year"):
            self._sentence_year = reading.year
        if phrase.form in ("decade", "century", "clock", "part"):
            return
        at = edtf.parse(period.value.split("/")[-1].rstrip("~?"))
        if at is None or (phrase.bracketed and not item.heading and not item.dateline):
            return
        year, month, day = at
        if month is not None and month > 12:
            month = _SEASON_MONTH.get(month)
        position = Position(year, month, day)
        if item.aside or (phrase.form == "year" and self.context.report) or _looks_far_back(reading, phrase):
            if phrase.form != "year" or narrates(item):
                self._aside = position
                self._aside_lasts = phrase.form != "year" or item.opens
        elif self._aside and reading.year is None and not item.heading:
            self._aside = position
        else:
            self._story, self._aside = position, None

    # -- calendar dates ----------------------------------------------------------------------------------------

    def _day(self, reading: Reading, phrase: Phrase) -> Period | None:
        month = reading.months[0] if reading.months else self._month_of(reading)
        if not reading.days or month is None:
            return None
        year = self._year_of(reading, month, reading.days[-1])
        if year is None:
            return None
        if reading.year is None and reading.weekday:
            year = reckon.year_with_weekday(year, month, reading.days[0], reading.weekday)
        return edtf.day(year, month, reading.days[0])

    _dayof = _day
    _holiday = _day

    def _month_of(self, reading: Reading) -> int | None:
        if self.at.month is None or reading.month_shift is None:
            return self.at.month
        return edtf.shift_months(0, self.at.month, reading.month_shift)[1]

    def _interval(self, reading: Reading, phrase: Phrase) -> Period | None:
        if len(reading.days) != 2 or not reading.months:
            return None
        month = reading.months[0]
        year = self._year_of(reading, month, reading.days[1])
        if year is None:
            return None
        first, last = (edtf.day(year, month, d) for d in reading.days)
        return edtf.span(first, last) if first and last else None

    def _yearspan(self, reading: Reading, phrase: Phrase) -> Period | None:
        if reading.year is None or not reading.days:
            return None
        digits = len(phrase.tokens[-1].text)
        size = 10**digits
        end = reading.year // size * size + reading.days[-1]
        end += size if end < reading.year else 0
        if reading.season == 24 and end == reading.year + 1:
            winter = edtf.season(reading.year, 24)
            return Period(winter.value, f"{reading.year}-12-01", winter.last)
        return edtf.span(edtf.year(reading.year), edtf.year(end))

    def _month(self, reading: Reading, phrase: Phrase) -> Period | None:
        if not reading.months:
            return None
        year = self._year_of(reading, reading.months[0], None)
        return edtf.month(year, reading.months[0], reading.part) if year is not None else None

    def _season(self, reading: Reading, phrase: Phrase) -> Period | None:
        year = reading.year if reading.year is not None else self._spoken_year(reading)
        return edtf.season(year, reading.season) if year is not None and reading.season else None

    def _spoken_year(self, reading: Reading) -> int | None:
        return None if self.at.year is None else self.at.year + (reading.year_shift or 0)

    def _year(self, reading: Reading, phrase: Phrase) -> Period | None:
        return edtf.year(reading.year, reading.part) if reading.year is not None else None

    _bareyear = _year

    def _decade(self, reading: Reading, phrase: Phrase) -> Period | None:
        if reading.year is None:
            return None
        # The 470s BC are 479 to 470, and 470 BC is the year -469.
        return edtf.years(reading.year - 9 if reading.year < 0 else reading.year, 1, reading.part)

    def _century(self, reading: Reading, phrase: Phrase) -> Period | None:
        if reading.ordinal is None or not 1 <= reading.ordinal <= 21:
            return None
        before_christ = "B" in phrase.symbols and phrase.tokens[-1].number < 0
        return edtf.years(1 - reading.ordinal * 100 if before_christ else (reading.ordinal - 1) * 100, 2, reading.part)

    def _year_of(self, reading: Reading, month: int, day: int | None) -> int | None:
        """The year of a month or day: its own, or the one that the document is in."""
        if reading.year is not None:
            return reading.year
        if reading.year_shift is not None:
            return self._spoken_year(reading)
        context = self.context
        if context.report and context.now and self._sentence_year in (None, context.now[0]):
            return reckon.nearest_year(context.now, month, day)
        year, last = self.at.year, self.at.month
        if last is None and context.window:
            return reckon.year_within(context.window, month, day)
        if year is None or last is None:
            return year
        return year + (last - month >= _NEXT_YEAR) - (month - last >= _LAST_YEAR)

    # -- pointing expressions ----------------------------------------------------------------------------------

    @property
    def _here(self) -> Day | None:
        if self.at.year is None or self.at.month is None or self.at.day is None:
            return None
        return self.at.year, self.at.month, self.at.day

    def _base(self, phrase: Phrase, reading: Reading) -> tuple[int | None, int | None, int | None]:
        """Where pointing starts: the day of a report for "last week", "this year"; else the last date established."""
        # "last week", not "the last week"
        deictic = ("+" in phrase.symbols and "t+" not in phrase.symbols) or reading.pointer == "this"
        if self.context.report and self.context.now and deictic:
            return self.context.now
        return self.at.year, self.at.month, self.at.day

    def _today(self, reading: Reading, phrase: Phrase) -> Period | None:
        if self.context.report:
            return reckon.shifted(self.context.now, reading.direction or 0)
        return reckon.shifted(self._here, reading.direction) if reading.direction else None

    def _weekday(self, reading: Reading, phrase: Phrase) -> Period | None:
        if self.context.report and self.context.now:
            return reckon.weekday_near(self.context.now, reading.weekday, -1, True)
        return reckon.weekday_near(self._here, reading.weekday, 1, True)

    def _relative(self, reading: Reading, phrase: Phrase) -> Period | None:
        year, month, day = self._base(phrase, reading)
        step = reading.direction or 0 if "+" in phrase.symbols else 0
        here = (year, month, day) if year is not None and month and day else None
        if reading.weekday:
            return reckon.weekday_near(here, reading.weekday, step or (-1 if self.context.report else 1), step == 0)
        if reading.months:
            if year is None:
                return None
            target = reading.months[0]
            return edtf.month(reckon.stepped_year(year, month, target, step), target, reading.part)
        if reading.season:
            year = self._spoken_year(reading) if reading.year_shift is not None else year
            return edtf.season(year + step, reading.season) if year is not None else None
        if reading.daypart or reading.unit == "D":
            return reckon.shifted(here, step)
        if year is None:
            return None
        if reading.unit == "Y":
            return edtf.year(year + step, reading.part)
        if reading.unit == "M" and month:
            return edtf.month(*edtf.shift_months(year, month, step), reading.part)
        if reading.unit in ("W", "WE"):
            return reckon.week(here, step, reading.unit == "WE")
        if reading.unit == "10Y":
            return edtf.years(year // 10 * 10 + 10 * step, 1, reading.part)
        return None

    def _offset(self, reading: Reading, phrase: Phrase) -> Period | None:
        deictic = "g" in phrase.symbols and phrase.tokens[-1].text.lower() == "ago"
        now = self.context.now if deictic and self.context.report else None
        return reckon.moved_by(now or (self.at.year, self.at.month, self.at.day), reading, reading.direction or 1)

    def _adjacent(self, reading: Reading, phrase: Phrase) -> Period | None:
        step = Reading(amount=1, unit=reading.unit or "D")
        period = reckon.moved_by((self.at.year, self.at.month, self.at.day), step, reading.direction or 1)
        if period and phrase.after and phrase.after.text.isalnum():
            return Period(period.value + "?", period.first, period.last)
        return period

    def _warday(self, reading: Reading, phrase: Phrase) -> Period | None:
        begins, count = self.context.war_begins, reading.ordinal
        if begins is None or count is None or count < 1:
            return None
        if reading.unit == "W":
            first, last = reckon.shifted(begins, 7 * count - 7), reckon.shifted(begins, 7 * count - 1)
            return edtf.span(first, last) if first and last else None
        if reading.unit != "D" and not reading.daypart:
            return None
        period = reckon.shifted(begins, count - 1)
        if period is None or phrase.symbols[-1] == "G":
            return period
        # A bare "the fourth day" counts from the war only where the text is at that point of it.
        here, there = self.at, edtf.order(period.value)
        if here.year != there[0] or here.month is None or abs(here.month - there[1]) > 1:
            return None
        return Period(period.value + "?", period.first, period.last)

    def _clock(self, reading: Reading, phrase: Phrase) -> Period | None:
        return reckon.shifted(self._here, 0)

    _part = _clock


def _looks_far_back(reading: Reading, phrase: Phrase) -> bool:
    """Whether it is "two decades earlier": the story does not go on from there."""
    return phrase.form == "offset" and reading.direction == -1 and reading.unit is not None and reading.unit[-1] == "Y"
