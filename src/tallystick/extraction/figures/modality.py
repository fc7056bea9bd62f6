"""How a figure is claimed, where the words that govern it settle that by themselves.

"Reportedly", "it was reported that" and "were reported killed" make a figure alleged; and where no speaker is named in
their sentence, nobody claims it, whoever spoke last. "Confirmed", "verified" and "documented" before a figure make it
confirmed, unless they are denied or left open. "Claimed the lives of" claims nothing.

The words are those of data/modality_words.tsv. What is measured of each rule stands in docs/decisions/0008.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tallystick.knowledge import table
from tallystick.language.annotate import Annotated
from tallystick.language.outline import Sentence
from tallystick.language.stems import Cue
from tallystick.records import Evidence, Figure, Modality, Slot

#: Code points around a figure in which its sentence is searched: bounds the work where one sentence is a whole text.
_REACH = 1500
#: Code points between a word of hearsay and the figure it stands beside, and between a figure and what is said of it.
_BESIDE_BEFORE, _BESIDE_AFTER = 60, 40
#: Code points after a figure in which the word "lives" still belongs to it.
_NEXT_WORD = 7
#: Code points before a word of confirmation in which it may be denied.
_DENIED_WITHIN = 40
#: Words that, between a figure and the next one, leave both in one list.
_LISTED = re.compile(r"\s*(?:,|,?\s+(?:and|or|as well as))\s+(?:(?:another|wounding|injuring|killing|capturing)\s+)?")
_LIVES = re.compile(r"\bclaim(?:s|ed|ing)?\s+(?:the\s+)?(lives?\s+of\s+)?$", re.IGNORECASE)
_ADVERB = re.compile(r"\s+(?:\w+ly\s+)?")
_THAT = re.compile(r"\s+that\b")
_OF_LIVES = re.compile(r"\blives?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Settled:
    """What words (code points) settle: how a figure is claimed, and whether they hide by whom."""

    start: int
    end: int
    modality: Modality
    impersonal: bool = False


def check_modality(annotated: Annotated, figures: Sequence[Figure]) -> list[Figure]:
    """The figures, in the order of the text, with the modality and claimant that the words around them settle."""
    checked: list[Figure] = []
    former: tuple[Figure, _Settled] | None = None
    for figure in figures:
        sentence = annotated.outline.sentences[annotated.outline.sentence_at(figure.start)]
        settled = _settled(annotated, sentence, figure) or _listed_with(annotated, former, figure)
        former = (figure, settled) if settled else None
        checked.append(_with(annotated, figure, settled) if settled else figure)
    return checked


def _settled(annotated: Annotated, sentence: Sentence, figure: Figure) -> _Settled | None:
    if figure.modality == "denied":
        return None
    view = _View(annotated, sentence, figure)
    return view.hearsay() or view.impersonal_report() or view.confirmation() or view.lives_claimed()


def _listed_with(annotated: Annotated, former: tuple[Figure, _Settled] | None, figure: Figure) -> _Settled | None:
    """What was settled of the figure before, where this one goes on its list: "reportedly killed 4 and wounded 9"."""
    if former is None or figure.modality == "denied" or former[1].modality == "stated":
        return None
    gap = annotated.document.text[former[0].end : figure.start]
    return former[1] if len(gap) <= _BESIDE_AFTER and _LISTED.fullmatch(gap) else None


class _View:
    """The sentence of a figure, as far as it is searched."""

    def __init__(self, annotated: Annotated, sentence: Sentence, figure: Figure) -> None:
        self.text, self.figure = annotated.document.text, figure
        self.cues, self.numbers = annotated.cues, annotated.numbers
        self.start = max(sentence.start, figure.start - _REACH)
        self.end = min(sentence.end, figure.end + _REACH)

    def hearsay(self) -> _Settled | None:
        """An adverb of hearsay beside the figure, with no other clause or saying between."""
        figure = self.figure
        before = _pattern("hearsay_before").search(self.text, self._back(_BESIDE_BEFORE + 20), figure.start)
        if before and not self._said(before.end(1), figure.start):
            return self._impersonal(before)
        after = self._after("hearsay_after")
        if after and not self._said(figure.end, after.start(1)) and not self._follows("preposition", after.start(1)):
            return self._impersonal(after)
        return None

    def impersonal_report(self) -> _Settled | None:
        """ "It was reported that" before the figure or "were reported killed" after it, where nobody else speaks."""
        that = _last(_pattern("it_was"), self.text, self.start, self.figure.start)
        if that and _pattern("end").search(self.text, that.end(), self.figure.start):
            that = None
        for match in (that, self._after("were")):
            if match:
                settled = self._impersonal(match)
                if settled.impersonal:
                    return settled
        return None

    def confirmation(self) -> _Settled | None:
        """A word of confirmation that governs the figure, neither denied nor left open."""
        before = _last(_pattern("confirming"), self.text, self.start, self.figure.start)
        if before and not (self._reaches(before.end()) and self._governs(*before.span())):
            before = None
        for match in (before, self._after("confirmed_after")):
            if match and not self._is_left_open(*match.span(1)):
                return _Settled(*match.span(1), "confirmed")
        return None

    def _reaches(self, end: int) -> bool:
        """True where neither another clause nor another saying lies between these words and the figure."""
        start = self.figure.start
        return not _pattern("break").search(self.text, end, start) and not self._said(end, start)

    def _governs(self, start: int, end: int) -> bool:
        """True for "confirmed that" and "confirmed 9 deaths"; not for "5 confirmed cases", nor for "X was confirmed",
        which is of what stands before it."""
        numbers = self.numbers
        at = bisect_left(numbers, start, key=lambda n: n.start) - 1
        if at >= 0 and _ADVERB.fullmatch(self.text, numbers[at].end, start):
            return False
        if self._follows("determiner", start):
            return False
        passive = _pattern("passive").search(self.text, max(self.start, start - _DENIED_WITHIN), start)
        return not passive or bool(passive[1]) or _THAT.match(self.text, end) is not None

    def _is_left_open(self, start: int, end: int) -> bool:
        return bool(_pattern("unconfirming").search(self.text, max(self.start, start - _DENIED_WITHIN), end))

    def _follows(self, kind: str, at: int) -> bool:
        """True where a word of this kind, and perhaps an adverb, stands right before."""
        return bool(_pattern(kind).search(self.text, max(self.start, at - _DENIED_WITHIN), at))

    def lives_claimed(self) -> _Settled | None:
        """ "Claimed 9 lives", where nothing else in the sentence makes a claim of it."""
        figure = self.figure
        match = _LIVES.search(self.text, self._back(_BESIDE_BEFORE), figure.start)
        if match is None or figure.modality != "alleged":
            return None
        if not match[1] and not _OF_LIVES.search(self.text, figure.start, min(figure.end + _NEXT_WORD, self.end)):
            return None
        if any(cue.kind == "alleged" for cue in self._cues(self.start, self.end)):
            return None
        return _Settled(*match.span(), "stated")

    def _back(self, reach: int) -> int:
        return max(self.start, self.figure.start - reach)

    def _after(self, name: str) -> re.Match[str] | None:
        return _pattern(name).match(self.text, self.figure.end, self.end)

    def _impersonal(self, match: re.Match[str]) -> _Settled:
        """Alleged by these words; by nobody, where nobody else speaks in the sentence."""
        start, end = match.span(1)
        return _Settled(start, end, "alleged", not self._said(self.start, start) and not self._said(end, self.end))

    def _said(self, start: int, end: int) -> bool:
        return any(c.kind != "confirmed" for c in self._cues(start, end))

    def _cues(self, start: int, end: int) -> list[Cue]:
        first = bisect_left(self.cues, start, key=lambda c: c.start)
        last = bisect_left(self.cues, end, key=lambda c: c.start)
        return self.cues[first:last]


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    return next(iter(deque(pattern.finditer(text, start, end), maxlen=1)), None)


def _with(annotated: Annotated, figure: Figure, settled: _Settled) -> Figure:
    values: dict[Slot, str | None] = {"modality": settled.modality}
    if settled.impersonal:
        values["claimant"] = None
    changed = {slot: value for slot, value in values.items() if getattr(figure, slot) != value}
    if not changed:
        return figure
    start, end = settled.start, settled.end
    quote = annotated.document.text[start:end]
    ruled = tuple(Evidence(slot=slot, how="rule", start=start, end=end, quote=quote, certainty=1) for slot in changed)
    kept = tuple(e for e in figure.evidence if e.slot not in changed)
    update: dict[str, object] = {str(slot): value for slot, value in changed.items()}
    return figure.model_copy(update=update | {"evidence": kept + ruled})


@cache
def _words(*kinds: str) -> str:
    rows = table("modality_words")
    found = sorted((r["word"] for r in rows if set(kinds) & set(r["kinds"].split("|"))), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in found) + ")"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The patterns by name. Each has the words that decide as its first group, and looks no farther than so many code
    points."""
    clause = rf"(?:(?!\b{_words('clause', 'break')}\b)[^.,;:|()\n])"
    be = r"(?:was|were|is|are|has\s+been|have\s+been|had\s+been)"
    how = r"(?:(?:also|later|first|further|then|\w{2,12}ly)\s+){0,2}"
    reported = _words("reported")
    after = rf"{clause}{{0,{_BESIDE_AFTER}}}?\b"
    verb = rf"(?!{_words('preposition')}\b)"  # "allegedly for spying" tells why, not whether
    said_of = "|".join([_words("said_of"), *sorted(r["word"] for r in table("participles"))])
    patterns = {
        "hearsay_before": rf"\b({_words('hearsay')})\s+{verb}{clause}{{0,{_BESIDE_BEFORE}}}$",
        "hearsay_after": rf"{after}({_words('hearsay')})\s+{verb}",
        "it_was": rf"\b(it\s+{be}\s+{how}{reported}\s+that)\b",
        "were": rf"{after}({be}\s+{how}{reported})\s+(?:{said_of})\b",
        "confirming": rf"\b({_words('confirming')})\b",
        "confirmed_after": rf"{after}({be}\s+{how}{_words('confirming')})\b",
        "unconfirming": rf"(?:\b{_words('unconfirming')}\b|n['’]t\b)",
        "preposition": rf"\b{_words('preposition')}\s+$",
        "determiner": rf"\b{_words('determiner')}\s+(?:\w+ly\s+)?$",
        "passive": rf"\b(it\s+)?{be}\s+(?:\w+ly\s+|also\s+|later\s+){{0,2}}$",
        "break": rf"\b{_words('break')}\b|[;|\n]|\.\s+[^\w\s]",
        "end": r"[;|\n]|\.\D",
    }
    return re.compile(patterns[name], re.IGNORECASE)
