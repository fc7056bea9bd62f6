"""Who holds which place, as Python gets it: to print, to iterate, to show in a notebook, to have as a frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.chronicle.control import Holding, control_on
from tallystick.language.places.folding import fold, without_articles
from tallystick.publish.choosing import check_day
from tallystick.records import Control, Document

if TYPE_CHECKING:
    import polars as pl

    from tallystick.conflict import Conflict
    from tallystick.ledger import Ledger


@dataclass(frozen=True)
class ControlSheet:
    """Places with who holds them on a day, since when, by whose word, and where the words differ.

    Print it, leave it as the last line of a notebook's cell, iterate over its holdings, or take its `frame()`.
    `on` is the day asked for, None for the last that is told.
    """

    holdings: tuple[Holding, ...]
    documents: Mapping[str, Document]
    on: str | None = None
    place: str | None = None
    conflict: Conflict | None = None

    def __iter__(self) -> Iterator[Holding]:
        return iter(self.holdings)

    def __len__(self) -> int:
        return len(self.holdings)

    def frame(self) -> pl.DataFrame:
        """A row a record, as a data frame (Polars): its fields, the place it belongs to, and what part it has."""
        from tallystick.publish.chronicle.control_json import control_frame

        return control_frame(self)

    def _repr_html_(self) -> str:
        """The places as a notebook shows them."""
        from tallystick.publish.chronicle.control_html import render_control

        return render_control(self)

    def __str__(self) -> str:
        from tallystick.publish.chronicle.control_text import render_control

        return render_control(self)


def control(
    ledger: Ledger | str | Path,
    *,
    on: str | None = None,
    place: str | None = None,
    conflict: Conflict | None = None,
    recorded_before: str | None = None,
) -> ControlSheet:
    """Who holds which place by a ledger, open or named by its path: on an ISO day, or by the last that is told.

    With `place` those of that name, however it is accented, alone. `conflict` helps to tell namesakes apart on maps.
    `recorded_before`, an ISO day or instant, uses only what the ledger held by then. Raises ValueError for what is no
    day, and LedgerError where the ledger cannot be opened or read.
    """
    from tallystick.ledger import open_ledger

    check_day(on)
    if isinstance(ledger, str | Path):
        with open_ledger(ledger) as opened:
            return control(opened, on=on, place=place, conflict=conflict, recorded_before=recorded_before)
    return control_sheet(
        ledger.statements("control", recorded_before), ledger.documents(recorded_before), on=on, place=place,
        conflict=conflict,
    )  # fmt: skip


def control_sheet(
    records: Sequence[Control], documents: Sequence[Document], *, on: str | None = None, place: str | None = None,
    conflict: Conflict | None = None,
) -> ControlSheet:  # fmt: skip
    """The sheet of these records. Raises ValueError for what is no day."""
    found = control_on(records, check_day(on))
    if place is not None:
        found = [one for one in found if _is_called(one, place)]
    return ControlSheet(tuple(found), {document.id: document for document in documents}, on, place, conflict)


def _is_called(one: Holding, name: str) -> bool:
    """True where a name of the place has these words: "Strelsau" asks for "half of Strelsau" too."""
    wanted = without_articles(fold(name)).split()
    for spelling in one.spellings:
        words = without_articles(fold(spelling)).split()
        if any(words[at : at + len(wanted)] == wanted for at in range(len(words))):
            return True
    return False
