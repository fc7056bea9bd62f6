"""The deterministic checks that come last: what the form of the text settles, whatever the reader made of it.

A part counted out of a total is of the total's kind, party, source, day and place. A total whose parts met different
fates is lost, undivided. Items of a list are those of the party that the line leading into the list names. Figures
joined without a name between are of one party. What "both sides" say, each says of its own, and what "the source" says,
the body whose source was named last.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from tallystick.extraction.figures.parts import PartOf
from tallystick.knowledge import words
from tallystick.language.annotate import Annotated
from tallystick.language.mentions import Name
from tallystick.records import Evidence, Figure, Slot, Thing

_SHARED: tuple[Slot, ...] = ("thing", "party", "actor", "claimant", "modality", "as_of", "place")
_ITEM = re.compile(r"[ \t]*(?:[-*•–]|\d+[.)])[ \t]")
#: What may stand between two figures that are joined: "3,825 troops killed and 187 missing".
_JOINED = re.compile(r"(?:\s+[^\W\d_]+){0,3},?(?:\s+(?:and|with|plus|as well as|another))*\s+(?:another\s+)?")
#: Kinds that take in others, so that one of these may be named among them.
_TAKES_IN: dict[Thing, tuple[str, ...]] = {
    "equipment.mixed": ("equipment.",),
    "equipment.vehicle": ("equipment.tank", "equipment.armoured_vehicle"),
    "equipment.armoured_vehicle": ("equipment.tank",),
    "equipment.artillery": ("equipment.missile_launcher",),
    "equipment.air_defence": ("equipment.missile_launcher",),
}


def may_be_part(part: Thing, total: Thing) -> bool:
    """True where one kind can be named among the other: people among people, tanks among vehicles."""
    if part == total or (part.startswith("person.") and total.startswith("person.")):
        return True
    return any(part.startswith(kind) for kind in _TAKES_IN.get(total, ()))


def check_parts(figures: Sequence[Figure], parts: Sequence[PartOf | None]) -> list[Figure]:
    """The figures with `part_of` set, breakdowns alike in what they share with their total, and totals undivided."""
    checked = list(figures)
    fates: dict[int, set[str]] = {}
    for i, part in enumerate(parts):
        if part is None:
            continue
        total = checked[part.total]
        if part.form == "breakdown":
            shared: dict[Slot, object] = {slot: getattr(total, slot) for slot in _SHARED}
            checked[i] = _part(_ruled(checked[i], shared | {"part_of": total.id}, total), part)
            fates.setdefault(part.total, set()).add(checked[i].outcome)
        elif may_be_part(checked[i].thing, total.thing):
            checked[i] = _part(_ruled(checked[i], {"part_of": total.id}, total), part)
    for i, outcomes in fates.items():
        if len(outcomes) > 1 and checked[i].thing.startswith("equipment."):
            checked[i] = _ruled(checked[i], {"outcome": "lost"}, checked[i])
    return checked


def _part(figure: Figure, part: PartOf) -> Figure:
    return figure.model_copy(update={"part_form": part.form})


def check_lists(annotated: Annotated, figures: Sequence[Figure]) -> list[Figure]:
    """The figures with the party of the line that leads into their list, where their own line names none."""
    checked, leads = [], _leads(annotated)
    for figure in figures:
        name = _leading_party(annotated, figure.start, leads)
        checked.append(_with_name(figure, annotated, "party", name) if name else figure)
    return checked


def check_joined(annotated: Annotated, figures: Sequence[Figure]) -> list[Figure]:
    """Figures joined by "and" or a comma, with no party named between, take the party the reader is surer of."""
    checked = list(figures)
    for i in range(len(checked) - 1):
        first, second = checked[i], checked[i + 1]
        if first.party == second.party or not _are_joined(annotated, first, second):
            continue
        if _certainty(first) >= _certainty(second):
            checked[i + 1] = _ruled(second, {"party": first.party}, first)
        else:
            checked[i] = _ruled(first, {"party": second.party}, second)
    return checked


def _are_joined(annotated: Annotated, first: Figure, second: Figure) -> bool:
    gap = annotated.document.text[first.end : second.start]
    named = _parties(annotated, first.start, second.end)
    inside = [n for n in named if not (first.start <= n.start and n.end <= first.end)]
    return bool(_JOINED.fullmatch(gap)) and not inside


def _certainty(figure: Figure) -> float:
    return next((e.certainty for e in figure.evidence if e.slot == "party"), 0.0)


def check_reflexive(annotated: Annotated, figures: Sequence[Figure]) -> list[Figure]:
    """Where a sentence's source is "both sides" or the like, each party is the claimant of its own figures."""
    text, checked = annotated.document.text, []
    for figure in figures:
        sentence = annotated.outline.sentences[annotated.outline.sentence_at(figure.start)]
        source = _reflexive().search(text, sentence.start, sentence.end)
        if source and figure.party and figure.claimant != figure.party:
            start, end = source.span(1)
            evidence = Evidence(slot="claimant", how="rule", start=start, end=end, quote=text[start:end], certainty=1)
            kept = tuple(e for e in figure.evidence if e.slot != "claimant")
            figure = figure.model_copy(update={"claimant": figure.party, "evidence": (*kept, evidence)})
        checked.append(figure)
    return checked


