"""Places that are told together: the reader points at one name, and the text says "in A, B and the town of C".

A list that names a country tells of parties as often as of places ("Ruritania and the Gorge") and is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from tallystick.language.annotate import Annotated
from tallystick.language.mentions import PlaceMention
from tallystick.records import Event, Evidence, Figure

S = TypeVar("S", Event, Figure)

_AND = re.compile(
    r",? (?:and|or|as well as) (?:(?:in|at|near) )?(?:the )?"
    r"(?:(?:towns?|villages?|cit(?:y|ies)|districts?|provinces?) of )?"
)
_COMMA = re.compile(r", ")
#: So many places one list may have: texts are hostile.
_MOST = 40


def with_listed(annotated: Annotated, statements: Sequence[S]) -> list[S]:
    """The statements, with all places of a list where the reader pointed at one of them."""
    return [_settled(annotated, one) for one in statements]


def _settled(annotated: Annotated, statement: S) -> S:
    pointed = next((e for e in statement.evidence if e.slot == "place" and e.start is not None), None)
    listed = _listed(annotated, pointed) if pointed else []
    if not pointed or not listed:
        return statement
    start, end = listed[0].start, listed[-1].end
    told = pointed.model_copy(update={"start": start, "end": end, "quote": annotated.document.text[start:end]})
    return statement.model_copy(
        update={
            "place": "; ".join(dict.fromkeys(place.name for place in listed)),
            "evidence": tuple(told if e is pointed else e for e in statement.evidence),
        }
    )


def _listed(annotated: Annotated, pointed: Evidence) -> list[PlaceMention]:
    """The places of the list that holds the one pointed at; none where it stands alone."""
    places = annotated.places
    at = bisect_left(places, pointed.start or 0, key=lambda place: place.start)
    if at == len(places) or (places[at].start, places[at].end) != (pointed.start, pointed.end):
        return []
    first = last = at
    while last + 1 < len(places) and last - at < _MOST and _gap(annotated, last):
        last += 1
    while first > 0 and at - first < _MOST and _gap(annotated, first - 1):
        first -= 1
    joined = any(_gap(annotated, i) == "and" for i in range(first, last))
    listed = places[first : last + 1]
    return listed if joined and not any(place.precision == "country" for place in listed) else []


def _gap(annotated: Annotated, i: int) -> str | None:
    """What joins a place to the next one: "and", a comma, or nothing that makes them a list."""
    one, other = annotated.places[i], annotated.places[i + 1]
    text = annotated.document.text
    if _AND.fullmatch(text, one.end, other.start):
        return "and"
    # "Hentzau, Gorge Province": the second says where the first lies.
    lies_in = other.precision == "region" and one.precision != "region"
    return "," if _COMMA.fullmatch(text, one.end, other.start) and not lies_in else None
