"""The casualties of an encyclopedia's infobox as numbers, each with what happened and who claims it.

- Numbers are written in digits, or one to twelve in words: "200", "66–86", "96-100", "300+", "~50". Dates, names of
  weapons ("T-72", "Su-25") and ordinals are no numbers; "several", "unknown" and the like are passed over.
- What happened stands between a number and the next, or after the next where the two are joined ("3 tanks and 1 car
  destroyed"), or the field says it (`fatalities`, `injuries`).
- Who claims it: "Per X:" and "X claim:" hold to the next of their kind; "(per X)" and "(X claim)" for the numbers
  before them in their line, or, where they have a line of their own, for all since the last of their kind. Else it is
  nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w,.\-–])(?P<low>\d[\d,]*(?:\.\d+)?|" + "|".join(_WORDS) + r")(?:\s?[-–]\s?(?P<high>\d[\d,]*))?"
    r"(?P<open>\s?\+)?(?P<million>\smillion)?(?![\w\-])",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATES = re.compile(
    rf"(?:\d{{1,2}}\s?[-–]\s?)?\b\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?|{_MONTH}\s\d{{1,2}}(?:, \d{{4}})?|\d+-day"
)
_REFERENCE = re.compile(r"<ref[^>]*>(?:.*?</ref>)?|<[^>]{1,20}>", re.DOTALL | re.IGNORECASE)
_HEADING = re.compile(
    r"(?i:per|according to)(?: the)? ([^:()\d\n]{2,60}?)(?: \([^)\n]*\))?:|((?:[A-Z][\w.'’-]* ?){1,4}) claims?:"
)
#: The number goes on in a list, and what happened stands after the next.
_LISTED = re.compile(r"\b(?:and|or)$|^\S+$")
_BRACKET = re.compile(r"\(([^()]{1,80})\)")
_CLAIMED = re.compile(
    r"(?:per|according to)(?: the)? (?P<per>[^;,]+)|(?P<claims>[^;,]+?) (?:claims?|estimates?)\b", re.IGNORECASE
)
#: What happened, by words, the first that fits.
_HAPPENED = {
    "casualties": r"casualties|killed (?:and|or) (?:wounded|injured)",
    "captured or missing": r"(?:captured|missing)(?:/| or )(?:missing|captured)",
    "killed": r"kill|dead\b|died|deaths?\b|\bKIA\b|executed|fatalit",
    "wounded": r"wound|injur|\bWIA\b",
    "captured": r"captur|\bPOWs?\b|surrender|seized|detain|kidnap",
    "missing": r"missing|\bMIA\b",
    "displaced": r"displac|evacuat|deport|fled|refugee",
    "deserted": r"desert|defect",
    "damaged": r"damag",
    "destroyed": r"destroy|shot down|sunk|downed|\blost\b",
}
_FIELDS = {"fatalities": "killed", "deaths": "killed", "injuries": "wounded"}


@dataclass(frozen=True, slots=True)
class Distilled:
    """One number of an infobox: its bounds, what happened, who claims it, and its field, which tells the side."""

    low: float
    high: float
    happened: str | None
    claimant: str | None
    side: str
    words: str


def distilled(box: dict[str, str]) -> list[Distilled]:
    """The numbers in an infobox's fields of casualties."""
    fields = {name: text for name, text in box.items() if name.startswith("casualties") or name in _FIELDS}
    return [one for name, text in fields.items() for one in _of_field(name, text)]


def _of_field(name: str, text: str) -> Iterator[Distilled]:
    text = _REFERENCE.sub(" ", text)
    claimant, at = None, 0
    for heading in [*_HEADING.finditer(text), None]:
        end = heading.start() if heading else len(text)
        yield from _of_part(name, text[at:end], claimant)
        if heading:
            claimant, at = (heading[1] or heading[2]).strip(" *"), heading.end()


def _of_part(name: str, text: str, claimant: str | None) -> Iterator[Distilled]:
    """The numbers under one heading; brackets name the claimants of those before them."""
    waiting: list[Distilled] = []
    for line in text.split("\n"):
        at, in_line = 0, []
        for bracket in [*_BRACKET.finditer(line), None]:
            in_line += _numbers(name, line[at : bracket.start() if bracket else len(line)], claimant)
            if bracket is None:
                break
            at = bracket.end()
            claimed = _CLAIMED.fullmatch(bracket[1].split(";")[0].strip()) or _CLAIMED.match(
                bracket[1].split(";")[-1].strip()
            )
            if claimed:
                if not in_line:
                    in_line, waiting = waiting, []
                yield from (replace(one, claimant=(claimed["per"] or claimed["claims"]).strip()) for one in in_line)
                in_line = []
        waiting += in_line
    yield from waiting


def _numbers(name: str, text: str, claimant: str | None) -> list[Distilled]:
    text = _DATES.sub(lambda m: " " * len(m[0]), text)
    found = list(_NUMBER.finditer(text))
    ends = [*(number.start() for number in found), len(text)][1:]
    told: list[Distilled] = []
    after: str | None = None
    for number, end in reversed(list(zip(found, ends, strict=True))):
        words = text[number.start() : end].strip(" ,*\n")
        happened = _happened(words) or (after if _LISTED.search(words) else None) or _FIELDS.get(name)
        after = happened
        size = 1e6 if number["million"] else 1
        low = _value(number["low"]) * size
        high = _value(number["high"]) * size if number["high"] else float("inf") if number["open"] else low
        told.append(Distilled(low, high, happened, claimant, name, words))
    return told[::-1]


def _happened(words: str) -> str | None:
    return next((name for name, said in _HAPPENED.items() if re.search(said, words, re.IGNORECASE)), None)


def _value(digits: str) -> float:
    return float(_WORDS.get(digits.casefold()) or digits.replace(",", ""))
