"""Which figure is a part of which total, from the form of the sentence.

Two forms are read: a bracket after a total whose items count ("62 tanks (destroyed: 38, damaged: 16)"), and a total
followed by "including", "of whom", "among them" and the like. A part is never larger than its total.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.language.mentions import Number

_OPENS = re.compile(
    r"(?:including|included|among (?:them|which|whom)|of (?:them|which|whom|these|those)|(?:out )?of that number)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.;](?=\s|$)")


def find_totals(text: str, numbers: Sequence[Number], spans: Sequence[tuple[int, int]]) -> list[int | None]:
    """For each figure (its number and its span, in order) the index of its total, None where it is no part."""
    totals: list[int | None] = [None] * len(numbers)
    for i in range(len(numbers)):
        for j in range(i + 1, len(numbers)):
            if numbers[j].start - spans[i][1] > 400:
                break
            if _may_hold(numbers[i], numbers[j]) and _is_inside(text, spans[i][1], numbers[j]):
                totals[j] = i  # the nearest total wins: a part of a part
    return totals


def _is_inside(text: str, end_of_total: int, part: Number) -> bool:
    between = text[end_of_total : part.start]
    bracket = re.match(r"[^()\d.;]{0,40}\(", between)
    if bracket:
        return _stays_open(between[bracket.end() :])
    opening = _OPENS.search(between)
    if not opening or any(c.isdigit() for c in between[: opening.start()]) or "(" in between or ")" in between:
        return False
    return not _END.search(between)


def _stays_open(text: str) -> bool:
    """True where a bracket opened before this text is still open at its end."""
    depth = 1
    for c in text:
        depth += (c == "(") - (c == ")")
        if not depth:
            return False
    return True


def _may_hold(total: Number, part: Number) -> bool:
    if total.unit != part.unit:
        return False
    most, least = total.high, part.low if part.low is not None else part.high
    return most is None or least is None or least <= most
