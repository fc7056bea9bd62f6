"""Agreements: ceasefires, treaties and deals that a document says were made, and what they oblige whom to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date as calendar_date
from itertools import islice

from tallystick.extraction.agreements.clauses import Source, announces_terms
from tallystick.extraction.agreements.cues import Cue, cue_of, fate_of
from tallystick.extraction.agreements.dates import date_of, dates_between, in_force_from, instant_of, iso_of, own_date
from tallystick.extraction.agreements.linking import Told, ToldOf, linked
from tallystick.extraction.agreements.obligations import find_obligations
from tallystick.extraction.agreements.parties import claimant_of, makers_of
from tallystick.extraction.agreements.phrases import Phrase, phrases_in
from tallystick.language.annotate import Annotated
from tallystick.language.mentions import DateMention
from tallystick.records import Agreement, Event, Obligation

#: How sure the reading of an agreement is: told as made with a date; without one; only pointed at.
_DATED, _UNDATED, _POINTED = 0.9, 0.75, 0.6
#: So many phrases of a sentence are read: one with more is a list of titles or no sentence.
_MOST_PHRASES = 20
_ALIAS = re.compile(
    r"\(\s*(?:the\s+|known as (?:the\s+)?|called (?:the\s+)?)?[\"“]?((?:[A-ZÀ-Ž][\w'’–-]*\s?){1,5})[\"”]?\s*\)"
)
_HEADS = (
    "statement", "agreement", "protocol", "accord", "accords", "treaty", "armistice", "truce", "declaration", "pact",
    "memorandum", "deal", "ceasefire",
)  # fmt: skip
_TERM = re.compile(r"(?<![\w-])(\d{1,3}|[a-z]+)[\s-](hour|day|week|month|year)s?(?:-long)?\b", re.IGNORECASE)
_FOR_TERM = re.compile(r"\s+(?:for|lasting|of)\s+(?:a period of\s+|another\s+|a further\s+)?", re.IGNORECASE)
_LETTERS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_COUNTS = {w: n for n, w in enumerate(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1)} | {
    "thirty": 30, "sixty": 60, "ninety": 90, "twenty": 20, "fifteen": 15, "fourteen": 14}  # fmt: skip


def find_agreements(annotated: Annotated, events: Sequence[Event] = ()) -> tuple[list[Agreement], list[Obligation]]:
    """The agreements of a document and the obligations they lay down, each in the order of the text.

    What is only proposed, called for, planned, rejected or supposed is no agreement. Several tellings of one are one
    record: its span is the telling that says most, `mentions` are the others. `events` are those read from the same
    document: where a sentence tells of an agreement and its date was read there as an event's, that date is taken.
    """
    tellings = _tellings(annotated, events)
    records: list[Agreement] = []
    sources: list[Source] = []
    for told_of in linked(tellings):
        record = _record(annotated, told_of, events)
        records.append(record)
        sources += [
            Source(record.id, t.sentence, (t.phrase.start, t.phrase.end), (t.cue.start, t.cue.end), t.made,
                   record.parties, record.in_force, record.in_force_at)
            for t in told_of.tellings
        ]  # fmt: skip
    obligations = find_obligations(annotated, sorted(sources, key=lambda s: s.phrase))
    return sorted(records, key=lambda a: (a.start, a.end)), obligations


def _tellings(annotated: Annotated, events: Sequence[Event]) -> list[Told]:
    text, outline = annotated.document.text, annotated.outline
    found: list[Told] = []
    for number, sentence in enumerate(outline.sentences):
        if outline.paragraphs[sentence.paragraph].heading:
            continue
        for phrase in islice(phrases_in(text, sentence.start, sentence.end), _MOST_PHRASES):
            cue = cue_of(text, (sentence.start, sentence.end), phrase)
            if cue is not None:
                found.append(_told(annotated, number, phrase, cue, events))
    return found


def _told(annotated: Annotated, number: int, phrase: Phrase, cue: Cue, events: Sequence[Event]) -> Told:
    text, outline = annotated.document.text, annotated.outline
    sentence = outline.sentences[number]
    bounds = (sentence.start, sentence.end)
    following = outline.sentences[number + 1] if number + 1 < len(outline.sentences) else None
    next_ = (following.start, following.end) if following and following.paragraph == sentence.paragraph else None
    told = Told(number, outline.paragraphs[sentence.paragraph].under, phrase, cue, phrase.start, phrase.end)
    told.fate = fate_of(text, bounds, next_, phrase)
    span = (phrase.start, phrase.end)
    spans = [span, (cue.start, cue.end)]
    own = own_date(annotated, span)
    if own:
        told.dated = iso_of(own)
        spans.append((own.start, own.end))
    dated = told.fate or (told.made and cue.telling != "bound")
    date = date_of(annotated, bounds, span, (cue.start, cue.end)) if dated else None
    spans += _dates(annotated, told, bounds, date)
    if told.made and not told.days:
        told.signed = _from_events(events, phrase, cue)
    if told.made or told.phrase.determiner:
        makers = makers_of(annotated, bounds, phrase, cue)
        told.parties, told.mediators = makers.parties, makers.mediators
        spans += makers.spans
    if told.made:
        told.claimant, alleged = claimant_of(annotated, bounds, phrase, cue)
        told.modality = "alleged" if alleged else "stated"
    told.alias = _alias(text, max(phrase.end, cue.end), sentence.end)
    told.lists_terms = announces_terms(text[phrase.end : sentence.end])
    told.term = told.term or _term(text, phrase)
    told.start, told.end = min(s for s, _ in spans), max(e for _, e in spans)
    return told


def _dates(
    annotated: Annotated, told: Told, bounds: tuple[int, int], date: DateMention | None
) -> list[tuple[int, int]]:
    """Fill in the dates that the sentence tells, and give their spans."""
    spans: list[tuple[int, int]] = []
    text = annotated.document.text
    if date is not None:
        iso = iso_of(date)
        if told.cue.telling == "in force":
            told.in_force = iso
            told.in_force_at, doubt = instant_of(annotated, bounds, date)
            told.doubts += (doubt,) if doubt else ()
        elif told.made or (told.fate and told.fate.fate == "broken" and _is_attempt(text, told)):
            told.signed = iso
            hour = None if told.made else instant_of(annotated, bounds, date)
            if hour and any(hour):
                # An hour without a word of signing is the hour from which it was to hold.
                told.signed, told.in_force, told.in_force_at = None, iso, hour[0]
                told.doubts += (hour[1],) if hour[1] else ()
        else:
            told.fate_date = iso
        spans.append((date.start, date.end))
    if told.made and told.cue.telling != "in force":
        from_ = in_force_from(annotated, bounds, max(told.phrase.end, told.cue.end))
        if from_ is not None:
            told.in_force = iso_of(from_)
            told.in_force_at, doubt = instant_of(annotated, bounds, from_)
            told.doubts += (doubt,) if doubt else ()
            spans.append((from_.start, from_.end))
            if date is from_:
                told.signed = None
        elif interval := _held_for(annotated, told, bounds):
            told.in_force = interval.first
            told.term = _days_of(interval)
            spans.append((interval.start, interval.end))
    for one in dates_between(annotated, *bounds):
        if one.kind == "date" and one.value is None and _is_calendar(text[one.start : one.end]):
            told.doubts += (f"“{text[one.start : one.end]}” is no date that can be told",)
    return spans


def _is_calendar(words: str) -> bool:
    """ "31 November", and not "that day"."""
    return re.search(r"\d", words) is not None and re.search(r"[A-Za-z]{3}", words) is not None


def _is_attempt(text: str, told: Told) -> bool:
    """ "A second ceasefire attempt on 17 October was ignored": the date is that of the ceasefire."""
    return not told.phrase.definite or told.phrase.determiner in ("second", "third")


def _held_for(annotated: Annotated, told: Told, bounds: tuple[int, int]) -> DateMention | None:
    """ "a ceasefire for 30-31 July"."""
    text = annotated.document.text
    for one in dates_between(annotated, told.phrase.end, min(told.phrase.end + 12, bounds[1])):
        if (
            one.kind == "date"
            and one.first
            and len(one.first) == 10
            and text[told.phrase.end : one.start].strip() == "for"
        ):
            return one
    return None


def _days_of(interval: DateMention) -> str | None:
    """ "30-31 July" as a term: P2D."""
    if not interval.first or not interval.last or len(interval.last) != len(interval.first):
        return None
    return f"P{(calendar_date.fromisoformat(interval.last) - calendar_date.fromisoformat(interval.first)).days + 1}D"


def _from_events(events: Sequence[Event], phrase: Phrase, cue: Cue) -> str | None:
    start, end = min(phrase.start, cue.start), max(phrase.end, cue.end)
    days = {e.start_date for e in events if e.type in ("ceasefire", "agreement") and e.start < end and start < e.end}
    return days.pop() if len(days) == 1 else None


def _alias(text: str, start: int, end: int) -> str | None:
    """The name given in brackets: "(the Moscow Statement)"."""
    found = _ALIAS.search(text, start, min(end, start + 90))
    if not found:
        return None
    name = found[1].strip()
    return name if name.split()[-1].lower() in _HEADS else None


def _term(text: str, phrase: Phrase) -> str | None:
    found = _TERM.search(text, phrase.start, phrase.noun[0])
    if not found:
        lead = _FOR_TERM.match(text, phrase.end)
        found = _TERM.match(text, lead.end()) if lead else None
    if not found:
        return None
    count = int(found[1]) if found[1].isdigit() else _COUNTS.get(found[1].lower())
    if not count:
        return None
    unit = found[2].lower()
    return f"PT{count}H" if unit == "hour" else f"P{count}{_LETTERS[unit]}"


def _record(annotated: Annotated, told_of: ToldOf, events: Sequence[Event]) -> Agreement:
    document, tellings = annotated.document, told_of.tellings
    main = max(tellings, key=_fullness)
    ordered = [main, *(t for t in tellings if t is not main)]
    fated = next((t for t in ordered if t.fate), None)
    fate_date = _fate_date(fated, events) if fated else None
    start, end = main.start, main.end
    in_force = _first(t.in_force for t in ordered)
    signed = _first(t.signed for t in ordered)
    if not signed and not in_force:
        signed = _first(t.dated for t in ordered)
    names = [t.alias for t in ordered if t.alias] + [t.phrase.name for t in ordered if t.phrase.proper]
    parties = main.parties or _longest(t.parties for t in ordered)
    certainty = _DATED if signed or in_force else _UNDATED if main.made else _POINTED
    return Agreement(
        id=Agreement.id_of(document.id, start, end), document=document.id, start=start, end=end,
        quote=document.text[start:end], line=document.line_of(start), certainty=certainty,
        name=names[0] if names else main.phrase.name, form=told_of.form,
        parties=parties,
        mediators=tuple(one for one in main.mediators or _longest(t.mediators for t in ordered) if one not in parties),
        signed=signed, in_force=in_force, in_force_at=_first(t.in_force_at for t in ordered),
        term=_first(t.term for t in ordered),
        fate=fated.fate.fate if fated and fated.fate else None, fate_date=fate_date,
        fate_span=(fated.fate.start, fated.fate.end) if fated and fated.fate else None,
        fate_words=document.text[fated.fate.start : fated.fate.end] if fated and fated.fate else None,
        claimant=main.claimant, modality=main.modality,
        mentions=tuple((t.start, t.end) for t in tellings if t is not main),
        doubts=tuple(dict.fromkeys(doubt for t in ordered for doubt in t.doubts)),
    )  # fmt: skip


def _fullness(told: Told) -> tuple[bool, int, int, int]:
    slots = (told.signed, told.in_force, told.in_force_at, told.alias, told.term)
    return told.made, sum(1 for slot in slots if slot) + len(told.parties) + len(told.mediators), -told.sentence, 0


def _fate_date(told: Told, events: Sequence[Event]) -> str | None:
    """The date its sentence tells, or that of the one violation that was read from the same words."""
    if told.fate_date or not told.fate:
        return told.fate_date
    fate = told.fate
    days = {e.start_date for e in events if e.type == "violation" and e.start < fate.end and fate.start < e.end}
    return days.pop() if len(days) == 1 else None


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _longest(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return max(values, key=len, default=())
