"""From what the reader decided of triggers to events: one trigger a happening, with the day or days it took."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import cast

from tallystick.extraction.network.candidates import Candidate, event_span
from tallystick.extraction.network.decoding_events import DecodedEvent
from tallystick.language.annotate import Annotated
from tallystick.language.mentions import DateMention
from tallystick.records import Event, Evidence, Slot

#: Two triggers of one day in one clause, so near to each other (code points), tell of one happening: of one type
#: ("fighting intensified and spread"), or of any ("violated the ceasefire"). Chosen on annotated documents.
_NEAR_OF_TYPE, _NEAR_OF_ANY = 60, 10
_CLAUSE_END = re.compile(r"[.;\n]")
#: Triggers kept on each side that are compared: more words do not fit between two that are near.
_NEIGHBOURS = 16
#: What parts the first and the last day of a span told by two dates: "from 2 to 5 April".
_TO = re.compile(r"\s*(?:to|until|till|through|[-–—])\s*(?:the\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_AND = re.compile(r"\s*and\s+(?:the\s+)?", re.IGNORECASE)

#: A trigger's span, and what was decided of it.
Found = tuple[tuple[int, int], DecodedEvent]


def events_of(
    annotated: Annotated, triggers: Mapping[int, tuple[int, int]], decided: Mapping[int, DecodedEvent]
) -> list[Event]:
    """The events of a document in the order of the text. Triggers without a date the document tells are left out."""
    dated = [(triggers[i], d) for i, d in sorted(decided.items()) if d.date is not None]
    return [_event(annotated, span, d) for span, d in _distinct(annotated.document.text, dated)]


def _distinct(text: str, found: Sequence[Found]) -> list[Found]:
    """Of triggers that tell of one happening, the surest."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-f[1].certainty, f[0])):
        at = bisect_left(kept, one[0], key=lambda f: f[0])
        if not any(_is_same(text, one, other) for other in kept[max(at - _NEIGHBOURS, 0) : at + _NEIGHBOURS]):
            kept.insert(at, one)
    return kept


def _is_same(text: str, a: Found, b: Found) -> bool:
    first, second = min(a[0][1], b[0][1]), max(a[0][0], b[0][0])
    near = _NEAR_OF_TYPE if a[1].type == b[1].type else _NEAR_OF_ANY
    same_day = _first_day(a[1]) == _first_day(b[1])
    return second - first <= near and same_day and not _CLAUSE_END.search(text, first, second)


def _first_day(decoded: DecodedEvent) -> str | None:
    return decoded.date.span[0] if decoded.date and decoded.date.span else None


def _event(annotated: Annotated, span: tuple[int, int], d: DecodedEvent) -> Event:
    document, (start, end) = annotated.document, span
    assert d.date is not None
    assert d.date.span is not None
    mention = _mention(annotated, d.date)
    first, last, date_end = d.date.span[0], d.date.span[1], d.date.end
    until = _until(annotated, d.date)
    if until:
        last, date_end = event_span(until)[1], until.end  # type: ignore[index]
    return Event(
        id=Event.id_of(document.id, start, end, first),
        document=document.id,
        start=start,
        end=end,
        quote=document.text[start:end],
        line=document.line_of(start),
        certainty=round(d.certainty, 3),
        type=d.type,
        start_date=first,
        end_date=last,
        edtf=_edtf(first, last, mention if not until else None),
        evidence=_evidence(annotated, d, date_end),
        **{slot: pointed.candidate.value if pointed.candidate else None for slot, pointed in d.pointers.items()},
    )


def _index(dates: Sequence[DateMention], candidate: Candidate) -> int | None:
    """Which of the document's dates the candidate is."""
    at = bisect_left(dates, (candidate.start, candidate.end), key=lambda d: (d.start, d.end))
    found = at < len(dates) and (dates[at].start, dates[at].end) == (candidate.start, candidate.end)
    return at if found else None


def _mention(annotated: Annotated, candidate: Candidate) -> DateMention | None:
    at = _index(annotated.dates, candidate)
    return None if at is None else annotated.dates[at]


def _until(annotated: Annotated, candidate: Candidate) -> DateMention | None:
    """The date that ends the span which the candidate begins: "from 2 May to 5 June", "between 2 May and 5 June"."""
    text, dates = annotated.document.text, annotated.dates
    at = _index(dates, candidate)
    if at is None or at + 1 >= len(dates):
        return None
    following = dates[at + 1]
    gap = text[candidate.end : following.start]
    before = text[max(candidate.start - 20, 0) : candidate.start]
    begins = _TO.fullmatch(gap) or (_BETWEEN.search(before) and _AND.fullmatch(gap))
    later = event_span(following)
    if not begins or not later or not candidate.span or later[1] < candidate.span[0]:
        return None
    return following


def _edtf(first: str, last: str, mention: DateMention | None) -> str:
    if mention and mention.value:
        return mention.value
    return first if first == last else f"{first}/{last}"


def _evidence(annotated: Annotated, d: DecodedEvent, date_end: int) -> tuple[Evidence, ...]:
    text = annotated.document.text
    evidence = [Evidence(slot="type", how="classifier", certainty=round(d.type_certainty, 3))]
    if d.date is not None:
        # The day a document was written stands nowhere in its text.
        words = (d.date.start, date_end) if date_end > d.date.start else None
        evidence.append(_pointing("date", words, text, d.date_certainty))
    for slot, pointed in d.pointers.items():
        c = pointed.candidate
        where = (c.start, c.end) if c and c.end > c.start else None
        evidence.append(_pointing(cast("Slot", slot), where, text, pointed.certainty))
    return tuple(evidence)


def _pointing(slot: Slot, words: tuple[int, int] | None, text: str, certainty: float) -> Evidence:
    start, end, quote = (*words, text[slice(*words)]) if words else (None, None, None)
    return Evidence(slot=slot, how="pointer", start=start, end=end, quote=quote, certainty=round(certainty, 3))
