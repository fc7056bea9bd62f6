"""Dates that do not fit: one happening told of two days, days that no calendar has, days after publication.

What does not fit is kept as it was read; a finding only points at it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from tallystick.chronicle.agreements import state_on
from tallystick.chronicle.days import first_day, last_day
from tallystick.chronicle.likeness import Telling, parties_of, sentence_around, telling, tells_of_part
from tallystick.chronicle.timeline import when
from tallystick.language.dates.edtf import days_in
from tallystick.records import Agreement, Control, Document, Event, EventType, Finding, Obligation, Statement, digest
from tallystick.wording.phrase import date_phrase

#: Days between two dates of what may be one happening.
_NEAR = 3
#: Words of two sentences that must be the same for two tellings of other days to be one: so many, and such a share.
_FEWEST_WORDS, _SHARE = 7, 0.6
#: In one document more must be the same: what it tells of two days in its paragraphs is mostly two things.
_SHARE_OF_ONE = 0.75
#: A telling is compared with so many before it.
_MOST_COMPARED = 12
_DATED_LATE = "the date may be misread, or what is told was still to come"
#: After all days: what does not fit in an agreement does not depend on the day it is looked at.
_IN_THE_END = "9999-12-31"
_MONTHS = {"february": 2, "april": 4, "june": 6, "september": 9, "november": 11}
_DAY_MONTH = re.compile(
    rf"\b(?:(?P<day>29|3[01])(?:st|th)?\s(?:of\s)?(?P<month>{'|'.join(_MONTHS)})"
    rf"|(?P<named>{'|'.join(_MONTHS)})\s(?P<number>29|3[01])(?:st|th)?)\b(?:,?\s(?P<year>\d{{4}})\b)?",
    re.IGNORECASE,
)


def date_findings(
    events: Sequence[Event],
    documents: Iterable[Document],
    control: Sequence[Control] = (),
    agreements: Sequence[Agreement] = (),
    obligations: Sequence[Obligation] = (),
) -> list[Finding]:
    """What does not fit in the dates of these records: the surest first. `figures` of each has the records' ids.

    The same records give the same findings, in whatever order they come.
    """
    known = {document.id: document for document in documents}
    found = [
        *_two_dates(events, known), *_impossible(events, control), *_impossible_words(events, known),
        *_doubtful(agreements, obligations), *_after_publication(events, control, known),
    ]  # fmt: skip
    # Of two findings on the same records the first: a date that is none is told rather than where it comes from.
    distinct = {one.id: one for one in reversed(found)}
    return sorted(distinct.values(), key=lambda one: (-one.certainty, one.summary, one.id))


# One happening, two dates


def _two_dates(events: Sequence[Event], known: Mapping[str, Document]) -> Iterator[Finding]:
    """Events of neighbouring days that are plainly one: told in like words, or the same capture of one place."""
    alike: defaultdict[tuple[EventType, frozenset[str], frozenset[str]], list[Telling]] = defaultdict(list)
    places: defaultdict[frozenset[str], list[Telling]] = defaultdict(list)
    parties = parties_of(events)
    for event in sorted(events, key=lambda e: (e.start_date, e.document, e.start, e.id)):
        if when(event).sureness != "day" or not event.place:
            continue
        document = known.get(event.document)
        one = telling(event, document.text if document else "", parties)
        if one.actors:
            alike[event.type, one.actors, one.places].append(one)
        if event.type in ("capture", "withdrawal"):
            places[one.places].append(one)
    clashes: dict[tuple[frozenset[str], frozenset[str], str, str, str], list[tuple[Event, Event]]] = {}
    for listed in alike.values():
        for earlier, later in _neighbours(listed):
            if _is_one(earlier, later) or _is_one_capture(earlier, later, places[later.places]):
                first, last = earlier.event, later.event
                key = (later.places, later.actors, first.type, first.start_date, last.start_date)
                clashes.setdefault(key, []).append((first, last))
    for pairs in clashes.values():
        yield _clash(pairs)


def _neighbours(listed: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Tellings of days near each other, the earlier first; each with so many before it."""
    for at, later in enumerate(listed):
        for earlier in reversed(listed[max(at - _MOST_COMPARED, 0) : at]):
            if _apart(earlier.event, later.event) > _NEAR:
                break
            yield earlier, later


def _is_one(one: Telling, other: Telling) -> bool:
    """True where two tellings of different days have the same trigger and nearly the same words around it."""
    if one.event.start_date == other.event.start_date or one.targets != other.targets or _is_same_paragraph(one, other):
        return False
    common = one.around & other.around
    shorter, longer = sorted((len(one.around), len(other.around)))
    share = _SHARE_OF_ONE if one.event.document == other.event.document else _SHARE
    least = max(_FEWEST_WORDS, share * shorter)
    return len(common) >= least and shorter * 2 >= longer and not one.stems.isdisjoint(other.stems)


def _is_one_capture(one: Telling, other: Telling, of_place: Sequence[Telling]) -> bool:
    """True where two voices tell that the same takes a whole place, and no other to have taken or left it meanwhile."""
    first, last = one.event, other.event
    if first.type != "capture" or first.start_date == last.start_date or one.targets or other.targets:
        return False
    if len(one.places) != 1 or _is_same_paragraph(one, other) or tells_of_part(first) or tells_of_part(last):
        return False
    if (first.document, first.claimant) == (last.document, last.claimant) or one.stems.isdisjoint(other.stems):
        return False
    between = (t for t in of_place if first.start_date <= t.event.start_date <= last.start_date and not t.targets)
    return all(not t.actors.isdisjoint(one.actors) and t.event.type == "capture" for t in between)


