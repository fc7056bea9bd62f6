"""Capitalised words and the runs they form: what a place name is made of."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tallystick.knowledge import words
from tallystick.language.places.folding import ARTICLES, fold

#: Small words that may stand inside a name between capitalised ones.
_JOINTS = ARTICLES | {
    "of", "de", "del", "della", "do", "da", "dos", "das", "di", "du", "des", "la", "las", "le", "les", "lo", "los", "y",
    "e", "i", "upon", "on", "in", "the", "sur", "sous",
}  # fmt: skip
#: Longest run looked at in one piece; a line of capitals is cut, so that no run is unbounded.
LONGEST_RUN = 20


class Word(NamedTuple):
    """A capitalised word: its span without possessive, and its folded form.

    `joined` is true where a space alone stands before it, `hyphen` where a hyphen does.
    """

    start: int
    end: int
    key: str
    joined: bool
    hyphen: bool
    possessive: bool


Run = list[Word]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    upper = "".join(c for c in map(chr, (*range(0x41, 0x250), *range(0x1E00, 0x1F00))) if c.isupper())
    article = "|".join(sorted(ARTICLES, key=len, reverse=True))
    word = re.compile(
        rf"(?<![\w@#/])(?:(?:[{upper}]\.){{2,}}(?:[{upper}]\b)?|(?:[{upper}]\.)+[{upper}][a-z]+(?=\.)|"
        rf"(?:S[st]|Ste|Mt|Ft|Pt)\.(?=\s[{upper}])|"
        rf"(?:(?:{article}|d|l|[{upper}][a-z]{{1,3}})[-’'‘`])?[{upper}](?:[\w’'‘`ʻʼ-]*\w)?)(?![$€£])"
    )
    small = "|".join(sorted(_JOINTS))
    joint = re.compile(
        rf"[ \t\u00a0]*\n?[ \t\u00a0]*(?:\b((?:{small})(?:[ -](?:la|las|los|the|l|les))?)[ \t\u00a0-]\s*)?"
    )
    return word, joint


def runs(text: str, start: int, end: int) -> list[Run]:
    """The runs of capitalised words in this stretch of the text, in order."""
    pattern, joint = _patterns()
    found: list[Run] = []
    last = -1
    for match in pattern.finditer(text, start, end):
        first, whole, possessive = _trimmed(text, match.start(), match.end())
        for s, e in _parts(text, first, whole):
            gap = text[last:s] if last >= 0 else ""
            tied = 0 < len(gap) < 40 and len(found[-1]) < LONGEST_RUN and not found[-1][-1].possessive
            if tied and (gap in " -" or joint.fullmatch(gap)):
                found[-1].append(Word(s, e, fold(text[s:e]), gap.isspace(), gap == "-", possessive and e == whole))
            else:
                found.append([Word(s, e, fold(text[s:e]), True, False, possessive and e == whole)])
            last = e
        last = max(last, match.end())
    return found


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The capitalised parts of "Paris-Berlin", each a word; an article, or a part in lower case, stays where it is."""
    if text.find("-", start, end) < 0:
        return [(start, end)]
    parts, at = [], start
    cut = text.find("-", start, end)
    while cut >= 0:
        if text[cut + 1 : cut + 2].isupper() and fold(text[at:cut]) not in ARTICLES:
            parts.append((at, cut))
            at = cut + 1
        cut = text.find("-", cut + 1, end)
    parts.append((at, end))
    return parts


def _trimmed(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """Without possessive, and without what a hyphen ties on: "Armenia's", "Britain-based"."""
    if end - start > 2 and text[end - 1] == "s" and text[end - 2] in "'’‘":
        return start, end - 2, True
    cut = text.rfind("-", start, end)
    if cut > start + 2 and text[cut + 1 : cut + 2].islower() and text[cut + 1 : end] in words("places_common_words"):
        return start, cut, True
    return start, end, False
