"""Agreements and obligations as data frames."""

from __future__ import annotations

from typing import Any

import polars as pl

from tallystick.publish.chronicle.agreements import AgreementSheet

_TEXTS, _LISTS = pl.String, pl.List(pl.String)
_AGREEMENT: dict[str, Any] = {
    "id": _TEXTS, "document": _TEXTS, "line": pl.Int64, "name": _TEXTS, "form": _TEXTS, "parties": _LISTS,
    "mediators": _LISTS, "signed": _TEXTS, "in_force": _TEXTS, "in_force_at": _TEXTS, "term": _TEXTS, "fate": _TEXTS,
    "fate_date": _TEXTS, "fate_words": _TEXTS, "claimant": _TEXTS, "modality": _TEXTS, "certainty": pl.Float64,
    "quote": _TEXTS, "on": _TEXTS, "state": _TEXTS, "reason": _TEXTS, "doubts": _LISTS, "events": _LISTS,
    "same_as": _LISTS,
}  # fmt: skip
_OBLIGATION: dict[str, Any] = {
    "id": _TEXTS, "agreement": _TEXTS, "document": _TEXTS, "line": pl.Int64, "who": _LISTS, "who_words": _TEXTS,
    "deed": _TEXTS, "place": _TEXTS, "deadline": _TEXTS, "term": _TEXTS, "since": _TEXTS, "certainty": pl.Float64,
    "quote": _TEXTS, "on": _TEXTS, "state": _TEXTS, "reason": _TEXTS, "doubts": _LISTS, "events": _LISTS,
}  # fmt: skip


def agreement_frame(sheet: AgreementSheet) -> pl.DataFrame:
    """One row an agreement, in the order of the sheet; `events` and `same_as` are ids."""
    rows = []
    for state in sheet:
        row = state.agreement.model_dump() | {
            "on": sheet.on, "state": state.state, "reason": state.reason, "doubts": list(state.doubts),
            "events": [event.id for event in state.events],
            "same_as": [other for other, _ in sheet.same_as.get(state.agreement.id, ())],
        }  # fmt: skip
        rows.append(_chosen(row, _AGREEMENT))
    return pl.DataFrame(rows, _AGREEMENT)


def obligation_frame(sheet: AgreementSheet) -> pl.DataFrame:
    """One row an obligation, under its agreement's id; `events` are ids."""
    rows = []
    for state in sheet:
        for one in state.obligations:
            row = one.obligation.model_dump() | {
                "on": sheet.on, "state": one.state, "reason": one.reason, "doubts": list(one.doubts),
                "events": [event.id for event in one.events],
            }  # fmt: skip
            rows.append(_chosen(row, _OBLIGATION))
    return pl.DataFrame(rows, _OBLIGATION)


def _chosen(row: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    return {name: list(row[name]) if isinstance(row[name], tuple) else row[name] for name in schema}
