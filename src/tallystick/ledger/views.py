"""The current view of statements that reviewers judged: what was published, with their judgements laid over it.

A judgement is of a statement's id, and with it of its words. Where the last reading of the document no longer gives
that id, the statement stays in the view as it was last given. Where that reading gives the same at words that overlap
(a span that moved by a character is another id), the judged statement stands for that one, or, rejected, keeps it out;
unless somebody judged that one later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, select

from tallystick.ledger.hashing import Entry
from tallystick.ledger.judgements import Judgement, Sight, Standing, conflicts, judgements, standings
from tallystick.ledger.moments import chronological, current, current_readings, held_by
from tallystick.ledger.schema import JudgementKind, entries
from tallystick.records import STATEMENT_KINDS, STATEMENT_TYPES, Change, Review, Statement, StatementKind, Verdict

#: Ids asked for at once: SQLite takes no more than 32,766 parameters, and older ones 999.
_AT_ONCE = 500
_VERDICTS: Mapping[JudgementKind, Verdict] = {
    "correction": "corrected", "rejection": "rejected", "acceptance": "accepted", "addition": "added",
}  # fmt: skip
#: Fields of which it says nothing of the statement that they changed from one reading to the next.
_NOT_SAID = frozenset({"evidence", "certainty", "line", "review"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged statement as it stands now. `shown` where it is in the current view, `stands_for` whom it keeps out."""

    statement: Statement
    shown: bool
    given: bool
    stands_for: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A statement as one reading gave it."""

    entry: Entry
    statement: Statement
    is_current: bool


@dataclass(frozen=True)
class View:
    """What judgements do to the statements of readings: replace some, leave some out, and put others in."""

    judged: Mapping[str, Judged] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.judged)

    @property
    def touched(self) -> set[str]:
        """The ids that must not be taken from a reading."""
        kept_out = {one.stands_for for one in self.judged.values() if one.stands_for}
        return {id for id, one in self.judged.items() if one.given} | kept_out

    def shown(self) -> list[Statement]:
        """The judged statements that are in the view."""
        return [one.statement for one in self.judged.values() if one.shown]

    def over(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """The statements of readings, with the judged ones in the place of what they were judged from."""
        touched = self.touched
        yield from (statement for statement in statements if statement.id not in touched)
        yield from self.shown()


def view(
    connection: Connection, before: str | None = None, kind: StatementKind | None = None, document: str | None = None
) -> View:
    """The view as of a `moment`, of one kind or all, of one document or all."""
    made = judgements(connection, before)
    found = standings(made)
    wanted = {
        id: standing
        for id, standing in found.items()
        if kind in (None, standing.last.of) and document in (None, standing.last.entry.document)
    }
    return View(_Judging(connection, before, wanted, made).judged()) if wanted else View()


def versions(connection: Connection, ids: Sequence[str], before: str | None = None) -> dict[str, list[Version]]:
    """By id, every reading's version of a statement, by time."""
    is_current = entries.c.reading.in_(current_readings(before)).label("is_current")
    found: dict[str, list[Version]] = {}
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        query = select(entries, is_current).where(
            entries.c.record.in_(some), entries.c.kind.in_(STATEMENT_KINDS), *held_by(before)
        )
        for row in connection.execute(query):
            entry = Entry(*row[:-1])
            found.setdefault(entry.record, []).append(Version(entry, statement_of(entry), bool(row.is_current)))
    return {id: chronological(some, lambda version: version.entry) for id, some in found.items()}


def statement_of(entry: Entry) -> Statement:
    """The statement in the body of an entry."""
    kind = next(kind for kind in STATEMENT_KINDS if kind == entry.kind)
    return STATEMENT_TYPES[kind].model_validate_json(entry.body)


def same_elsewhere(old: Statement, new: Statement) -> bool:
    """True where two statements of a kind say the same (bounds, place, parties: what their ids follow from), at words
    that overlap."""
    if not (old.document == new.document and old.start < new.end and new.start < old.end):
        return False
    moved = new.model_copy(update={"start": old.start, "end": old.end})
    return moved.expected_id() == old.expected_id()


def laid_over(
    standing: Standing, published: Statement | None, review: Mapping[str, Any] | None = None
) -> tuple[Statement, tuple[Change, ...]]:
    """A statement with what reviewers made of it, and the fields that differ from what was published.

    Raises ValueError where the two do not make a statement.
    """
    added = standing.addition
    of = STATEMENT_TYPES[standing.last.of]
    base = published if published is not None else of.model_validate(added.fields if added else {})
    given = {name: getattr(base, name) for name in type(base).model_fields if name != "review"}
    mine = {**(added.fields if added else {}), **standing.corrections()}
    merged = of.model_validate({**given, **mine})
    changes = tuple(
        Change(field=name, published=getattr(base, name), corrected=getattr(merged, name))
        for name in sorted(mine.keys() - _NOT_SAID)
        if getattr(base, name) != getattr(merged, name)
    )
    return merged.model_copy(update={"id": standing.last.record}), changes


