"""Entries that go into the ledger together."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from tallystick.ledger.hashing import Entry, canonical, now
from tallystick.ledger.schema import NOTHING_BEFORE, Kind, entries


class Batch:
    """Entries of one document, linked to the last one in the ledger and to each other."""

    def __init__(self, connection: Connection, document: str) -> None:
        self._connection = connection
        self._document = document
        self._recorded_at = now()
        last = connection.execute(select(entries.c.seq, entries.c.hash).order_by(entries.c.seq.desc()).limit(1)).first()
        self._seq: int = last.seq if last else 0
        self._hash: str = last.hash if last else NOTHING_BEFORE
        self._rows: list[dict[str, object]] = []

    def add(self, kind: Kind, record: str, body: dict[str, object], reading: int | None = None) -> int:
        """Queue an entry and return its number."""
        self._seq += 1
        row: dict[str, object] = {
            "seq": self._seq, "kind": kind, "record": record, "document": self._document, "reading": reading,
            "body": canonical(body), "recorded_at": self._recorded_at, "previous": self._hash,
        }  # fmt: skip
        self._hash = Entry(**row, hash="").expected_hash()  # type: ignore[arg-type]
        self._rows.append({**row, "hash": self._hash})
        return self._seq

    def write(self) -> None:
        """Insert what was queued."""
        if self._rows:
            self._connection.execute(insert(entries), self._rows)
