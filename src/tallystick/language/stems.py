"""Words that say what happened (harm words), who says so and how surely (cues), by the stems of two data files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from tallystick.knowledge import table
from tallystick.records import Outcome

CueKind = Literal["speech", "alleged", "confirmed", "denied"]
_LONGEST_STEM = 12


@dataclass(frozen=True, slots=True)
class HarmMention:
    """A word that says what happened, and the outcome it suggests."""

    start: int
    end: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells that somebody says something, or how surely it is said."""

    start: int
    end: int
    kind: CueKind


def find_harms(text: str, words: Sequence[tuple[int, int]]) -> list[HarmMention]:
    """Harm words among the words (code points, end exclusive), in order."""
    found = ((s, e, _harm(text[s:e].lower())) for s, e in words)
    return [HarmMention(s, e, outcome) for s, e, outcome in found if outcome]


def find_cues(text: str, words: Sequence[tuple[int, int]]) -> list[Cue]:
    """Cue words among the words (code points, end exclusive), in order."""
    found = ((s, e, _cue(text[s:e].lower())) for s, e in words)
    return [Cue(s, e, kind) for s, e, kind in found if kind and not _takes_object(text, s, e)]


def _takes_object(text: str, start: int, end: int) -> bool:
    """True where the word says something else by its object: the storm that "claimed 9 lives" made no claim."""
    return any(text[start:end].lower().startswith(stem) and object.match(text, end) for stem, object in _objects())


@cache
def _objects() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Stems of cues, each with the objects that make no cue of it: few words on, and no subject of a verb there."""
    return tuple((r["stem"], _object(r["objects"].replace(" ", r"\s+"))) for r in table("cues_not"))


def _object(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"\s+(?:(?!that\b|to\b)[\w,.-]{{1,20}}\s+){{0,5}}?(?:{words})\b(?!\s+(?:were|was|have|had|are|is)\b)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=65536)
def _harm(word: str) -> Outcome | None:
    return _longest(word, _stems("harm_words", "outcome"))  # type: ignore[return-value]


@lru_cache(maxsize=65536)
def _cue(word: str) -> CueKind | None:
    return _longest(word, _stems("cues", "cue"))  # type: ignore[return-value]


def _longest(word: str, stems: Mapping[str, str]) -> str | None:
    """What the longest stem of a word stands for; a stem after "=" must be the whole word."""
    whole = stems.get("=" + word)
    if whole:
        return whole
    for length in range(min(len(word), _LONGEST_STEM), 2, -1):
        if word[:length] in stems:
            return stems[word[:length]]
    return None


@cache
def _stems(name: str, column: str) -> dict[str, str]:
    return {row["stem"]: row[column] for row in table(name)}
