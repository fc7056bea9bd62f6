"""Which candidates are places: evidence for and against, added up. No piece of it decides alone.

The weights were set by hand on the gold documents and by reading the output; a candidate is taken from `ENOUGH` on.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict

from tallystick.language.places.candidates import Candidate
from tallystick.language.places.lexicon import Lexicon

ENOUGH = 2.0
#: People assumed where the gazetteer knows none: it keeps such a place only where it is the seat of a district.
_SEAT = 5000
_DATELINE = re.compile(r",?\s*(?:--?|[–—(]|,)")
_AGED = re.compile(r",\s+of\s$")
_COMMA = re.compile(r",\s{1,3}|\s\(")
_LISTED = re.compile(r"\s*(?:,|,?\s(?:and|or|&)|/|–|-)\s+(?:(?:the|in|to)\s+)?|\s*[(]")
_CLOSES = re.compile(r"\s*(?:[,.;:)]|and\b|or\b|$)")


class Weigher:
    """Weighs the candidates of one document."""

    def __init__(
        self, text: str, lexicon: Lexicon, persons: set[str], starts: frozenset[int], extra: frozenset[str],
        area: frozenset[str],
    ) -> None:  # fmt: skip
        self._text = text
        self._lexicon = lexicon
        self._persons = persons
        self._starts = starts
        self._extra = extra
        self._area = area
        self._named: frozenset[str] = frozenset()

    def accepted(self, candidates: list[Candidate]) -> list[Candidate]:
        """The candidates that are places, in order of the text."""
        self._named = frozenset(c.places[0].country for c in candidates if c.places and c.places[0].is_country)
        scores = [self._alone(c) for c in candidates]
        self._qualified(candidates, scores)
        best: defaultdict[str, float] = defaultdict(lambda: -9.0)
        for candidate, score in zip(candidates, scores, strict=True):
            best[candidate.base] = max(best[candidate.base], score)
        for i, candidate in enumerate(candidates):
            # one sense per discourse: a name that is plainly a place once is so elsewhere
            if best[candidate.base] >= ENOUGH:
                scores[i] += 1.7 if candidate.places else 1.2
        self._listed(candidates, scores)
        return [c for c, score in zip(candidates, scores, strict=True) if score >= ENOUGH]

    def _alone(self, c: Candidate) -> float:
        lex = self._lexicon
        score = self._prior(c)
        single = c.words == 1
        if c.base in self._extra:
            score += 4
        if c.kind:
            score += 3.5 if c.named_kind or c.places else 3
        if c.before in lex.strong:
            score += 2
        elif c.before in lex.weak:
            score += 2 if c.before2 in lex.deeds else 1
        written = self._text[c.start : c.end]
        capitals = written.isupper() and len(c.base) > 1
        if capitals and len(c.base) > 3 and _DATELINE.match(self._text, c.end):
            score += 2
        if capitals and len(c.base) < 5 and c.places and c.places[0].is_small and not c.kind:
            score -= 3
        if c.before == "of" and _AGED.search(self._text, max(0, c.start - 8), c.start):
            score += 1
        if single and not c.named_kind:
            if c.base in lex.common and not (capitals and c.places and not c.places[0].is_small):
                score -= 2.5
            if c.base in lex.given:
                score -= 1.5
            if c.base in self._persons:
                score -= 3
        elif c.words > 1 and not c.kind and all(word in lex.common for word in c.base.split(" ")):
            score -= 1
        if c.after in lex.people:
            score += 1
        if c.after in lex.speech and c.before not in lex.strong and not (c.places and c.places[0].governs):
            score -= 2
        if c.body:
            score -= 0.5
        if not c.alone and not c.places:
            score -= 1
        if c.start in self._starts:
            score -= 0.3
        return score

    def _prior(self, c: Candidate) -> float:
        if not c.places:
            return 0.0 if c.words <= 3 else -1.5
        place = c.places[0]
        if place.is_country:
            return 4.0
        if place.short and not any(p.rank < place.rank for p in c.places):
            return -4.0
        if place.is_small and not place.main and len(c.base) < 4:
            return -2.0
        if not place.is_small and not place.short:
            return 3.2 if place.main else 2.2
        people = max((p.population or _SEAT) / (1 if p.main else 20) for p in c.places)
        weight = math.log10(people + 10) - 2.7 + (0.7 if c.words > 1 else 0)
        if self._area and any(p.country in self._area for p in c.places):
            return weight + 1
        return weight + (0.7 if any(p.country in self._named for p in c.places) else 0)

    def _qualified(self, candidates: list[Candidate], scores: list[float]) -> None:
        """ "Town, Region": each speaks for the other where the second holds the first."""
        for i in range(len(candidates) - 1):
            a, b = candidates[i], candidates[i + 1]
            if b.start - a.end <= 4 and _COMMA.fullmatch(self._text, a.end, b.start) and holds(b, a):
                scores[i] += 3.5
                scores[i + 1] += 6.5 if b.places[0].short else 2

    def _listed(self, candidates: list[Candidate], scores: list[float]) -> None:
        """In a list, places stand beside places."""
        for i in range(1, len(candidates)):
            a, b = candidates[i - 1], candidates[i]
            if b.start - a.end > 12 or not _LISTED.fullmatch(self._text, a.end, b.start):
                continue
            if scores[i - 1] >= ENOUGH and scores[i] < ENOUGH and _CLOSES.match(self._text, b.end):
                scores[i] += 2.5 if b.alone and b.base not in self._persons else 1.5 if b.places else 0
        for i in range(len(candidates) - 2, -1, -1):
            a, b = candidates[i], candidates[i + 1]
            wanting = b.start - a.end <= 12 and scores[i + 1] >= ENOUGH > scores[i] and (a.places or b.kind)
            if wanting and _LISTED.fullmatch(self._text, a.end, b.start):
                scores[i] += 2.5 if b.kind and a.alone else 1


def holds(outer: Candidate, inner: Candidate) -> bool:
    """True where a place of the outer name may contain one of the inner."""
    for big in outer.places:
        if not (big.is_country or big.is_region):
            continue
        for small in inner.places:
            if small.id != big.id and small.country == big.country and (big.is_country or small.admin1 == big.admin1):
                return True
    return False
