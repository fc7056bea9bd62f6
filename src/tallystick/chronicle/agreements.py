"""How agreements and obligations stand on a day, by what the documents tell of them and of later events.

Nothing is guessed: an obligation is met or broken only by an event that a document tells of, of a type that fits the
deed, dated while the obligation binds, done by those it binds, and at its place where both name one. Every state comes
with the reason for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tallystick.chronicle.days import after_term, first_day, last_day
from tallystick.knowledge import table
from tallystick.records import Agreement, Event, Obligation

AgreementStanding = Literal["not yet in force", "in force", "broken", "ended", "unknown"]
ObligationStanding = Literal["not yet binding", "open", "met", "broken", "overdue", "unknown"]

#: Words that tell that an agreement failed at once, so that the day it began is the day it failed.
_AT_ONCE = re.compile(
    r"\b(?:within (?:\w+ )?(?:minutes|hours|an hour|the hour)|immediately|minutes|hours|ignored)\b", re.IGNORECASE
)
_SOON = re.compile(r"\b(?:quickly|soon|shortly|promptly)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class ObligationState:
    """An obligation on a day: its state, why, the events that rest behind it, and what does not fit."""

    obligation: Obligation
    state: ObligationStanding
    reason: str
    events: tuple[Event, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementState:
    """An agreement on a day, with its obligations."""

    agreement: Agreement
    on: str
    state: AgreementStanding
    reason: str
    events: tuple[Event, ...] = ()
    doubts: tuple[str, ...] = ()
    obligations: tuple[ObligationState, ...] = ()


def state_on(
    agreement: Agreement, obligations: Iterable[Obligation], events: Sequence[Event], day: str
) -> AgreementState:
    """The state of an agreement and of its obligations at the end of a day, an ISO 8601 date.

    Of `obligations` those of other agreements are passed over. Raises ValueError for a day that is none.
    """
    last_day(day)
    events = sorted(events, key=lambda e: (e.start_date, e.document, e.start))
    state, reason, cited = _standing(agreement, events, day)
    laid = tuple(
        _obligation_on(one, agreement, state, events, day) for one in obligations if one.agreement == agreement.id
    )
    return AgreementState(agreement, day, state, reason, cited, (*agreement.doubts, *_doubts(agreement)), laid)


def _doubts(agreement: Agreement) -> Iterable[str]:
    if agreement.signed and agreement.in_force and last_day(agreement.in_force) < first_day(agreement.signed):
        yield f"it is told to hold from {agreement.in_force}, before it was signed on {agreement.signed}"
    begun = agreement.signed or agreement.in_force
    if begun and agreement.fate_date and last_day(agreement.fate_date) < first_day(begun):
        yield f"what became of it is told of {agreement.fate_date}, before {begun}"


def _begins(agreement: Agreement) -> tuple[str | None, str]:
    """The date from which it holds, possibly partial, and how that is known."""
    if agreement.in_force:
        return agreement.in_force, f"in force from {agreement.in_force}"
    if agreement.signed:
        return agreement.signed, f"signed or announced {agreement.signed}; from when it holds is not stated"
    return None, "no date is stated"


def _standing(
    agreement: Agreement, events: Sequence[Event], day: str
) -> tuple[AgreementStanding, str, tuple[Event, ...]]:
    begins, how = _begins(agreement)
    if begins and day < first_day(begins):
        return "not yet in force", how, ()
    if begins and day < last_day(begins) and len(begins) < len(day):
        return "unknown", f"{how}, and no day is told", ()
    fated = _fated(agreement, begins, day)
    if fated:
        return (*fated, ())
    if begins is None:
        return "unknown", how, ()
    ends = after_term(begins, agreement.term) if agreement.term else None
    if ends and day > ends:
        return "ended", f"{how}; it was made for {agreement.term}, which is over", ()
    broken = tuple(e for e in events if _violates(e, agreement, begins, day))
    own_voice = [e for e in broken if e.claimant is None]
    if own_voice:
        return "in force", f"{how}; violations are told of, but not that it ended", broken
    if broken:
        said = ", ".join(dict.fromkeys(e.claimant for e in broken if e.claimant))
        return "in force", f"{how}; {said} tells of violations, but nobody that it ended", broken
    if agreement.in_force is None:
        return "unknown", f"{how}, and nothing is told of its end", ()
    return "in force", f"{how}; nothing is told of its end", ()


def _fated(agreement: Agreement, begins: str | None, day: str) -> tuple[AgreementStanding, str] | None:
    """The state that follows from what the text tells of the end."""
    if agreement.fate is None:
        return None
    told = f"“{agreement.fate_words}”" if agreement.fate_words else agreement.fate
    date = agreement.fate_date
    if agreement.fate in ("held", "violated"):
        return None if begins is None else ("in force", f"{_begins(agreement)[1]}; {told}")
    state: AgreementStanding = "broken" if agreement.fate == "broken" else "ended"
    if date:
        if begins and last_day(date) < first_day(begins):
            return None
        if day < first_day(date):
            return None
        return (
            ("unknown", f"{told} is told of {date} without a day")
            if day < last_day(date)
            else (state, f"{told}, {date}")
        )
    words = agreement.fate_words or ""
    if begins and _AT_ONCE.search(words):
        return state, f"{told} of {begins}" if "within" in words else f"{told}, told of the day it began"
    if begins is None:
        return state, f"{told}; no date is stated"
    if _SOON.search(words) and day > last_day(begins):
        return state, f"{told}; on which day is not told"
    if day > last_day(begins):
        return "unknown", f"{told}, but when is not told"
    return None


def _violates(event: Event, agreement: Agreement, begins: str, day: str) -> bool:
    """A violation, dated while the agreement holds, by one of its parties, told where it can only mean this one."""
    return (
        event.type == "violation"
        and agreement.form == "ceasefire"
        and first_day(event.start_date) >= first_day(begins)
        and last_day(event.end_date) <= day
        and bool(_names(event.actor) & set(agreement.parties))
        and (not agreement.fate_date or first_day(event.start_date) <= last_day(agreement.fate_date))
    )


# Obligations


@cache
def _deeds() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    rows = table("agreements_deeds")
    return {row["word"]: (frozenset(row["meets"].split()), frozenset(row["breaks"].split())) for row in rows}


def _types(obligation: Obligation) -> tuple[frozenset[str], frozenset[str]]:
    """The types of events that meet an obligation, and those that break it, by the first verb that says."""
    for word in _WORD.findall(obligation.deed.lower())[:4]:
        if word in ("not", "no"):
            break
        if word in _deeds():
            return _deeds()[word]
    return frozenset(), frozenset()


def _obligation_on(
    obligation: Obligation, agreement: Agreement, standing: AgreementStanding, events: Sequence[Event], day: str
) -> ObligationState:
    doubts = [*obligation.doubts]
    begins = (obligation.since or "")[:10] or agreement.in_force or agreement.signed
    if obligation.deadline and agreement.signed and last_day(obligation.deadline) < first_day(agreement.signed):
        doubts.append(f"the deadline {obligation.deadline} is before the signature on {agreement.signed}")
    bad_deadline = len(doubts) > len(obligation.doubts)
    agreed = agreement.signed or begins
    if agreed and day < first_day(agreed):
        return ObligationState(obligation, "not yet binding", f"agreed {agreed}", (), tuple(doubts))
    meets, breaks = _types(obligation)
    since = min(filter(None, (agreed, begins)), default=None)
    if since is None:
        return ObligationState(obligation, "unknown", "no date is stated from which it binds", (), tuple(doubts))
    within = [e for e in events if first_day(e.start_date) >= first_day(since) and last_day(e.end_date) <= day]
    broken = [e for e in within if e.type in breaks and _is_breach(e, obligation, agreement, begins)]
    told = [e for e in broken if e.claimant is None]
    if told:
        return ObligationState(obligation, "broken", _because("broken", told[0]), tuple(told), tuple(doubts))
    if broken:
        one = broken[0]
        reason = f"{one.claimant} tells of “{one.quote}” on {one.start_date}; no document does in its own voice"
        return ObligationState(obligation, "unknown", reason, tuple(broken), tuple(doubts))
    met = [(e, why) for e in within if e.type in meets and (why := _fulfils(e, obligation, agreement))]
    if met:
        return _met(obligation, met, doubts, bad_deadline)
    return _unmet(obligation, begins or since, standing, day, doubts, bad_deadline)


def _met(
    obligation: Obligation, met: Sequence[tuple[Event, str]], doubts: list[str], bad_deadline: bool
) -> ObligationState:
    own_voice = [one for one in met if one[0].claimant is None]
    found = own_voice or list(met)
    event, why = found[0]
    if obligation.deadline and not bad_deadline and first_day(event.start_date) > last_day(obligation.deadline):
        doubts.append(f"done on {event.start_date}, after the deadline {obligation.deadline}")
    reason = f"{_because('met', event)} ({why}); whether in full is not told"
    if not own_voice:
        reason = f"{event.claimant} says so: {reason}"
    return ObligationState(
        obligation, "met" if own_voice else "unknown", reason, tuple(e for e, _ in found), tuple(doubts)
    )


def _unmet(
    obligation: Obligation, begins: str, standing: AgreementStanding, day: str, doubts: list[str], bad_deadline: bool
) -> ObligationState:
    if obligation.deadline and not bad_deadline:
        if day > last_day(obligation.deadline):
            reason = f"the deadline {obligation.deadline} is past, and no document tells that it was done"
            return ObligationState(obligation, "overdue", reason, (), tuple(doubts))
        return ObligationState(obligation, "open", f"until {obligation.deadline}", (), tuple(doubts))
    if obligation.term:
        ends = after_term(begins, obligation.term)
        if ends and day > ends:
            reason = f"its term of {obligation.term} from {begins} is over; what was done is not told"
            return ObligationState(obligation, "unknown", reason, (), tuple(doubts))
    if standing in ("broken", "ended"):
        reason = f"the agreement is {standing}, and nothing is told of this"
        return ObligationState(obligation, "unknown", reason, (), tuple(doubts))
    return ObligationState(obligation, "open", "no deadline is stated, and nothing is told of it", (), tuple(doubts))


def _because(state: str, event: Event) -> str:
    where = f" in {event.place}" if event.place else ""
    who = f" by {event.actor}" if event.actor else ""
    return f"{state} by {event.type}{who}{where} on {event.start_date}: “{event.quote}”"


def _fulfils(event: Event, obligation: Obligation, agreement: Agreement) -> str | None:
    """Why the event is what the obligation asks for; None where that would be a guess."""
    bound = set(obligation.who) or set(agreement.parties)
    actors = _names(event.actor)
    if not actors or not actors <= bound:
        return None
    if not obligation.who and obligation.who_words and len(actors) < len(_PAIR) and _both(obligation.who_words):
        return None
    if obligation.place and event.place:
        return "the type, those bound and the place fit" if _same_place(obligation.place, event.place) else None
    asked = set(_WORD.findall(obligation.deed.lower())) - _EMPTY
    done = set(_WORD.findall(f"{event.quote} {event.target or ''}".lower())) - _EMPTY
    return "the type, those bound and the words fit" if len(asked & done) >= _SHARED_WORDS else None


_PAIR = ("one", "other")
#: So many words of the deed must stand in what is told of the event, where no place decides.
_SHARED_WORDS = 2
_EMPTY = frozenset(
    ["the", "of", "and", "to", "in", "a", "an", "by", "from", "all", "their", "its", "on", "for", "be", "with"]
)


def _both(words: str) -> bool:
    return re.search(r"\b(?:both|two|each)\b", words, re.IGNORECASE) is not None


def _is_breach(event: Event, obligation: Obligation, agreement: Agreement, begins: str | None) -> bool:
    """Fighting between those bound, on a day after the one from which they had to stop."""
    bound = set(obligation.who) or set(agreement.parties)
    if not begins or first_day(event.start_date) <= first_day(begins):
        return False
    actors, targets = _names(event.actor), _names(event.target)
    if event.type == "violation":
        return bool(actors & bound)
    placed = not (obligation.place and event.place) or _same_place(obligation.place, event.place)
    return bool(actors & bound) and bool(targets & (set(agreement.parties) - actors)) and placed


def _names(joined: str | None) -> set[str]:
    return {name.strip() for name in (joined or "").split(";") if name.strip()}


def _same_place(one: str, other: str) -> bool:
    ours, theirs = (set(_WORD.findall(name.casefold())) for name in (one, other))
    return bool(ours) and bool(theirs) and (ours <= theirs or theirs <= ours)