class _Judging:
    """Lays standings over what readings give."""

    def __init__(
        self, connection: Connection, before: str | None, found: Mapping[str, Standing], made: Sequence[Judgement]
    ) -> None:
        self._connection = connection
        self._before = before
        self._found = found
        self._versions = versions(connection, list(found), before)
        places = {judgement.entry.seq: place for place, judgement in enumerate(made)}
        self._order = {id: places[standing.last.entry.seq] for id, standing in found.items()}
        self._against = self._conflicts()
        self._given_in: dict[tuple[str, StatementKind], list[Statement]] = {}

    def judged(self) -> dict[str, Judged]:
        """By id, the last judged first, so that it has the first claim on what it stands for."""
        claimed: set[str] = set()
        judged = {}
        for id in sorted(self._found, key=self._order.__getitem__, reverse=True):
            judged[id] = self._one(id, self._found[id], claimed)
        # What is read and judged, but stood for by another that was judged later.
        return {id: replace(one, shown=False) if id in claimed else one for id, one in judged.items()}

    def _one(self, id: str, standing: Standing, claimed: set[str]) -> Judged:
        published = self._published(id)
        given = published is not None and published.is_current
        statement, changes = laid_over(standing, published.statement if published else None)
        successor = None if given else self._successor(id, statement, published)
        shown, stands_for = not standing.rejected, successor
        if successor is not None:
            if successor in claimed or self._order.get(successor, -1) > self._order[id]:
                shown, stands_for = False, None
            else:
                claimed.add(successor)
        last = standing.last
        review = Review(
            verdict=_VERDICTS[last.kind], by=last.by, why=last.why, entry=last.entry.seq,
            recorded_at=last.entry.recorded_at, changes=changes, kept=not given and standing.addition is None,
            instead_of=stands_for, read_otherwise=self._read_otherwise(id, standing, published),
            against=tuple(self._against.get(id, ())),
        )  # fmt: skip
        return Judged(statement.model_copy(update={"review": review}), shown, given, stands_for)

    def _published(self, id: str) -> Version | None:
        """The version of the document's last reading; where that gives none, the last that any gave."""
        found = self._versions.get(id, [])
        return next((version for version in found if version.is_current), found[-1] if found else None)

    def _successor(self, id: str, statement: Statement, published: Version | None) -> str | None:
        """The id under which the document's last reading gives the same, as it was published or as it is corrected."""
        mine = [statement] if published is None else [statement, published.statement]
        same = [
            new
            for new in self._of_last_reading(statement.document, self._found[id].last.of)
            if any(same_elsewhere(old, new) for old in mine)
        ]
        overlap = [(min(new.end, statement.end) - max(new.start, statement.start), new.id) for new in same]
        return max(overlap)[1] if overlap else None

    def _of_last_reading(self, document: str, kind: StatementKind) -> list[Statement]:
        if (document, kind) not in self._given_in:
            query = select(entries.c.body).where(*current(kind, self._before), entries.c.document == document)
            bodies = self._connection.execute(query).scalars()
            self._given_in[document, kind] = [STATEMENT_TYPES[kind].model_validate_json(body) for body in bodies]
        return self._given_in[document, kind]

    def _read_otherwise(self, id: str, standing: Standing, published: Version | None) -> tuple[str, ...]:
        """The fields that are read otherwise than when the statement was last judged, corrected ones left out."""
        judged = [v for v in self._versions.get(id, ()) if standing.last.judged in set(v.entry.hashes())]
        if not judged or published is None:
            return ()
        before, names = judged[0].statement, type(published.statement).model_fields
        said = [name for name in names if name not in _NOT_SAID and name not in standing.corrections()]
        return tuple(name for name in said if getattr(before, name) != getattr(published.statement, name))

    def _conflicts(self) -> dict[str, list[int]]:
        """By id, the entries that say otherwise than the deciding one, whose maker had not seen them."""
        several = {id: s for id, s in self._found.items() if len({j.by for j in s.judgements}) > 1}
        against: dict[str, list[int]] = {}
        for conflict in conflicts(several, Sight(self._connection)) if several else ():
            against.setdefault(conflict.record, []).append(conflict.overruled.entry.seq)
        return against