@cache
def _reflexive() -> re.Pattern[str]:
    sources = "|".join(sorted(map(re.escape, words("reflexive_sources")), key=len, reverse=True))
    return re.compile(
        rf"\b(?:according to|(?:released|published|reported|stated|announced|given) by)\s+((?:{sources}))\b",
        re.IGNORECASE,
    )


#: "A source at the ministry", "ministry sources": by whom a source is first told apart.
_SOURCE_OF = re.compile(
    r"\b(?:[a-z-]+\s+)?sources?\s+(?:at|in|from|inside|within|close\s+to)\s+(?:the\s+)?$", re.IGNORECASE
)
_OWN_SOURCE = re.compile(r"\s+(?:[a-z-]+\s+){0,2}sources?\b")
_ANY_SOURCE = re.compile(r"\bsources?\b", re.IGNORECASE)
_THE_SOURCE = re.compile(
    r"\b(?:the|the\s+same)\s+sources?\s+(?:(?:also|further|later|then)\s+)?"
    r"(?:said|says|added|adding|stated|reported|claimed|told|noted|confirmed|continued)\b",
    re.IGNORECASE,
)
#: Code points before a sentence in which the source that it speaks of is looked for.
_SOURCE_REACH = 2000


def check_source(annotated: Annotated, figures: Sequence[Figure]) -> list[Figure]:
    """Where a sentence's only speaker is "the source", the claimant is the body whose source the text named last."""
    checked, text = [], annotated.document.text
    for figure in figures:
        sentence = annotated.outline.sentences[annotated.outline.sentence_at(figure.start)]
        start, end = max(sentence.start, figure.start - _WITHIN), min(sentence.end, figure.end + _WITHIN)
        said = _THE_SOURCE.search(text, start, end)
        body = _source_named(annotated, said.start()) if said and _speaks_alone(annotated, said, start, end) else None
        checked.append(_with_name(figure, annotated, "claimant", body) if body else figure)
    return checked


#: Code points around a figure in which the words that govern it are looked for.
_WITHIN = 600


def _speaks_alone(annotated: Annotated, said: re.Match[str], start: int, end: int) -> bool:
    first, last = (bisect_left(annotated.cues, at, key=lambda c: c.start) for at in (start, end))
    return all(said.start() <= cue.start < said.end() for cue in annotated.cues[first:last])


