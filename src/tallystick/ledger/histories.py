"""The history of a record: everything that was recorded of it, in order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Connection, select

from tallystick.ledger.hashing import Entry
from tallystick.ledger.judgements import Conflict, Judgement, Sight, conflicts, judgements, standings
from tallystick.ledger.moments import chronological
from tallystick.ledger.schema import JudgementKind, entries
from tallystick.ledger.views import Judged, Version, same_elsewhere, statement_of, versions, view
from tallystick.records import PLURALS, STATEMENT_KINDS, Change, Statement, StatementKind

#: What an entry did: a document came, was found at a path, was read; a reading gave a statement, or no longer did; or
#: a reviewer judged it.
What = Literal["document", "origin", "reading", "given", "not given"] | JudgementKind
#: How a statement stands: as readings give it, as reviewers made it, or out of the current view.
State = Literal["as read", "no longer read", "corrected", "accepted", "added", "rejected", "stood in for", "undone"]

_NOT_SAID = frozenset({"evidence", "review"})


@dataclass(frozen=True, slots=True)
class Line:
    """One entry.

    `reading` is the fingerprint of a reading, `by` and `why` are a reviewer's, `changes` what changed: for a reading
    from the one before it, for a correction from what was published. `merged` is the number of the merge by which it
    came from another ledger, `path` where a document was found, `notes` what else must be known.
    """

    entry: int
    recorded_at: str
    what: What
    reading: str | None = None
    by: str | None = None
    why: str | None = None
    changes: tuple[Change, ...] = ()
    in_force: bool | None = None
    undone_by: int | None = None
    undoes: int | None = None
    merged: int | None = None
    path: str | None = None
    counts: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class History:
    """All lines of a record, by time, and how it stands: `statement` as it is, or would be, in the current view."""

    id: str
    kind: StatementKind | Literal["document"]
    document: str
    lines: tuple[Line, ...]
    state: State | None = None
    statement: Statement | None = None
    published: Statement | None = None
    notes: tuple[str, ...] = field(default=())


def history(connection: Connection, id: str) -> History:
    """The history of the record with this whole id."""
    return _of_document(connection, id) if id[0] == "d" else _of_statement(connection, id)


def _of_document(connection: Connection, id: str) -> History:
    query = select(entries).where(entries.c.document == id, entries.c.kind.in_(("document", "origin", "reading")))
    found = chronological([Entry(*row) for row in connection.execute(query)], lambda entry: entry)
    judged = sum(judgement.entry.document == id for judgement in judgements(connection))
    notes = (f"judgements of what was read in it: {judged}; see the histories of the records",) if judged else ()
    return History(id, "document", id, tuple(map(_document_line, found)), notes=notes)


def _document_line(entry: Entry) -> Line:
    body, merged = json.loads(entry.body), entry.merge
    if entry.kind == "origin":
        return Line(entry.seq, entry.recorded_at, "origin", path=body["path"], merged=merged)
    if entry.kind == "document":
        return Line(entry.seq, entry.recorded_at, "document", merged=merged)
    counts = tuple((PLURALS[kind], int(body[PLURALS[kind]])) for kind in STATEMENT_KINDS if body.get(PLURALS[kind]))
    return Line(entry.seq, entry.recorded_at, "reading", reading=str(body["fingerprint"]), counts=counts, merged=merged)


def _of_statement(connection: Connection, id: str) -> History:
    given = versions(connection, [id]).get(id, [])
    made = judgements(connection)
    mine = [judgement for judgement in made if judgement.record == id]
    # An id that was found is one that a reading gave or that a reviewer added.
    of, document = (_kind(given[0].entry), given[0].entry.document) if given else (mine[0].of, mine[0].entry.document)
    seen = view(connection, kind=of, document=document)
    judged = seen.judged.get(id)
    told = [c for c in conflicts(standings(mine), Sight(connection)) if c.record == id]
    lines = [
        *_reading_lines(connection, given, id, of, document), *_judgement_lines(mine, given, told),
    ]  # fmt: skip
    published = next((version.statement for version in given if version.is_current), None) or (
        given[-1].statement if given else None
    )
    stands_in = next((other for other, one in seen.judged.items() if one.stands_for == id), None)
    state = _state(judged, given, stands_in)
    return History(
        id, of, document, tuple(chronological(lines, _placed)), state,
        judged.statement if judged else published, published, tuple(_notes(judged, stands_in, told)),
    )  # fmt: skip


def _kind(entry: Entry) -> StatementKind:
    return next(kind for kind in STATEMENT_KINDS if kind == entry.kind)


@dataclass(frozen=True, slots=True)
class _Place:
    seq: int
    merge: int | None
    recorded_at: str


def _placed(line: Line) -> _Place:
    return _Place(line.entry, line.merged, line.recorded_at)


def _reading_lines(
    connection: Connection, given: Sequence[Version], id: str, of: StatementKind, document: str
) -> Iterator[Line]:
    """A line for each reading of the document, from the first that gives the statement on."""
    query = select(entries).where(entries.c.document == document, entries.c.kind == "reading")
    readings = chronological([Entry(*row) for row in connection.execute(query)], lambda entry: entry)
    by_reading = {version.entry.reading: version for version in given}
    last: Statement | None = None
    for reading in readings:
        fingerprint = str(json.loads(reading.body)["fingerprint"])
        version, merged = by_reading.get(reading.seq), reading.merge
        if version is not None:
            changes = _changes(last, version.statement) if last is not None else ()
            entry, last = version.entry, version.statement
            yield Line(entry.seq, entry.recorded_at, "given", fingerprint, changes=changes, merged=merged)
        elif last is not None:
            notes = tuple(_instead(connection, reading.seq, of, last))
            yield Line(reading.seq, reading.recorded_at, "not given", fingerprint, merged=merged, notes=notes)


def _changes(old: Statement, new: Statement) -> tuple[Change, ...]:
    names = [name for name in type(new).model_fields if name not in _NOT_SAID and name != "certainty"]
    return tuple(
        Change(field=name, published=_plain(getattr(old, name)), corrected=_plain(getattr(new, name)))
        for name in names
        if getattr(old, name) != getattr(new, name)
    )


def _plain(value: object) -> str | int | float | bool | tuple[str | int, ...] | None:
    """A field's value as a change has it: of spans within spans, their text."""
    if isinstance(value, tuple):
        return tuple(one if isinstance(one, str | int) else str(one) for one in value)
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _instead(connection: Connection, reading: int, of: StatementKind, old: Statement) -> Iterator[str]:
    """What a reading gives at these words, where it no longer gives the statement."""
    query = select(entries).where(entries.c.reading == reading, entries.c.kind == of)
    for entry in (Entry(*row) for row in connection.execute(query.order_by(entries.c.seq))):
        new = statement_of(entry)
        if new.start < old.end and old.start < new.end:
            same = "the same" if same_elsewhere(old, new) else "another"
            yield f"gives {same} at words that overlap: {new.id}, “{new.quote}”"


