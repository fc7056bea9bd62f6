"""The ledger itself: appending documents with what was read in them, and asking for it again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Literal, NamedTuple, overload

from sqlalchemy import Connection, Select, select

from tallystick.errors import LedgerError, RecordNotFoundError
from tallystick.ledger import sqlite
from tallystick.ledger.batch import Batch
from tallystick.ledger.hashing import Entry
from tallystick.ledger.moments import current, held_by, moment
from tallystick.ledger.schema import Kind, entries
from tallystick.ledger.verification import misfit, verify_entries
from tallystick.records import (
    PLURALS,
    STATEMENT_KINDS,
    STATEMENT_TYPES,
    Agreement,
    Allegation,
    Control,
    Denial,
    Document,
    Event,
    Figure,
    Obligation,
    Read,
    Relation,
    Statement,
    StatementKind,
)

if TYPE_CHECKING:
    import polars as pl

#: How many entries are held in memory at once when all are walked through.
_PAGE = 64


class Holding(NamedTuple):
    """What the ledger last heard of a document at one path, text left out, and the reading it stands under."""

    origin: dict[str, object]
    reading: str


class Ledger:
    """An open ledger. It only grows: nothing that was recorded is ever changed or taken away.

    Made by `open_ledger`, to be used as a context manager and from one thread. Every method raises LedgerError where
    the database cannot be read or written. With `recorded_before`, an ISO day (its start, in UTC) or instant, a method
    answers as the ledger would have then: from the last readings that had been recorded before it.
    """

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection = connection
        self._name = name

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the ledger. What was appended is on the disk already."""
        with sqlite.clear_errors(self._name):
            self._connection.close()

    # Appending

    def append_document(self, document: Document, read: Read, reading: str) -> bool:
        """Record a document and what a reader found in it, all of it or, where that fails, nothing.

        `reading` is the fingerprint of that reader: program version, model and conflict file. Returns False where
        the ledger stands at that reading of the document already; then nothing is added, except that a path the
        document was not known under is noted. Another reading, or a changed title, date or the like at the
        document's first path, appends all statements anew, and they become the current view. Raises LedgerError
        where a quote does not match the text.
        """
        problem = misfit(document, read)
        if problem:
            raise LedgerError(f"{document.path}: not recorded, because {problem}; this is a fault of the reader")
        with self._transaction(writes=True) as connection:
            batch = Batch(connection, document.id)
            known = self._origins(connection, document.id).get(document.id, {})
            origin = document.model_dump(mode="json", exclude={"text"})
            if not known:
                batch.add("document", document.id, {"id": document.id, "text": document.text})
            is_first = not known or document.path == next(iter(known))
            is_news = known.get(document.path) != origin
            if is_news:
                batch.add("origin", document.id, origin)
            is_read = (is_news and is_first) or self._readings(connection, document.id).get(document.id) != reading
            if is_read:
                counts = {PLURALS[kind]: len(statements) for kind, statements in read.by_kind() if statements}
                announced = batch.add("reading", document.id, {"fingerprint": reading, **counts})
                for kind, statements in read.by_kind():
                    for statement in statements:
                        batch.add(kind, statement.id, statement.model_dump(mode="json"), announced)
            batch.write()
        return is_read

    # Asking

    def holds(self, document_id: str, reading: str) -> bool:
        """True where the current view of the document comes from that reading."""
        with self._transaction() as connection:
            return self._readings(connection, document_id).get(document_id) == reading

    def held(self) -> dict[tuple[str, str], Holding]:
        """By document id and path: what a build needs to know to leave unchanged documents alone."""
        with self._transaction() as connection:
            readings = self._readings(connection)
            return {
                (document, path): Holding(origin, readings[document])
                for document, paths in self._origins(connection).items()
                for path, origin in paths.items()
            }

    def documents(self, recorded_before: str | None = None) -> list[Document]:
        """All documents, in the order of their paths, then ids."""
        before = moment(recorded_before)
        with self._transaction() as connection:
            return self._documents(connection, before=before)

    @overload
    def statements(self, kind: Literal["figure"], recorded_before: str | None = None) -> list[Figure]: ...
    @overload
    def statements(self, kind: Literal["denial"], recorded_before: str | None = None) -> list[Denial]: ...
    @overload
    def statements(self, kind: Literal["event"], recorded_before: str | None = None) -> list[Event]: ...
    @overload
    def statements(self, kind: Literal["control"], recorded_before: str | None = None) -> list[Control]: ...
    @overload
    def statements(self, kind: Literal["agreement"], recorded_before: str | None = None) -> list[Agreement]: ...
    @overload
    def statements(self, kind: Literal["obligation"], recorded_before: str | None = None) -> list[Obligation]: ...
    @overload
    def statements(self, kind: Literal["allegation"], recorded_before: str | None = None) -> list[Allegation]: ...
    @overload
    def statements(self, kind: Literal["relation"], recorded_before: str | None = None) -> list[Relation]: ...
    def statements(self, kind: StatementKind, recorded_before: str | None = None) -> Sequence[Statement]:
        """The statements of one kind in the current view, by the paths of documents, as they stand in the text."""
        before, record = moment(recorded_before), STATEMENT_TYPES[kind]
        with self._transaction() as connection:
            first_paths = self._first_paths(connection, before)
            bodies = connection.execute(select(entries.c.body).where(*current(kind, before))).scalars()
            found = [record.model_validate_json(body) for body in bodies]
        return sorted(found, key=lambda s: (first_paths[s.document], s.document, s.start, s.end, s.id))

    def figures(self, recorded_before: str | None = None) -> list[Figure]:
        """The figures of the current view: documents in the order of their paths, figures as they stand in the text."""
        return self.statements("figure", recorded_before)

    def denials(self, recorded_before: str | None = None) -> list[Denial]:
        """The denials of the current view, in the same order."""
        return self.statements("denial", recorded_before)

    def figure_columns(self, recorded_before: str | None = None) -> pl.DataFrame:
        """The figures of the current view as columns (see `columns.FIGURE_COLUMNS`), in the order they were recorded.

        For work on many: 100,000 take about a second. What only costs room, such as evidence, is left out.
        """
        from tallystick.ledger.columns import BATCH, figures_frame

        # Evidence is most of a figure's body, and no column.
        bare = select(sqlite.without(entries.c.body, "evidence"))
        query = bare.where(*current("figure", moment(recorded_before))).order_by(entries.c.seq)
        with self._transaction() as connection:
            bodies = connection.execute(query, execution_options={"yield_per": BATCH}).scalars()
            return figures_frame(map(list, bodies.partitions()))

    def document_columns(self, recorded_before: str | None = None) -> pl.DataFrame:
        """The documents as columns (see `columns.DOCUMENT_COLUMNS`), without their texts, in the order they came."""
        from tallystick.ledger.columns import documents_frame

        before = moment(recorded_before)
        with self._transaction() as connection:
            origins = self._origins(connection, before=before)
            return documents_frame({id: next(iter(paths.values())) for id, paths in origins.items()})

    def figures_of(self, document_id: str) -> list[Figure]:
        """The figures of one document in the current view, as they stand in the text. The id is the whole id."""
        with self._transaction() as connection:
            query = select(entries.c.body).where(*current("figure"), entries.c.document == document_id)
            figures = [Figure.model_validate_json(body) for body in connection.execute(query).scalars()]
        return sorted(figures, key=lambda f: (f.start, f.end, f.id))

    def record(self, id: str) -> Document | Statement:
        """The record with this id, or with the only id that begins so.

        A statement that a later reading no longer gives is still found. Raises RecordNotFoundError, which names ids
        that are near, where there is none or more than one.
        """
        with self._transaction() as connection:
            found = self._resolve(connection, id)
            if found[0] == "d":
                return self._documents(connection, found)[0]
            query = select(entries.c.kind, entries.c.body).where(
                entries.c.kind.in_(STATEMENT_KINDS), entries.c.record == found
            )
            newest = connection.execute(query.order_by(entries.c.seq.desc()).limit(1)).one()
            return STATEMENT_TYPES[newest.kind].model_validate_json(newest.body)

    def is_current(self, statement: Statement) -> bool:
        """True where the last reading of its document gives a statement with this id."""
        kinds = (kind for kind, record in STATEMENT_TYPES.items() if isinstance(statement, record))
        query = select(entries.c.seq).where(*current(next(kinds)), entries.c.record == statement.id).limit(1)
        with self._transaction() as connection:
            return connection.execute(query).first() is not None

    def document(self, id: str) -> Document:
        """The document with this id, or with the only id that begins so. Raises RecordNotFoundError."""
        record = self.record(id)
        if isinstance(record, Document):
            return record
        raise RecordNotFoundError(f"{self._name}: {id} is no document; its document is {record.document}")

    def origins(self, document_id: str) -> list[Document]:
        """The document as it stands at each path it was read from, the first path first. The id is the whole id."""
        with self._transaction() as connection:
            text = self._text(connection, document_id)
            if text is None:
                raise RecordNotFoundError(f"{self._name}: there is no document {document_id}")
            paths = self._origins(connection, document_id)[document_id]
            return [Document.model_validate({**origin, "text": text}) for origin in paths.values()]

    def entries(self) -> Iterator[Entry]:
        """Every entry as it is stored, in order. Other methods may be called between one and the next."""
        query, last = select(entries).order_by(entries.c.seq).limit(_PAGE), 0
        while True:
            with self._transaction() as connection:
                page = [Entry(**row._mapping) for row in connection.execute(query.where(entries.c.seq > last))]
            yield from page
            if len(page) < _PAGE:
                return
            last = page[-1].seq

    def verify(self) -> None:
        """Check that the ledger is what was written: the chain of hashes, and every quote against its text.

        Raises LedgerError naming the first entry that does not fit. Reads the whole ledger, a few entries at a time.
        It cannot see that entries were cut off at the end; for that, keep the last hash elsewhere.
        """

        def text_of(document: str) -> str | None:
            with self._transaction() as connection:
                return self._text(connection, document)

        verify_entries(self.entries(), text_of, self._name)

    # Inside

    @contextmanager
    def _transaction(self, writes: bool = False) -> Iterator[Connection]:
        with sqlite.clear_errors(self._name):
            self._connection.execution_options(writes=writes)
            try:
                with self._connection.begin():
                    yield self._connection
            except (ValueError, KeyError, TypeError) as error:
                # Bodies are JSON of our own making: where one does not parse, someone changed it.
                reason = str(error).splitlines()[0]
                raise LedgerError(
                    f"{self._name}: holds a record that cannot be read ({reason}); use a copy or build it again"
                ) from error

    def _bodies(
        self, connection: Connection, kind: Kind, document: str | None = None, before: str | None = None
    ) -> Iterator[tuple[str, str]]:
        """Document id and body of the entries of one kind, of one document or of all, oldest first."""
        query = select(entries.c.document, entries.c.body).where(entries.c.kind == kind, *held_by(before))
        if document is not None:
            query = query.where(entries.c.document == document)
        for row in connection.execute(query.order_by(entries.c.seq)):
            yield row.document, row.body

    def _origins(
        self, connection: Connection, document: str | None = None, before: str | None = None
    ) -> dict[str, dict[str, dict[str, object]]]:
        """By document, then by path in the order they came: the last that was heard of it there."""
        origins: dict[str, dict[str, dict[str, object]]] = {}
        for id, body in self._bodies(connection, "origin", document, before):
            origin = json.loads(body)
            origins.setdefault(id, {})[origin["path"]] = origin
        return origins

    def _first_paths(self, connection: Connection, before: str | None) -> dict[str, str]:
        return {id: next(iter(paths)) for id, paths in self._origins(connection, before=before).items()}

    def _readings(self, connection: Connection, document: str | None = None) -> dict[str, str]:
        """By document, the fingerprint of its last reading."""
        return {id: json.loads(body)["fingerprint"] for id, body in self._bodies(connection, "reading", document)}

    def _documents(
        self, connection: Connection, document: str | None = None, before: str | None = None
    ) -> list[Document]:
        origins = self._origins(connection, document, before)
        documents = [
            Document.model_validate({**next(iter(origins[id].values())), "text": json.loads(body)["text"]})
            for id, body in self._bodies(connection, "document", document, before)
        ]
        return sorted(documents, key=lambda d: (d.path, d.id))

    def _text(self, connection: Connection, document: str) -> str | None:
        for _, body in self._bodies(connection, "document", document):
            return str(json.loads(body)["text"])
        return None

    def _resolve(self, connection: Connection, id: str) -> str:
        wanted = id.strip().lower()
        column = entries.c.record
        ids = select(column).distinct().where(entries.c.kind.in_(("document", *STATEMENT_KINDS))).order_by(column)
        # Ids are hexadecimal after their first letter, so "g" comes after all that begin alike.
        matching = ids.where(column >= wanted, column < wanted + "g").limit(6)
        matches = [str(match) for match in connection.execute(matching).scalars()]
        if wanted in matches or len(matches) == 1:
            return matches[0]
        if matches and wanted:
            more = ", ..." if len(matches) > 5 else ""
            raise RecordNotFoundError(
                f"{self._name}: {id} begins more than one id ({', '.join(matches[:5])}{more}); write more of it"
            )
        raise RecordNotFoundError(f"{self._name}: there is no record {id}; {self._nearest(connection, ids, wanted)}")

    def _nearest(self, connection: Connection, ids: Select[tuple[str]], wanted: str) -> str:
        from difflib import get_close_matches

        near = get_close_matches(wanted, [str(known) for known in connection.execute(ids).scalars()], n=3, cutoff=0.6)
        return f"near it: {', '.join(near)}" if near else "a report prints the ids that there are"
