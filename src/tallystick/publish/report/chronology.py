"""The chronology of a report: the happenings that are worth a line in it, by day.

Ground that changes hands, what is agreed, and violence on a day that is known are worth one. Where they are too many,
plain violence goes first: what no second passage tells and whose sentence counts nobody harmed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from tallystick.chronicle.timeline import Entry
from tallystick.publish.chronicle import timeline_words as words
from tallystick.publish.chronicle.allegation_words import counted
from tallystick.publish.chronicle.control_words import voices
from tallystick.publish.chronicle.timeline import TimelineSheet
from tallystick.publish.cite import Citations
from tallystick.publish.model import Chapter, Line, Told
from tallystick.publish.report.passages import Passages
from tallystick.records import Event, EventType, Figure, Statement
from tallystick.wording.labels import OUTCOME_WORDS

#: Types that are worth a line by themselves.
MAIN: tuple[EventType, ...] = ("capture", "withdrawal", "ceasefire", "agreement")
#: Types that are worth one where the day is known, people were harmed, or several passages tell of it.
VIOLENT: tuple[EventType, ...] = ("strike", "attack", "harm", "violation")
#: Where more are worth a line, those told most often get one.
MOST = 40
_OF_PEOPLE = ("killed", "wounded", "casualties", "missing", "captured", "detained")
#: Violence that harmed so many people goes before ground that changed hands, where both are told once.
MANY = 10
#: So many code points before and after its trigger are quoted.
_MOST_BEFORE, _MOST_AFTER = 60, 90
#: So many counts of people are told beside a happening.
_MOST_COUNTS = 3


def chronology_chapter(
    sheet: TimelineSheet, figures: Sequence[Figure], cite: Citations, passages: Passages
) -> Chapter | None:
    """The main happenings by day, with the counts of people that stand in their sentences; None where there are none.

    `figures` are those of the report.
    """
    if not len(sheet):
        return None
    tolls = _Tolls(figures, passages)
    worth = [entry for entry in sheet if _is_worth_a_line(entry, tolls)]
    chosen = {entry.happening.id for entry in sorted(worth, key=lambda entry: _rank(entry, tolls))[:MOST]}
    shown = [entry for entry in worth if entry.happening.id in chosen]
    days = groupby(shown, key=lambda entry: words.day_words(entry.when))
    told = [Told(day, tuple(_line(entry, sheet, tolls, cite, passages) for entry in found)) for day, found in days]
    return Chapter(
        "chronology", "Chronology", _head(len(shown), len(worth), len(sheet)), "tallystick timeline",
        "has them all" if len(shown) < len(sheet) else "has every passage", "Day", tuple(told),
    )  # fmt: skip


class _Tolls:
    """The counts of people harmed, by the sentence that they stand in."""

    def __init__(self, figures: Sequence[Figure], passages: Passages) -> None:
        self._passages = passages
        self._counted: dict[tuple[str, int], list[Figure]] = defaultdict(list)
        for figure in figures:
            # A total counts a whole war, and the sentence that tells of one strike may well sum it up.
            of_people = figure.thing.startswith("person.") and figure.outcome in _OF_PEOPLE
            if of_people and figure.unit == "count" and figure.basis != "total":
                self._counted[self._sentence(figure)].append(figure)
        self._documents = {document for document, _ in self._counted}

    def of(self, entry: Entry) -> list[Figure]:
        """Counts in the sentences that tell of it, without those that are of another day."""
        events = (event for event in entry.happening.events if event.document in self._documents)
        sentences = dict.fromkeys(map(self._sentence, events))
        return [
            figure for sentence in sentences for figure in self._counted.get(sentence, ()) if _may_be_of(figure, entry)
        ]

    def _sentence(self, one: Statement) -> tuple[str, int]:
        return one.document, self._passages.shape_of(one.document).sentence_at(one.start)


def _may_be_of(figure: Figure, entry: Entry) -> bool:
    first, last = entry.when.first, entry.when.last
    return figure.as_of is None or first is None or last is None or first <= figure.as_of <= last


def _is_worth_a_line(entry: Entry, tolls: _Tolls) -> bool:
    one = entry.happening
    return one.type in MAIN or (one.type in VIOLENT and (entry.when.certain or _is_grave(entry, tolls)))


def _is_grave(entry: Entry, tolls: _Tolls) -> bool:
    """True where several passages tell of it, or its sentence counts people harmed."""
    return len(entry.happening.events) > 1 or bool(tolls.of(entry))


def _rank(entry: Entry, tolls: _Tolls) -> tuple[object, ...]:
    """What most documents, then most passages tell first; of what is told once what is agreed, then many harmed."""
    one = entry.happening
    documents = len({event.document for event in one.events})
    lesser = one.type not in MAIN and not _is_grave(entry, tolls)
    return lesser, -documents, -len(one.events), _order(entry, tolls), -one.spoken.certainty, one.id


def _order(entry: Entry, tolls: _Tolls) -> int:
    if entry.happening.type in MAIN:
        return 0 if entry.happening.type in ("ceasefire", "agreement") else 2
    return 1 if any((figure.low or figure.high or 0) >= MANY for figure in tolls.of(entry)) else 3


def _line(entry: Entry, sheet: TimelineSheet, tolls: _Tolls, cite: Citations, passages: Passages) -> Line:
    one = entry.happening
    counts = tolls.of(entry)[:_MOST_COUNTS]
    details = []
    if None not in one.claimants:
        details.append(f"according to {voices(one.claimants)}")
    details.append(_quoted(one.spoken, sheet))
    if counts:
        told = ", ".join(f"“{figure.quote}” {OUTCOME_WORDS[figure.outcome]}" for figure in counts)
        details.append(f"in the same sentence: {told}")
    events = (one.spoken, *(event for event in one.events if event is not one.spoken))
    return passages.line(
        words.title_words(one), events, details=details, figures=tuple(cite.number_of(figure) for figure in counts)
    )


def _quoted(event: Event, sheet: TimelineSheet) -> str:
    """The words around the trigger: what makes a line of types and names say what happened."""
    before, trigger, after = words.sentence_words(event, sheet.documents)
    if len(before) > _MOST_BEFORE:
        before = "… " + before[-_MOST_BEFORE:].partition(" ")[2]
    if len(after) > _MOST_AFTER:
        after = after[:_MOST_AFTER].rpartition(" ")[0] + " …"
    return f"“{before}{trigger}{after}”"


def _head(shown: int, worth: int, all: int) -> str:
    if shown == all:
        return f"{counted(all, 'happening')}."
    told = f"{shown:,} of {counted(all, 'happening')}: ground that changed hands, ceasefires, agreements and violence"
    if shown < worth:
        told += ", first what is told most often or counts people harmed"
    left = all - shown
    return f"{told}. The other {left:,} {'is' if left == 1 else 'are'} left out."
