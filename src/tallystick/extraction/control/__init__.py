"""Control: who takes, holds, loses, leaves or is to be given a place, read by patterns from what the finders found.

What did not come about (tried, failed, planned, feared) is no statement of control; what is to come about under a deal
is one of the form "due". A list of places gives a statement for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tallystick.extraction.control.dates import Day, date_at, date_of
from tallystick.extraction.control.frame import Frame
from tallystick.extraction.control.frames import frames_of
from tallystick.extraction.control.parties import Party
from tallystick.extraction.control.places import PlaceItem
from tallystick.extraction.control.sentences import Masked, masked
from tallystick.extraction.control.settling import Settled, nations_in, party_of_office, settle_party, settle_place
from tallystick.extraction.control.speakers import Said, said_of
from tallystick.knowledge import words
from tallystick.language.annotate import Annotated
from tallystick.language.places.folding import fold
from tallystick.records import Control, Event, Figure

#: A quote no longer than this runs from the verb to the place; of a longer list it is the place alone.
_LONGEST_QUOTE = 240
#: How far back, in sentences of a paragraph, a date may stand that "also" or "in addition" takes up.
_CARRIED = 2
_GOES_ON = re.compile(
    r"\b(?:also|in addition|additionally|simultaneously|meanwhile|furthermore|moreover|as well)\b", re.IGNORECASE
)
_WORDS_OF_CONTROL = re.compile(
    r"captur|tak|took|seiz|liberat|occup|control|fell|fall|lost|los|conquer|annex|overr|claim|gain|cover|secur"
    r"|held|hold"
    r"|retain|ced|relinquish|surrender|transfer|hand|g[ai]ve|return|withdr|retreat|pull|vacat|dr[io]v|expel"
    r"|push|forc|oust"
    r"|w[io]n|wrest|contest|rule|administ|possess|sovereign|authority|establish|restor|assum|achiev",
    re.IGNORECASE,
)


def find_control(annotated: Annotated, events: Sequence[Event] = (), figures: Sequence[Figure] = ()) -> list[Control]:
    """What a document says of who controls places, in the order of the text.

    `events` and `figures` are those read from it: a capture among the events dates what has no date in its words, a
    count of places seized tells who lost them.
    """
    found: dict[str, Control] = {}
    nations = nations_in(annotated)
    text, line, counted = annotated.document.text, 1, 0
    for number, sentence in enumerate(annotated.outline.sentences):
        paragraph = annotated.outline.paragraphs[sentence.paragraph]
        if paragraph.heading or (paragraph.headings and paragraph.headings[-1].lower() in words("control_no_sections")):
            continue
        if not _WORDS_OF_CONTROL.search(text, sentence.start, sentence.end):
            continue
        shown = masked(annotated, number)
        # Counted on from the last sentence, since a long text may be one of many lines.
        line, counted = line + text.count("\n", counted, sentence.start), sentence.start
        for frame in _joined(_distinct(frames_of(shown))):
            for control in _statements(annotated, shown, frame, line, nations):
                found.setdefault(control.id, control)
    return sorted(_filled(found.values(), events, figures), key=lambda c: (c.start, c.end, c.place))


def _distinct(frames: Iterable[Frame]) -> list[Frame]:
    """Of frames that tell of one place by one verb, the one that tells more."""
    kept: list[Frame] = []
    for frame in sorted(frames, key=_worth, reverse=True):
        own = {item.start for item in frame.places.items}
        if not any(own & {item.start for item in other.places.items} and _same_verb(frame, other) for other in kept):
            kept.append(frame)
    return sorted(kept, key=lambda f: (f.start, f.end))


def _worth(frame: Frame) -> tuple[int, int]:
    return (frame.form != "held") + (frame.holder is not None) * 2 + (frame.former is not None), len(frame.places.items)


def _same_verb(one: Frame, other: Frame) -> bool:
    return one.verb[0] < other.verb[1] and other.verb[0] < one.verb[1]


def _joined(frames: list[Frame]) -> Iterator[Frame]:
    """Frames, where one that only says who held a place that another takes becomes part of the other.

    "Recaptured a hill held by the rebels", "regained the towns that had been lost to the rebels".
    """
    told = {item.start: frame for frame in frames if frame.form == "change" for item in frame.places.items}
    aside: dict[int, Frame] = {}
    for frame in frames:
        first = frame.places.items[0].start
        taking = told.get(first)
        if taking is not None and taking is not frame and taking.start < first and frame.holder and not taking.former:
            aside[id(frame)] = taking
    for frame in frames:
        former = next((f.holder for f in frames if aside.get(id(f)) is frame), None)
        if id(frame) not in aside:
            yield replace(frame, former=former) if former is not None else frame


def _statements(
    annotated: Annotated, sentence: Masked, frame: Frame, line: int, nations: frozenset[str]
) -> Iterator[Control]:
    at = frame.holder.at if isinstance(frame.holder, Party) else None
    if at is None and isinstance(frame.former, Party):
        at = frame.former.at
    said = said_of(annotated, sentence, frame.start, frame.end, at)
    holder = settle_party(annotated, sentence, frame.holder, said.span, nations)
    former = settle_party(annotated, sentence, frame.former, said.span, nations)
    if holder is None and (frame.form == "held" or (frame.left and former is None)):
        return
    if isinstance(frame.holder, str) and holder is None and frame.holder.split()[0] in ("he", "she"):
        return  # a person may hold much that is no place
    claimant = said.claimant
    if frame.claims and not frame.noun and holder is not None and claimant is None:
        claimant = holder.name
    if (
        frame.noun
        and not frame.claims
        and holder is None
        and former is None
        and said.claimant
        and said.span
        and not frame.left
    ):
        holder = _who_announces(nations, sentence, frame, said)
    holder, former = (_of_office(nations, party) for party in (holder, former))
    if holder is None and not frame.noun and frame.freed and said.claimant and said.span:
        holder = _who_announces(nations, sentence, frame, said, former)
    shared = date_of(sentence, frame.start, frame.end, said.span, frame.form == "held", frame.noun, _own_dates(frame))
    if shared is not None and frame.claims and not frame.noun and shared.dated == "change":
        shared = Day(shared.first, shared.last, shared.edtf, "announcement", shared.at)
    for number, item in enumerate(frame.places.items):
        day = _day_of(sentence, frame, number, item, shared, said)
        implied_date = False
        if day is None and frame.form == "change":
            day = _carried(annotated, sentence, frame, said)
            implied_date = day is not None
        for settled in settle_place(annotated, sentence, item):
            if holder is not None and fold(settled.place) == fold(holder.name):
                continue  # "Ruritania took Strelsau, Ruritania": where, not what
            yield _control(
                annotated, sentence, frame, item, settled, (holder, former), day, implied_date, claimant, said, line
            )


def _own_dates(frame: Frame) -> frozenset[int]:
    return frozenset(item.date for item in frame.places.items if item.date is not None and item.date_before)


def _day_of(sentence: Masked, frame: Frame, number: int, item: PlaceItem, shared: Day | None, said: Said) -> Day | None:
    """The date beside a place of a list, else that of the whole: a date beside one is for those before it too."""
    later = next((i for i in frame.places.items[number:] if i.date is not None), None)
    own = later.date if later is not None and (later is item or not later.date_before) else None
    # "Announced that the road was free with the capture of X on 3 May": the day may be that of either.
    announced = frame.noun and said.span is not None and said.span[1] <= frame.start
    if own is not None:
        return date_at(sentence, own, "announcement" if announced else "change")
    if shared is not None and announced and shared.dated == "change":
        return Day(shared.first, shared.last, shared.edtf, "announcement", shared.at)
    return shared


def _directly(sentence: Masked, said: Said, frame: Frame) -> bool:
    """True for "announced the capture of": the date may be that of either."""
    assert said.span is not None
    return (
        re.fullmatch(r"\w*(?: the| its| their| full| complete)*\s*", sentence.text[said.span[1] : frame.start])
        is not None
    )


def _of_office(nations: frozenset[str], party: Party | None) -> Party | None:
    """A ministry or an army holds places for its state."""
    return replace(party, name=party_of_office(nations, party.name)) if party is not None else None


def _who_announces(
    nations: frozenset[str], sentence: Masked, frame: Frame, said: Said, former: Party | None = None
) -> Party | None:
    """Who announces a capture without saying whose is implied to be who took the place."""
    if said.span is None or said.claimant is None or said.span[1] > frame.start:
        return None
    if (
        frame.noun
        and not _directly(sentence, said, frame)
        and not re.search(r"\bwith the $", sentence.text[: frame.start])
    ):
        return None
    party = party_of_office(nations, said.claimant)
    speaks = {
        n.canonical for n in sentence.names.values() if n.fights and n.kind in ("nation", "group", "organisation")
    }
    if (said.claimant not in speaks and party == said.claimant) or (former is not None and former.name == party):
        return None
    return Party(party, None, True)


def _carried(annotated: Annotated, sentence: Masked, frame: Frame, said: Said) -> Day | None:
    """The day that the sentence before told, where this one only goes on: "They also took", "In addition"."""
    if not _GOES_ON.search(sentence.text[: frame.start]):
        return None
    for number in range(sentence.number - 1, max(sentence.number - 1 - _CARRIED, -1), -1):
        if annotated.outline.sentences[number].paragraph != sentence.sentence.paragraph:
            return None
        earlier = masked(annotated, number)
        days = [d for at in sorted(earlier.dates) if (d := date_at(earlier, at))]
        if days:
            exact = {d.first for d in days}
            if len(exact) != 1 or len(days[0].first) != 10:
                return None
            return Day(days[0].first, days[0].last, days[0].edtf, "announcement" if said.span else "change")
    return None


def _control(
    annotated: Annotated, sentence: Masked, frame: Frame, item: PlaceItem, settled: Settled,
    parties: tuple[Party | None, Party | None], day: Day | None, implied_date: bool, claimant: str | None, said: Said,
    line: int,
) -> Control:  # fmt: skip
    document = annotated.document
    first, last = min(frame.start, item.start), max(frame.end if len(frame.places.items) == 1 else item.end, item.end)
    start, end = sentence.span(first, last)
    if end - start > _LONGEST_QUOTE:
        start, end = sentence.span(item.start, item.end)
    holder, former = parties
    implied = [
        name for name, party in (("holder", holder), ("former", former)) if party is not None and party.implied
    ]  # fmt: skip
    implied += ["place"] * settled.implied + ["date"] * implied_date
    certainty = 0.9 - 0.1 * len(implied) - 0.1 * (holder is None and former is None)
    return Control(
        id=Control.id_of(document.id, start, end, settled.place), document=document.id, start=start, end=end,
        quote=document.text[start:end], line=line + document.text.count("\n", sentence.sentence.start, start),
        certainty=round(max(certainty, 0.3), 2), place=settled.place, place_kind=settled.kind, named=settled.named,
        form=frame.form, holder=holder.name if holder else None, former=former.name if former else None,
        implied=tuple(implied), start_date=day.first if day else None, end_date=day.last if day else None,
        edtf=day.edtf if day else None, dated=_dated(frame, day), claimant=claimant, modality=said.modality,
    )  # fmt: skip


def _dated(frame: Frame, day: Day | None) -> str | None:
    if day is None:
        return None
    return "by" if frame.form == "due" else day.dated


def _filled(found: Iterable[Control], events: Sequence[Event], figures: Sequence[Figure]) -> Iterator[Control]:
    """The statements with what the events and figures of the same words tell."""
    captures = [e for e in events if e.type == "capture"]
    seized = [f for f in figures if f.outcome == "seized" and f.party]
    for control in found:
        filled: dict[str, object] = {}
        event = next((e for e in captures if e.start < control.end and control.start < e.end), None)
        if control.start_date is None and control.form == "change" and event is not None:
            filled = {"start_date": event.start_date, "end_date": event.end_date, "edtf": event.edtf,
                      "dated": "announcement" if event.claimant else "change",
                      "implied": (*control.implied, "date")}  # fmt: skip
        figure = next((f for f in seized if f.start < control.end and control.start < f.end), None)
        if (
            control.former is None
            and figure is not None
            and figure.party != control.holder
            and control.form == "change"
        ):
            filled |= {"former": figure.party, "implied": (*dict.fromkeys((*control.implied, "former")),)}
        yield control.model_copy(update=filled) if filled else control
