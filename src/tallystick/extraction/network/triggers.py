"""Words that may be the trigger of an event ("captured", "shelling"), and what holds of each, as named traits.

Nearly every word that is no name, number or date may be one; the sieve decides by these traits which are worth the
encoder.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from tallystick.extraction.network.features import find_features
from tallystick.extraction.network.surroundings import hashed
from tallystick.extraction.network.windows import Wanted
from tallystick.knowledge import words
from tallystick.language.annotate import Annotated
from tallystick.language.things import word_spans

_SHORTEST = 3
#: Words are told apart by so many first letters, as in the sieve of numbers.
_STEM = 7
_ENDING = 3
#: Code points on each side in which words are looked at.
_REACH = 40
#: Code points behind a trigger that are read as its phrase, where the clause does not end before.
_PHRASE = 30
#: What the traits that name words begin with.
_OF_WORDS = ("stem:", "ending:", "word:", "-1:", "-2:", "+1:", "+2:")
_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")
_CLAUSE_END = re.compile(r"[.,;:()\n]")

#: Under which name of a figure's slot the reader points from a trigger: whom it is done to is where a party is.
OF_EVENT = {"party": "target", "as_of": "date"}

Span = tuple[int, int]


def find_triggers(annotated: Annotated) -> list[Span]:
    """The spans (code points, end exclusive) of all words that may be triggers, in the order of the text."""
    text, never = annotated.document.text, words("never_triggers")
    taken = _Taken(annotated)
    return [
        (start, end)
        for start, end in word_spans(text, 0, len(text))
        if end - start >= _SHORTEST
        and text[start].isalpha()
        and text[start:end].lower() not in never
        and not taken.holds(start)
    ]


def trigger_traits(annotated: Annotated, triggers: list[Span]) -> list[list[str]]:
    """For each word, the names of what holds of it: its stem and ending, its neighbours, and the dates near it."""
    return _Traits(annotated).of(triggers)


def wanted_triggers(annotated: Annotated, triggers: list[Span], traits: list[list[str]]) -> list[Wanted]:
    """These words, to be decided on by the reader, which sees the words itself and is told the rest."""
    text = annotated.document.text
    told = [{hashed(t) for t in ("trigger", *held) if not t.startswith(_OF_WORDS)} for held in traits]
    return [
        Wanted(start, end, (start, _phrase_end(text, end)), tuple(sorted(numbers)), True)
        for (start, end), numbers in zip(triggers, told, strict=True)
    ]


def _phrase_end(text: str, end: int) -> int:
    stop = _CLAUSE_END.search(text, end, end + _PHRASE)
    return stop.start() if stop else min(end + _PHRASE, len(text))


class _Taken:
    """The spans of dates, numbers and names of people and places: no trigger begins inside one."""

    def __init__(self, annotated: Annotated) -> None:
        spans = [(d.start, d.end) for d in annotated.dates]
        spans += [(n.start, n.end) for n in annotated.names if n.kind in ("nation", "person", "place")]
        spans += [n.digits for n in annotated.numbers]
        self._spans = sorted(spans)
        self._starts = [s for s, _ in self._spans]

    def holds(self, offset: int) -> bool:
        i = bisect_right(self._starts, offset) - 1
        return i >= 0 and offset < self._spans[i][1]


class _Traits:
    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.text = annotated.document.text
        self.dates = [d for d in annotated.dates if d.kind == "date" and d.first]
        self.date_starts = [d.start for d in self.dates]
        self.hits = find_features(annotated)
        self.hit_starts = [h[0] for h in self.hits]
        self.cue_at = {c.start: c.kind for c in annotated.cues}
        self.harm_at = {h.start: h.outcome for h in annotated.harms}
        self.names = [n.start for n in annotated.names if n.fights or n.speaks]

    def of(self, triggers: list[Span]) -> list[list[str]]:
        return [self._traits(start, end) for start, end in triggers]

    def _traits(self, start: int, end: int) -> list[str]:
        outline, text = self.annotated.outline, self.text
        home = outline.sentence_at(start)
        sentence = outline.sentences[home]
        word = text[start:end].lower()
        found = {f"stem:{word[:_STEM]}", f"ending:{word[-_ENDING:]}", f"word:{word}"}
        before = _stems(text[max(sentence.start, start - _REACH) : start])[-3:]
        after = _stems(text[end : min(sentence.end, end + _REACH)])[:3]
        found |= {f"-1:{w}" for w in before[-1:]} | {f"-2:{w}" for w in before[-2:-1]}
        found |= {f"+1:{w}" for w in after[:1]} | {f"+2:{w}" for w in after[1:2]}
        if start in self.cue_at:
            found.add(f"is cue:{self.cue_at[start]}")
        if start in self.harm_at:
            found.add(f"is harm:{self.harm_at[start]}")
        if text[start].isupper():
            found.add("capital" if start > sentence.start else "opening")
        if outline.paragraphs[sentence.paragraph].heading:
            found.add("heading")
        found |= self._dated(start, end, home)
        actors = bisect_left(self.names, start) - bisect_left(self.names, sentence.start)
        found.add(f"actors:{min(actors, 2)}")
        return sorted(found)

    def _dated(self, start: int, end: int, home: int) -> set[str]:
        """Where the nearest date stands: in the sentence, before it in the paragraph, or nowhere near."""
        outline = self.annotated.outline
        sentence = outline.sentences[home]
        low, high = bisect_left(self.date_starts, sentence.start), bisect_left(self.date_starts, sentence.end)
        if low < high:
            gap = min(max(d.start - end, start - d.end, 0) for d in self.dates[low:high])
            near = "close" if gap < 30 else "near" if gap < 90 else "far"
            found = {"dated:same", f"dated:same:{near}", f"dates:{min(high - low, 3)}"}
            lengths = {len(d.value or "") for d in self.dates[low:high]}
            return found | {f"date length:{min(n, 11)}" for n in lengths}
        if not low:
            return {"dated:never"}
        last = outline.sentence_at(self.dates[low - 1].start)
        if outline.sentences[last].paragraph == sentence.paragraph:
            return {f"dated:{min(home - last, 4)} back"}
        return {"dated:other paragraph"}


def _stems(stretch: str) -> list[str]:
    return [w.lower()[:_STEM] for w in _WORD.findall(stretch)]
