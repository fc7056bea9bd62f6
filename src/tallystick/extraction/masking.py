"""Sentences with their names, dates and places each put as one character, so that a pattern can say where they stand.

"On 8 October, HRW said that Ruritanian forces shelled Strelsau" becomes "On ▣, ▢ said that ▢ shelled ▤". Patterns over
such sentences stay short, and none needs to know how long a name may be.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tallystick.knowledge import table
from tallystick.language.annotate import Annotated
from tallystick.language.mentions import Name
from tallystick.language.outline import Sentence
from tallystick.records import Denial

#: A name of somebody, a date, a place that is nobody's name. Private-use characters: those of the text are put aside.
NAME, DATE, PLACE = "\ue000", "\ue001", "\ue002"
_ADJECTIVE = re.compile(
    r"(?:military|police|government)(?: (?:and|or) [a-z]+)? (?:support|aid|assistance|equipment|supplies"
    r"|training|help|backing|action|necessity|hardware|cooperation|advis[eo]rs?|intervention)\b"
)
_SHORT = 12
_OURS = re.compile("[\ue000-\ue002]")
_TOLD_CLOSER = re.compile(r" (?:from|of) (?!the (?:region|area))")
_QUIET = re.compile(r"[\n\r\t\xa0]")

#: What may stand before a name without being part of it.
DETERMINER = (
    r"(?:(?:the|both|some|several|many|all|most|other|various|their|its|an?|former|local|certain|two|three) ){0,3}"
)
#: One name, or several joined.
_AND = r"(?: and | or | & | as well as |/)(?:the |other |by |its ){0,2}"
_ONE = rf"(?:{NAME} )?{NAME}"
NAMES = rf"{_ONE}(?:(?:, (?:the )?{_ONE}){{1,5}}(?:,?{_AND}{_ONE}|,? and others)|(?:{_AND}{_ONE}){{1,2}})?"
#: What may stand between a subject and its verb: a head noun of the name, helpers, adverbs, a date.
HELPERS = (
    r"(?: (?:officials?|forces|troops|spokes(?:man|woman|person)|officers?|fighters|members|militants"
    r"|authorities|leaders?"
    r"|commanders?|government|regime|side|sides|representatives?|sources?|activists|themselves|itself))?"
    rf"(?:,? (?:on|in|by) {DATE},?)?"
    r"(?: (?:has|have|had|is|are|was|were|been|being|be|also|then|later|again|both|all|each|further"
    r"|furthermore|even|still|soon|once"
    r"|often|did|[a-z]{2,}ly|continued? to|began to|started to|began|started|continues to|to have|said to"
    r" have|believed to have|reported to have|alleged to have|found to have|known to have)){0,5}"
)


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

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text that characters `start` to `end` (exclusive) of the sentence stand for."""
        return self.starts[start], self.ends[end - 1]

    def named(self, start: int, end: int) -> list[Name]:
        """The names among these characters, in order."""
        return [self.names[at] for at in range(start, end) if at in self.names]

    def joined(self, start: int, end: int) -> str | None:
        """Their canonical names, parted by semicolons, None where there are none.

        A bare noun that is told more closely ("officials from several countries") is not who the text spoke of last,
        so its own words stand for it.
        """
        # Of an office with its holder beside it, the holder.
        found = (
            self._who(at) for at in range(start, end)
            if at in self.names and not (self.text[at + 1 : at + 2] == " " and at + 2 in self.names and at + 2 < end)
        )  # fmt: skip
        return "; ".join(dict.fromkeys(found)) or None

    def _who(self, at: int) -> str:
        name = self.names[at]
        words = self.source[name.start : name.end]
        if words.islower() and _TOLD_CLOSER.match(self.text, at + 1):
            return " ".join(words.split())
        return name.canonical

    def is_bare(self, at: int) -> bool:
        """True where the name is a plain noun: "the governments", "officials"."""
        return at in self.names and self.source[self.names[at].start : self.names[at].end].islower()


def masked(annotated: Annotated, number: int) -> Masked:
    """The sentence of this number, masked."""
    sentence = annotated.outline.sentences[number]
    pieces = sorted(_pieces(annotated, sentence), key=lambda piece: (piece[0], -piece[1]))
    text, at = annotated.document.text, sentence.start
    shown: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    names: dict[int, Name] = {}
    for start, end, mark, name in pieces:
        if start < at:
            continue
        _copy(text, at, start, shown, starts, ends)
        if name is not None:
            names[len(starts)] = name
        shown.append(mark)
        starts.append(start)
        ends.append(end)
        at = end
    _copy(text, at, sentence.end, shown, starts, ends)
    return Masked(number, sentence, text, "".join(shown), tuple(starts), tuple(ends), names)


def _copy(text: str, start: int, end: int, shown: list[str], starts: list[int], ends: list[int]) -> None:
    # One character for one, so that offsets hold: whatever looks like a mask of ours becomes a plain sign.
    shown.append(_QUIET.sub(" ", _OURS.sub("?", text[start:end])).replace("’", "'"))
    starts.extend(range(start, end))
    ends.extend(range(start + 1, end + 1))


def _pieces(annotated: Annotated, sentence: Sentence) -> Iterator[tuple[int, int, str, Name | None]]:
    for name in _outermost(_within_names(annotated.names, sentence)):
        # In "military aid" nobody is named.
        if name.end - name.start < _SHORT and _ADJECTIVE.match(annotated.document.text, name.start):
            continue
        words = annotated.document.text[name.start : name.end + 1]
        if words.islower() and words.endswith("-"):
            continue  # "hostage-taking"
        told = annotated.document.text[name.start : name.end]
        if told.lower() in _protected() or (told.islower() and told.split()[-1] in _protected()):
            continue  # whom a deed is done to, in "targeting civilians"
        yield name.start, name.end, NAME, name
    dates = annotated.dates
    for date in dates[bisect_left(dates, sentence.start, key=lambda d: d.start) :]:
        if date.start >= sentence.end:
            break
        if date.kind == "date":
            yield date.start, date.end, DATE, None
    places = annotated.places
    for place in places[bisect_left(places, sentence.start, key=lambda p: p.start) :]:
        if place.start >= sentence.end:
            break
        yield place.start, place.end, PLACE, None


@cache
def _protected() -> frozenset[str]:
    rows = [row["words"].split("|") for row in table("crimes_objects") if row["class"] in ("civilian", "medical")]
    return frozenset(word.lower() for words in rows for word in words) | {"civilian"}


def denials_within(denials: Sequence[Denial], start: int, end: int) -> Sequence[Denial]:
    """Those that start within the span. `denials` are in the order of the text."""
    first, last = (bisect_left(denials, at, key=lambda denial: denial.start) for at in (start, end))
    return denials[first:last]


def _within_names(names: list[Name], sentence: Sentence) -> list[Name]:
    return names[
        bisect_left(names, sentence.start, key=lambda n: n.start) : bisect_right(
            names, sentence.end - 1, key=lambda n: n.start
        )
    ]


def _outermost(names: list[Name]) -> list[Name]:
    """The widest mentions of one name each; several that are joined are left to the patterns, part by part."""
    single = [n for n in names if "; " not in n.canonical or not any(_inside(o, n) for o in names)]
    kept: list[Name] = []
    for name in sorted(single, key=lambda n: (n.start, -n.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _inside(inner: Name, outer: Name) -> bool:
    return inner is not outer and outer.start <= inner.start and inner.end <= outer.end
