"""Where, when and to whom an alleged deed was done, by the words beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from tallystick.extraction.allegations.crimes import Crime, people_words
from tallystick.extraction.allegations.speakers import speech_verbs
from tallystick.extraction.masking import DATE, NAME, PLACE, Masked
from tallystick.language.annotate import Annotated

_CLAUSE_ENDS = re.compile(
    r"[;|]|, (?:but|while|although|whereas|which|who|with|and)\b|\band (?:said|stated|called|urged"
    r"|demanded|asked)\b|\b(?:while|although|whereas|after|before|because|when|until|including)\b"
)
_AT = re.compile(
    r"\b(?:in|at|near|on|around|outside|inside|(?:town|city|village|district|region|area)s? of)"
    rf" (?:(?!(?:that|which|who|from|by|and|with|to|for|when|where|after)\b)[a-z-]+ ){{0,4}}(?P<place>[{PLACE}{NAME}])"
)
_ON = re.compile(
    rf"\b(?:on|in|during|between|since|from|of|early|late|throughout|by|around) (?:the |early |late "
    rf"|mid-?){{0,2}}(?P<date>{DATE})"
)
_AGAINST = re.compile(
    rf"(?: (?:in|near|on|committed|perpetrated) [^,;.{NAME}]{{0,30}})? (?:against|on|of|upon) "
    rf"(?P<victim>(?:(?!(?:in|at|by|on|from|to|during|with|for)\b)[\w'{NAME}{PLACE}-]+ ?){{1,6}})"
)
_NUMBERED = re.compile(r"\b(?:at least |more than |about |around |some |over |up to |nearly )?\d")


def circumstances(
    annotated: Annotated, sentence: Masked, crime: Crime, accused: str | None
) -> tuple[str | None, str | None, str | None, str | None]:
    """Victim, place, first and last day of the deed; each None where the clause of the crime does not say."""
    end = _CLAUSE_ENDS.search(sentence.text, crime.whole)
    last = end.start() if end else len(sentence.text)
    date = _date(annotated, sentence, crime.start, last)
    return _victim(sentence, crime, last), _place(annotated, sentence, crime, last, accused), *date


def _victim(sentence: Masked, crime: Crime, last: int) -> str | None:
    if crime.victim:
        return _words(sentence, *crime.victim)
    if crime.form == "passive":
        match = _done_to().search(sentence.text[max(crime.start - 160, 0) : crime.start])
        offset = max(crime.start - 160, 0)
        if match is None:
            return None
        number = _NUMBERED.search(match["victim"])
        first = offset + match.start("victim") + (number.start() if number else 0)
        return _words(sentence, first, offset + match.end("victim"))
    if crime.form == "noun":
        match = _AGAINST.match(sentence.text, crime.end, last)
        if match and not re.fullmatch(rf"[{PLACE} ]*", match["victim"]):
            return _words(sentence, *match.span("victim"))
    return None


@cache
def _done_to() -> re.Pattern[str]:
    """What stands before a passive: "at least 20 prisoners were reportedly", "soldiers who had been"."""
    people = "|".join(map(re.escape, sorted(people_words(), key=len, reverse=True)))
    count = (
        r"(?:(?:at least|more than|around|about|some|over|up to|all|several|hundreds of|thousands of|dozens"
        r" of|many|a|an|\d[\d,]*) )"
    )
    helpers = r"(?: (?:were|was|been|being|had|have|has|are|is|also|later|and|\w+ly|captured|shot|tortured|detained))"
    return re.compile(
        rf"(?P<victim>{count}{{0,2}}(?:[\w'{NAME}-]+ ){{0,2}}(?:{people}|{NAME}))(?:,? (?:who|which"
        rf"|that))?{helpers}{{0,5}} $"
    )


def _words(sentence: Masked, start: int, end: int) -> str:
    first, last = sentence.span(start, end)
    return " ".join(sentence.source[first:last].split()).strip(' ,."“”').removeprefix("of ")


def _place(annotated: Annotated, sentence: Masked, crime: Crime, last: int, accused: str | None) -> str | None:
    for match in _AT.finditer(sentence.text, crime.start, last):
        if sentence.text[crime.whole : match.start()].count(",") > 2:
            break
        start, end = sentence.span(*match.span("place"))
        name = sentence.names.get(match.start("place"))
        if name is not None and (name.kind not in ("nation", "place") or name.canonical == accused):
            continue
        places = annotated.places
        at = bisect_left(places, start, key=lambda p: p.start)
        if at < len(places) and places[at].start < end and places[at].end == end:
            return places[at].name
    return None


def date_beside(annotated: Annotated, sentence: Masked, start: int, whole: int) -> tuple[str | None, str | None]:
    """First and last day that the clause of a deed gives, which stands from `start` to `whole`."""
    end = _CLAUSE_ENDS.search(sentence.text, whole)
    return _date(annotated, sentence, start, end.start() if end else len(sentence.text))


def _date(annotated: Annotated, sentence: Masked, first: int, last: int) -> tuple[str | None, str | None]:
    """A date after the crime in its clause, or one that opens a sentence in which nobody speaks."""
    text = sentence.text
    match = _ON.search(text, first, last)
    if match is None and not re.search(rf"\b(?:{speech_verbs()}|according)\b", text[:first]):
        match = _ON.search(text, 0, first)
    if match is None:
        return None, None
    start, _ = sentence.span(*match.span("date"))
    dates = annotated.dates
    at = bisect_left(dates, start, key=lambda d: d.start)
    if at < len(dates) and dates[at].start == start:
        return dates[at].first, dates[at].last
    return None, None
