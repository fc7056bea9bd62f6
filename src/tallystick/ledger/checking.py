"""Whether a ledger is what was written: every hash, every quote, every record."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from pydantic import ValidationError

from tallystick.errors import LedgerError
from tallystick.ledger.chains import Chain
from tallystick.ledger.hashing import Entry, canonical
from tallystick.ledger.judgements import BODIES, OfAddition, OfFields, OfStatement, OfUndoing
from tallystick.ledger.schema import JUDGEMENT_KINDS, NOTHING_BEFORE
from tallystick.ledger.verification import names_nothing, statement_misfit
from tallystick.records import PLURALS, STATEMENT_KINDS, STATEMENT_TYPES, Document, Statement, StatementKind

#: Told how many of how many entries are checked.
Progress = Callable[[int, int], None]
#: How many entries are checked between two calls of it.
_STEP = 500


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked: entries of each kind, quotes read again, and the hash of the last entry, to be noted elsewhere.

    `merged` are the hashes of the last entries of the ledgers that were merged into this one. `since` is how many
    entries came after the one with the hash that was expected, None where none was.
    """

    entries: int
    head: str
    kinds: Mapping[str, int]
    quotes: int
    merged: tuple[str, ...] = ()
    since: int | None = None


class Sources(Protocol):
    """What a check asks the ledger for, besides its entries in order."""

    def text_of(self, document: str) -> str | None:
        """The text of a document."""

    def seq_of(self, hash: str) -> int | None:
        """The number of the entry with this hash in this ledger."""

    def statements_before(self, record: str, seq: int) -> list[Entry]:
        """The entries before a number that give or add the statement with this id."""


def verify_entries(
    entries: Iterable[Entry], sources: Sources, name: str, *, total: int = 0, expect: str | None = None,
    progress: Progress | None = None,
) -> Verified:  # fmt: skip
    """Check the chain of hashes, and every statement against the text it quotes. `name` stands in messages.

    Raises LedgerError naming the first entry that does not fit. Entries cut off at the end with nothing after them
    leave a chain that holds; only a hash noted elsewhere can tell, which `expect` is.
    """
    check, expected_at = _Check(sources), 0 if expect == NOTHING_BEFORE else None
    for entry in entries:
        problem = check.entry(entry)
        if problem:
            raise LedgerError(
                f"{name}: entry {entry.seq} ({entry.kind} {entry.record}) does not fit: {problem}; the ledger was"
                " changed after it was written, use a copy or build it again"
            )
        if expect is not None and expect in set(entry.hashes()):
            expected_at = entry.seq
        if progress is not None and (entry.seq % _STEP == 0 or entry.seq == total):
            progress(entry.seq, max(total, entry.seq))
    problem = check.end()
    if problem:
        raise LedgerError(f"{name}: entry {check.chain.seq} is the last, but {problem}; use a copy or build it again")
    if expect is not None and expected_at is None:
        raise LedgerError(
            f"{name}: no entry has the hash {expect}; its {check.chain.seq} entries fit together, but some were cut off"
            " or written anew since that hash was noted, or it is another ledger: use a copy"
        )
    since = None if expected_at is None else check.chain.seq - expected_at
    return Verified(
        check.chain.seq, check.chain.hash, dict(sorted(check.kinds.items())), check.quotes, tuple(check.merged), since
    )


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
        return next((names_nothing(*by, id) for id, by in self._named.items() if id not in self._known), None)

    def missing_before(self, kind: str) -> str | None:
        """What was announced and is not there, though an entry of this kind follows."""
        order = STATEMENT_KINDS.index(kind) if kind in STATEMENT_KINDS else len(STATEMENT_KINDS)
        return next((f"{self.due[k]} {PLURALS[k]}" for k in STATEMENT_KINDS[:order] if self.due[k]), None)


