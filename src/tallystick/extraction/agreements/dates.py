"""When an agreement was signed, and from when it holds: as a date, and as an instant where hour and zone are told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from tallystick.knowledge import table
from tallystick.language.annotate import Annotated
from tallystick.language.mentions import DateMention

#: Code points after the verb, at most, in which its date stands; and in which "from 10 November" does.
_NEAR, _FAR = 90, 420
_BETWEEN = re.compile(
    r"[;:—|]|\b(?:but|while|which|after|before|following|until|since|when|because|whereas|although|though"
    r"|ending|despite"
    r"|where|who|as|during|prior)\b"
)
#: A subordinate clause that no comma has ended.
_SUBORDINATE = re.compile(
    r"\b(?:after|before|when|following|since|until|because|despite|over|against|about|if|as)\b(?![^,]*,)[^,]*$"
)
_NO_ADJUNCT = re.compile(
    r"\b(?:since|until|till|between|before|after|following|than|by|due|for|and|or|to|prior to|later than|ahead of)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|starting|starts|beginning|begins|began|effective|effect|force|as of|commencing)\s+"
    r"(?:in\s+(?:the\s+)?[A-Z]\w+\s+)?"
    r"(?:from\s+|on\s+|at\s+|in\s+|the\s+|of\s+)*(?:(?:very\s+)?midnight|noon|dawn|\d{1,2}[:.]\d{2})?\s*"
    r"(?:hrs\s+|hours\s+|local time\s+)?(?:\([^()]{0,30}\)\s+)?(?:on\s+|of\s+|,\s*)?$",
    re.IGNORECASE,
)
#: "a truce to begin on 5 May", but not "a truce, with evacuations to begin on 5 May".
_TO_BEGIN = re.compile(
    r"\s*,?\s*(?:(?:that|which)\s+)?(?:to|would|will|was to|is to)\s+(?:begin|start)\s+(?:(?:early|late"
    r"|at|on|from|in|midnight|noon"
    r"|dawn|the|of)\s+)*(?:\d{1,2}[:.]\d{2}\s+(?:on\s+)?)?"
)
_OPEN_SUBORDINATE = re.compile(
    r"\b(?:after|following|before(?!\s+(?:\d|noon|midnight|dawn))|when|since|until|upon|despite|amid)\b[^,]*$",
    re.IGNORECASE,
)
_TO_TAKE_EFFECT = re.compile(r"\b(?:to|would|will)\s+(?:take|come|go|enter|begin|start|last|end|expire)\b")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:\s*(?P<half>[ap]\.?m\.?)\b)?"
    r"|(?P<only>\d{1,2})\s*(?P<only_half>[ap]\.?m\b\.?)|\b(?P<noon>noon)\b"
)
_OFFSET = r"(?:UTC|GMT)\s?(?P<sign>[+−–-])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?"
_ZONED = re.compile(
    rf"(?:{_CLOCK})\s*(?:hours\s*|hrs\s*)?,?\s*\(?\s*(?:(?:{_OFFSET})"
    r"|(?P<zone>[A-Z][\w-]*(?:\s[A-Z][\w-]*){0,2}?)(?:\s+(?:local\s+)?[Tt]ime\b|(?=[\s.,;)]|$)))",
)
_TWO_CLOCKS = re.compile(r"\d{1,2}:\d{2}\s*(?:local time\s*)?\(\s*\d{1,2}:\d{2}\s+(?:UTC|GMT)\s*\)")


@dataclass(frozen=True, slots=True)
class Day:
    """A date found for a role, the mention it was read from, and the instant where there is one."""

    iso: str
    mention: DateMention
    instant: str | None = None


def iso_of(mention: DateMention) -> str | None:
    """The ISO 8601 date, possibly partial, that holds the whole of a mention; None where it has none."""
    if not mention.first or not mention.last or mention.first.startswith("-"):
        return None
    first, last = mention.first, mention.last
    for length in (10, 7, 4):
        if len(first) >= length and first[:length] == last[:length]:
            return first[:length]
    return None


def dates_between(annotated: Annotated, start: int, end: int) -> Sequence[DateMention]:
    """The date expressions that begin in [start, end)."""
    first, last = (bisect_left(annotated.dates, at, key=lambda d: d.start) for at in (start, end))
    return annotated.dates[first:last]


def date_of(
    annotated: Annotated, sentence: tuple[int, int], phrase: tuple[int, int], verb: tuple[int, int]
) -> DateMention | None:
    """The date on which what the verb tells of the phrase took place; None where the sentence does not say."""
    text = annotated.document.text
    dates = [d for d in dates_between(annotated, *sentence) if d.kind == "date" and d.value]
    anchor_start, anchor_end = min(phrase[0], verb[0]), max(phrase[1], verb[1])
    if (inside := own_date(annotated, phrase)) is not None:
        return inside
    for date in dates:
        if date.start < anchor_end:
            continue
        gap = text[anchor_end : date.start]
        if len(gap) > _NEAR or _BETWEEN.search(gap) or _TO_TAKE_EFFECT.search(gap):
            break
        if not _NO_ADJUNCT.search(gap) and not _FROM.search(gap) and _is_adjunct(text, gap, date):
            return date
    within = [d for d in dates if anchor_start <= d.start < anchor_end]
    before = [d for d in dates if d.end <= anchor_start] + within
    for date in reversed(before):
        lead = text[sentence[0] : date.start]
        gap = text[date.end : max(anchor_start, date.end)]
        if _NO_ADJUNCT.search(lead) or re.search(r"[;|]|\b(?:but|while|whereas)\b", gap):
            if re.search(r"[;|]|\b(?:but|while|whereas)\b", gap):
                return None
            continue
        if re.search(r"\b(?:of|the|from)\s+$", lead[-8:]) and lead.strip():
            continue
        if _OPEN_SUBORDINATE.search(lead) and not re.search(r"\b(?:On|In|At)\s+(?:\w+\s+)?$", lead):
            continue  # "after the losses of 2015, an agreement was signed"
        opens = len(lead.split()) <= 3 or re.search(r"[;,]\s+(?:(?:and|but)\s+)?(?:[\w-]+\s+){0,2}$", lead) is not None
        if not opens and re.search(r"\band\s+(?:an?|the|another|both|its?)\b", gap):
            return None  # "the plan of 2013 was liked, and an agreement was signed"
        if _SUBORDINATE.search(gap):
            return None  # "On 10 May crowds cheered after the truce was signed"
        return date
    parts = [d for d in dates_between(annotated, *sentence) if d.kind == "time" and _ISO_DAY.fullmatch(d.value or "")]
    opening = [d for d in parts if d.start - sentence[0] < 20 and d.end <= anchor_start and d.end - d.start > 5]
    return opening[0] if opening else None


def _is_adjunct(text: str, gap: str, date: DateMention) -> bool:
    """ "on 5 May", "the next day", "in early 2015": not "the original 2018 terms"."""
    if re.search(
        r"\b(?:on|in|at|early|late|later|during|around|mid|since|,)[\s-]+(?:the\s+|early\s+|late\s+"
        r"|mid-)*$|,\s*$|\b(?:midnight|noon|dawn|sunset|morning|evening|night)\s+(?:of\s+)?$",
        gap,
    ):
        return True
    first = text[date.start : date.end].split()[0].lower()
    return not first[0].isdigit() and not gap.rstrip().endswith(("the", "original", "of"))


def own_date(annotated: Annotated, phrase: tuple[int, int]) -> DateMention | None:
    """The date that is part of the phrase: "the 10 November ceasefire", "the ceasefire of 10 November"."""
    text = annotated.document.text
    for date in dates_between(annotated, max(phrase[0] - 30, 0), phrase[1] + 10):
        if date.kind != "date" or not date.value:
            continue
        inside = phrase[0] <= date.start and date.end <= phrase[1]
        of = date.start >= phrase[1] and re.fullmatch(r"\s+of\s+(?:the\s+)?", text[phrase[1] : date.start])
        if inside or of:
            return date
    return None


def in_force_from(annotated: Annotated, sentence: tuple[int, int], after: int) -> DateMention | None:
    """The date from which the sentence says that something holds, told after this offset."""
    text = annotated.document.text
    for date in dates_between(annotated, after, min(sentence[1], after + _FAR)):
        if date.kind == "date" and date.value:
            gap = text[max(after, date.start - 60) : date.start]
            if ";" in text[after : date.start]:
                return None
            if _FROM.search(gap) or _TO_BEGIN.fullmatch(text[after : date.start]):
                return date
    return None


def instant_of(annotated: Annotated, sentence: tuple[int, int], date: DateMention) -> tuple[str | None, str | None]:
    """The instant in UTC that the hour and time zone beside a date give, and what is doubtful of it.

    Both are None where no hour is told. "Midnight" is no hour: it may be the start of the day or its end.
    """
    day = iso_of(date)
    if not day or len(day) != 10:
        return None, None
    text = annotated.document.text
    start, end = max(sentence[0], date.start - 60), min(sentence[1], date.end + 60)
    around = text[start:end]
    if _TWO_CLOCKS.search(around):
        return _from_two_clocks(around, day)
    for match in _ZONED.finditer(around):
        zone = _zone_of(match)
        hour, minute = _clock_of(match)
        if hour is None or zone is None or hour > 24 or minute > 59:
            continue
        moment = datetime.fromisoformat(day).replace(tzinfo=zone) + timedelta(hours=hour, minutes=minute)
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"), None
    if re.search(r"\bmidnight\b", around, re.IGNORECASE):
        return None, f"midnight of {day} may be its start or its end"
    if re.search(r"\b\d{1,2}:\d{2}\b|\bnoon\b|\blocal time\b", around):
        return None, "the hour is told without a time zone"
    return None, None


def _from_two_clocks(around: str, day: str) -> tuple[str | None, str | None]:
    """ "04:00 (00:00 UTC)": the first is the local hour, and the day is the local day."""
    found = re.search(r"(\d{1,2}):(\d{2})[^(]{0,16}\(\s*(\d{1,2}):(\d{2})", around)
    if not found:
        return None, None
    local, utc = (int(found[i]) * 60 + int(found[i + 1]) for i in (1, 3))
    if local >= 24 * 60 or utc >= 24 * 60:
        return None, "the hour does not exist"
    ahead = (local - utc + 12 * 60) % (24 * 60) - 12 * 60
    moment = datetime.fromisoformat(day).replace(tzinfo=timezone(timedelta(minutes=ahead))) + timedelta(minutes=local)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"), None


def _clock_of(match: re.Match[str]) -> tuple[int | None, int]:
    if match["noon"]:
        return 12, 0
    hour = int(match["hour"] or match["only"])
    half = (match["half"] or match["only_half"] or "").replace(".", "").lower()
    if half and not 1 <= hour <= 12:
        return None, 0
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour, int(match["minute"] or 0)


def _zone_of(match: re.Match[str]) -> tzinfo | None:
    if match["hours"]:
        minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
        if minutes > 14 * 60:
            return None
        return timezone(timedelta(minutes=minutes if match["sign"] == "+" else -minutes))
    return zone_named(match["zone"])


def zone_named(name: str) -> tzinfo | None:
    """The time zone a text calls so: "Moscow", "UTC", "MSK"; None for what is none, or where no zone data is there."""
    zone = _zones().get(" ".join(name.lower().split()))
    if zone is None:
        return None
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return None


@cache
def _zones() -> dict[str, str]:
    """Zones by the city that the time-zone database names them after, and by the words of the data file."""
    by_city: dict[str, set[str]] = {}
    for zone in available_timezones():
        area, _, city = zone.rpartition("/")
        if area and area not in ("Etc", "SystemV", "US"):
            by_city.setdefault(city.replace("_", " ").lower(), set()).add(zone)
    found = {city: min(zones) for city, zones in by_city.items()}
    return found | {row["words"]: row["zone"] for row in table("agreements_time_zones")}
