"""All finders over one document: what the reader is given to decide on."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from tallystick.conflict import Conflict
from tallystick.language.dates import find_dates
from tallystick.language.mentions import DateMention, Name, Number, PlaceMention
from tallystick.language.names import find_names
from tallystick.language.numbers import find_numbers
from tallystick.language.outline import Outline, outline
from tallystick.language.places import find_places
from tallystick.language.singles import find_singles
from tallystick.language.stems import Cue, HarmMention, find_cues, find_harms
from tallystick.language.things import ThingMention, find_things, word_spans
from tallystick.records import Document


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with everything the finders found, each list in the order of the text."""

    document: Document
    outline: Outline
    numbers: list[Number]
    dates: list[DateMention]
    names: list[Name]
    places: list[PlaceMention]
    things: list[ThingMention]
    harms: list[HarmMention]
    cues: list[Cue]


def annotate(document: Document, conflict: Conflict | None = None) -> Annotated:
    """Run all finders over a document."""
    text = document.text
    shape = outline(text)
    words = word_spans(text, 0, len(text))
    things = find_things(text, words)
    dates = find_dates(text, shape, published=document.published, conflict=conflict)
    counts = _outside(find_numbers(text), dates)
    numbers = sorted([*counts, *find_singles(text, things, counts)], key=lambda n: n.start)
    return Annotated(
        document,
        shape,
        numbers,
        dates,
        find_names(text, shape, conflict=conflict),
        find_places(text, shape, conflict=conflict),
        things,
        find_harms(text, words),
        find_cues(text, words),
    )


def _outside(numbers: list[Number], dates: list[DateMention]) -> list[Number]:
    """The numbers that are not inside a date expression."""
    ends = [d.end for d in dates]
    kept = []
    for number in numbers:
        i = bisect_left(ends, number.digits[0] + 1)
        if i == len(dates) or dates[i].start >= number.digits[1]:
            kept.append(number)
    return kept
