"""The allegations of a report: for each accused how many there are, and those told most often. Never facts."""

from __future__ import annotations

from tallystick.chronicle.allegations import Accusation
from tallystick.publish.chronicle import allegation_words as words
from tallystick.publish.chronicle.allegations import AllegationSheet
from tallystick.publish.model import Chapter, Line, Told
from tallystick.publish.report.passages import Passages
from tallystick.records import Allegation

#: So many accused are shown, and so many allegations of each: as many of one party as of another.
MOST_ACCUSED, MOST_OF_EACH = 8, 3
#: So many voices are named beside one allegation.
_MOST_VOICES = 4


def allegations_chapter(sheet: AllegationSheet, passages: Passages) -> Chapter | None:
    """The allegations by accused, those of most allegations first; None where there are none."""
    if not len(sheet):
        return None
    by_accused = sheet.by_accused()
    accused = sorted(by_accused, key=lambda names: (not names, -len(by_accused[names]), names))
    told = [
        Told(_label(names, by_accused[names]), _lines(by_accused[names], passages)) for names in accused[:MOST_ACCUSED]
    ]
    return Chapter(
        "allegations", "Allegations", _head(sheet, len(accused)), "tallystick allegations",
        "has all, with their words", "Accused", tuple(told),
    )  # fmt: skip


def _label(names: tuple[str, ...], found: list[Accusation]) -> str:
    named = ", ".join(names) or words.NOBODY
    return f"{named[:1].upper()}{named[1:]} ({len(found)})"


def _lines(found: list[Accusation], passages: Passages) -> tuple[Line, ...]:
    ordered = sorted(found, key=lambda one: (-len(one.records), not one.law, not one.denials, one.crime, one.id))
    lines = [passages.line(words.title_words(one), _cited(one), details=_voices(one)) for one in ordered[:MOST_OF_EACH]]
    more = len(ordered) - MOST_OF_EACH
    return (*lines, Line(f"and {more} more", ())) if more > 0 else tuple(lines)


def _cited(one: Accusation) -> tuple[Allegation, ...]:
    """The records in the order in which they are cited: denials before further tellings."""
    return (*one.told[:1], *one.denials, *one.law, *one.told[1:])


def _voices(one: Accusation) -> list[str]:
    """Who says so, who denies it and what the law did: of each at least the first, so that no denial is left out."""
    told = dict.fromkeys(words.teller_words(record) for record in one.told)
    answers = dict.fromkeys(words.teller_words(record) for record in (*one.denials, *one.law))
    left = max(_MOST_VOICES - len(answers), 1)
    return [*list(told)[:left], *answers]


def _head(sheet: AllegationSheet, accused: int) -> str:
    head = [words.head_words(len(sheet), sum(len(one.records) for one in sheet))]
    denied, law = sum(bool(one.denials) for one in sheet), sum(bool(one.law) for one in sheet)
    if denied or law:
        head.append(f"Denied: {denied:,}; before the law: {law:,}.")
    head.append(words.READING)
    if accused > MOST_ACCUSED:
        head.append(f"The {MOST_ACCUSED} most accused of {accused:,} are shown.")
    return " ".join(head)
