"""What is told of agreements and obligations, in words that text, HTML and frames share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tallystick.chronicle.agreements import AgreementState, ObligationState
from tallystick.publish.chronicle.agreements import AgreementSheet
from tallystick.records import Agreement, Document, Statement

NOT_STATED = "not stated"
_PLURAL = {"agreement": "agreements", "obligation": "obligations", "document": "documents"}


def head_words(sheet: AgreementSheet) -> str:
    """How many there are, and as of when they are shown."""
    obligations = sum(len(state.obligations) for state in sheet)
    counted = f"{_counted(len(sheet), 'agreement')} and {_counted(obligations, 'obligation')}"
    counted += f" from {_counted(len({s.agreement.document for s in sheet}), 'document')}."
    if sheet.on is None:
        return counted
    return f"{counted} As they stand on {sheet.on}" + ("." if sheet.asked else ", up to which the documents tell.")


def _counted(many: int, what: str) -> str:
    return f"{many} {what if many == 1 else _PLURAL[what]}"


def heading(agreement: Agreement) -> str:
    """Its name, beginning with a capital."""
    return agreement.name[:1].upper() + agreement.name[1:]


def slots(state: AgreementState) -> list[tuple[str, str]]:
    """What is told of an agreement, slot by slot; NOT_STATED where it is not."""
    agreement = state.agreement
    return [
        ("form", agreement.form),
        ("parties", listed(agreement.parties)),
        ("mediated by", listed(agreement.mediators)),
        ("signed", agreement.signed or NOT_STATED),
        ("in force", _in_force(agreement)),
        *([("made for", agreement.term)] if agreement.term else []),
        ("told by", _told_by(agreement)),
        ("state", state.state),
        ("because", state.reason),
    ]


def _in_force(agreement: Agreement) -> str:
    if agreement.in_force is None:
        return NOT_STATED
    return f"{agreement.in_force}; {f'at {agreement.in_force_at}' if agreement.in_force_at else f'hour {NOT_STATED}'}"


def _told_by(agreement: Agreement) -> str:
    who = agreement.claimant or "the document itself"
    return who if agreement.modality == "stated" else f"{who} ({agreement.modality})"


def listed(names: Sequence[str]) -> str:
    """ "Karst, Ruritania"; NOT_STATED where there are none."""
    return ", ".join(names) or NOT_STATED


def obligation_words(state: ObligationState) -> str:
    """Who must do what."""
    obligation = state.obligation
    who = obligation.who_words or listed(obligation.who)
    named = (
        f" ({listed(obligation.who)})" if obligation.who and obligation.who_words not in (None, *obligation.who) else ""
    )
    return f"{who}{named}: {obligation.deed}"


def obligation_slots(state: ObligationState) -> str:
    """Place, beginning, deadline and term of an obligation, in a line."""
    obligation = state.obligation
    told = [
        f"deadline {obligation.deadline or NOT_STATED}",
        *([f"term {obligation.term}"] if obligation.term else []),
        *([f"from {obligation.since}"] if obligation.since else []),
        *([f"place {obligation.place}"] if obligation.place else []),
    ]
    return ", ".join(told)


def where(statement: Statement, documents: Mapping[str, Document]) -> str:
    """ "Title (path), line 3"; the document's id where the ledger no longer has it."""
    document = documents.get(statement.document)
    if document is None:
        return f"{statement.document}, line {statement.line}"
    told = f"{document.title} ({document.path})" if document.title else document.path
    return f"{told}, line {statement.line}"