def _judgement_lines(mine: Sequence[Judgement], given: Sequence[Version], told: Sequence[Conflict]) -> Iterator[Line]:
    published = given[-1].statement if given else None
    for judgement in mine:
        base = next((v.statement for v in given if judgement.judged in set(v.entry.hashes())), published)
        changes: tuple[Change, ...] = ()
        if judgement.kind == "correction":
            changes = tuple(
                Change(field=name, published=_plain(getattr(base, name, None)), corrected=_json_plain(value))
                for name, value in sorted(judgement.fields.items())
            )
        entry = judgement.entry
        yield Line(
            entry.seq, entry.recorded_at, judgement.kind, by=judgement.by, why=judgement.why, changes=changes,
            in_force=judgement.undone_by is None, undone_by=judgement.undone_by, undoes=judgement.undoes,
            merged=entry.merge, notes=tuple(_conflict_notes(judgement, told)),
        )  # fmt: skip


def _json_plain(value: object) -> str | int | float | bool | tuple[str | int, ...] | None:
    return _plain(tuple(value) if isinstance(value, list) else value)


def _conflict_notes(judgement: Judgement, told: Sequence[Conflict]) -> Iterator[str]:
    for conflict in told:
        if judgement is conflict.overruled or judgement.entry == conflict.overruled.entry:
            other = conflict.deciding
            yield f"conflict: {other.by} judged otherwise in entry {other.entry.seq}, later and without seeing this"
        elif judgement.entry == conflict.deciding.entry:
            other = conflict.overruled
            yield f"conflict: {other.by} had judged otherwise in entry {other.entry.seq}, unseen by this"


def _state(judged: Judged | None, given: Sequence[Version], stands_in: str | None) -> State:
    if judged is not None:
        review = judged.statement.review
        assert review is not None
        return review.verdict if judged.shown or review.verdict == "rejected" else "stood in for"
    if stands_in is not None:
        return "stood in for"
    if not given:
        return "undone"
    return "as read" if any(version.is_current for version in given) else "no longer read"


def _notes(judged: Judged | None, stands_in: str | None, told: Sequence[Conflict]) -> Iterator[str]:
    if stands_in is not None:
        yield f"{stands_in}, which is the same at words that overlap and was judged, stands in its place"
    review = judged.statement.review if judged else None
    if judged is not None and review is not None:
        if review.kept and judged.shown:
            yield "the document's last reading no longer gives it; it stays because it was judged"
        if review.instead_of:
            yield f"it stands in the place of {review.instead_of}, which that reading gives at words that overlap"
        if not judged.shown and review.verdict != "rejected" and stands_in is None:
            yield "the last reading gives the same at words that overlap, and that was judged later"
        if review.read_otherwise:
            yield f"read otherwise since it was judged: {', '.join(review.read_otherwise)}; judge it again"
    if told:
        yield "reviewers disagree, and the later judgement decides; judge it again to settle that"
