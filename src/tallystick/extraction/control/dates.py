"""From when a place is held: the date that belongs to a verb of control, and what it is the date of."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from tallystick.extraction.control.sentences import DATE, Masked, N
from tallystick.language.mentions import DateMention
from tallystick.records import ControlDate

#: Characters after the places, at most, in which their date stands.
_NEAR = 70
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_NOT_THEN = re.compile(
    r"\b(?:since|until|till|between|before|after|following|than|prior to|ahead of|due|unlike|up to|from"
    r"|preceding|previous|original|began|begun|started|launched) (?:the |an? )?(?:\w+ )?(?:of )?$",
    re.IGNORECASE,
)
_BY_THEN = re.compile(
    r"\b(?:by|as of|no later than) (?:the )?(?:(?:early|late|mid|end|morning|evening|afternoon"
    r"|night)[ -](?:of )?(?:the )?)?(?:around |about )?$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince (?:the )?(?:early |late |at least )?$", re.IGNORECASE)
_AFTER_BREAK = re.compile(
    r"[;:—.(]|\b(?:but|while|whereas|where|when|which|who|after|before|until|since|following|although|though|as"
    r"|and|ahead|then|with|prior|leading|due|because|despite)\b"
)
_BEFORE_BREAK = re.compile(
    r"[;|]|\b(?:but|whereas|although|after|before|until|since|following|aftermath|wake|because|which|who|prior)\b"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date read for a change of control: first and last day it may mean, EDTF, and what it is the date of."""

    first: str
    last: str
    edtf: str
    dated: ControlDate
    at: int | None = None


def days_of(mention: DateMention) -> tuple[str, str, str] | None:
    """First and last day of a date mention, as exact as it is, and its EDTF; None without a year."""
    value = mention.value or ""
    if _ISO.fullmatch(value):
        if (
            mention.first
            and mention.last
            and len(value) < 10
            and (mention.first[:10], mention.last[:10]) != (value, value)
        ):
            whole = _whole(value)
            if (
                whole != (mention.first, mention.last)
                and _ISO.fullmatch(mention.first)
                and _ISO.fullmatch(mention.last)
            ):
                return mention.first, mention.last, f"{mention.first}/{mention.last}"
        return value, value, value
    if mention.first and mention.last and _ISO.fullmatch(mention.first) and _ISO.fullmatch(mention.last):
        return mention.first, mention.last, value or f"{mention.first}/{mention.last}"
    return None


def _whole(value: str) -> tuple[str, str]:
    from calendar import monthrange

    if len(value) == 4:
        return f"{value}-01-01", f"{value}-12-31"
    year, month = int(value[:4]), int(value[5:7])
    return (f"{value}-01", f"{value}-{monthrange(year, month)[1]:02d}") if 1 <= month <= 12 and year else (value, value)


def date_at(sentence: Masked, at: int | None, dated: ControlDate = "change") -> Day | None:
    """The date that this character stands for."""
    mention = sentence.dates.get(at) if at is not None else None
    found = days_of(mention) if mention else None
    if mention is None or found is None or at is None:
        return None
    before = sentence.text[max(at - 40, 0) : at]
    if _BY_THEN.search(before) and dated == "change":
        dated = "by"
    return Day(*found, dated, at)


#: "the 2014 Ruritanian annexation of"
_OWN = re.compile(rf"{DATE}(?: (?:{N}|[a-z]+))?(?:'s)? $")
#: "having earlier taken": not then.
_EARLIER = re.compile(r"\b(?:earlier|previously|formerly|once|already) (?:been )?$")
#: The date of a sentence stands no further from its start, in characters, where it dates a noun ("the capture of").
_OPENING = 30


def date_of(
    sentence: Masked,
    start: int,
    end: int,
    said: tuple[int, int] | None,
    held: bool,
    noun: bool = False,
    others: Container[int] = (),
) -> Day | None:
    """The date of what the characters `start` to `end` tell: verb with its places.

    `said` are the characters of who says so and the verb of saying, where it stands before; a date told of the saying
    is that of an announcement. `others` are dates that belong to one place of a list alone.
    """
    text = sentence.text
    for at in sorted(sentence.dates):
        if at < end:
            continue
        gap = text[end:at]
        if held and _SINCE.search(text[max(at - 30, 0) : at]) and len(gap) < 2 * _NEAR and ";" not in gap:
            return date_at(sentence, at)
        bracketed = re.search(r" \((?:in |on )?$", gap) is not None and len(gap) < 40
        if len(gap) > _NEAR or (
            _AFTER_BREAK.search(gap) and not (bracketed and not _AFTER_BREAK.search(gap[: gap.rindex("(")]))
        ):
            break
        if not _NOT_THEN.search(text[max(at - 40, 0) : at]):
            return date_at(sentence, at, "by" if held else "change")
    inside = [at for at in sentence.dates if start <= at < end and at not in others]
    if inside:
        return date_at(sentence, inside[-1], "by" if held else "change")
    if noun and (own := _OWN.search(text, max(start - 60, 0), start)):
        return date_at(sentence, own.start())
    if _EARLIER.search(text[:start]):
        return None
    for at in sorted((a for a in sentence.dates if a < start and (not noun or a < _OPENING)), reverse=True):
        before, gap = text[max(at - 40, 0) : at], text[at + 1 : start]
        if _BEFORE_BREAK.search(gap) or len(gap) > 400:
            return None
        if _NOT_THEN.search(before):
            continue
        if _is_adjective(text, at) or not _stands_alone(text, at):
            continue
        dated: ControlDate = "change"
        if said is not None and at < said[1] + 25:
            dated = "announcement"
        elif held or _BY_THEN.search(before):
            dated = "by"
        return date_at(sentence, at, dated)
    return None


_PREPOSED = re.compile(
    r"(?:\.|^)\s*$|\b(?:on|in|by|at|during|of|around|about|as of|early|late|that) (?:the )?(?:\w+ of )?$"
    r"|[,(]\s*$|\b(?:and|the) $",
    re.IGNORECASE,
)


def _is_adjective(text: str, at: int) -> bool:
    """True where the date only describes something: "the 2020 war"."""
    before, after = text[max(at - 40, 0) : at], text[at + 1 :]
    return (
        re.search(r"\b(?:the|of|that|this)\s$", before, re.IGNORECASE) is not None
        and re.match(r" [\w\ue010-\ue012]", after) is not None
        and re.search(r"\bof the $", before) is None
        and re.match(r" (?:the|[a-z]+ (?:forces|troops))", after) is None
    )


def _stands_alone(text: str, at: int) -> bool:
    """True where the date opens the sentence, or stands behind a word that introduces dates."""
    return at <= len("... ") or _PREPOSED.search(text[max(at - 40, 0) : at]) is not None
