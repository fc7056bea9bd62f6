"""Who is bound by an obligation, until when, for how long and where."""

from __future__ import annotations

import re
from bisect import bisect_right

from tallystick.extraction.agreements.clauses import Laid, Source
from tallystick.extraction.agreements.dates import dates_between, iso_of
from tallystick.extraction.agreements.parties import listed_from, names_between, parties_of
from tallystick.language.annotate import Annotated

_BY_DEADLINE = re.compile(
    r"\b(?:by|before|no later than|not later than|until the deadline of|by the end of)\s+(?:the\s+)?$"
)

_WITHIN = re.compile(r"\bwithin\s+(?:the next\s+|the\s+|a period of\s+|a\s+)?$", re.IGNORECASE)

_FOR_TERM = re.compile(
    r"\bfor\s+(?:a\s+)?(?:(?:minimum|period|maximum|term|total)(?:\s+of)?\s+|at least\s+|up to\s+"
    r"|another\s+|a further\s+|the next\s+|an initial\s+)*$",
    re.IGNORECASE,
)

_SINCE = re.compile(r"\b(?:from|starting|beginning|effective|as of)\s+(?:from\s+|on\s+|the\s+)?$", re.IGNORECASE)

_AT_PLACE = re.compile(
    r"\b(?:in|from|along|at|on|near|around|across|surrounding|through|within|inside|into)\s+(?:the\s+)?"
    r"(?:[\w-]+\s+){0,5}$"
)

_PROVIDED_BY = re.compile(r"\b(?:provided|supplied|formed|sent|fielded)\s+by\s+(?:the\s+)?")

_SELF = re.compile(
    r"be\s+(?:\w+ly\s+)?(?:deployed|stationed|withdrawn|evacuated|pulled|disbanded|dissolved"
    r"|demobili[sz]ed|obliged|required)\b"
)

_BOTH = re.compile(
    r"(?:they\s+)?both(?: (?:the )?(?:sides|parties|belligerents|belligerent parties|countries|states))?"
    r"|(?:the )?two (?:sides|parties|countries)|each side",
    re.IGNORECASE,
)

_BOTH_ARE = ("one", "other")


def who_of(annotated: Annotated, source: Source, laid: Laid) -> tuple[tuple[str, ...], str | None]:
    text = annotated.document.text
    if laid.parties:
        return source.parties, None
    if laid.who is None:
        return (), None
    words_ = " ".join(text[laid.who[0] : laid.who[1]].split()).strip(" ,") or None
    provided = _PROVIDED_BY.search(text, *laid.who)
    if provided:
        return parties_of(listed_from(annotated, provided.end(), laid.who[1])[0]), words_
    if laid.passive and not _SELF.match(text, laid.start):
        by = re.compile(r"\bby\s+(?:the\s+)?").search(text, laid.start, laid.end)
        agents = listed_from(annotated, by.end(), laid.end)[0] if by else []
        return parties_of(n for n in agents if n.kind in ("nation", "organisation", "group")), words_
    if words_ and len(source.parties) == len(_BOTH_ARE) and _BOTH.fullmatch(words_):
        return source.parties, words_
    names = names_between(annotated, *laid.who)
    subject = re.split(r",|\b(?:of|in|from|under|with|including)\b", text[laid.who[0] : laid.who[1]])[0]
    head = [n for n in names if n.start < laid.who[0] + len(subject)] or []
    return parties_of(head), words_


def when_of(annotated: Annotated, laid: Laid, doubts: list[str]) -> tuple[str | None, str | None, str | None]:
    """Deadline, term and beginning."""
    text = annotated.document.text
    deadline = term = since = None
    for date in dates_between(annotated, laid.start, laid.end):
        lead = text[max(laid.start, date.start - 40) : date.start]
        if (
            date.kind == "date"
            and date.value is None
            and re.search(r"\d", text[date.start : date.end])
            and _BY_DEADLINE.search(lead)
        ):
            doubts.append(f"“{text[date.start : date.end]}” is no date that can be told")
        elif date.kind == "date" and date.value:
            if _BY_DEADLINE.search(lead):
                deadline = deadline or iso_of(date)
            elif _SINCE.search(lead):
                since = since or iso_of(date)
        elif date.kind == "duration" and date.value:
            if _FOR_TERM.search(lead):
                term = term or date.value
            elif _WITHIN.search(lead):
                doubts.append(f"the deadline is told as “within {text[date.start : date.end]}” only")
    return deadline, term, since


def place_of(annotated: Annotated, laid: Laid) -> str | None:
    """The first place after a word of place."""
    text = annotated.document.text
    first = bisect_right(annotated.places, laid.start, key=lambda p: p.end)
    for place in annotated.places[first:]:
        if place.start >= laid.end:
            return None
        if _AT_PLACE.search(text[max(laid.start, place.start - 60) : place.start]):
            return place.name
    return None


def deed_words(words_: str) -> str:
    """The words in one line, without a quotation mark whose fellow stands outside them."""
    line = " ".join(words_.split())
    for opening, closing in ('""', "“”", "‘’"):
        marks = line.count(opening) if opening == closing else line.count(opening) + line.count(closing)
        if marks % 2:
            line = line.replace(opening, "").replace(closing, "")
    return line