class _Check:
    """Walks the entries in order and remembers what the next must follow."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._text: tuple[str, str | None] = ("", None)
        self._reading: _Reading | None = None
        self._seq_elsewhere: dict[str, int] = {}
        self._judged: dict[str, str] = {}
        self.chain = Chain(self._seq_of)
        self.kinds: Counter[str] = Counter()
        self.quotes = 0
        self.merged: list[str] = []

    def entry(self, entry: Entry) -> str | None:
        try:
            problem = self.chain.take(entry) or self._body(entry)
            if entry.merge is not None:
                self._remember(entry)
        except (ValidationError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return f"its body is not that of a {entry.kind}"
        self.kinds[entry.kind] += 1
        return problem

    def end(self) -> str | None:
        missing = self._reading.missing_before("") if self._reading else None
        return f"{missing} of its reading are missing" if missing else self.chain.missing()

    def _seq_of(self, hash: str) -> int | None:
        elsewhere = self._seq_elsewhere.get(hash)
        if elsewhere is not None:
            return elsewhere
        here = self._sources.seq_of(hash)
        return here if here is not None and here <= self.chain.seq else None

    def _remember(self, entry: Entry) -> None:
        original = entry.original()
        while original is not None:
            self._seq_elsewhere[original.hash] = original.seq
            original = original.original()

    def _body(self, entry: Entry) -> str | None:
        body = json.loads(entry.body)
        if canonical(body) != entry.body:
            return "its body is not canonical JSON"
        missing = self._reading.missing_before(entry.kind) if self._reading else None
        if missing:
            return f"{missing} of the reading before it are missing"
        return self._content(entry, body)

    def _content(self, entry: Entry, body: dict[str, object]) -> str | None:
        if entry.kind == "merge":
            self.merged.append(entry.record)
            return None
        if entry.kind == "document":
            self._text = (entry.record, str(body["text"]))
            return None if entry.record == Document.id_of(str(body["text"])) else "its id is not that of its text"
        if self._text[0] != entry.document:
            self._text = (entry.document, self._sources.text_of(entry.document))
        text = self._text[1]
        if text is None:
            return f"there is no document {entry.document}"
        if entry.kind == "origin":
            Document.model_validate({**body, "text": text})
        elif entry.kind == "reading":
            self._reading = _Reading(entry, body)
        elif entry.kind in STATEMENT_KINDS:
            return self._statement(entry.kind, entry, body, text)
        elif entry.kind in JUDGEMENT_KINDS:
            return self._judgement(entry, body, text)
        else:
            return "its kind is unknown"
        return None

    def _statement(self, kind: StatementKind, entry: Entry, body: dict[str, object], text: str) -> str | None:
        reading, statement = self._reading, STATEMENT_TYPES[kind].model_validate(body)
        if reading is None or entry.reading != reading.entry.seq or not reading.due[kind]:
            return "no reading announced it"
        if (entry.record, entry.document) != (statement.id, reading.entry.document):
            return "its record or document is not that of its body"
        self._count(statement)
        return statement_misfit(kind, entry.document, text, statement) or reading.take(kind, statement)

    def _judgement(self, entry: Entry, raw: dict[str, object], text: str) -> str | None:
        body = BODIES[next(kind for kind in JUDGEMENT_KINDS if kind == entry.kind)].model_validate(raw)
        if not (body.by.strip() and body.why.strip()):
            return "nobody judges, or for no reason"
        problem = None
        if isinstance(body, OfUndoing):
            problem = None if self._judged.get(body.hash) == entry.record else "there is no such judgement to undo"
        elif isinstance(body, OfAddition):
            statement = STATEMENT_TYPES[body.kind].model_validate(body.statement)
            self._count(statement)
            if statement.id != entry.record:
                return "its record is not that of its body"
            problem = statement_misfit(body.kind, entry.document, text, statement)
        elif isinstance(body, OfStatement):
            problem = self._judged_statement(entry, body, text)
        for hash in entry.hashes():
            self._judged[hash] = entry.record
        return problem

    def _judged_statement(self, entry: Entry, body: OfStatement, text: str) -> str | None:
        given = self._sources.statements_before(entry.record, entry.seq)
        judged = next((one for one in given if body.judged in set(one.hashes())), None)
        if judged is None or judged.document != entry.document:
            return "no entry before it gives the statement that it judges"
        found = json.loads(judged.body)
        kind, found = (found["kind"], found["statement"]) if judged.kind == "addition" else (judged.kind, found)
        if kind != body.kind:
            return f"what it judges is a {kind}"
        if not isinstance(body, OfFields):
            return None
        corrected = STATEMENT_TYPES[body.kind].model_validate({**found, **body.fields})
        moved = corrected.model_copy(update={"id": corrected.expected_id()})
        return statement_misfit(body.kind, entry.document, text, moved)

    def _count(self, statement: Statement) -> None:
        self.quotes += 1 + sum(1 for _ in statement.quotations())
