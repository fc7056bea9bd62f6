"""Whether records fit their documents, and whether a ledger is what was written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from pydantic import ValidationError

from tallystick.errors import LedgerError
from tallystick.ledger.hashing import Entry, canonical
from tallystick.ledger.schema import NOTHING_BEFORE
from tallystick.records import PLURALS, STATEMENT_KINDS, STATEMENT_TYPES, Document, Read, Statement, StatementKind


def misfit(document: Document, read: Read) -> str | None:
    """Why what was read cannot stand beside this document, in words; None where it can."""
    if document.id != Document.id_of(document.text):
        return f"the id {document.id} is not that of its text"
    known: set[str] = set()
    for kind, statements in read.by_kind():
        for statement in statements:
            if statement.id in known:
                return f"two of its {PLURALS[kind]} have the same id"
            known.add(statement.id)
            problem = statement_misfit(kind, document.id, document.text, statement)
            if problem:
                return problem
    for kind, statements in read.by_kind():
        for statement in statements:
            absent = next((id for id in statement.references() if id not in known), None)
            if absent:
                return _names_nothing(kind, statement.id, absent)
    return None


def statement_misfit(kind: StatementKind, document: str, text: str, statement: Statement) -> str | None:
    """Why this statement is not one of that document, in words; None where it is. What it names is not looked at."""
    if statement.document != document:
        return f"{kind} {statement.id} is of another document, {statement.document}"
    if statement.id != statement.expected_id():
        return f"the id of {kind} {statement.id} is not that of its span and content"
    fault = statement.fault()
    if fault:
        return f"{kind} {statement.id}: {fault}"
    if not _quotes(text, statement.start, statement.end, statement.quote):
        return f"the quote of {kind} {statement.id} is not what stands at {statement.start} to {statement.end}"
    for what, start, end, quote in statement.quotations():
        if not _quotes(text, start, end, quote):
            return f"the {what} of {kind} {statement.id} quotes what does not stand at {start} to {end}"
    return None


def _names_nothing(kind: StatementKind, id: str, absent: str) -> str:
    return f"{kind} {id} names {absent}, which was not read with it"


def _quotes(text: str, start: int | None, end: int | None, quote: str | None) -> bool:
    if start is None or end is None or quote is None or not 0 <= start <= end <= len(text):
        return False
    return text[start:end] == quote


def verify_entries(entries: Iterable[Entry], text_of: Callable[[str], str | None], name: str) -> None:
    """Check the chain of hashes, and every statement against the text it quotes. `name` stands in messages.

    Raises LedgerError naming the first entry that does not fit. Entries cut off at the end with nothing after them
    leave a chain that holds; only a hash noted elsewhere can tell.
    """
    check = _Check(text_of)
    for entry in entries:
        problem = check.entry(entry)
        if problem:
            raise LedgerError(
                f"{name}: entry {entry.seq} ({entry.kind} {entry.record}) does not fit: {problem}; the ledger was"
                " changed after it was written, use a copy or build it again"
            )
    problem = check.end()
    if problem:
        raise LedgerError(f"{name}: entry {check.seq} is the last, but {problem}; use a copy or build it again")


class _Reading:
    """A reading whose statements are coming in: how many of each kind are due, and which ids they name."""

    def __init__(self, entry: Entry, counts: Mapping[str, object]) -> None:
        self.entry = entry
        # Ledgers made before a kind was read do not count it.
        self.due = {kind: int(str(counts.get(PLURALS[kind], 0))) for kind in STATEMENT_KINDS}
        self._known: set[str] = set()
        self._named: dict[str, tuple[StatementKind, str]] = {}

    def take(self, kind: StatementKind, statement: Statement) -> str | None:
        self.due[kind] -= 1
        self._known.add(statement.id)
        for id in statement.references():
            self._named.setdefault(id, (kind, statement.id))
        if any(self.due.values()):
            return None
        return next((_names_nothing(*by, id) for id, by in self._named.items() if id not in self._known), None)

    def missing_before(self, kind: str) -> str | None:
        """What was announced and is not there, though an entry of this kind follows."""
        order = STATEMENT_KINDS.index(kind) if kind in STATEMENT_KINDS else len(STATEMENT_KINDS)
        return next((f"{self.due[k]} {PLURALS[k]}" for k in STATEMENT_KINDS[:order] if self.due[k]), None)


class _Check:
    """Walks the entries in order and remembers what the next must follow."""

    def __init__(self, text_of: Callable[[str], str | None]) -> None:
        self._text_of = text_of
        self._text: tuple[str, str | None] = ("", None)
        self._hash = NOTHING_BEFORE
        self._reading: _Reading | None = None
        self.seq = 0

    def entry(self, entry: Entry) -> str | None:
        problem = self._link(entry) or self._body(entry)
        self.seq, self._hash = entry.seq, entry.hash
        return problem

    def end(self) -> str | None:
        missing = self._reading.missing_before("") if self._reading else None
        return f"{missing} of its reading are missing" if missing else None

    def _link(self, entry: Entry) -> str | None:
        if entry.seq != self.seq + 1:
            return f"it follows entry {self.seq}"
        if entry.previous != self._hash:
            return "it does not carry the hash of the entry before it"
        if entry.hash != entry.expected_hash():
            return "its hash is not that of its content"
        return None

    def _body(self, entry: Entry) -> str | None:
        try:
            body = json.loads(entry.body)
            if canonical(body) != entry.body:
                return "its body is not canonical JSON"
            missing = self._reading.missing_before(entry.kind) if self._reading else None
            if missing:
                return f"{missing} of the reading before it are missing"
            return self._content(entry, body)
        except (ValidationError, ValueError, KeyError, TypeError, AttributeError):
            return f"its body is not that of a {entry.kind}"

    def _content(self, entry: Entry, body: dict[str, object]) -> str | None:
        if entry.kind == "document":
            self._text = (entry.record, str(body["text"]))
            return None if entry.record == Document.id_of(str(body["text"])) else "its id is not that of its text"
        if self._text[0] != entry.document:
            self._text = (entry.document, self._text_of(entry.document))
        text = self._text[1]
        if text is None:
            return f"there is no document {entry.document}"
        if entry.kind == "origin":
            Document.model_validate({**body, "text": text})
        elif entry.kind == "reading":
            self._reading = _Reading(entry, body)
        elif entry.kind in STATEMENT_KINDS:
            return self._statement(entry.kind, entry, body, text)
        else:
            return "its kind is unknown"
        return None

    def _statement(self, kind: StatementKind, entry: Entry, body: dict[str, object], text: str) -> str | None:
        reading, statement = self._reading, STATEMENT_TYPES[kind].model_validate(body)
        if reading is None or entry.reading != reading.entry.seq or not reading.due[kind]:
            return "no reading announced it"
        if (entry.record, entry.document) != (statement.id, reading.entry.document):
            return "its record or document is not that of its body"
        return statement_misfit(kind, entry.document, text, statement) or reading.take(kind, statement)
