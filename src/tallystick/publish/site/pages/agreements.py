"""The agreements: what was agreed, who must do what by when, how it stands, and why that is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tallystick.chronicle.agreements import AgreementState, ObligationState
from tallystick.publish.chronicle.agreements import sheet_of
from tallystick.publish.site import addresses
from tallystick.publish.site.content import Content, Sentence, title_of
from tallystick.publish.site.templating import Page, render
from tallystick.records import Document, Event, Obligation, Statement

#: So that a reader who sees no colours, or hears the page, has the state too: it is always written out.
_MARKS = {"in force": "●", "met": "✓", "broken": "✕", "overdue": "!", "open": "○", "ended": "■"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a statement, and where they are."""

    sentence: Sentence
    address: str
    line: int
    title: str


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation with its state."""

    state: ObligationState
    who: str
    mark: str
    words: Words
    events: tuple[tuple[Event, str], ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement with its state and its obligations."""

    state: AgreementState
    mark: str
    document: Document
    words: Words
    duties: tuple[Duty, ...]
    events: tuple[tuple[Event, str], ...]
    same: tuple[tuple[str, str, str], ...]


def pages(content: Content) -> Iterator[Page]:
    """The page."""
    obligations = [one for several in content.obligations.values() for one in several]
    sheet = sheet_of(content.agreements, obligations, content.events, list(content.documents.values()))
    by_id = {one.id: one for one in content.agreements}
    agreed = [
        _agreed(state, content, tuple(
            (id, title_of(content.documents[by_id[id].document]), why)
            for id, why in sheet.same_as.get(state.agreement.id, ()) if id in by_id
        ))
        for state in sheet
    ]  # fmt: skip
    yield render("agreements.html", addresses.AGREEMENTS, content, agreed=agreed, on=sheet.on)


def _agreed(state: AgreementState, content: Content, same: tuple[tuple[str, str, str], ...]) -> Agreed:
    return Agreed(
        state, _MARKS.get(state.state, "?"), content.documents[state.agreement.document],
        _words(state.agreement, content),
        tuple(_duty(one, content) for one in state.obligations), _events(state.events), same,
    )  # fmt: skip


def _duty(state: ObligationState, content: Content) -> Duty:
    one: Obligation = state.obligation
    named = " and ".join(one.who)
    who = f"{one.who_words} ({named})" if one.who_words and named and one.who_words != named else one.who_words or named
    mark = _MARKS.get(state.state, "?")
    return Duty(state, who or "all parties, or not said", mark, _words(one, content), _events(state.events))


def _events(events: tuple[Event, ...]) -> tuple[tuple[Event, str], ...]:
    return tuple((event, addresses.statement(event)) for event in events)


def _words(one: Statement, content: Content) -> Words:
    return Words(content.sentence(one), addresses.statement(one), one.line, title_of(content.documents[one.document]))
