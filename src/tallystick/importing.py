"""Importing a table into a ledger: each page of it is appended with its figures, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.documents.table_pages import table_of
from tallystick.records import Document, Read, digest
from tallystick.tables import Account, MappingError, read_mapping, read_table

if TYPE_CHECKING:
    from tallystick.ledger import Ledger

#: The reading of a page that its table no longer has: nothing is read in it. Of no version, for it never changes.
_REPLACED = digest("tables", "replaced")[:16]


@dataclass(frozen=True, slots=True)
class ImportEvent:
    """A page of the table: the path it is recorded under, what became of it, and how many figures were appended.

    `outcome` is "read", "unchanged", or "replaced" for a page that the table no longer has.
    """

    path: str
    outcome: str
    figures: int


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: how many documents it appended, found unchanged, and replaced; the figures that it appended;
    and the account of the rows.
    """

    appended: int
    unchanged: int
    figures: int
    account: Account
    replaced: int = 0


def import_table(
    path: str | Path,
    mapping_path: str | Path,
    ledger_path: str | Path,
    *,
    progress: Callable[[ImportEvent], None] | None = None,
) -> ImportResult:
    """Read a table into a ledger, which is made where there is none.

    A page of the table is in the ledger with all its figures or not at all, at whatever moment the import stops; the
    same import run again goes on from there. Pages that the ledger holds, read under the same mapping, are left alone.
    Once the table is read to its end, what was read in pages that it no longer has leaves the current view.

    Raises MappingError where the mapping is not valid or does not fit the table, DocumentError where the table cannot
    be read (pages before the damage are recorded), and LedgerError where the ledger cannot be opened or written.
    """
    from tallystick import __version__
    from tallystick.ledger import open_ledger

    mapping = read_mapping(mapping_path)
    fingerprint = digest("tables", __version__, mapping.fingerprint)[:16]
    reading = read_table(path, mapping)
    tell = progress or (lambda event: None)
    appended = unchanged = figures = 0
    pages = _Pages()
    with open_ledger(ledger_path, create=True) as ledger:
        try:
            for document, read in reading:
                pages.add(document)
                if ledger.append_document(document, read, fingerprint):
                    appended, figures = appended + 1, figures + len(read.figures)
                    tell(ImportEvent(document.path, "read", len(read.figures)))
                else:
                    unchanged += 1
                    tell(ImportEvent(document.path, "unchanged", 0))
        except MappingError as error:
            raise MappingError(f"{mapping_path}: {error}") from error
        replaced = pages.replaced_in(ledger)
        for id, place in replaced:
            ledger.append_document(ledger.document(id), Read(), _REPLACED)
            tell(ImportEvent(place, "replaced", 0))
    return ImportResult(appended, unchanged, figures, reading.account, len(replaced))


class _Pages:
    """The pages of one import, and what another import of the table has left of it."""

    def __init__(self) -> None:
        self._documents: set[str] = set()
        self._made_of: set[tuple[str | None, ...]] = set()

    def add(self, document: Document) -> None:
        """Note a page of this import."""
        self._documents.add(document.id)
        self._made_of.add((table_of(document.path), document.title, document.publisher))

    def replaced_in(self, ledger: Ledger) -> list[tuple[str, str]]:
        """Id and path of the documents that were a page of this table, in this form, and are none any more.

        A page with another title or publisher is of another mapping, or of another table that had the same name. A
        document that is also a page of another table stays.
        """
        held = ledger.held()
        places: dict[str, list[str]] = {}
        stale: dict[str, bool] = {}
        for (id, path), (origin, reading) in held.items():
            is_page = (table_of(path), origin.get("title"), origin.get("publisher")) in self._made_of
            gone = is_page and id not in self._documents and reading != _REPLACED
            places.setdefault(id, []).append(path)
            stale[id] = stale.get(id, True) and gone
        return [(id, places[id][0]) for id, gone in stale.items() if gone]
