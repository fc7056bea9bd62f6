"""Allegations as Python gets them: to print, to iterate, to show in a notebook, to have as a frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.chronicle.allegations import Accusation, group_allegations
from tallystick.reconcile.naming import names_in
from tallystick.records import Allegation, Document

if TYPE_CHECKING:
    import polars as pl

    from tallystick.ledger import Ledger


@dataclass(frozen=True)
class AllegationSheet:
    """Who accuses whom of what crime, who denies it, and what the law did: never facts, always what documents say.

    Print it, leave it as the last line of a notebook's cell, iterate over its accusations, or take its `frame()`.
    """

    accusations: tuple[Accusation, ...]
    documents: Mapping[str, Document]
    party: str | None = None

    def __iter__(self) -> Iterator[Accusation]:
        return iter(self.accusations)

    def __len__(self) -> int:
        return len(self.accusations)

    def by_accused(self) -> dict[tuple[str, ...], list[Accusation]]:
        """The accusations by whom they accuse, in the order of the sheet; of several it does not matter who is named
        first, and nobody is the empty key."""
        found: dict[tuple[str, ...], list[Accusation]] = {}
        for one in self:
            found.setdefault(tuple(sorted(names_in(one.accused))), []).append(one)
        return found

    def frame(self) -> pl.DataFrame:
        """A row a record, as a data frame (Polars): the record's fields, the accusation it belongs to, and why."""
        from tallystick.publish.chronicle.allegation_json import allegation_frame

        return allegation_frame(self)

    def _repr_html_(self) -> str:
        """The allegations as a notebook shows them."""
        from tallystick.publish.chronicle.allegation_html import render_allegations

        return render_allegations(self)

    def __str__(self) -> str:
        from tallystick.publish.chronicle.allegation_text import render_allegations

        return render_allegations(self)


def allegations(
    ledger: Ledger | str | Path, *, party: str | None = None, recorded_before: str | None = None
) -> AllegationSheet:
    """The allegations of a ledger, open or named by its path; with `party` those that it makes, meets or denies.

    `recorded_before`, an ISO day or instant, uses only what the ledger held by then. Raises LedgerError where the
    ledger cannot be opened or read.
    """
    from tallystick.ledger import open_ledger

    if isinstance(ledger, str | Path):
        with open_ledger(ledger) as opened:
            return allegations(opened, party=party, recorded_before=recorded_before)
    return allegation_sheet(
        ledger.statements("allegation", recorded_before), ledger.documents(recorded_before), party=party
    )


def allegation_sheet(
    records: Sequence[Allegation], documents: Sequence[Document], *, party: str | None = None
) -> AllegationSheet:
    """The sheet of these records: by accused, those told most often first, what names nobody last."""
    grouped = [one for one in group_allegations(records) if party is None or _names_party(one, party)]
    ordered = sorted(
        grouped,
        key=lambda one: (one.accused is None, one.accused or "", one.crime, -len(one.records), one.accuser or ""),
    )
    return AllegationSheet(tuple(ordered), {document.id: document for document in documents}, party)


def _names_party(one: Accusation, party: str) -> bool:
    wanted = " ".join(party.casefold().split())
    fields = (
        name for record in one.records for name in (record.accuser, record.accused, record.denier, record.authority)
    )
    return any(wanted == name.strip().casefold() for field in fields if field for name in field.split(";"))
