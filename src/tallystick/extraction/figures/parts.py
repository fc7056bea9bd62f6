"""Which figure is a part of which total, from the form of the sentence.

Three forms are read. A breakdown counts out a total: in a bracket after it ("62 tanks (destroyed: 38, damaged: 16)"),
or after a colon ("62 tanks: 38 destroyed, 16 damaged"). A selection names some of it: "270 guns, including 12 mortars",
"of whom", "among them". A part is never larger than its total.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tallystick.language.mentions import Number

_OPENS = re.compile(
    r"(?:including|included|among (?:them|which|whom)|of (?:them|which|whom|these|those)|(?:out )?of that number)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.;](?=\s|$)|\n")
_BRACKET = re.compile(r"[^()\d.;:]{0,40}\(")
_COLON = re.compile(r"[^()\d.;:\n]{0,60}:[ \t]+")
#: Code points from a total in which its parts are looked for.
_FARTHEST = 400


@dataclass(frozen=True, slots=True)
class PartOf:
    """The index of a total, and whether the parts count it out or only name some of it."""

    total: int
    form: Literal["breakdown", "selection"]


def find_totals(text: str, numbers: Sequence[Number], spans: Sequence[tuple[int, int]]) -> list[PartOf | None]:
    """For each figure (its number and its span, in order) what it is a part of, None where it is no part."""
    totals: list[PartOf | None] = [None] * len(numbers)
    for i in range(len(numbers) - 1):
        counted_out = bool(_COLON.fullmatch(text, spans[i][1], max(spans[i + 1][0], spans[i][1])))
        for j in range(i + 1, len(numbers)):
            if numbers[j].start - spans[i][1] > _FARTHEST:
                break
            form = _form(text, spans[i][1], numbers[j], counted_out)
            if form and _may_hold(numbers[i], numbers[j]):
                totals[j] = PartOf(i, form)  # the nearest total wins: a part of a part
    return totals


def _form(text: str, end_of_total: int, part: Number, counted_out: bool) -> Literal["breakdown", "selection"] | None:
    between = text[end_of_total : part.start]
    bracket = _BRACKET.match(between)
    if bracket:
        return "breakdown" if _stays_open(between[bracket.end() :]) else None
    if counted_out and not _END.search(between):
        return "breakdown"
    opening = _OPENS.search(between)
    if not opening or any(c.isdigit() for c in between[: opening.start()]) or "(" in between or ")" in between:
        return None
    return None if _END.search(between) else "selection"


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