def _is_same_paragraph(one: Telling, other: Telling) -> bool:
    return (one.event.document, one.event.line) == (other.event.document, other.event.line)


def _clash(pairs: Sequence[tuple[Event, Event]]) -> Finding:
    """The finding of all tellings of two days, in the words of the first of each."""
    one, other = pairs[0]
    summary = (
        f"{_called(one)} is told of {date_phrase(one.start_date)} (“{one.quote}”{_voice(one)}) and of "
        f"{date_phrase(other.start_date)} (“{other.quote}”{_voice(other)})."
    )
    told = dict.fromkeys([one, other, *(event for pair in pairs for event in pair)])
    sure = 0.6 * min(event.certainty for event in told)
    ids = [event.id for event in told]
    return _finding(summary, ids, sure, "the same type, actor and place: most likely one happening")


def _apart(one: Event, other: Event) -> int:
    return (date.fromisoformat(other.start_date) - date.fromisoformat(one.start_date)).days


# Days that do not exist


def _impossible(events: Sequence[Event], control: Sequence[Control]) -> Iterator[Finding]:
    """Records whose dates are no days."""
    dated: list[Event | Control] = [*events, *control]
    for one in dated:
        for day in dict.fromkeys((one.start_date, one.end_date)):
            if day and not _exists(day):
                yield _finding(f"“{one.quote}” is dated {day}, which is no day.", (one.id,), 0.9 * one.certainty)
                break


def _impossible_words(events: Sequence[Event], known: Mapping[str, Document]) -> Iterator[Finding]:
    """Events whose sentence gives a day that no calendar has, so that they are dated by something else."""
    by_document: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_document[event.document].append(event)
    for id in sorted(by_document.keys() & known.keys()):
        text = known[id].text
        wrong = [found for found in _DAY_MONTH.finditer(text) if _is_no_day(found)]
        for event in by_document[id] if wrong else ():
            first, last = sentence_around(event, text)
            found = next((one for one in wrong if first <= one.start() and one.end() <= last), None)
            if found:
                dated = date_phrase(event.start_date)
                summary = f"The sentence of “{event.quote}”, dated {dated}, gives “{found[0]}”, which is no day."
                yield _finding(summary, (event.id,), 0.8 * event.certainty, "its date is taken from other words")


def _is_no_day(found: re.Match[str]) -> bool:
    month = _MONTHS[(found["month"] or found["named"]).casefold()]
    # A leap year where none is told: 29 February may be a day.
    return int(found["day"] or found["number"]) > days_in(int(found["year"] or 2000), month)


def _exists(written: str) -> bool:
    try:
        last_day(written)
    except ValueError:
        return False
    return True


# Agreements


def _doubtful(agreements: Sequence[Agreement], obligations: Sequence[Obligation]) -> Iterator[Finding]:
    """Agreements and obligations whose dates do not fit: a deadline before the signature, a day that is none."""
    laid: defaultdict[str, list[Obligation]] = defaultdict(list)
    for obligation in obligations:
        laid[obligation.agreement].append(obligation)
    for agreement in agreements:
        state = state_on(agreement, laid[agreement.id], (), _IN_THE_END)
        yield from _of_doubts(agreement, agreement.name, state.doubts)
        for one in state.obligations:
            yield from _of_doubts(one.obligation, one.obligation.quote, one.doubts)


def _of_doubts(one: Statement, called: str, doubts: Sequence[str]) -> Iterator[Finding]:
    if doubts:
        yield _finding(f"“{called}”: {'; '.join(dict.fromkeys(doubts))}.", (one.id,), 0.8 * one.certainty)


# After publication


def _after_publication(
    events: Sequence[Event], control: Sequence[Control], known: Mapping[str, Document]
) -> Iterator[Finding]:
    """Records that are dated after the last day on which their document can have been published."""
    dated: list[Event | Control] = [*events, *control]
    for one in dated:
        document = known.get(one.document)
        published = document.published[:10] if document and document.published else None
        if not (published and one.start_date and _exists(published) and _exists(one.start_date)):
            continue
        # A month is after a day only where all of it is; a day is after a month where it is after its last day.
        if first_day(one.start_date) > last_day(published):
            summary = (
                f"“{one.quote}” is dated {date_phrase(one.start_date)}, after the document was published"
                f" ({date_phrase(published)})."
            )
            yield _finding(summary, (one.id,), 0.7 * one.certainty, _DATED_LATE)


def _finding(summary: str, ids: Sequence[str], certainty: float, *notes: str) -> Finding:
    return Finding(
        id="g" + digest("dates", *ids)[:12], kind="dates", summary=summary, figures=tuple(ids),
        certainty=round(certainty, 2), notes=notes,
    )  # fmt: skip


def _called(one: Event) -> str:
    """ "The capture of Strelsau by Ruritania"; "An attack by Ruritania in Strelsau"."""
    article = "An" if one.type[0] in "aeiou" else "A"
    actor, place = ((field or "").replace(";", " and") for field in (one.actor, one.place))
    return (
        f"The capture of {place} by {actor}" if one.type == "capture" else f"{article} {one.type} by {actor} in {place}"
    )


def _voice(one: Event) -> str:
    return f", {one.claimant.replace(';', ' and')}" if one.claimant else ""
