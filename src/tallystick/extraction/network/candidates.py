"""What the reader can point at: the names, places and dates of a document, each with the value a slot would take."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from tallystick.language.annotate import Annotated
from tallystick.language.mentions import DateMention

#: Not a season, which EDTF writes as months 21 to 24.
_ISO = re.compile(r"-?\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")

#: The traits of a candidate, in the order in which the model sees them.
TRAITS = (
    "nation", "organisation", "person", "group", "place", "unknown", "date",
    "speaks", "fights", "coordination", "resolved", "day", "interval", "hint",
    "saying", "said_of", "agent", "owner", "located", "adjective", "heading",
)  # fmt: skip
TRAIT = {name: i for i, name in enumerate(TRAITS)}
_NAMES = frozenset({"nation", "organisation", "person", "group", "unknown"})

#: Code points between a speaker and the word of saying ("the ministry's spokesman in the capital said").
_SPEECH_REACH = 30
#: What each pointer slot can point at: a candidate needs one of these traits.
ALLOWED: dict[str, frozenset[str]] = {
    "party": _NAMES,
    "actor": _NAMES,
    "claimant": _NAMES,
    "place": frozenset({"place", "nation", "unknown"}),
    "as_of": frozenset({"date"}),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that can fill a slot. Offsets are code points in the document; `value` is what the slot would hold.

    Of a date, `span` is the first and last day of what happened then, as exactly as the date says.
    """

    start: int
    end: int
    value: str
    traits: frozenset[str]
    span: tuple[str, str] | None = None


def find_candidates(annotated: Annotated) -> list[Candidate]:
    """All candidates of a document in the order of the text; the same words may stand for several."""
    text = annotated.document.text
    found: dict[tuple[int, int, str], set[str]] = {}
    for name in annotated.names:
        traits = found.setdefault((name.start, name.end, name.canonical), set())
        traits.add(name.kind)
        traits.update(t for t, holds in (("speaks", name.speaks), ("fights", name.fights)) if holds)
        if ";" in name.canonical:
            traits.add("coordination")
    for place in annotated.places:
        traits = found.setdefault((place.start, place.end, " ".join(text[place.start : place.end].split())), set())
        traits.add("place")
        if place.lat is not None:
            traits.add("resolved")
    for date in annotated.dates:
        value = as_of_value(date)
        if value:
            traits = found.setdefault((date.start, date.end, value), set())
            traits.add("date")
            if len(value) == 10:
                traits.add("day")
            if date.first != date.last:
                traits.add("interval")
    cues = _SpeechCues(annotated)
    spans = {(d.start, d.end): event_span(d) for d in annotated.dates}
    return [
        Candidate(
            s,
            e,
            v,
            frozenset(t | _neighbours(text, s, e) | cues.traits(s, e)),
            spans.get((s, e)) if "date" in t else None,
        )
        for (s, e, v), t in sorted(found.items(), key=lambda x: x[0])
    ]


_BEFORE = re.compile(
    r"\b(by|in|at|near|around|outside|inside|from|to|according to|per|of)\s+(?:the\s+|an?\s+)?$", re.IGNORECASE
)
_BEFORE_TRAITS = {
    "by": "agent", "according to": "said_of", "per": "said_of",
    "in": "located", "at": "located", "near": "located", "around": "located", "outside": "located", "inside": "located",
}  # fmt: skip
_NOUN_AFTER = re.compile(r"\s[a-z]{3,}")


def _neighbours(text: str, start: int, end: int) -> set[str]:
    """What the words right before and after a mention tell of its part in the sentence."""
    traits = set()
    before = _BEFORE.search(text[max(start - 20, 0) : start])
    if before and before[1].lower() in _BEFORE_TRAITS:
        traits.add(_BEFORE_TRAITS[before[1].lower()])
    if text[end : end + 2] in ("'s", "’s") or text[end - 2 : end] in ("'s", "’s", "s'", "s’"):
        traits.add("owner")
    if _NOUN_AFTER.match(text, end):
        traits.add("adjective")
    return traits


class _SpeechCues:
    """Whether a mention stands right before or after a word of saying ("X said", "said X")."""

    def __init__(self, annotated: Annotated) -> None:
        self._text = annotated.document.text
        self._cues = annotated.cues
        self._starts = [c.start for c in annotated.cues]

    def traits(self, start: int, end: int) -> set[str]:
        i = bisect_left(self._starts, end)
        following = i < len(self._cues) and self._starts[i] - end < _SPEECH_REACH and self._clear(end, self._starts[i])
        preceding = i > 0 and 0 <= start - self._cues[i - 1].end < _SPEECH_REACH // 2
        return {"saying"} if following or preceding else set()

    def _clear(self, start: int, end: int) -> bool:
        return not any(mark in self._text[start:end] for mark in ".;\n")


def as_of_value(date: DateMention) -> str | None:
    """The ISO date that a figure stated at this date is current at: a span's last day; None for durations and sets."""
    if date.kind != "date" or not date.value:
        return None
    if _ISO.fullmatch(date.value):
        return date.value
    return date.last if date.last and _ISO.fullmatch(date.last) else None


def event_span(date: DateMention) -> tuple[str, str] | None:
    """The first and last day of what happened at this date, ISO 8601 and as exact as the date; None without a year."""
    if date.kind != "date" or not date.value or not date.first or not date.last:
        return None
    if _ISO.fullmatch(date.value):
        return date.value, date.value
    return (date.first, date.last) if _ISO.fullmatch(date.first) and _ISO.fullmatch(date.last) else None
