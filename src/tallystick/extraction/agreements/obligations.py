"""Obligations: what an agreement binds somebody to do, where the text lays it down as its term."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from tallystick.extraction.agreements.clauses import Laid, Source, laid_by
from tallystick.extraction.agreements.slots import deed_words, place_of, when_of, who_of
from tallystick.language.annotate import Annotated
from tallystick.records import Obligation

#: Share of the words of the shorter of two deeds that must stand in the other, for both to be one deed.
_SAME_SHARE = 0.6

#: With so many deeds of one verb under one agreement a new one is compared.
_MOST_COMPARED = 50


def find_obligations(annotated: Annotated, sources: Sequence[Source]) -> list[Obligation]:
    """The obligations that the agreements told of in these places lay down, in the order of the text.

    One that is told twice is one record, of the telling that says most; `mentions` are the others.
    """
    found: dict[tuple[str, str], list[Obligation]] = {}
    taken: list[tuple[int, int]] = []
    for source in sources:
        for laid in laid_by(annotated, source):
            at = bisect_right(taken, (laid.start, laid.end))
            if (at and taken[at - 1][1] > laid.start) or (at < len(taken) and taken[at][0] < laid.end):
                continue
            taken.insert(at, (laid.start, laid.end))
            obligation = _obligation(annotated, source, laid)
            same_verb = found.setdefault((obligation.agreement, obligation.deed.split()[0].lower()), [])
            _add(same_verb, obligation)
    return sorted((one for listed in found.values() for one in listed), key=lambda o: (o.start, o.end))


def _add(found: list[Obligation], obligation: Obligation) -> None:
    """Add one that is new; of one told before keep the telling that says more."""
    for at, other in enumerate(found[:_MOST_COMPARED]):
        if other.agreement == obligation.agreement and _is_same(other, obligation):
            fuller, lesser = (other, obligation) if _fullness(other) >= _fullness(obligation) else (obligation, other)
            spans = {*other.mentions, *obligation.mentions, (lesser.start, lesser.end)}
            found[at] = fuller.model_copy(update={"mentions": tuple(sorted(spans))})
            return
    found.append(obligation)


def _fullness(obligation: Obligation) -> tuple[int, int]:
    slots = (obligation.who, obligation.place, obligation.deadline, obligation.term, obligation.since)
    return sum(1 for slot in slots if slot), len(obligation.deed)


def _is_same(one: Obligation, other: Obligation) -> bool:
    """The same verb and mostly the same words, nobody else bound, and no other deadline."""
    ours, theirs = (re.findall(r"\w+", o.deed.lower()) for o in (one, other))
    if not ours or not theirs or ours[0] != theirs[0]:
        return False
    if one.who and other.who and one.who != other.who:
        return False
    if one.deadline and other.deadline and one.deadline != other.deadline:
        return False
    return len(set(ours) & set(theirs)) >= _SAME_SHARE * min(len(set(ours)), len(set(theirs)))


def _obligation(annotated: Annotated, source: Source, laid: Laid) -> Obligation:
    document, text = annotated.document, annotated.document.text
    doubts: list[str] = []
    who, who_words = who_of(annotated, source, laid)
    deadline, term, since = when_of(annotated, laid, doubts)
    if since is not None and since == source.in_force:
        since = source.in_force_at or since
    start = min(laid.start, laid.who[0]) if laid.who else laid.start
    return Obligation(
        id=Obligation.id_of(document.id, start, laid.end, source.agreement), document=document.id, start=start,
        end=laid.end, quote=text[start : laid.end], line=annotated.document.line_of(start), certainty=laid.certainty,
        agreement=source.agreement, who=who, who_words=who_words, deed=deed_words(text[laid.start : laid.end]),
        place=place_of(annotated, laid), deadline=deadline, since=since, term=term, doubts=tuple(doubts),
    )  # fmt: skip
