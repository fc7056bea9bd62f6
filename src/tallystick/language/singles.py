"""One thing named with an article: "a T-90 tank", "an officer", "another civilian".

Each is offered as a number 1; whether a count is plainly meant (it is in lists of losses) the reader decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from tallystick.knowledge import words as word_list
from tallystick.language.mentions import Number
from tallystick.language.things import ThingMention

_ARTICLE = re.compile(r"\b(?:an?|another)\s+(?=[\w\"“'‘])", re.IGNORECASE)
#: Between the article and its noun stand at most so many code points ("a rocket propelled grenade launcher").
_FARTHEST = 60
_GAP_WORD = re.compile(r"[^\W\d_]+")


def is_single(text: str, number: Number) -> bool:
    """True where a number is no more than the article of one thing named."""
    return text[slice(*number.digits)].lower() in ("a", "an", "another")


def find_singles(text: str, things: Sequence[ThingMention], taken: Sequence[Number]) -> list[Number]:
    """Articles with a counted noun after them, outside the numbers already found. `things` and `taken` are in order."""
    starts = [t.start for t in things]
    numbers = [n.start for n in taken]
    stops = word_list("function_words")
    found = []
    for match in _ARTICLE.finditer(text):
        i = bisect_left(starts, match.end())
        if i == len(things) or starts[i] - match.end() > _FARTHEST:
            continue
        # "half a dozen tanks" and "a further 20 tanks" have their number already.
        near = bisect_left(numbers, starts[i]) - 1
        if near >= 0 and taken[near].end > match.start():
            continue
        gap = text[match.end() : starts[i]]
        if any(mark in gap for mark in ",.;:()\n") or any(w.lower() in stops for w in _GAP_WORD.findall(gap)):
            continue
        article = match.start() + len(match[0].rstrip())
        found.append(Number(match.start(), article, (match.start(), article), 1, 1, "exact", "count"))
    return found
