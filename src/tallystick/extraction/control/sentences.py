"""Sentences with parties, places and dates each put as one character, so that patterns can say where they stand.

"Ruritanian forces took Strelsau on 3 May" becomes "▢ took ▤ on ▣". What is both a party and a place ("Ruritania")
has a character of its own, and patterns take it for either.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TypeVar

from tallystick.language.annotate import Annotated
from tallystick.language.mentions import DateMention, Name, PlaceMention
from tallystick.language.outline import Sentence

#: A party, a place, what is both, and a date. Private-use characters: those of the text are put aside.
PARTY, PLACE, EITHER, DATE = "\ue010", "\ue011", "\ue012", "\ue013"
#: Patterns for a party and for a place.
N, P = f"[{PARTY}{EITHER}]", f"[{PLACE}{EITHER}]"
_OURS = re.compile("[\ue010-\ue013]")
_QUIET = re.compile(r"\s")
_T = TypeVar("_T", Name, PlaceMention, DateMention)
#: "pro-Ruritanian forces" are not those of Ruritania.
_SIDED = re.compile(r"(?:pro|anti|non)[-‑]$", re.IGNORECASE)
_LOWER = re.compile(r"[^A-ZÀ-ÞĀ-Ž]*")


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked sentence. `starts` and `ends` give the code points in the text that each character stands for."""

    number: int
    sentence: Sentence
    source: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    names: dict[int, Name]
    places: dict[int, PlaceMention]
    dates: dict[int, DateMention]

    def words(self, start: int, end: int) -> str:
        """The text that characters `start` to `end` (exclusive) stand for, white space as single spaces."""
        return " ".join(self.source[self.starts[start] : self.ends[end - 1]].split()) if end > start else ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points in the text of characters `start` to `end` (exclusive)."""
        return self.starts[start], self.ends[end - 1]


def masked(annotated: Annotated, number: int) -> Masked:
    """The sentence of this number, masked. A range of dates or a part of a day stands as a date where it has one."""
    sentence = annotated.outline.sentences[number]
    names, places, dates = ({}, {}, {})  # type: tuple[dict[int, Name], dict[int, PlaceMention], dict[int, DateMention]]
    shown: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    source, at = annotated.document.text, sentence.start
    for start, end, mark, name, place, date in _pieces(annotated, sentence):
        if start < at or end > sentence.end:
            continue
        _copy(source, at, start, shown, starts, ends)
        here = len(starts)
        if name is not None:
            names[here] = name
        if place is not None:
            places[here] = place
        if date is not None:
            dates[here] = date
        shown.append(mark)
        starts.append(start)
        ends.append(end)
        at = end
    _copy(source, at, sentence.end, shown, starts, ends)
    return Masked(number, sentence, source, "".join(shown), tuple(starts), tuple(ends), names, places, dates)


def _copy(source: str, start: int, end: int, shown: list[str], starts: list[int], ends: list[int]) -> None:
    # One character for one, so that offsets hold.
    shown.append(_QUIET.sub(" ", _OURS.sub("?", source[start:end])).replace("’", "'"))
    starts.extend(range(start, end))
    ends.extend(range(start + 1, end + 1))


_Piece = tuple[int, int, str, Name | None, PlaceMention | None, DateMention | None]


def _pieces(annotated: Annotated, sentence: Sentence) -> list[_Piece]:
    found: list[_Piece] = []
    source = annotated.document.text
    names = _single([n for n in _within(annotated.names, sentence) if n.speaks or n.fights or n.kind == "place"])
    places: list[PlaceMention] = _within(annotated.places, sentence)
    taken: set[tuple[int, int]] = set()
    for name in names:
        same = next((p for p in places if (p.start, p.end) == (name.start, name.end)), None)
        if _is_vague(source, name) or _SIDED.search(source, max(name.start - len("anti-"), 0), name.start):
            continue
        if name.kind == "place":
            continue
        if any(p.start <= name.start and name.end <= p.end and p is not same for p in places):
            continue  # a name within that of a place: "Karst corridor"
        if same is not None and name.kind == "person":
            same = None
        if same is not None:
            taken.add((same.start, same.end))
        found.append((name.start, name.end, EITHER if same is not None else PARTY, name, same, None))
    for place in places:
        if (place.start, place.end) not in taken and not any(
            p[0] <= place.start and place.end <= p[1] for p in found if p[3] is not None
        ):
            found.append((place.start, place.end, PLACE, None, place, None))
    for date in _within(annotated.dates, sentence):
        if (date.kind == "date" and date.first) or (date.kind == "time" and len(date.value or "") == 10):
            found.append((date.start, date.end, DATE, None, None, date))
    return sorted(found, key=lambda piece: (piece[0], -piece[1]))


def _is_vague(source: str, name: Name) -> bool:
    """True for "soldiers", "government forces" and the like, which the finder gives to some party named before."""
    words = source[name.start : name.end]
    return (
        name.kind == "nation"
        and _LOWER.fullmatch(words) is not None
        and name.canonical.casefold() not in words.casefold()
    )


def _single(names: list[Name]) -> list[Name]:
    """Names that are not joined ones, where the parts are there."""
    joined = {
        (n.start, n.end) for n in names
        if "; " in n.canonical and any(o is not n and n.start <= o.start and o.end <= n.end for o in names)
    }  # fmt: skip
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if (name.start, name.end) in joined and "; " in name.canonical:
            continue
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _within(mentions: list[_T], sentence: Sentence) -> list[_T]:
    first, last = (bisect_left(mentions, at, key=lambda m: m.start) for at in (sentence.start, sentence.end))
    return mentions[first:last]
