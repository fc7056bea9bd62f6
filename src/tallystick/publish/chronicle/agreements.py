"""Agreements and obligations as Python gets them, each with its state on a day: to print, to iterate, as a frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.chronicle.agreement_links import AgreementLink, link_agreements
from tallystick.chronicle.agreements import AgreementState, state_on
from tallystick.chronicle.days import last_day
from tallystick.publish.choosing import check_day
from tallystick.records import Agreement, Document, Event, Obligation

if TYPE_CHECKING:
    import polars as pl

    from tallystick.ledger import Ledger


@dataclass(frozen=True)
class AgreementSheet:
    """Agreements in the order of their dates, each with its state at the end of the day `on`, and its obligations.

    Print it, leave it as the last line of a notebook's cell, iterate over the states, or take its `frame()` and
    `obligation_frame()`. Where no day was asked for, `on` is the last day that the ledger's documents tell of.
    """

    states: tuple[AgreementState, ...]
    links: tuple[AgreementLink, ...]
    documents: Mapping[str, Document]
    on: str | None
    asked: bool

    def __iter__(self) -> Iterator[AgreementState]:
        return iter(self.states)

    def __len__(self) -> int:
        return len(self.states)

    @cached_property
    def same_as(self) -> dict[str, list[tuple[str, str]]]:
        """By the id of an agreement, the ids of those taken to be the same one, each with the reason."""
        found: dict[str, list[tuple[str, str]]] = {}
        for link in self.links:
            found.setdefault(link.one, []).append((link.other, link.reason))
            found.setdefault(link.other, []).append((link.one, link.reason))
        return found

    def frame(self) -> pl.DataFrame:
        """A row an agreement, as a data frame (Polars): the record's fields, its state and the reason."""
        from tallystick.publish.chronicle.agreement_frames import agreement_frame

        return agreement_frame(self)

    def obligation_frame(self) -> pl.DataFrame:
        """A row an obligation, as a data frame (Polars): the record's fields, its state, the reason and the events."""
        from tallystick.publish.chronicle.agreement_frames import obligation_frame

        return obligation_frame(self)

    def _repr_html_(self) -> str:
        """The agreements as a notebook shows them."""
        from tallystick.publish.chronicle.agreement_html import render_agreements

        return render_agreements(self)

    def __str__(self) -> str:
        from tallystick.publish.chronicle.agreement_text import render_agreements

        return render_agreements(self)


def agreements(
    ledger: Ledger | str | Path, *, on: str | None = None, recorded_before: str | None = None
) -> AgreementSheet:
    """The agreements of a ledger, open or named by its path, and what they oblige whom to do, as they stand on a day.

    `on` is an ISO day; without it the last day that the ledger tells of is taken. `recorded_before`, an ISO day or
    instant, uses only what the ledger held by then. Raises ValueError for a day that is none, and LedgerError where
    the ledger cannot be opened or read.
    """
    from tallystick.ledger import open_ledger

    if isinstance(ledger, str | Path):
        with open_ledger(ledger) as opened:
            return agreements(opened, on=on, recorded_before=recorded_before)
    return sheet_of(
        ledger.statements("agreement", recorded_before),
        ledger.statements("obligation", recorded_before),
        ledger.statements("event", recorded_before),
        ledger.documents(recorded_before),
        on,
    )


def sheet_of(
    agreements: Sequence[Agreement],
    obligations: Sequence[Obligation],
    events: Sequence[Event],
    documents: Sequence[Document],
    on: str | None = None,
) -> AgreementSheet:
    """The sheet of these records. Raises ValueError for a day that is none."""
    day = check_day(on) or _last_told(agreements, events, documents)
    laid: dict[str, list[Obligation]] = {}
    for obligation in obligations:
        laid.setdefault(obligation.agreement, []).append(obligation)
    # Where no document tells of any day, no state can follow from one.
    states = (state_on(one, laid.get(one.id, ()), events, day or _NO_DAY) for one in agreements)
    ordered = sorted(
        states, key=lambda state: (_begun(state.agreement), state.agreement.document, state.agreement.start)
    )
    links = tuple(link_agreements(agreements))
    return AgreementSheet(tuple(ordered), links, {document.id: document for document in documents}, day, on is not None)


#: Before all days.
_NO_DAY = "0001-01-01"
#: Where an agreement without a date stands: last.
_UNDATED = "9999"


def _begun(agreement: Agreement) -> str:
    return agreement.signed or agreement.in_force or _UNDATED


def _last_told(agreements: Sequence[Agreement], events: Sequence[Event], documents: Sequence[Document]) -> str | None:
    """The last day that is told of, or on which a document was published."""
    told = [event.end_date for event in events]
    told += [day for one in agreements for day in (one.signed, one.in_force, one.fate_date) if day]
    told += [document.published for document in documents if document.published]
    days = []
    for value in told:
        try:
            days.append(last_day(value))
        except ValueError:
            continue
    return max(days, default=None)
