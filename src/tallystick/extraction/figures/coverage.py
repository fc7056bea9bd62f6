"""What a figure covers: all so far, what a stated period brought, or one happening; and when it is set.

Read from the words around the figure once the reader has decided its slots. Where they leave it open the basis is
unknown: a guess here would make rivals of counts that are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from tallystick.knowledge import table, words
from tallystick.language.annotate import Annotated
from tallystick.language.mentions import DateMention
from tallystick.language.outline import Sentence
from tallystick.records import Basis, Evidence, Figure

#: "in the past 24 hours", "within the first week", "over the last two days".
_PERIOD = re.compile(
    r"\b(?:in|within|during|over|for)\s+(?:the\s+)?(?:past|last|previous|preceding|first|same)\s+"
    r"(?:[\w-]+\s+){0,2}?(?:hours?|days?|nights?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(r"\bmore\s+than\b", re.IGNORECASE)
_CLAUSE_END = ";"
#: Code points behind the counted words that still belong to them, up to a mark: "40 dead more".
_AFTER = 12
_MARK = re.compile(r"[.,;:()\n]")
#: Code points before a date in which the preposition that governs it stands.
_BEFORE_DATE = 24


def check_coverage(annotated: Annotated, figures: Iterable[Figure]) -> list[Figure]:
    """The figures with `basis`, `since` and `setting` as their words have them."""
    return [_covered(annotated, figure) for figure in figures]


def _covered(annotated: Annotated, figure: Figure) -> Figure:
    sentence = annotated.outline.sentences[annotated.outline.sentence_at(figure.start)]
    clause = _clause(annotated.document.text, sentence, figure)
    basis, since = _basis(annotated.document.text, clause, figure)
    setting = None if figure.as_of else _setting(annotated, sentence)
    return figure.model_copy(update={"basis": basis, "since": since, "setting": setting})


def _clause(text: str, sentence: Sentence, figure: Figure) -> tuple[int, int]:
    """The part of the sentence between semicolons that holds the figure."""
    start = text.rfind(_CLAUSE_END, sentence.start, figure.start) + 1 or sentence.start
    end = text.find(_CLAUSE_END, figure.end, sentence.end)
    return start, sentence.end if end < 0 else end


def _basis(text: str, clause: tuple[int, int], figure: Figure) -> tuple[Basis, str | None]:
    by_date = _before_date(text, figure)
    if by_date == "increment":
        return "increment", figure.as_of
    if by_date:
        return by_date, None
    following = _MARK.split(text[figure.end : figure.end + _AFTER])[0]
    phrase = _MORE_THAN.sub(" ", text[figure.start : figure.end] + following)
    if _cues("phrase", "increment").search(phrase):
        return "increment", None
    said = text[clause[0] : clause[1]]
    if _PERIOD.search(said):
        return "increment", _first_day(figure)
    for basis in ("increment", "total"):
        if _cues("clause", basis).search(said):
            return basis, _first_day(figure) if basis == "increment" else None
    if _during_incident().search(said) or (figure.as_of and _incidents().search(said)):
        return "incident", None
    return "unknown", None


def _before_date(text: str, figure: Figure) -> Basis | None:
    """What the preposition before the as-of date says, where the date stands in the text."""
    dated = _as_of_evidence(figure)
    if dated is None or dated.start is None or abs(dated.start - figure.start) > _FARTHEST_DATE:
        return None
    before = text[max(dated.start - _BEFORE_DATE, 0) : dated.start]
    for basis in ("total", "increment"):
        if _cues("before_date", basis, r"(?:\s+(?:the|the\s+first|the\s+end\s+of|early|late|mid))?\s*$").search(before):
            return basis
    return None


#: A date farther from its figure than this is carried over from elsewhere, and says nothing of what is covered.
_FARTHEST_DATE = 400


def _as_of_evidence(figure: Figure) -> Evidence | None:
    return next((e for e in figure.evidence if e.slot == "as_of"), None)


def _first_day(figure: Figure) -> str | None:
    """The as-of day, where it is a day and so bounds the period."""
    return figure.as_of if figure.as_of and len(figure.as_of) == 10 else None


def _setting(annotated: Annotated, sentence: Sentence) -> str | None:
    """The date that the paragraph tells of at this point: the latest it has named so far, else the first it names."""
    paragraph = annotated.outline.paragraphs[sentence.paragraph]
    dates = annotated.dates
    low = bisect_left(dates, paragraph.start, key=lambda d: d.start)
    at = bisect_left(dates, sentence.end, key=lambda d: d.start)
    high = bisect_left(dates, paragraph.end, key=lambda d: d.start)
    before = [value for d in dates[low:at] if (value := _dated(d))]
    return max(before, default=None) or next((value for d in dates[at:high] if (value := _dated(d))), None)


_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}")


def _dated(date: DateMention) -> str | None:
    if date.kind != "date" or not date.last or not _ISO.fullmatch(date.last):
        return None
    return date.last


@cache
def _cues(where: str, basis: str, tail: str = r"\b") -> re.Pattern[str]:
    cues = [r["cue"] for r in table("basis_cues") if r["where"] == where and r["basis"] == basis]
    return _any(cues, tail)


@cache
def _during_incident() -> re.Pattern[str]:
    return re.compile(rf"\bduring\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+){{0,2}}?{_incidents().pattern}", re.IGNORECASE)


@cache
def _incidents() -> re.Pattern[str]:
    return _any(words("incident_words"), r"\b")


def _any(phrases: Iterable[str], tail: str) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=lambda p: (-len(p), p)))
    return re.compile(rf"\b(?:{alternatives}){tail}", re.IGNORECASE)
