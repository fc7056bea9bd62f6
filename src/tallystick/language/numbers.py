"""Quantities in a text: digits, words, ranges, shares, money and the vague ones, with their bounds.

The finder offers every number that could count something; which of them are figures the reader decides. Left out are
numbers that by their form cannot count: parts of names and designations (T-72), ordinals, clock times, and numbers
with a unit of time, length, mass or angle. The bounds of vague words are those of the annotation guide, version 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tallystick.knowledge import table
from tallystick.language.mentions import Number
from tallystick.language.number_grammar import folded, number_grammar
from tallystick.records import Qualifier

_SEPARATORS = re.compile(r"[ \u00a0\u202f\u2009,'’]")
#: Code points before a number in which its qualifier begins ("in the region of an additional").
_FARTHEST_QUALIFIER = 40


@dataclass(frozen=True, slots=True)
class _Atom:
    """A number before its qualifier, unit or range is seen."""

    start: int
    end: int
    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str = "count"
    #: What a number before it in a range may share: "two to three hundred thousand" has 100,000 and 1,000.
    scales: tuple[float, ...] = ()


def find_numbers(text: str) -> list[Number]:
    """All quantities of the text, in order and without overlap."""
    numbers: list[Number] = []
    for atom in _join_ranges(text, list(_atoms(text))):
        number = _qualified(text, atom)
        if not number:
            continue
        while numbers and numbers[-1].digits[1] > number.start:  # the "no" of "no fewer than five"
            numbers.pop()
        if numbers and numbers[-1].end > number.start:
            number = replace(number, start=number.digits[0])
        numbers.append(number)
    return numbers


def _atoms(text: str) -> Iterator[_Atom]:
    grammar, last = number_grammar(), -1
    for match in grammar.atom.finditer(text):
        start, end = match.span()
        if match["digits"]:
            atom = _from_digits(text, match)
        elif match["words"]:
            atom = _from_words(match)
        else:
            atom = _from_vague(match)
        if atom and not _is_inside_name(text, start, end, last):
            yield atom
            last = atom.end


def _from_digits(text: str, match: re.Match[str]) -> _Atom | None:
    digits, scale = match["digits"], folded(match["scale"] or match["suffix"] or "")
    plain = digits.replace(",", ".") if re.fullmatch(r"\d+,\d{1,2}", digits) else _SEPARATORS.sub("", digits)
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    if len(plain) > 15 or (len(plain) > 1 and plain[0] == "0" and "." not in plain):
        return None
    factor = number_grammar().values.get(scale.rstrip("s"), 1.0) if scale else 1.0
    value = round(float(plain) * factor, 6)
    unit = _currency(match["sign"])
    scales = (factor,) if factor > 1 else ()
    if text[match.end() : match.end() + 1] == "+":
        return _Atom(match.start(), match.end() + 1, value, None, "at_least", unit, scales)
    return _Atom(match.start(), match.end(), value, value, "exact", unit, scales)


def _from_words(match: re.Match[str]) -> _Atom:
    total, current, scales = 0.0, 0.0, list[float]()
    values = number_grammar().values
    for word in re.findall(r"[a-z]+", folded(match["words"])):
        if word in number_grammar().scales:
            scale = values[word]
            current = (current or 1) * scale
            scales = [*(s * scale for s in scales), scale]
            if scale >= 1000:
                total, current = total + current, 0
        elif word in values:  # "half" too: one and a half million
            current += values[word]
            scales = []
    value = total + current
    return _Atom(match.start(), match.end(), value, value, "exact", "count", tuple(scales))


def _from_vague(match: re.Match[str]) -> _Atom:
    words = re.findall(r"[a-z]+", folded(match[0]))
    last, grammar = words[-1], number_grammar()
    role, value = grammar.roles[last], grammar.values[last]
    if role in ("share", "fraction"):
        many = grammar.values.get(words[0], 1.0) if len(words) > 1 and words[0] not in ("a", "an") else 1.0
        value = round(many * value, 3) if many * value != 0.666 else 0.667
        return _Atom(match.start(), match.end(), value, value, "exact", "share")
    if role == "vague-share":
        return _Atom(match.start(), match.end(), value, None, "vague", "share")
    if role in ("pair", "none"):
        return _Atom(match.start(), match.end(), value, value, "exact")
    if role == "scale" and words[0] == "half":
        return _Atom(match.start(), match.end(), value / 2, value / 2, "exact")
    if role == "scale":  # several dozen, a few hundred: the bound of the plural
        value *= 2
    elif words[-1] != words[0] and words[0] in ("tens", "hundreds"):  # tens of thousands
        value = grammar.values[words[0]] * grammar.values[words[-1].rstrip("s")]
    return _Atom(match.start(), match.end(), value, None, "vague")


_LABELLED = re.compile(r"\bnos?\.\s?$", re.IGNORECASE)


def _is_inside_name(text: str, start: int, end: int, last: int) -> bool:
    """True where letters, hyphens or marks bind the number into a designation, ordinal, time or version.

    `last` is where the number before it ends: a dash between them makes a range and no name ("ten–twelve").
    """
    before, mark = text[max(start - 2, 0) : start], text[max(start - 1, 0) : start]
    after = text[end : end + 3]
    if mark and (mark.isalnum() or mark in "_#№§/"):
        return True
    if mark and mark in "-–" and before[:1].isalpha() and text[max(last, start - 4) : start] not in ("-", "–", "-to-"):
        return True
    if mark and mark in ":.,'’" and before[:1].isdigit():
        return True
    if mark == "[" and after[:1] == "]":
        return True
    if after[:1].isalnum() or after[:1] == "_":
        return True
    if re.match(r"[:/.,]\d|['′″°]\d?", after) or _LABELLED.search(text[max(start - 6, 0) : start]):
        return True
    return bool(re.match(r"-[A-Za-z]", after)) and not re.match(r"-(?:t[oe]?|o)\b", after)


def _join_ranges(text: str, atoms: list[_Atom]) -> list[_Atom]:
    """Two numbers joined by a dash, "to", "or" or "between … and" are one range."""
    joined: list[_Atom] = []
    for atom in atoms:
        last = joined[-1] if joined else None
        if last and last.high is not None and last.low is not None and atom.low is not None:
            gap = text[last.end : atom.start]
            if _is_range_gap(text, last, gap, atom) and last.qualifier == "exact":
                low = last.low * _shared_scale(text, last, gap, atom)
                if low < atom.low:
                    unit = last.unit if last.unit != "count" else atom.unit
                    joined[-1] = _Atom(last.start, atom.end, low, atom.high, "range", unit, atom.scales)
                    continue
        joined.append(atom)
    return joined


def _shared_scale(text: str, last: _Atom, gap: str, atom: _Atom) -> float:
    """What the first of two numbers takes from the second: "20 to 30 thousand", "12–14,000"."""
    low, high = last.low or 0, atom.low or 0
    for scale in atom.scales:
        if all(s < scale for s in last.scales) and low * scale < high:
            return scale
    thousands = text[atom.start : atom.end].endswith((",000", "\u00a0000"))
    return 1000.0 if thousands and gap.strip() in ("-", "–", "—") and low * 1000 < high else 1.0


def _is_range_gap(text: str, last: _Atom, gap: str, atom: _Atom) -> bool:
    plain = re.sub(r"\s+|%|percent|per cent", " ", gap).strip().lower()
    if plain in ("-", "–", "—", "−", "to", "-to-", "or", "or even", "up to"):
        return True
    return plain == "and" and bool(
        re.search(r"\b(?:between|from)\s+$", text[max(last.start - 9, 0) : last.start].lower())
    )


def _qualified(text: str, atom: _Atom) -> Number | None:
    grammar = number_grammar()
    start, end, qualifier, unit = atom.start, atom.end, atom.qualifier, atom.unit
    after = grammar.unit.match(text, end)
    if after:
        found, scope = grammar.units[folded(after[1])]
        if scope == "out":
            return None
        if scope == "in":
            unit, end = found, after.end()
    low, high = atom.low, atom.high
    sides = (grammar.before.search(text, max(start - _FARTHEST_QUALIFIER, 0), start), grammar.after.match(text, end))
    for side, match in zip(("before", "after"), sides, strict=True):
        if not match:
            continue
        marked = grammar.qualifiers[(folded(match[1]), side)]
        if side == "before":
            start -= len(match[0])
        else:
            end = match.end()
        if qualifier == "exact":
            qualifier = marked
            low, high = _bounds(atom, marked)
        break
    return Number(start, end, (atom.start, atom.end), low, high, qualifier, unit)


def _bounds(atom: _Atom, qualifier: Qualifier) -> tuple[float | None, float | None]:
    if qualifier in ("at_least", "more_than"):
        return atom.low, None
    if qualifier in ("at_most", "less_than"):
        return None, atom.high
    return atom.low, atom.high


def _currency(sign: str | None) -> str:
    units = {row["sign"]: row["unit"] for row in table("currency_signs")}
    return units.get(sign.strip().upper(), "count") if sign else "count"
