"""Writing judgements: each is an entry beside what was published, checked before it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from tallystick.errors import LedgerError, RecordNotFoundError
from tallystick.ledger import asking
from tallystick.ledger.batch import Batch
from tallystick.ledger.judgements import Judgement, Standing, judgements, standings
from tallystick.ledger.moments import current
from tallystick.ledger.schema import JudgementKind, entries
from tallystick.ledger.values import as_json, checked, read_values
from tallystick.ledger.views import laid_over, versions
from tallystick.records import STATEMENT_KINDS, Statement, StatementKind


class Reviewing:
    """Writes judgements in a transaction that writes. Ids may be shortened. Raises LedgerError where one cannot be."""

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection = connection
        self._name = name

    def correct(self, id: str, fields: Mapping[str, object], by: str, why: str) -> str:
        """Write a correction and return the whole id of the statement."""
        id, kind, standing, published = self._judged(id)
        what = f"{self._name}: {id}"
        if standing is not None and standing.rejected:
            raise LedgerError(f"{what}: was rejected by entry {standing.last.entry.seq}; undo that, or accept it first")
        if not fields:
            raise LedgerError(f"{what}: nothing to correct; name a field and its value, such as outcome=wounded")
        values = read_values(kind, fields, what)
        now = self._now(standing, published)
        given = {name: getattr(now, name) for name in type(now).model_fields if name != "review"}
        corrected = checked(kind, {**given, **values}, now.document, self._text(now.document), what)
        self._check_references(corrected, now, what)
        if all(getattr(corrected, name) == getattr(now, name) for name in values):
            raise LedgerError(f"{what}: says that already; to agree with it, accept it")
        return self._write("correction", now, kind, by, why, fields=as_json(corrected, values))

    def reject(self, id: str, by: str, why: str) -> str:
        """Write a rejection and return the whole id of the statement."""
        id, kind, standing, published = self._judged(id)
        if standing is not None and standing.rejected:
            raise LedgerError(f"{self._name}: {id} was rejected already, by entry {standing.last.entry.seq}")
        return self._write("rejection", self._now(standing, published), kind, by, why)

    def accept(self, id: str, by: str, why: str) -> str:
        """Write an acceptance and return the whole id of the statement."""
        _, kind, standing, published = self._judged(id)
        return self._write("acceptance", self._now(standing, published), kind, by, why)

    def add(
        self,
        kind: StatementKind,
        document: str,
        quote: str,
        nth: int | None,
        fields: Mapping[str, object],
        by: str,
        why: str,
    ) -> str:
        """Write an addition and return the id of the new statement."""
        if kind not in STATEMENT_KINDS:
            raise LedgerError(f"{self._name}: {kind} is no kind of statement; they are {', '.join(STATEMENT_KINDS)}")
        source = asking.resolve(self._connection, document, self._name)
        text = asking.text_of(self._connection, source)
        if text is None:
            raise RecordNotFoundError(f"{self._name}: {source} is no document; name the document to add to")
        what = f"{self._name}: {kind} in {source}"
        start, end = _span(text, quote, nth, what)
        place = {"document": source, "start": start, "end": end, "quote": quote, "line": text.count("\n", 0, start) + 1}
        certainty: dict[str, Any] = {"certainty": 1.0} if kind == "denial" else {}
        statement = checked(
            kind, {**place, "id": "", **certainty, **read_values(kind, fields, what)}, source, text, what
        )
        statement = statement.model_copy(update={"id": statement.expected_id()})
        self._check_references(statement, None, what)
        self._check_is_new(statement, kind)
        return self._write("addition", statement, kind, by, why, statement=statement.model_dump(mode="json"))

    def undo(self, entry: int, by: str, why: str) -> Judgement:
        """Write an undo and return it."""
        made = judgements(self._connection)
        undone = next((judgement for judgement in made if judgement.entry.seq == entry), None)
        if undone is None:
            raise LedgerError(
                f"{self._name}: entry {entry} is no judgement; `tallystick history` shows those of a record"
            )
        if undone.undone_by is not None:
            raise LedgerError(f"{self._name}: entry {entry} was undone already, by entry {undone.undone_by}")
        _check_judge(self._name, by, why)
        batch = Batch(self._connection, undone.entry.document)
        body = {"by": by.strip(), "why": why.strip(), "entry": entry, "hash": undone.entry.hash}
        added = batch.add("undo", undone.record, body)
        batch.write()
        return next(judgement for judgement in judgements(self._connection) if judgement.entry.seq == added.seq)

    def _judged(self, given: str) -> tuple[str, StatementKind, Standing | None, Statement | None]:
        """The whole id, the kind, what stands of the statement so far, and what readings give of it."""
        id = asking.resolve(self._connection, given, self._name)
        if id[0] == "d":
            raise LedgerError(f"{self._name}: {id} is a document; judge what was read in it, or add to it")
        standing = standings(judgements(self._connection)).get(id)
        found = versions(self._connection, [id]).get(id, [])
        if found:
            newest = next((version for version in found if version.is_current), found[-1])
            kind: StatementKind = next(kind for kind in STATEMENT_KINDS if kind == newest.entry.kind)
            return id, kind, standing, newest.statement
        if standing is None:
            raise RecordNotFoundError(f"{self._name}: {id} was added by a reviewer, and that was undone; add it again")
        return id, standing.last.of, standing, None

    def _now(self, standing: Standing | None, published: Statement | None) -> Statement:
        """The statement as it stands, without its review."""
        if standing is not None:
            return laid_over(standing, published)[0]
        assert published is not None
        return published

    def _write(
        self, kind: JudgementKind, statement: Statement, of: StatementKind, by: str, why: str, /, **more: object
    ) -> str:
        _check_judge(f"{self._name}: {statement.id}", by, why)
        body: dict[str, object] = {"by": by.strip(), "why": why.strip(), "kind": of, **more}
        if kind != "addition":
            body["judged"] = self._hash_of(statement.id)
        batch = Batch(self._connection, statement.document)
        batch.add(kind, statement.id, body)
        batch.write()
        return statement.id

    def _hash_of(self, id: str) -> str:
        """The hash of the entry that gives the statement as it was before the reviewer's eyes."""
        found = versions(self._connection, [id]).get(id)
        if found:
            return next((version for version in found if version.is_current), found[-1]).entry.hash
        query = select(entries.c.hash).where(entries.c.kind == "addition", entries.c.record == id)
        return str(self._connection.execute(query.order_by(entries.c.seq.desc()).limit(1)).scalar_one())

    def _text(self, document: str) -> str:
        text = asking.text_of(self._connection, document)
        if text is None:
            raise RecordNotFoundError(f"{self._name}: there is no document {document}")
        return text

    def _check_references(self, new: Statement, old: Statement | None, what: str) -> None:
        """What a statement names must be a statement of its document; what it named before was so when it was read."""
        before = set(old.references()) if old is not None else set()
        for id in set(new.references()) - before:
            kinds = entries.c.kind.in_(("addition", *STATEMENT_KINDS))
            query = select(entries.c.seq).where(kinds, entries.c.record == id, entries.c.document == new.document)
            if id == new.id or self._connection.execute(query.limit(1)).first() is None:
                raise LedgerError(f"{what}: names {id}, which is no other statement of the same document; mend the id")
            if new.id in self._named_from(id):
                raise LedgerError(f"{what}: names {id}, which names it in turn; correct that one first")

    def _named_from(self, id: str) -> set[str]:
        """What a statement names, what that names, and so on."""
        standing, named, ahead = standings(judgements(self._connection)), set[str](), [id]
        while ahead:
            at = ahead.pop()
            found = versions(self._connection, [at]).get(at, [])
            published = next((v for v in found if v.is_current), found[-1] if found else None)
            if published is None and at not in standing:
                continue
            now = self._now(standing.get(at), published.statement if published else None)
            new = set(now.references()) - named
            named |= new
            ahead += new
        return named

    def _check_is_new(self, statement: Statement, kind: StatementKind) -> None:
        query = select(entries.c.seq).where(*current(kind), entries.c.record == statement.id).limit(1)
        standing = standings(judgements(self._connection)).get(statement.id)
        if self._connection.execute(query).first() is not None or standing is not None:
            raise LedgerError(
                f"{self._name}: {statement.id} says that at these words already; correct or accept it,"
                " `tallystick history` shows how it stands"
            )


def _check_judge(what: str, by: str, why: str) -> None:
    for name, value in (("by", by), ("why", why)):
        if not value.strip():
            raise LedgerError(f"{what}: a judgement needs --{name}; say who judges, and why")


def _span(text: str, quote: str, nth: int | None, what: str) -> tuple[int, int]:
    """Where the words stand for the nth time, of places that do not overlap."""
    found = [match.start() for match in re.finditer(re.escape(quote), text)] if quote else []
    if not found:
        raise LedgerError(f"{what}: {quote!r} does not stand in the document; give the words exactly as they are there")
    if nth is None and len(found) > 1:
        raise LedgerError(f"{what}: {quote!r} stands there {len(found)} times; say which one with --nth, from 1")
    if nth is not None and not 1 <= nth <= len(found):
        raise LedgerError(f"{what}: {quote!r} stands there {len(found)} times, so there is no number {nth}")
    start = found[(nth or 1) - 1]
    return start, start + len(quote)
