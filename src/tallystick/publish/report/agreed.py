"""The agreements of a report, each with its state, and what it obliges whom to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tallystick.chronicle.agreements import AgreementState, ObligationState
from tallystick.publish.chronicle import agreement_words as words
from tallystick.publish.chronicle.agreements import AgreementSheet
from tallystick.publish.model import Chapter, Line, Told
from tallystick.publish.report.passages import Passages
from tallystick.records import Agreement
from tallystick.wording.phrase import date_phrase

#: Where more are told of, those of which most is told are shown.
MOST = 30
_MOST_OBLIGATIONS = 12
#: A duration of one unit.
_TERM = re.compile(r"P(?:(?=\d+[YMWD])|(T)(?=\d+H))(\d+)([YMWDH])")


def agreements_chapter(sheet: AgreementSheet, passages: Passages) -> Chapter | None:
    """The agreements in the order of their dates; one that several documents tell of stands once. None for none."""
    if not len(sheet):
        return None
    groups = _groups(sheet)
    chosen = {group[0].agreement.id for group in sorted(groups, key=_rank)[:MOST]}
    shown = [group for group in groups if group[0].agreement.id in chosen]
    told = [Told(words.heading(group[0].agreement), tuple(_lines(group, sheet, passages))) for group in shown]
    head = [words.head_words(sheet)]
    if len(shown) < len(groups):
        head.append(f"The {len(shown)} of which most is told are shown.")
    return Chapter(
        "agreements", "Agreements", " ".join(head), "tallystick agreements", "has all that is told of each",
        "Agreement", tuple(told),
    )  # fmt: skip


def _groups(sheet: AgreementSheet) -> list[list[AgreementState]]:
    """The records taken to be one agreement, of which most is told first; groups in the order of the sheet."""
    states = {state.agreement.id: state for state in sheet}
    seen: set[str] = set()
    groups = []
    for state in sheet:
        if state.agreement.id in seen:
            continue
        waiting, group = [state.agreement.id], []
        while waiting:
            id = waiting.pop()
            if id not in seen:
                seen.add(id)
                group.append(states[id])
                waiting += [other for other, _ in sheet.same_as.get(id, ())]
        groups.append(sorted(group, key=_fullness))
    return groups


def _fullness(state: AgreementState) -> tuple[object, ...]:
    """Sorts the record first of which most is told."""
    one = state.agreement
    slots = sum(map(bool, (one.parties, one.mediators, one.signed, one.in_force, one.fate)))
    return -len(state.obligations), -slots, one.document, one.start


def _rank(group: list[AgreementState]) -> tuple[object, ...]:
    return -sum(len(state.obligations) for state in group), -len(group), *_fullness(group[0])


def _lines(group: list[AgreementState], sheet: AgreementSheet, passages: Passages) -> Iterator[Line]:
    state, others = group[0], group[1:]
    one = state.agreement
    details = [*_told_by(one), *(f"?\u00a0{doubt}" for doubt in state.doubts)]
    if others:
        reasons = dict.fromkeys(reason for s in group for _, reason in sheet.same_as.get(s.agreement.id, ()))
        details.append(f"told {len(group)} times, taken as one: {'; '.join(reasons)}")
    yield passages.line(_terms(one), (one, *(other.agreement for other in others)), details=details)
    reason = state.reason.removeprefix(state.state).strip()
    yield passages.line(reason, state.events, lead=state.state)
    for obligation in state.obligations[:_MOST_OBLIGATIONS]:
        yield _obligation_line(obligation, passages)
    more = len(state.obligations) - _MOST_OBLIGATIONS
    if more > 0:
        yield Line(f"and {more} more obligations", ())
    elsewhere = sum(len(other.obligations) for other in others)
    if elsewhere:
        yield Line(f"and {elsewhere} as the other documents tell its obligations", ())


def _terms(one: Agreement) -> str:
    """ "ceasefire of Ruritania, Borduria; signed 3 May 2021"; what is not stated is left out."""
    told = [f"{one.form} of {', '.join(one.parties)}" if one.parties else f"{one.form}, parties not stated"]
    if one.mediators:
        told.append(f"mediated by {', '.join(one.mediators)}")
    if one.signed:
        told.append(f"signed or announced {date_phrase(one.signed)}")
    if one.in_force:
        at = f" ({one.in_force_at})" if one.in_force_at else ", hour not stated"
        told.append(f"in force from {date_phrase(one.in_force)}{at}")
    if one.term:
        told.append(f"made for {_term_words(one.term)}")
    return "; ".join(told)


def _term_words(term: str) -> str:
    """ "5 years" of P5Y; a duration of another form as it is."""
    found = _TERM.fullmatch(term)
    if found is None:
        return term
    unit = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour"}[(found[1] or "") + found[3]]
    return f"{found[2]} {unit}{'s' * (found[2] != '1')}"


def _told_by(one: Agreement) -> list[str]:
    told = [f"told by {one.claimant}"] if one.claimant else []
    return told if one.modality == "stated" else [*told, one.modality]


def _obligation_line(state: ObligationState, passages: Passages) -> Line:
    one = state.obligation
    details = [f"deadline {date_phrase(one.deadline)}"] if one.deadline and one.deadline not in state.reason else []
    details += [f"for {_term_words(one.term)}"] if one.term else []
    details += [state.reason, *(f"?\u00a0{doubt}" for doubt in state.doubts)]
    return passages.line(words.obligation_words(state), (one, *state.events), lead=state.state, details=details)
