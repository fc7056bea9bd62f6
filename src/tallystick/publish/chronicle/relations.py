"""Relations between parties as Python gets them: to print, to iterate, to show in a notebook, to have as a frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.chronicle.relations import Tie, group_relations
from tallystick.records import RELATION_KINDS, Document, Relation

if TYPE_CHECKING:
    import polars as pl

    from tallystick.ledger import Ledger


@dataclass(frozen=True)
class RelationSheet:
    """Who backs, arms, pays, recognises or sanctions whom, by whose word, and who denies it.

    Print it, leave it as the last line of a notebook's cell, iterate over its ties, or take its `frame()`.
    """

    ties: tuple[Tie, ...]
    documents: Mapping[str, Document]
    party: str | None = None
    kind: str | None = None

    def __iter__(self) -> Iterator[Tie]:
        return iter(self.ties)

    def __len__(self) -> int:
        return len(self.ties)

    def frame(self) -> pl.DataFrame:
        """A row a record, as a data frame (Polars): the record's fields, and the tie it belongs to."""
        from tallystick.publish.chronicle.relation_json import relation_frame

        return relation_frame(self)

    def _repr_html_(self) -> str:
        """The relations as a notebook shows them."""
        from tallystick.publish.chronicle.relation_html import render_relations

        return render_relations(self)

    def __str__(self) -> str:
        from tallystick.publish.chronicle.relation_text import render_relations

        return render_relations(self)


def relations(
    ledger: Ledger | str | Path,
    *,
    party: str | None = None,
    kind: str | None = None,
    recorded_before: str | None = None,
) -> RelationSheet:
    """The relations of a ledger, open or named by its path; with `party` those it has or tells, with `kind` one kind.

    `recorded_before`, an ISO day or instant, uses only what the ledger held by then. Raises ValueError for a kind that
    does not exist, and LedgerError where the ledger cannot be opened or read.
    """
    from tallystick.ledger import open_ledger

    if isinstance(ledger, str | Path):
        with open_ledger(ledger) as opened:
            return relations(opened, party=party, kind=kind, recorded_before=recorded_before)
    return relation_sheet(
        ledger.statements("relation", recorded_before), ledger.documents(recorded_before), party=party, kind=kind
    )


def relation_sheet(
    records: Sequence[Relation], documents: Sequence[Document], *, party: str | None = None, kind: str | None = None
) -> RelationSheet:
    """The sheet of these records, by kind. Raises ValueError for a kind that does not exist."""
    if kind is not None and kind not in RELATION_KINDS:
        raise ValueError(f"no kind of relation is called “{kind}”; there are: {', '.join(RELATION_KINDS)}")
    kept = [
        tie for tie in group_relations(records)
        if (kind is None or tie.kind == kind) and (party is None or _names_party(tie, party))
    ]  # fmt: skip
    return RelationSheet(tuple(kept), {document.id: document for document in documents}, party, kind)


def _names_party(tie: Tie, party: str) -> bool:
    wanted = " ".join(party.casefold().split())
    fields = (tie.actor, tie.target, *tie.claimants, *tie.deniers)
    return any(wanted == name.strip().casefold() for field in fields for name in field.split(";"))
