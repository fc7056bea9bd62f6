"""What a word can count: nouns and equipment designations looked up in the dictionaries.

The classes are those of the annotation guide; where a noun has several readings the reader decides, with the
dictionary's as a hint.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tallystick.knowledge import table
from tallystick.records import Thing

_WORD = re.compile(r"[^\W_]+(?:[-'’./][^\W_]+)*")
_LONGEST_NOUN = 4


@dataclass(frozen=True, slots=True)
class ThingMention:
    """A counted noun, one to four words, and its class; offsets are code points."""

    start: int
    end: int
    thing: Thing


def word_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words of a stretch of text; hyphens, apostrophes and full stops inside a word belong to it."""
    return [m.span() for m in _WORD.finditer(text, start, end)]


def find_things(text: str, words: Sequence[tuple[int, int]]) -> list[ThingMention]:
    """Counted nouns among the words, longest match first, without overlap."""
    lowered = [text[s:e].lower() for s, e in words]
    singular = [_singular(w) for w in lowered]
    nouns, firsts = _nouns()
    found: list[ThingMention] = []
    i = 0
    while i < len(words):
        size, thing = 1, _designation(text[words[i][0] : words[i][1]])
        if thing is None and (lowered[i] in firsts or singular[i] in firsts):
            for length in range(min(_LONGEST_NOUN, len(words) - i), 0, -1):
                last = i + length - 1
                thing = nouns.get(" ".join((*lowered[i:last], singular[last]))) or nouns.get(
                    " ".join(lowered[i : last + 1])
                )
                if thing is not None:
                    size = length
                    break
        if thing is not None:
            found.append(ThingMention(words[i][0], words[i + size - 1][1], thing))
        i += size
    return found


@lru_cache(maxsize=65536)
def _singular(word: str) -> str:
    irregular = {
        "men": "man",
        "women": "woman",
        "children": "child",
        "people": "people",
        "lives": "life",
        "bodies": "body",
    }
    if word in irregular:
        return irregular[word]
    if word.endswith("men") and len(word) > 4:
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ch|sh|ss|x|z)es$", word):
        return word[:-2]
    if word.endswith(("'s", "’s")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=65536)
def _designation(word: str) -> Thing | None:
    if not (word[0].isupper() or word[0].isdigit()):
        return None
    prefixes, longest = _prefixes()
    bare = word[:-1] if word.endswith("s") else word
    for length in range(min(len(bare), longest), 1, -1):
        thing = prefixes.get(bare[:length])
        rest = bare[length:]
        if thing and (
            not rest or ((bare[length - 1] in "-0123456789" or rest[0] == "-") and any(c.isdigit() for c in bare))
        ):
            return thing
    return None


@cache
def _nouns() -> tuple[dict[str, Thing], frozenset[str]]:
    nouns: dict[str, Thing] = {r["noun"]: r["thing"] for r in table("things")}  # type: ignore[misc]
    return nouns, frozenset(n.split()[0] for n in nouns)


@cache
def _prefixes() -> tuple[dict[str, Thing], int]:
    prefixes: dict[str, Thing] = {r["prefix"]: r["thing"] for r in table("designations")}  # type: ignore[misc]
    return prefixes, max(map(len, prefixes))
