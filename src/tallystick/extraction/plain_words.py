"""What the words of a counted phrase say by themselves, by the annotation guide: "ten tanks and IFVs" are armoured
vehicles, "187 missing" are missing, "85 Ruritanian civilians" are Ruritania's.

These are checks on the reader, not a reader: only nouns and participles with one meaning count, and they add to the
reader's log-odds, so that a network trained on few examples of a rare class does not overrule plain words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from tallystick.knowledge import table
from tallystick.language.annotate import Annotated
from tallystick.language.mentions import Name, Number
from tallystick.language.things import ThingMention
from tallystick.records import Outcome, Thing

#: Classes whose nouns mean nothing else. "Vehicles", "people" and "positions" are left to the reader.
_PLAIN: frozenset[str] = frozenset({
    "person.journalist", "equipment.tank", "equipment.armoured_vehicle", "equipment.artillery",
    "equipment.air_defence", "equipment.missile_launcher", "equipment.helicopter", "equipment.aircraft",
    "equipment.drone", "equipment.ship", "structure.cultural", "structure.dwelling", "place.city", "place.town",
    "place.village",
})  # fmt: skip
_JOINED = re.compile(r"\s+(?:and|or|&)\s+(?:other\s+)?(?:(?!an?\b|the\b)[^\W\d_][\w-]*\s+){0,2}$")
_BETWEEN = (
    r"(?:\s+(?:were|was|had|have|has|been|being|went|are|is|still|remain(?:ed)?|reported(?:ly)?|also|more|others?|of\s+"
    r"them|people|then|later|either))*\s+"
)


@dataclass(frozen=True, slots=True)
class PlainWords:
    """The class, the outcome and the party that a counted phrase states by itself, None where it does not."""

    thing: Thing | None
    outcome: Outcome | None
    party: str | None = None


def plain_words(annotated: Annotated, number: Number, phrase: tuple[int, int]) -> PlainWords:
    """What the phrase (code points) of a number says by itself."""
    if number.unit != "count":  # "80% of the city" is ground, whatever its noun
        return PlainWords(None, None)
    return PlainWords(
        _thing(annotated, number, phrase),
        _outcome(annotated.document.text, number, phrase),
        _party(annotated, number, phrase),
    )


#: "X lost 40 soldiers": those who lose are those whose losses are counted.
_LOST = re.compile(
    r"\s+(?:(?:has|have|had|also|itself)\s+)*(?:lost|suffered|sustained)\s+(?:a\s+total\s+of\s+)?", re.IGNORECASE
)
#: What ends a list of losses: "40 soldiers and 3 tanks, while", "40 soldiers. On", "40 soldiers in".
_LIST_ENDS = re.compile(
    r"[;\n]|[.:](?=\s+[A-Z\"“])|\b(?:but|while|whereas|although|though|when|after|before|as|who|which|that|in|on|from|by|to"
    r"|was|were|had|have|has|killing|wounding|destroying|capturing)\b",
    re.IGNORECASE,
)
#: Code points that a list of losses may be long, and names before a number among which to look for the loser.
_LONGEST_LIST, _NAMES_BACK = 600, 4


def _party(annotated: Annotated, number: Number, phrase: tuple[int, int]) -> str | None:
    """The one nation that the counted words name outright ("85 Ruritanian civilians"), else the one that "lost"."""
    text, names = annotated.document.text, annotated.names
    first, last = (bisect_left(names, at, key=lambda n: n.start) for at in (phrase[0], phrase[1]))
    inside = {n.canonical for n in names[first:last] if n.end <= phrase[1] and _is_outright(text[n.start : n.end])}
    if inside:
        return inside.pop() if len(inside) == 1 else None
    losers = [n for n in names[max(first - _NAMES_BACK, 0) : first] if n.kind in ("nation", "group")]
    return next((n.canonical for n in reversed(losers) if _has_lost(annotated, n, number)), None)


def _has_lost(annotated: Annotated, loser: Name, number: Number) -> bool:
    """True where "lost" joins the name to the number, or to a list of numbers in which no other party is named."""
    text, numbers, names = annotated.document.text, annotated.numbers, annotated.names
    if number.start - loser.end > _LONGEST_LIST:
        return False
    lost = _LOST.match(text, loser.end, number.start)
    if lost is None or lost.end() == number.start:
        return lost is not None
    opening = bisect_left(numbers, lost.end(), key=lambda n: n.start)
    if numbers[opening].start != lost.end() or _LIST_ENDS.search(text, lost.end(), number.start):
        return False
    first, last = (bisect_left(names, at, key=lambda n: n.start) for at in (lost.end(), number.start))
    return all(n.canonical == loser.canonical or not n.fights for n in names[first:last])


def _is_outright(words: str) -> bool:
    return words.removesuffix("'s").removesuffix("’s").casefold() in _nation_words()


@cache
def _nation_words() -> frozenset[str]:
    """Names of nations and their people; "the army" means one too, but does not name it."""
    rows = table("nations")
    names = [name for r in rows for name in (r["name"], *r["demonyms"].split("|"), *r["also"].split("|")) if name]
    return frozenset(form for name in names for form in (name.casefold(), f"{name.casefold()}s"))


def _thing(annotated: Annotated, number: Number, phrase: tuple[int, int]) -> Thing | None:
    first = bisect_left(annotated.things, number.end, key=lambda t: t.start)
    inside = [t for t in annotated.things[first : first + 8] if t.end <= phrase[1]]
    if not inside:
        return None
    head = inside[-1]
    if inside[0].thing in _PLAIN and inside[0].thing != head.thing:
        return inside[0].thing  # the designation tells more than the noun: "a 9K33 Osa missile system"
    partner = _partner(annotated, head, first + len(inside))
    if partner is None:
        return head.thing if head.thing in _PLAIN else None
    return _together(head.thing, partner.thing)


def _partner(annotated: Annotated, head: ThingMention, following: int) -> ThingMention | None:
    """The noun that "and" or "or" joins to the head, with no number of its own."""
    text = annotated.document.text
    partner = next((t for t in annotated.things[following : following + 2] if text[t.start : t.end] != "other"), None)
    if partner is None:
        return None
    numbers = annotated.numbers
    next_number = bisect_left(numbers, head.end, key=lambda n: n.start)
    if next_number < len(numbers) and numbers[next_number].start < partner.start:
        return None
    gap = text[head.end : min(partner.start, head.end + 40)]
    return partner if partner.start - head.end < 40 and _JOINED.match(gap) else None


def _together(a: Thing, b: Thing) -> Thing | None:
    """What two kinds make together; None where the guide does not say."""
    if a == b:
        return a if a in _PLAIN else None
    kinds = {a, b}
    if kinds == {"equipment.tank", "equipment.armoured_vehicle"}:
        return "equipment.armoured_vehicle"
    if kinds == {"person.military", "person.mercenary"}:
        return "person.mixed"
    return None


def _outcome(text: str, number: Number, phrase: tuple[int, int]) -> Outcome | None:
    outcomes, pattern = _participles()
    if phrase[0] < number.digits[0] and ":" in text[phrase[0] : number.digits[0]]:
        label = text[phrase[0] : number.digits[0]].split(":")[0].split()
        return outcomes.get(label[0].lower()) if len(label) == 1 else None
    match = pattern.match(text, number.end) or pattern.match(text, phrase[1])
    if not match:
        return None
    found = {outcomes[w.lower()] for w in (match[1], match[2]) if w}
    if found == {"killed", "wounded"}:
        return "casualties"
    return found.pop() if len(found) == 1 else None


@cache
def _participles() -> tuple[dict[str, Outcome], re.Pattern[str]]:
    outcomes: dict[str, Outcome] = {r["word"]: r["outcome"] for r in table("participles")}  # type: ignore[misc]
    words = "|".join(outcomes)
    joined = rf"(?:\s*(?:,|/|and|or|and/or)\s*(?:otherwise\s+)?({words})\b)?"
    return outcomes, re.compile(rf"{_BETWEEN}({words})\b{joined}", re.IGNORECASE)
