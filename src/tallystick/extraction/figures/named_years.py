"""Years that name a war and date no count: "killed in the war of 2020", "the dead of the 2016 clashes"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tallystick.knowledge import words
from tallystick.language.annotate import Annotated
from tallystick.records import Evidence, Figure

_YEAR = re.compile(r"\d{4}")
#: Code points on each side of a year in which its noun stands.
_REACH = 60


def check_named_years(annotated: Annotated, figures: Sequence[Figure]) -> list[Figure]:
    """The figures, none of them current at a year that only says which war is meant."""
    return [_undated(f) if _is_dated_by_a_name(annotated.document.text, f) else f for f in figures]


def _is_dated_by_a_name(text: str, figure: Figure) -> bool:
    at = next((e for e in figure.evidence if e.slot == "as_of" and e.how == "pointer" and e.start is not None), None)
    if at is None or at.start is None or at.end is None or not _YEAR.fullmatch(at.quote or ""):
        return False
    before, after = _around()
    return bool(before.search(text[max(at.start - _REACH, 0) : at.start])) or bool(
        text[max(at.start - 4, 0) : at.start].lower() == "the " and after.match(text[at.end : at.end + _REACH])
    )


def _undated(figure: Figure) -> Figure:
    others = tuple(e for e in figure.evidence if e.slot != "as_of")
    said = Evidence(slot="as_of", how="rule", certainty=1.0)
    return figure.model_copy(update={"as_of": None, "evidence": (*others, said)})


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = "|".join(sorted(words("war_nouns"), key=len, reverse=True))
    return (
        re.compile(rf"\b(?:{nouns}) (?:of|in) $", re.IGNORECASE),
        re.compile(rf" (?:[A-Z][\w–-]+ ){{0,3}}(?i:{nouns})\b"),
    )
