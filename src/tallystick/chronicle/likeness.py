"""How alike two tellings are: the names in their slots, their triggers, and the words around these.

Names are compared folded, and places by the town of the gazetteer that a name most likely means, so that a town that
changed its name is one. Nothing here decides anything; it only says what two tellings have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from tallystick.knowledge import words
from tallystick.language.places.folding import fold, without_articles
from tallystick.records import Event

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"\d|%")
#: So far around a trigger the words of its sentence are read, in code points.
_AROUND = 300
_SENTENCE_END = re.compile(r"(?<=[\w)\]”\"'’]{2})[.!?](?=\s)|\n")
#: Words shorter than this carry little, numbers apart.
_SHORTEST = 4
#: So many first letters tell whether two triggers are forms of one word: "invaded", "invasion".
_STEM = 4
_MONTHS = frozenset({
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """An event with what it is compared by; a slot is empty where it is not stated."""

    event: Event
    actors: frozenset[str]
    targets: frozenset[str]
    places: frozenset[str]
    stems: frozenset[str]
    around: frozenset[str]

    def stated(self) -> int:
        """How many of actor, target and place are stated."""
        return bool(self.actors) + bool(self.targets) + bool(self.places)


def telling(event: Event, text: str, parties: frozenset[str] = frozenset()) -> Telling:
    """What an event of a document with this text is compared by.

    The target of a capture is what is taken besides the whole place: not the place itself, nor one of the `parties`
    (folded names), who loses it.
    """
    targets = names(event.target)
    if event.type == "capture":
        targets -= names(event.place) | parties
    return Telling(
        event,
        names(event.actor),
        targets,
        frozenset(map(place_key, _parted(event.place))),
        frozenset(_stems(event.quote)),
        frozenset(around(event, text)),
    )


def parties_of(events: Iterable[Event]) -> frozenset[str]:
    """The folded names of all who do something in these events."""
    return frozenset(name for event in events for name in names(event.actor))


def tells_of_part(event: Event) -> bool:
    """True where the trigger tells of a part of what is taken, or that taking it goes on: "much of", "60%", "gains"."""
    told = event.quote.casefold()
    return bool(_PART.search(told)) or any(word in words("chronicle_partial") for word in _WORD.findall(told))


@lru_cache(maxsize=1 << 14)
def names(field: str | None) -> frozenset[str]:
    """The names in a field, folded."""
    return frozenset(without_articles(fold(name)) for name in _parted(field))


@lru_cache(maxsize=1 << 14)
def place_key(name: str) -> str:
    """What a place is compared by: the largest town of that name in the gazetteer, else the folded name."""
    from tallystick.language.places.gazetteer import gazetteer

    key = without_articles(fold(name))
    towns = [place for place in gazetteer().find(fold(name)) if place.is_town and not place.short]
    if not towns:
        return key
    town = max(towns, key=lambda place: (place.population, place.main, -place.id))
    return f"{fold(town.name)} ({town.country}, {town.id})"


def around(event: Event, text: str) -> set[str]:
    """The words of the sentence around a trigger that carry meaning, as their first letters; numbers whole."""
    if not text:
        return set()
    first, last = sentence_around(event, text)
    sentence = text[first:last]
    return {stem for word in _WORD.findall(sentence) if (stem := _telling_word(word.casefold())) is not None}


def sentence_around(event: Event, text: str) -> tuple[int, int]:
    """About where the sentence of a trigger begins and ends, as offsets in the text; never far from the trigger."""
    first, last = max(event.start - _AROUND, 0), min(event.end + _AROUND, len(text))
    before = [found.end() for found in _SENTENCE_END.finditer(text, first, event.start)]
    after = _SENTENCE_END.search(text, event.end, last)
    begin, end = before[-1] if before else first, after.end() if after else last
    while begin < event.start and text[begin].isspace():
        begin += 1
    while end > event.end and text[end - 1].isspace():
        end -= 1
    return begin, end


def shares_telling_word(one: Telling, other: Telling) -> bool:
    """True where both triggers have a word that tells more than that something of the type happened."""
    return any(not _is_plain(stem) for stem in one.stems & other.stems)


def _telling_word(word: str) -> str | None:
    if word.isdigit():
        return word if len(word) > 1 and not (len(word) == _SHORTEST and word[:2] in ("19", "20")) else None
    if len(word) < _SHORTEST or word in _MONTHS or word in _function_words():
        return None
    return word[: _STEM + 2]


def _stems(quote: str) -> set[str]:
    found = (word.casefold() for word in _WORD.findall(quote))
    return {word[:_STEM] for word in found if len(word) >= _SHORTEST and word not in _function_words()}


@cache
def _is_plain(stem: str) -> bool:
    return any(stem.startswith(plain[:_STEM]) for plain in words("chronicle_plain_triggers"))


@cache
def _function_words() -> frozenset[str]:
    return words("function_words")


def _parted(field: str | None) -> list[str]:
    return [" ".join(name.split()) for name in (field or "").split(";") if name.strip()]
