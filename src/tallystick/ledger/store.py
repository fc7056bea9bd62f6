"""The ledger itself: appending documents with what was read in them, judging that, and asking for it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Literal, NamedTuple, overload

from sqlalchemy import Connection, select

from tallystick.errors import LedgerError, RecordNotFoundError
from tallystick.ledger import asking, sqlite
from tallystick.ledger.batch import Batch
from tallystick.ledger.checking import Progress, Verified, verify_entries
from tallystick.ledger.hashing import Entry
from tallystick.ledger.judgements import Conflict, Judgement, Sight, conflicts, judgements, standings
from tallystick.ledger.moments import current, moment
from tallystick.ledger.reviewing import Reviewing
from tallystick.ledger.schema import entries
from tallystick.ledger.verification import misfit
from tallystick.ledger.views import versions, view
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

    from tallystick.ledger.histories import History

_Judge = Callable[[Reviewing], str]
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
    answers as the ledger would have then: from the last readings, and the judgements, recorded before it. Judged
    statements carry in `review` what reviewers made of them.
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

    @property
    def name(self) -> str:
        """The path of its file."""
        return self._name

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
            known = asking.origins(connection, document.id).get(document.id, {})
            origin = document.model_dump(mode="json", exclude={"text"})
            if not known:
                batch.add("document", document.id, {"id": document.id, "text": document.text})
            is_first = not known or document.path == next(iter(known))
            is_news = known.get(document.path) != origin
            if is_news:
                batch.add("origin", document.id, origin)
            is_read = (is_news and is_first) or asking.readings(connection, document.id).get(document.id) != reading
            if is_read:
                counts = {PLURALS[kind]: len(statements) for kind, statements in read.by_kind() if statements}
                announced = batch.add("reading", document.id, {"fingerprint": reading, **counts}).seq
                for kind, statements in read.by_kind():
                    for statement in statements:
                        batch.add(kind, statement.id, statement.model_dump(mode="json"), announced)
            batch.write()
        return is_read

    # Judging

    def correct(self, id: str, fields: Mapping[str, object], *, by: str, why: str) -> Statement:
        """Record other values for fields of a statement, beside what was published; return it as it now stands.

        `id` is the whole id, or as much of it as is unique. Values may be text, as a person types it: empty for none,
        parted by ";" where there are several. Raises LedgerError that names the field, the value and what is allowed.
        """
        return self._judge(lambda reviewing: reviewing.correct(id, fields, by, why))

    def reject(self, id: str, *, by: str, why: str) -> Statement:
        """Record that a statement is none, or is wrongly read: it leaves the current view, and nothing else."""
        return self._judge(lambda reviewing: reviewing.reject(id, by, why))

    def accept(self, id: str, *, by: str, why: str) -> Statement:
        """Record that a statement, as it now stands with its corrections, is right; a rejected one comes back."""
        return self._judge(lambda reviewing: reviewing.accept(id, by, why))

    def add(
        self, kind: StatementKind, document: str, quote: str, fields: Mapping[str, object], *, by: str, why: str,
        nth: int | None = None,
    ) -> Statement:  # fmt: skip
        """Record a statement that no reader found, at words of a document: where they stand for the `nth` time.

        Raises LedgerError where the words do not stand there, or more than once and `nth` is not given.
        """
        return self._judge(lambda reviewing: reviewing.add(kind, document, quote, nth, fields, by, why))

    def undo(self, entry: int, *, by: str, why: str) -> Judgement:
        """Record that a judgement, by the number of its entry, is taken back. An undo can be undone too."""
        with self._transaction(writes=True) as connection:
            return Reviewing(connection, self._name).undo(entry, by, why)

    def reviews(self, recorded_before: str | None = None) -> list[Judgement]:
        """All judgements in the order in which they were made, those that were undone too."""
        before = moment(recorded_before)
        with self._transaction() as connection:
            return judgements(connection, before)

    def conflicts(self, recorded_before: str | None = None) -> list[Conflict]:
        """What two reviewers judged otherwise, neither having seen the other's judgement, and nobody settled since."""
        before = moment(recorded_before)
        with self._transaction() as connection:
            return conflicts(standings(judgements(connection, before)), Sight(connection))

    def history(self, id: str) -> History:
        """Everything recorded of a statement or document, in order. Raises RecordNotFoundError."""
        from tallystick.ledger.histories import history

        with self._transaction() as connection:
            return history(connection, asking.resolve(connection, id, self._name))

    # Asking

    def holds(self, document_id: str, reading: str) -> bool:
        """True where the current view of the document comes from that reading."""
        with self._transaction() as connection:
            return asking.readings(connection, document_id).get(document_id) == reading

    def held(self) -> dict[tuple[str, str], Holding]:
        """By document id and path: what a build needs to know to leave unchanged documents alone."""
        with self._transaction() as connection:
            readings = asking.readings(connection)
            return {
                (document, path): Holding(origin, readings[document])
                for document, paths in asking.origins(connection).items()
                for path, origin in paths.items()
            }

    def documents(self, recorded_before: str | None = None) -> list[Document]:
        """All documents, in the order of their paths, then ids."""
        before = moment(recorded_before)
        with self._transaction() as connection:
            return asking.documents(connection, before=before)

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
        before = moment(recorded_before)
        with self._transaction() as connection:
            first_paths = asking.first_paths(connection, before)
            found = self._current(connection, kind, before)
        return sorted(found, key=lambda s: (first_paths[s.document], s.document, s.start, s.end, s.id))

    def figures(self, recorded_before: str | None = None) -> list[Figure]:
        """The figures of the current view: documents in the order of their paths, figures as they stand in the text."""
        return self.statements("figure", recorded_before)

    def denials(self, recorded_before: str | None = None) -> list[Denial]:
        """The denials of the current view, in the same order."""
        return self.statements("denial", recorded_before)

    def figures_of(self, document_id: str) -> list[Figure]:
        """The figures of one document in the current view, as they stand in the text. The id is the whole id."""
        with self._transaction() as connection:
            figures = [f for f in self._current(connection, "figure", None, document_id) if isinstance(f, Figure)]
        return sorted(figures, key=lambda f: (f.start, f.end, f.id))

    def figure_columns(self, recorded_before: str | None = None) -> pl.DataFrame:
        """The figures of the current view as columns (see `columns.FIGURE_COLUMNS`), in the order they were recorded,
        judged ones last.

        For work on many: 100,000 take about a second. What only costs room, such as evidence, is left out.
        """
        from tallystick.ledger.columns import BATCH, figures_frame, with_judged

        # Evidence is most of a figure's body, and no column.
        bare, before = select(sqlite.without(entries.c.body, "evidence")), moment(recorded_before)
        query = bare.where(*current("figure", before)).order_by(entries.c.seq)
        with self._transaction() as connection:
            bodies = connection.execute(query, execution_options={"yield_per": BATCH}).scalars()
            frame, judged = figures_frame(map(list, bodies.partitions())), view(connection, before, "figure")
        return with_judged(frame, judged.touched, judged.shown()) if judged else frame

    def document_columns(self, recorded_before: str | None = None) -> pl.DataFrame:
        """The documents as columns (see `columns.DOCUMENT_COLUMNS`), without their texts, in the order they came."""
        from tallystick.ledger.columns import documents_frame

        before = moment(recorded_before)
        with self._transaction() as connection:
            origins = asking.origins(connection, before=before)
            return documents_frame({id: next(iter(paths.values())) for id, paths in origins.items()})

    def record(self, id: str) -> Document | Statement:
        """The record with this id, or with the only id that begins so.

        A statement that a later reading no longer gives, or that a reviewer rejected, is still found; see `is_current`.
        Raises RecordNotFoundError, which names ids that are near, where there is none or more than one.
        """
        with self._transaction() as connection:
            found = asking.resolve(connection, id, self._name)
            if found[0] == "d":
                return asking.documents(connection, found)[0]
            return self._statement(connection, found)

    def published(self, id: str) -> Statement:
        """The statement with this whole id as its document's last reading, or the last that gave it, has it: without
        what reviewers made of it. Raises RecordNotFoundError where no reading ever gave it."""
        with self._transaction() as connection:
            found = versions(connection, [id]).get(id)
        if not found:
            raise RecordNotFoundError(f"{self._name}: no reading gives {id}; see its history")
        return next((version.statement for version in found if version.is_current), found[-1].statement)

    def is_current(self, statement: Statement) -> bool:
        """True where a statement with this id is in the current view."""
        kind = next(kind for kind, record in STATEMENT_TYPES.items() if isinstance(statement, record))
        query = select(entries.c.seq).where(*current(kind), entries.c.record == statement.id).limit(1)
        with self._transaction() as connection:
            judged = view(connection, kind=kind, document=statement.document)
            if statement.id in judged.judged:
                return judged.judged[statement.id].shown
            return statement.id not in judged.touched and connection.execute(query).first() is not None

    def document(self, id: str) -> Document:
        """The document with this id, or with the only id that begins so. Raises RecordNotFoundError."""
        record = self.record(id)
        if isinstance(record, Document):
            return record
        raise RecordNotFoundError(f"{self._name}: {id} is no document; its document is {record.document}")

    def origins(self, document_id: str) -> list[Document]:
        """The document as it stands at each path it was read from, the first path first. The id is the whole id."""
        with self._transaction() as connection:
            text = asking.text_of(connection, document_id)
            if text is None:
                raise RecordNotFoundError(f"{self._name}: there is no document {document_id}")
            paths = asking.origins(connection, document_id)[document_id]
            return [Document.model_validate({**origin, "text": text}) for origin in paths.values()]

    def files_of(self, document_id: str) -> list[tuple[str, str]]:
        """Path and SHA-256 of every file that a document was read from at any time. The id is the whole id."""
        with self._transaction() as connection:
            return asking.files(connection, document_id)

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Every entry as it is stored, in order, from the one after a number on. Other methods may be called between
        one and the next."""
        query, last = select(entries).order_by(entries.c.seq).limit(_PAGE), after
        while True:
            with self._transaction() as connection:
                page = [Entry(*row) for row in connection.execute(query.where(entries.c.seq > last))]
            yield from page
            if len(page) < _PAGE:
                return
            last = page[-1].seq

    def head(self) -> Entry | None:
        """The last entry; its hash stands for everything before it. None where there is none."""
        with self._transaction() as connection:
            return asking.head(connection)

    def verify(self, *, expect: str | None = None, progress: Progress | None = None) -> Verified:
        """Check that the ledger is what was written: the chain of hashes, and those of ledgers merged into it, every
        quote against its text, and every judgement against what it judges.

        Raises LedgerError naming the first entry that does not fit. Reads the whole ledger, a few entries at a time.
        That entries were cut off at the end can only be seen with `expect`, a hash that was noted elsewhere: then it
        raises where no entry has that hash.
        """
        last = self.head()
        return verify_entries(
            self.entries(), self, self._name, total=last.seq if last else 0, expect=expect, progress=progress
        )

    # What a check or a merge asks for

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that appends: for the modules of the ledger only. Where it raises, nothing was appended."""
        with self._transaction(writes=True) as connection:
            yield connection

    def hash_at(self, seq: int) -> str:
        """The hash of the entry with this number."""
        with self._transaction() as connection:
            return str(connection.execute(select(entries.c.hash).where(entries.c.seq == seq)).scalar_one())

    def text_of(self, document: str) -> str | None:
        """The text of the document with this whole id; None where it is not held."""
        with self._transaction() as connection:
            return asking.text_of(connection, document)

    def seq_of(self, hash: str) -> int | None:
        """The number of the entry with this hash; None where there is none."""
        with self._transaction() as connection:
            return asking.seq_of(connection, hash)

    def statements_before(self, record: str, seq: int) -> list[Entry]:
        """The entries before a number that give or add the statement with this whole id."""
        kinds = entries.c.kind.in_(("addition", *STATEMENT_KINDS))
        query = select(entries).where(kinds, entries.c.record == record, entries.c.seq < seq).order_by(entries.c.seq)
        with self._transaction() as connection:
            return [Entry(*row) for row in connection.execute(query)]

    # Inside

    def _judge(self, judge: _Judge) -> Statement:
        with self._transaction(writes=True) as connection:
            judged = judge(Reviewing(connection, self._name))
            return self._statement(connection, judged)

    def _current(
        self, connection: Connection, kind: StatementKind, before: str | None, document: str | None = None
    ) -> Iterator[Statement]:
        query = select(entries.c.body).where(*current(kind, before))
        if document is not None:
            query = query.where(entries.c.document == document)
        record = STATEMENT_TYPES[kind]
        found = [record.model_validate_json(body) for body in connection.execute(query).scalars()]
        return view(connection, before, kind, document).over(found)

    def _statement(self, connection: Connection, id: str) -> Statement:
        found = versions(connection, [id]).get(id, [])
        newest = next((version for version in found if version.is_current), found[-1] if found else None)
        document = newest.entry.document if newest else None
        judged = view(connection, document=document).judged.get(id)
        if judged is not None:
            return judged.statement
        if newest is not None:
            return newest.statement
        raise RecordNotFoundError(f"{self._name}: {id} was added by a reviewer, and that was undone; see its history")

    @contextmanager
    def _transaction(self, writes: bool = False) -> Iterator[Connection]:
        with sqlite.clear_errors(self._name):
            self._connection.execution_options(writes=writes)
            try:
                with self._connection.begin():
                    yield self._connection
            except (ValueError, KeyError, TypeError) as error:
                # Bodies are JSON of our own making: where one does not parse, someone changed it.
                reason = next(iter(str(error).splitlines()), type(error).__name__)
                raise LedgerError(
                    f"{self._name}: holds a record that cannot be read ({reason}); use a copy or build it again"
                ) from error
