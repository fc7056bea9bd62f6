"""Agreements and obligations as JSON, for programs. Keys are stable: later versions add some, and change or drop none.

a list of   {the fields of the agreement's record, on, state, reason, state_doubts, events, same_as, citation,
            obligations}; null is not stated
  obligations  [{the fields of the obligation's record, state, reason, state_doubts, events, citation}]
  events       [{the fields of the event's record, citation}]
  same_as      [{agreement, reason}]: records of other documents taken to be the same agreement
  a citation   {document, title, publisher, published, url, path, line, quote}
"""

from __future__ import annotations

from typing import Any

from tallystick.chronicle.agreements import AgreementState, ObligationState
from tallystick.publish.chronicle.agreements import AgreementSheet
from tallystick.publish.json import dumps
from tallystick.records import Statement


def render_agreements(sheet: AgreementSheet) -> str:
    """The agreements with their states, indented; ends with a line feed."""
    return dumps([_agreement(state, sheet) for state in sheet], indent=2) + "\n"


def _agreement(state: AgreementState, sheet: AgreementSheet) -> dict[str, Any]:
    same = [{"agreement": other, "reason": reason} for other, reason in sheet.same_as.get(state.agreement.id, ())]
    return _record(state.agreement, sheet) | {
        "on": sheet.on, "state": state.state, "reason": state.reason, "state_doubts": list(state.doubts),
        "events": [_record(event, sheet) for event in state.events], "same_as": same,
        "obligations": [_obligation(one, sheet) for one in state.obligations],
    }  # fmt: skip


def _obligation(state: ObligationState, sheet: AgreementSheet) -> dict[str, Any]:
    return _record(state.obligation, sheet) | {
        "state": state.state, "reason": state.reason, "state_doubts": list(state.doubts),
        "events": [_record(event, sheet) for event in state.events],
    }  # fmt: skip


def _record(statement: Statement, sheet: AgreementSheet) -> dict[str, Any]:
    document = sheet.documents.get(statement.document)
    citation: dict[str, Any] = {"document": statement.document}
    for name in ("title", "publisher", "published", "url", "path"):
        citation[name] = getattr(document, name) if document else None
    citation |= {"line": statement.line, "quote": statement.quote}
    return statement.model_dump(mode="json") | {"citation": citation}