def _source_named(annotated: Annotated, before: int) -> Name | None:
    """The body whose source was named last before this point, None where another source came after it."""
    text, names = annotated.document.text, annotated.names
    at = bisect_left(names, before, key=lambda n: n.start) - 1
    while at >= 0 and names[at].start > before - _SOURCE_REACH:
        while at and names[at - 1].start == names[at].start:
            at -= 1  # the whole of a name is before its parts
        if end := _end_of_source(text, names[at]):
            others = _ANY_SOURCE.finditer(text, end, before)
            return names[at] if all(_is_the(text, other.start()) for other in others) else None
        at -= 1
    return None


def _end_of_source(text: str, name: Name) -> int | None:
    """Where the words end that tell of this body's source, None where they tell of none."""
    if not name.speaks or _ANY_SOURCE.fullmatch(name.canonical):
        return None  # "medical sources" are of no body
    if _ANY_SOURCE.search(text, name.start, name.end) or _SOURCE_OF.search(text, max(name.start - 40, 0), name.start):
        return name.end
    owned = _OWN_SOURCE.match(text, name.end)
    return owned.end() if owned else None


def _is_the(text: str, source: int) -> bool:
    return re.search(r"\bthe\s+(?:same\s+)?$", text[max(source - 12, 0) : source], re.IGNORECASE) is not None


def _leads(annotated: Annotated) -> list[int]:
    """For each paragraph the one before the list that it is an item of, itself where it is none; -1 before the first.

    Found once for all, because a list may be as long as the document.
    """
    leads: list[int] = []
    for i, paragraph in enumerate(annotated.outline.paragraphs):
        is_item = not paragraph.heading and _ITEM.match(annotated.document.text, paragraph.start)
        leads.append(i if not is_item else leads[-1] if leads else -1)
    return leads


def _leading_party(annotated: Annotated, offset: int, leads: Sequence[int]) -> Name | None:
    paragraphs, text = annotated.outline.paragraphs, annotated.document.text
    i = bisect_right(paragraphs, offset, key=lambda p: p.start) - 1
    if i < 0 or not _ITEM.match(text, paragraphs[i].start) or _parties(annotated, *_bounds(annotated, i)):
        return None
    i = leads[i]
    if i < 0 or paragraphs[i].heading or not text.endswith(":", 0, paragraphs[i].end):
        return None
    named = _parties(annotated, *_bounds(annotated, i))
    return named[0] if len({n.canonical for n in named}) == 1 else None


def _bounds(annotated: Annotated, paragraph: int) -> tuple[int, int]:
    return annotated.outline.paragraphs[paragraph].start, annotated.outline.paragraphs[paragraph].end


def _parties(annotated: Annotated, start: int, end: int) -> list[Name]:
    first = bisect_left(annotated.names, start, key=lambda n: n.start)
    last = bisect_left(annotated.names, end, key=lambda n: n.start)
    return [n for n in annotated.names[first:last] if n.kind == "nation" or (n.fights and n.kind == "group")]


def _with_name(figure: Figure, annotated: Annotated, slot: Slot, name: Name) -> Figure:
    """The figure with a name of the text in a slot."""
    if getattr(figure, slot) == name.canonical:
        return figure
    quote = annotated.document.text[name.start : name.end]
    evidence = Evidence(slot=slot, how="rule", start=name.start, end=name.end, quote=quote, certainty=1)
    kept = tuple(e for e in figure.evidence if e.slot != slot)
    return figure.model_copy(update={slot: name.canonical, "evidence": (*kept, evidence)})


def _ruled(figure: Figure, values: Mapping[Slot, object], source: Figure) -> Figure:
    """The figure with these values, each with a rule as its evidence that points at the words of the source."""
    changed = {slot: value for slot, value in values.items() if getattr(figure, slot) != value}
    if not changed:
        return figure
    ruled = tuple(
        Evidence(slot=slot, how="rule", start=source.start, end=source.end, quote=source.quote, certainty=1)
        for slot in changed
    )
    kept = tuple(e for e in figure.evidence if e.slot not in changed)
    update: dict[str, object] = {str(slot): value for slot, value in changed.items()}
    return figure.model_copy(update=update | {"evidence": kept + ruled})
