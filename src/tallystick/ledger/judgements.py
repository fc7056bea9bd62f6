"""Judgements: what reviewers say of statements, as entries, and which of them are in force."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from tallystick.ledger.hashing import Entry
from tallystick.ledger.moments import chronological
from tallystick.ledger.schema import JUDGEMENT_KINDS, JudgementKind, entries, of_kind
from tallystick.records import Record, StatementKind


class Judging(Record):
    """What every judgement says: who judges, and why."""

    by: str
    why: str


class OfStatement(Judging):
    """The body of an acceptance or rejection: the kind of the statement, and the hash of the entry that was judged."""

    kind: StatementKind
    judged: str


class OfFields(OfStatement):
    """The body of a correction: new values by the names of fields."""

    fields: dict[str, Any]


class OfAddition(Judging):
    """The body of an addition: the statement as the reviewer gives it."""

    kind: StatementKind
    statement: dict[str, Any]


class OfUndoing(Judging):
    """The body of an undo: number and hash, where it was made, of the entry that it takes back."""

    entry: int
    hash: str


BODIES: Mapping[JudgementKind, type[Judging]] = {
    "correction": OfFields, "rejection": OfStatement, "acceptance": OfStatement, "addition": OfAddition,
    "undo": OfUndoing,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement. `undoes` and `undone_by` are numbers of entries; it is in force where nothing undoes it."""

    entry: Entry
    kind: JudgementKind
    by: str
    why: str
    of: StatementKind
    fields: Mapping[str, Any]
    judged: str | None = None
    undoes: int | None = None
    undone_by: int | None = None

    @property
    def record(self) -> str:
        """The id of the statement."""
        return self.entry.record

    @property
    def in_force(self) -> bool:
        """Whether it counts: it is no undo, and nothing undoes it."""
        return self.kind != "undo" and self.undone_by is None

    def disagrees(self, other: Judgement) -> bool:
        """Whether both cannot hold: one rejects and the other does not, or they give a field different values."""
        if (self.kind == "rejection") != (other.kind == "rejection"):
            return True
        common = self.fields.keys() & other.fields.keys()
        return any(self.fields[name] != other.fields[name] for name in common)


def judgements(connection: Connection, before: str | None = None) -> list[Judgement]:
    """All judgements recorded before a `moment`, in the order in which they were made."""
    query = select(entries).where(of_kind(*JUDGEMENT_KINDS)).order_by(entries.c.seq)
    return settled([Entry(**row._mapping) for row in connection.execute(query)], before)


def settled(found: Iterable[Entry], before: str | None = None) -> list[Judgement]:
    """The judgements that entries hold, given in the order of the ledger, each with what undoes it, by time.

    One that came back from another ledger, where it had been merged before, counts once. Those not recorded before
    a `moment` are left out, and undo nothing.
    """
    made: dict[str, Judgement] = {}
    by_hash: dict[str, str] = {}
    for entry in found:
        *copies, first = entry.hashes()
        for hash in (*copies, first):
            by_hash.setdefault(hash, first)
        if first not in made:
            made[first] = _judgement(entry, made, by_hash)
    known = [judgement for judgement in made.values() if before is None or judgement.entry.recorded_at < before]
    undone: dict[int, int] = {}
    for judgement in sorted(known, key=lambda j: j.entry.seq, reverse=True):
        # An undo comes after what it undoes, so whether it is undone itself is known by now.
        if judgement.undoes is not None and judgement.entry.seq not in undone:
            undone.setdefault(judgement.undoes, judgement.entry.seq)
    with_fate = [_undone(judgement, undone.get(judgement.entry.seq)) for judgement in known]
    return chronological(with_fate, lambda judgement: judgement.entry)


def _judgement(entry: Entry, made: Mapping[str, Judgement], by_hash: Mapping[str, str]) -> Judgement:
    kind: JudgementKind = next(kind for kind in JUDGEMENT_KINDS if kind == entry.kind)
    body = BODIES[kind].model_validate_json(entry.body)
    if isinstance(body, OfUndoing):
        undone = made[by_hash[body.hash]]
        return Judgement(entry, kind, body.by, body.why, undone.of, {}, undoes=undone.entry.seq)
    if isinstance(body, OfAddition):
        return Judgement(entry, kind, body.by, body.why, body.kind, body.statement)
    assert isinstance(body, OfStatement)
    fields = body.fields if isinstance(body, OfFields) else {}
    return Judgement(entry, kind, body.by, body.why, body.kind, fields, body.judged)


def _undone(judgement: Judgement, by: int | None) -> Judgement:
    j = judgement
    return Judgement(j.entry, j.kind, j.by, j.why, j.of, j.fields, j.judged, j.undoes, by)


@dataclass(frozen=True, slots=True)
class Standing:
    """All judgements in force of one statement, by time. The last decides, and each field has the last value given."""

    judgements: tuple[Judgement, ...]

    @property
    def last(self) -> Judgement:
        """The one that decides."""
        return self.judgements[-1]

    @property
    def rejected(self) -> bool:
        """Whether the statement is out."""
        return self.last.kind == "rejection"

    @property
    def addition(self) -> Judgement | None:
        """The one that added it, where a reviewer did."""
        return next((j for j in reversed(self.judgements) if j.kind == "addition"), None)

    def corrections(self) -> dict[str, Any]:
        """The value that each corrected field has now."""
        values: dict[str, Any] = {}
        for judgement in self.judgements:
            if judgement.kind == "correction":
                values |= judgement.fields
        return values


def standings(made: Sequence[Judgement]) -> dict[str, Standing]:
    """By the id of the statement, what stands of it. Statements of which nothing stands are not there."""
    of: dict[str, list[Judgement]] = {}
    for judgement in made:
        if judgement.in_force:
            of.setdefault(judgement.record, []).append(judgement)
    return {id: Standing(tuple(found)) for id, found in of.items()}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two reviewers judged a statement otherwise, neither having seen what the other said. The later one decides."""

    record: str
    of: StatementKind
    overruled: Judgement
    deciding: Judgement


class Sight:
    """Who had seen what: which entry was in the ledger of whoever made another."""

    def __init__(self, connection: Connection) -> None:
        query = select(entries.c.seq, entries.c.body).where(of_kind("merge"), entries.c.merge.is_(None))
        #: By merge, the last own entry of this ledger that the other one had too.
        self._shared = {row.seq: int(json.loads(row.body)["seq"]) for row in connection.execute(query)}

    def seen(self, earlier: Entry, later: Entry) -> bool:
        """True where whoever made the later entry had the earlier one before them.

        Of entries that came by two merges this cannot always be told; then it is False, and a conflict is told.
        """
        if earlier.seq >= later.seq:
            return False
        if later.merge is None or later.merge == earlier.merge:
            return True
        return earlier.merge is None and earlier.seq <= self._shared.get(later.merge, 0)


def conflicts(found: Mapping[str, Standing], sight: Sight) -> list[Conflict]:
    """The conflicts between judgements in force that no later judgement, made in sight of both, has settled."""
    told = []
    for id, standing in found.items():
        for index, later in enumerate(standing.judgements):
            for earlier in standing.judgements[:index]:
                if earlier.by == later.by or not earlier.disagrees(later):
                    continue
                first, second = sorted((earlier.entry, later.entry), key=lambda entry: entry.seq)
                settling = (
                    j
                    for j in standing.judgements
                    if sight.seen(first, j.entry) and sight.seen(second, j.entry) and j.kind != "addition"
                )
                if not sight.seen(first, second) and not any(True for _ in settling):
                    told.append(Conflict(id, later.of, earlier, later))
    return told
