"""Entries that go into the ledger together."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import Connection, insert, select

from tallystick.ledger.hashing import Entry, canonical, now
from tallystick.ledger.schema import NOTHING_BEFORE, Kind, entries

#: How many entries wait before they are written, so that a whole ledger can go through a batch.
_FULL = 500
_COLUMNS = tuple(field.name for field in fields(Entry))


class Batch:
    """Entries linked to the last one in the ledger and to each other; of one document, where one is named."""

    def __init__(self, connection: Connection, document: str = "") -> None:
        self._connection = connection
        self._document = document
        self._recorded_at = now()
        last = connection.execute(select(entries.c.seq, entries.c.hash).order_by(entries.c.seq.desc()).limit(1)).first()
        self._seq: int = last.seq if last else 0
        self._hash: str = last.hash if last else NOTHING_BEFORE
        self._waiting: list[dict[str, object]] = []

    def add(self, kind: Kind, record: str, body: dict[str, object], reading: int | None = None) -> Entry:
        """Queue an entry and return it."""
        return self._link(kind, record, self._document, reading, canonical(body), self._recorded_at)

    def take_over(self, entry: Entry, reading: int | None, merge: int) -> Entry:
        """Queue an entry of another ledger under a `merge` entry, with the number its reading has here."""
        origin = entry.origin_of_copy()
        return self._link(
            entry.kind, entry.record, entry.document, reading, entry.body, entry.recorded_at, merge, origin
        )

    def repeat(self, entry: Entry) -> None:
        """Queue an entry of another ledger that goes on where this one ends, as it is."""
        if (entry.seq, entry.previous) != (self._seq + 1, self._hash):
            raise ValueError(f"entry {entry.seq} does not follow entry {self._seq}")
        self._queue(entry)

    def write(self) -> None:
        """Insert what was queued."""
        if self._waiting:
            self._connection.execute(insert(entries), self._waiting)
            self._waiting = []

    def _link(
        self,
        kind: str,
        record: str,
        document: str,
        reading: int | None,
        body: str,
        recorded_at: str,
        merge: int | None = None,
        origin: str | None = None,
    ) -> Entry:
        place = self._seq + 1, kind, record, document, reading, body, recorded_at, self._hash
        entry = Entry(*place, hash=Entry(*place, "", merge, origin).expected_hash(), merge=merge, origin=origin)
        self._queue(entry)
        return entry

    def _queue(self, entry: Entry) -> None:
        self._seq, self._hash = entry.seq, entry.hash
        self._waiting.append({name: getattr(entry, name) for name in _COLUMNS})
        if len(self._waiting) >= _FULL:
            self.write()
