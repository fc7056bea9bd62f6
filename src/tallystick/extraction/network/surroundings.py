"""What stands around a number, as named traits: the nouns after it, the harm words beside it, its own form.

The sieve weighs them, and the network gets them beside the encoder's view of the number, so that what the
dictionaries say of "187 missing" need not be learned from the annotated documents alone.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from functools import lru_cache
from zlib import crc32

from tallystick.extraction.network.quotes import counted_phrase
from tallystick.language.annotate import Annotated
from tallystick.language.mentions import Number
from tallystick.language.singles import is_single
from tallystick.language.stems import HarmMention

#: The network sees each trait as one of so many numbers, by hash: a new dictionary class needs no new network.
HASHED = 1024
#: Code points around a number in which a counted noun or a harm word is near.
_NEAR = 40


def surroundings(annotated: Annotated) -> list[list[str]]:
    """For each number of the document, the names of what holds of it, in order."""
    return _Surroundings(annotated).all()


@lru_cache(maxsize=8192)
def hashed(trait: str) -> int:
    """The number under which the network knows a trait."""
    return crc32(trait.encode()) % HASHED


class _Surroundings:
    def __init__(self, annotated: Annotated) -> None:
        self.text = annotated.document.text
        self.annotated = annotated
        self.things, self.thing_starts = annotated.things, [t.start for t in annotated.things]
        self.harms, self.harm_starts = annotated.harms, [h.start for h in annotated.harms]
        self.cues, self.cue_starts = annotated.cues, [c.start for c in annotated.cues]
        self.name_starts = [n.start for n in annotated.names]
        self.number_starts = [n.start for n in annotated.numbers]

    def all(self) -> list[list[str]]:
        return [self._of(n) for n in self.annotated.numbers]

    def _of(self, number: Number) -> list[str]:
        sentence = self.annotated.outline.sentences[self.annotated.outline.sentence_at(number.start)]
        single = "single" if is_single(self.text, number) else "count"
        found = {f"{single}", f"{single}:{number.qualifier}", f"unit:{number.unit}", f"size:{_size(number)}"}
        found |= self._following(number, sentence.end, single)
        phrase = counted_phrase(self.annotated, number)
        last = bisect_left(self.thing_starts, phrase[1]) - 1
        if last >= 0 and self.thing_starts[last] >= number.end:
            found.add(f"phrase:thing:{self.things[last].thing}")
        found |= self._harms(number, sentence.start, sentence.end, single)
        low, high = bisect_left(self.cue_starts, sentence.start), bisect_right(self.cue_starts, sentence.end)
        found |= {f"cue:{c.kind}:{'after' if c.start > number.start else 'before'}" for c in self.cues[low:high]}
        before = self.text[max(number.start - 1, 0) : number.start]
        after = self.text[number.end : number.end + 1]
        found |= {
            f"before:{before}" if before in "(:;,-$" else "before:",
            f"after:{after}" if after in "),.;-%" else "after:",
        }
        names = bisect_left(self.name_starts, number.end + _NEAR) - bisect_left(self.name_starts, number.end)
        found.add(f"{single}:names:{min(names, 2)}")
        crowd = bisect_left(self.number_starts, sentence.end) - bisect_left(self.number_starts, sentence.start)
        found.add(f"crowd:{min(crowd, 5)}")
        if self.annotated.outline.paragraphs[sentence.paragraph].heading:
            found.add("heading")
        return sorted(found)

    def _following(self, number: Number, end: int, single: str) -> set[str]:
        i = bisect_left(self.thing_starts, number.end)
        if i == len(self.things) or self.things[i].start > min(end, number.end + 60):
            return {f"{single}:nothing"}
        thing, gap = self.things[i], self.things[i].start - number.end
        near = "next" if gap < 2 else "near" if gap < 25 else "far"
        return {f"{single}:thing:{thing.thing}:{near}", f"{single}:thing:{near}"}

    def _harms(self, number: Number, start: int, end: int, single: str) -> set[str]:
        low, high = bisect_left(self.harm_starts, start), bisect_right(self.harm_starts, end)
        if low == high:
            return {f"{single}:unharmed"}
        found = {f"{single}:harm:{h.outcome}" for h in self.harms[low:high]}
        for h in self.harms[low:high]:
            if number.start - _NEAR < h.start < number.end + _NEAR:
                found.add(f"{single}:near:{h.outcome}:{'after' if h.start > number.start else 'before'}")
        i = bisect_left(self.harm_starts, number.start)
        if i > low:
            found.add(f"last:{self.harms[i - 1].outcome}:{_nearness(number, self.harms[i - 1])}")
        while i < high and self.harms[i].start < number.end:
            i += 1
        if i < high:
            found.add(f"next:{self.harms[i].outcome}:{_nearness(number, self.harms[i])}")
        return found


def _nearness(number: Number, harm: HarmMention) -> str:
    gap = max(harm.start - number.end, number.start - harm.end)
    return "touching" if gap < 3 else "close" if gap < 20 else "near" if gap < 60 else "far"


def _size(number: Number) -> str:
    value = number.high if number.low is None else number.low
    if value is None or value < 2:
        return "one"
    if value.is_integer() and 1900 <= value <= 2100 and number.qualifier == "exact":
        return "year"
    return "few" if value < 10 else f"1e{min(int(math.log10(value)), 6)}"
