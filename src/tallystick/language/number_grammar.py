"""The patterns of quantities, made from the data files of number words, units, qualifiers and currencies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from tallystick.knowledge import table
from tallystick.records import Qualifier

_SCALED = r"(?=\s?(?:%|per\s?cent\b|(?:thousand|million|billion|trillion)\b))"
#: 1,234 or 1 234 or 1'234 or 1.234.567 or 1234 or 12.5; a comma is decimal only before a scale or percent: 1,5 million
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d{1,3}(?:['’]\d{3})+"
    rf"|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d{{1,3}},\d{{1,2}}{_SCALED}|\d+(?:\.\d+)?"
)
#: Letters that a pattern without regard to case takes for plain ones, and `str.lower` does not.
_FOLDED = str.maketrans({"ſ": "s", "ı": "i", "İ": "i"})


@dataclass(frozen=True, slots=True)
class NumberGrammar:
    """Patterns for a number, the unit behind it and the qualifiers beside it, and what their words mean."""

    atom: re.Pattern[str]
    unit: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    values: dict[str, float]
    roles: dict[str, str]
    scales: frozenset[str]
    units: dict[str, tuple[str, str]]
    qualifiers: dict[tuple[str, str], Qualifier]


def folded(words: str) -> str:
    """Words as the tables write them: lower case, single spaces, letters of like case made plain."""
    return re.sub(r"\s+", " ", words.translate(_FOLDED).lower())


@cache
def number_grammar() -> NumberGrammar:
    """The grammar that the data files `number_*.tsv` and `currency_signs.tsv` make."""
    rows = table("number_words")
    values = {r["word"]: float(r["value"]) for r in rows}
    roles = {r["word"]: r["role"] for r in rows}

    def of(*wanted: str) -> str:
        return "|".join(sorted((w for w, r in roles.items() if r in wanted), key=len, reverse=True))

    scale = of("scale")
    words = _spelled([r["word"] for r in rows if r["role"] == "unit"], values, scale)
    few = "|".join(r["word"] for r in rows if r["role"] == "unit" and 1 <= float(r["value"]) <= 9)
    shares = rf"(?<!-)(?:an?|{few})[-\s]{{1,2}}(?:{of('fraction', 'share')})|{of('share')}"
    some = r"several|a\s+few|few|a\s+couple(?:\s+of)?|couple(?:\s+of)?"
    vague = rf"(?:(?:{some})\s+(?:{scale})s?|(?:tens|hundreds)\s+of\s+(?:thousands|millions)|{of('vague')})"
    rest = rf"{of('vague-share')}|{of('pair')}|{of('none')}"
    signs = "|".join(re.escape(r["sign"]) for r in sorted(table("currency_signs"), key=lambda r: -len(r["sign"])))
    atom = (
        rf"(?P<sign>(?:{signs})\s?)?(?P<digits>{_DIGITS})"
        rf"(?:[\s-](?P<scale>(?:{scale})s?)\b|(?(sign)\s?(?P<suffix>{of('suffix')})\b|(?!)))?"
        rf"|\b(?:{vague}|half\s+an?\s+(?:{scale}))\b|\b(?:(?:{shares})\b(?!-)|(?:{rest})\b)|\b(?P<words>{words})\b"
    )
    units = {r["word"]: (r["unit"], r["scope"]) for r in table("number_units")}
    unit_words = "|".join(re.escape(u).replace(r"\ ", r"\s+") for u in sorted(units, key=len, reverse=True))
    marks = {(r["phrase"], r["position"]): cast("Qualifier", r["qualifier"]) for r in table("number_qualifiers")}

    def phrases(side: str) -> str:
        chosen = sorted((p for p, s in marks if s == side), key=len, reverse=True)
        return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in chosen)

    return NumberGrammar(
        atom=re.compile(atom, re.IGNORECASE),
        unit=re.compile(rf"[\s\u00a0-]{{0,2}}({unit_words})(?![\w])", re.IGNORECASE),
        before=re.compile(
            # One line break at most: a word of the paragraph before is no qualifier.
            rf"(?<![\w-])({phrases('before')})(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
            r"(?:(?:another|an additional|a further|the)\s+)?\Z",
            re.IGNORECASE,
        ),
        after=re.compile(rf"\s+({phrases('after')})\b", re.IGNORECASE),
        values=values,
        roles=roles,
        scales=frozenset(w for w, r in roles.items() if r == "scale"),
        units=units,
        qualifiers=marks,
    )


def _spelled(units: list[str], values: dict[str, float], scales: str) -> str:
    """A pattern of well-formed number words: "two hundred and six", but not "twenty and thirty"."""

    def between(least: int, most: int) -> str:
        inside = sorted((w for w in units if least <= values[w] <= most), key=len, reverse=True)
        return rf"(?:{'|'.join(inside)})\b"

    gap = r"(?:-\s?|(?=\s)[^\S\n]{0,2}\n?[^\S\n]{0,4})"
    joint = rf"{gap}(?:and{gap})?"
    below = rf"(?:{between(20, 99)}(?:{gap}{between(1, 9)})?|{between(1, 19)})"
    hundreds = rf"(?:(?:{below}{gap})?hundred\b(?:{joint}{below}(?!{gap}hundred\b))?|{below})"
    large = sorted((s for s in scales.split("|") if values[s] >= 1000), key=lambda s: -values[s])
    parts = "".join(rf"(?:(?:{joint})?(?:{hundreds}{gap})?{s}\b)?" for s in large)
    # What ends a number multiplies nothing: "two thousand and three thousand" are two. Nor is a number empty.
    last = rf"(?:(?:{joint})?{hundreds}(?!{gap}(?:{scales})\b))?(?<=\w)"
    one = "|".join([*units, scales])
    return (
        rf"(?=(?:an?{gap})?(?:{one})\b)(?:{below}{gap}and{gap}a{gap}half\b(?:{gap}(?:{scales})\b)?"
        rf"|(?:an?{gap}(?=(?:{scales})\b))?(?:(?:{below}{gap})?dozen\b|{parts}{last}|(?:{one})\b))"
    )
