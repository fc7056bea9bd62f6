"""What time a document speaks from: its publication or dateline, its kind, the year and the day it opens with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tallystick.conflict import Conflict
from tallystick.knowledge import words
from tallystick.language.dates import edtf
from tallystick.language.dates.grammar import Phrase
from tallystick.language.dates.reading import Reading

Day = tuple[int, int, int]
#: A date of publication stands in this many first characters.
_HEAD = 800
_SHORT_LINE = 160
#: A war's beginning is told among so many first dates, its verb within so many characters of the date.
_EARLY, _NEARBY = 40, 120
#: In so many first sentences even "the 2021 offensive" says when the text is set.
_OPENING = 2
#: A look back names at most so many dates of earlier years before the story goes on.
_LOOKS_BACK = 2


@dataclass(slots=True)
class Found:
    """A phrase of the text with its reading and the sentence it stands in; `heading` where that is a heading.

    `aside` is true where the story does not go on from its date: a look back or ahead. `dateline` is true where it
    says when the text was written, `opens` where it opens its sentence, its preposition apart.
    """

    phrase: Phrase
    reading: Reading
    sentence: int
    paragraph: int
    heading: bool
    aside: bool = False
    dateline: bool = False
    opens: bool = False

    @property
    def lead(self) -> str:
        """The word or mark before it, lower case, empty at the start of a sentence."""
        return self.phrase.before.text.lower() if self.phrase.before else ""


@dataclass(slots=True)
class Context:
    """`now` is the day the document speaks from; `report` is true where its "Tuesday" and "7 May" are near that day.

    `year` is the year a narrative opens in, `war_begins` the day from which "the fifth day of the war" is counted;
    `window` holds the first and last day of the conflict where they alone say which year is meant.
    """

    now: Day | None
    report: bool
    year: int | None
    war_begins: Day | None
    window: tuple[str, str] | None


def context_of(text: str, found: list[Found], published: str | None, conflict: Conflict | None) -> Context:
    """The context of a document by its head, its dates and what the caller knows. Marks datelines and asides."""
    known = edtf.parse(published[:10]) if published else None
    headed = mark_datelines(text, found, known[0] if known else None, heads=_full(known) is None)
    now = _full(known) or headed
    opening = _opening_year(found)
    mark_asides(found, opening)
    window = None
    if opening is None and conflict and conflict.first_day:
        opening = int(conflict.first_day[:4])
        window = (conflict.first_day, conflict.last_day or "9999")
    if opening is None:
        opening = now[0] if now else known[0] if known else None
    begins = _war_begins(text, found, opening, conflict)
    return Context(now, now is not None and _is_report(found, now), opening, begins, window)


def _full(at: tuple[int, int | None, int | None] | None) -> Day | None:
    return (at[0], at[1], at[2]) if at and at[1] and at[2] else None


def _day_of(reading: Reading) -> Day | None:
    if reading.year is None or len(reading.months) != 1 or len(reading.days) != 1:
        return None
    period = edtf.day(reading.year, reading.months[0], reading.days[0])
    return _full(edtf.parse(period.value)) if period else None


def mark_datelines(text: str, found: list[Found], year: int | None, heads: bool) -> Day | None:
    """Mark the dates that say when the text, or the part of it they head, was written; the first of them, or None.

    One without a year takes that of a date next to it ("2010-10-CA-003 ... RIVERTOWN (Oct. 3)"), else the given one.
    Dates that stand alone at the head of the text count where `heads`; datelines with their place always do.
    """
    first = None
    for i, item in enumerate(found):
        if item.phrase.form != "day" or item.reading.daypart or len(item.reading.days) != 1:
            continue
        at_head = heads and first is None and item.phrase.start < _HEAD
        if not (_is_placed(text, item.phrase) or (at_head and _stands_alone(text, item.phrase))):
            continue
        if item.reading.year is None:
            near = (f for f in found[max(0, i - 3) : i + 3] if abs(f.sentence - item.sentence) < 4)
            item.reading.year = next((f.reading.year for f in near if f.reading.year is not None), year)
        day = _day_of(item.reading)
        item.dateline = day is not None
        first = first or day
    return first


_PLACE_ROOM = 80
#: "RIVERTOWN, Northland (Oct. 4) -", "PORT HILL, 4 October -": a place in capitals opens the line.
_PLACED = re.compile(r"[^\w\n]*[A-ZÀ-Þ][A-ZÀ-Þ' -]{2,30}[A-ZÀ-Þ](?:,? [^\n.()]{0,40})?[,(] ?$")


def _is_placed(text: str, phrase: Phrase) -> bool:
    # The window is bounded: a line may be the whole of a huge text.
    floor = max(phrase.start - _PLACE_ROOM, 0)
    window = text[floor : phrase.start]
    cut = max(window.rfind("\n") + 1, window.rfind("  ") + 2 if "  " in window else 0)
    return (cut > 0 or floor == 0) and _PLACED.match(window[cut:]) is not None


def _stands_alone(text: str, phrase: Phrase) -> bool:
    """Whether a date of the head is set off from running text: labelled, bracketed, opening or closing its line."""
    start, end = phrase.start, phrase.end
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end : end + _SHORT_LINE].split("\n")[0]
    last_words = [w.strip(":").lower() for w in before.split()[-3:]]
    last = last_words[-1] if last_words else ""
    if not before.strip(" \t*_-–—"):
        return not after.startswith(",")
    if last in words("dates_labels") or (last in _PREPOSITIONS and words("dates_labels").intersection(last_words)):
        return True
    if last in _PREPOSITIONS or len(before) > _SHORT_LINE + _HEAD:
        return False
    if before.rstrip().endswith("("):
        return after.lstrip().startswith(")") and not re.search(r"[.!?]\s", before[-60:])
    # News scraped into one line keeps its fields apart by runs of spaces.
    set_off = re.search(r"  \S*\s*$", before[-14:]) and re.match(r"\s{2,}|\s*[A-ZÀ-Þ\"“]|\s*$", after)
    closes = not after.strip() and len(before) < _SHORT_LINE and "." not in before[-40:]
    return bool(set_off and phrase.tokens[-1].value[:1].isdigit()) or closes


_PREPOSITIONS = frozenset((
    "on", "of", "in", "since", "by", "until", "from", "to", "and", "before", "after", "between", "the", "during",
))  # fmt: skip


def _is_report(found: list[Found], now: Day) -> bool:
    """Whether a dated document reports of the days around its date, or tells a longer story.

    It tells a story where most of its dates carry years that are not those of its publication.
    """
    far = sum(1 for f in found if f.reading.year is not None and abs(f.reading.year - now[0]) > 1)
    near = sum(1 for f in found if f.reading.year is not None and abs(f.reading.year - now[0]) <= 1)
    deictic = sum(1 for f in found if f.phrase.form in ("weekday", "today"))
    return far <= 3 or far <= near + 2 * deictic


def _opening_year(found: list[Found]) -> int | None:
    """The year a text opens in: the first that its opening sentences name, else the first at all."""
    named = [f for f in found if f.reading.year is not None and f.phrase.form in _TELLING]
    plain = [f for f in named if (f.heading or not f.phrase.bracketed) and f.lead not in ("since", "until", "from")]
    first = next(iter(plain), None) or next(iter(named), None)
    if first is None or (first.sentence < _OPENING and first in plain):
        return first.reading.year if first else None
    exact = next((f for f in plain if f.phrase.form != "year" or narrates(f)), first)
    return exact.reading.year


def mark_asides(found: list[Found], opening: int | None) -> None:
    """Mark looks back and ahead among dates that name their year.

    A story's years mostly grow. A year that stands out from the one before and the one after it, which go on without
    it, is an aside: "... 2020 ... a treaty of 1994 ... 2020". So is one in brackets or after "since".
    """
    told = [f for f in found if f.reading.year is not None and f.phrase.form in _TELLING]
    for item in told:
        item.aside = not item.heading and (item.phrase.bracketed or item.lead in ("since", "until", "till", "from"))
    story = [f for f in told if not f.aside and (f.heading or f.phrase.form != "year" or narrates(f))]
    for item in told:
        if item.phrase.form == "year" and not item.heading and not narrates(item):
            item.aside = True
    previous = opening
    for i, item in enumerate(story):
        year = item.reading.year or 0
        if previous is None or item.heading or year == previous:
            previous = year
            continue
        ahead = [f.reading.year or 0 for f in story[i + 1 : i + 1 + _LOOKS_BACK]]
        other = next((y for y in ahead if y != year), None)
        weak = item.phrase.form == "year" and not item.opens
        back = year < previous and (weak or not ahead or any(y >= previous for y in ahead))
        peak = year > previous and year != opening and other is not None and previous <= other < year
        item.aside = back or peak
        if not item.aside:
            previous = year


_TELLING = frozenset(("day", "month", "interval", "season", "year", "bareyear", "yearspan"))


def narrates(item: Found) -> bool:
    """Whether a year is where the story is ("in 2014", "early 2014"), not what something is called after."""
    return item.lead in ("in", "by", "during", "of", "around", "", "through") or len(item.phrase.symbols) > 1


def _war_begins(text: str, found: list[Found], opening: int | None, conflict: Conflict | None) -> Day | None:
    """The first day of the war: of the conflict, or the first day near a word like "began" early in the text."""
    if conflict and conflict.first_day:
        return _full(edtf.parse(conflict.first_day))
    for item in found[:_EARLY]:
        reading, phrase = item.reading, item.phrase
        near = text[max(0, phrase.start - _NEARBY) : phrase.end + _NEARBY].lower()
        if phrase.form != "day" or len(reading.days) != 1 or not reading.months:
            continue
        if words("dates_beginnings").intersection(re.findall(r"[a-z]+", near)):
            year = reading.year if reading.year is not None else opening
            return _day_of(Reading(year=year, months=reading.months, days=reading.days))
    return None
