"""Numbers as tables print them: "1,234", "2-3", ">50", "50+", "about 60"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from tallystick.records import Qualifier

Decimal = Literal[".", ","]


class Bounds(NamedTuple):
    """A number's bounds, None where open, and how it is qualified."""

    low: float | None
    high: float | None
    qualifier: Qualifier


_LONGEST = 60
_SPACES = " \u00a0\u2009\u202f"
_QUALIFIERS: dict[str, Qualifier] = {
    ">=": "at_least", "≥": "at_least", "at least": "at_least", "minimum": "at_least", "min.": "at_least",
    ">": "more_than", "more than": "more_than", "over": "more_than",
    "<=": "at_most", "≤": "at_most", "at most": "at_most", "up to": "at_most", "maximum": "at_most", "max.": "at_most",
    "<": "less_than", "less than": "less_than", "fewer than": "less_than", "under": "less_than",
    "~": "about", "≈": "about", "about": "about", "approximately": "about", "approx.": "about", "around": "about",
    "circa": "about", "ca.": "about", "c.": "about", "nearly": "about", "almost": "about",
}  # fmt: skip
_PREFIX = "|".join(re.escape(word) for word in sorted(_QUALIFIERS, key=len, reverse=True))


def _form(decimal: Decimal) -> re.Pattern[str]:
    group = f"[{',' if decimal == '.' else '.'}'’{_SPACES}]"
    number = rf"(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{re.escape(decimal)}\d+)?"
    return re.compile(
        rf"(?P<prefix>{_PREFIX})?\s*(?P<low>{number})(?:(?:\s*[-–—]\s*|\s+to\s+)(?P<high>{number})|(?P<plus>\s*\+))?",
        re.IGNORECASE,
    )


_FORMS: dict[Decimal, re.Pattern[str]] = {".": _form("."), ",": _form(",")}


@lru_cache(maxsize=10_000)
def bounds_of(cell: str, decimal: Decimal = ".", unit: str = "count") -> Bounds:
    """What a cell says. Raises ValueError, with the reason, where that is no number for sure.

    Thousands may be parted by commas (by points where `decimal` is a comma), spaces or apostrophes, one of them in one
    number. Counts are whole and not below zero. Numbers spelt out are not read: a table that has them is not one of
    counts.
    """
    shown = cell if len(cell) <= _LONGEST else cell[:_LONGEST] + "…"
    text = cell.strip()
    if unit == "percent":
        text = text.removesuffix("%").rstrip()
    match = _FORMS[decimal].fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        if re.fullmatch(r"[-−–]\s*\d[\d.,]*", text[:_LONGEST]):
            raise ValueError(f"{shown!r} is below zero")
        raise ValueError(f"{shown!r} is no number")
    low = _value(match["low"], decimal, unit, shown)
    prefix = _QUALIFIERS.get((match["prefix"] or "").casefold())
    if match["high"] is not None:
        high = _value(match["high"], decimal, unit, shown)
        if prefix not in (None, "about") or low > high:
            raise ValueError(f"{shown!r} is no range from less to more")
        return Bounds(low, high, prefix or ("range" if low < high else "exact"))
    if match["plus"]:
        if prefix is not None:
            raise ValueError(f"{shown!r} is qualified twice")
        return Bounds(low, None, "at_least")
    if prefix in ("at_least", "more_than"):
        return Bounds(low, None, prefix)
    if prefix in ("at_most", "less_than"):
        return Bounds(None, low, prefix)
    return Bounds(low, low, prefix or "exact")


def _value(number: str, decimal: Decimal, unit: str, shown: str) -> float:
    whole, _, fraction = number.partition(decimal)
    if len({char for char in whole if not char.isdigit()}) > 1:
        raise ValueError(f"{shown!r} parts its thousands in two ways")
    digits = "".join(char for char in whole if char.isdigit())
    if unit == "count" and fraction.strip("0"):
        raise ValueError(f"{shown!r} is no whole number (if {decimal!r} parts thousands, set `decimal`)")
    return float(f"{digits}.{fraction or 0}")
