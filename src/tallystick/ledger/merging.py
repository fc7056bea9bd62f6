"""Making one ledger of two.

Each ledger is a chain of hashes. Where the one has nothing that the other lacks, it simply goes on as the other. Where
both went on after what they share, the entries that are missing are appended under a `merge` entry, each with its
number and hash in the ledger it came from, so that both chains can be recomputed. See docs/decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from tallystick.errors import LedgerError
from tallystick.ledger import asking
from tallystick.ledger.batch import Batch
from tallystick.ledger.hashing import Entry
from tallystick.ledger.judgements import Conflict
from tallystick.ledger.opening import open_ledger
from tallystick.ledger.schema import NOTHING_BEFORE, entries
from tallystick.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: from each ledger, how many entries came and how many were there already; how many there are
    now, and the conflicts between reviewers that are open."""

    path: str
    came: tuple[tuple[str, int, int], ...]
    entries: int
    head: str
    conflicts: tuple[Conflict, ...]


def merge(into: str | Path, *sources: str | Path) -> Merged:
    """Append to a ledger, which is made where there is none, every entry of others that it lacks; sources stay as they
    are. To leave both of two ledgers alone, merge them into a third, new one.

    All ledgers are verified first. From each, all entries come or, at whatever moment it stops, none; run again, it
    goes on, and adds nothing twice. Raises LedgerError where a ledger does not verify or cannot be read or written.
    """
    for source in sources:
        if Path(into).exists() and Path(source).exists() and Path(into).samefile(source):
            raise LedgerError(f"{source}: is the ledger to merge into; name another")
    came = []
    for source in sources:
        with open_ledger(source) as other:
            other.verify()
    with open_ledger(into, create=True) as ledger:
        ledger.verify()
        for source in sources:
            with open_ledger(source) as other:
                came.append((other.name, *_merge(ledger, other)))
        last = ledger.head()
        head = last.hash if last else NOTHING_BEFORE
        return Merged(ledger.name, tuple(came), last.seq if last else 0, head, tuple(ledger.conflicts()))


def _merge(ledger: Ledger, other: Ledger) -> tuple[int, int]:
    """Append what the ledger lacks of another; return how many entries that was, and how many it had."""
    last = other.head()
    with ledger.writing() as connection:
        if last is None:
            return 0, 0
        shared = _shared(connection, other, last)
        rest = _following(other, shared, last)
        if shared < last.seq:
            _append(connection, rest, shared, last)
    return last.seq - shared, shared


def _append(connection: Connection, rest: Iterable[Entry], shared: int, last: Entry) -> None:
    batch, own = Batch(connection), asking.head(connection)
    rest = iter(rest)
    first = next(rest)
    if first.previous == (own.hash if own else NOTHING_BEFORE):
        for entry in _with(first, rest):
            batch.repeat(entry)
        batch.write()
        return
    body = {
        "follows": first.previous, "seq": shared, "entries": last.seq - shared, "count": last.seq, "head": last.hash,
    }  # fmt: skip
    announced = batch.add("merge", last.hash, body).seq
    reading: tuple[int | None, int | None] = None, None
    for entry in _with(first, rest):
        # A reading and its statements were appended together, so its number here is known when they come.
        mine = batch.take_over(entry, reading[1] if entry.reading == reading[0] else None, announced)
        if entry.kind == "reading":
            reading = entry.seq, mine.seq
    batch.write()


def _with(first: Entry, rest: Iterable[Entry]) -> Iterator[Entry]:
    yield first
    yield from rest


def _following(other: Ledger, seq: int, last: Entry) -> Iterator[Entry]:
    """The entries of the other ledger after a number, as far as the last that was there when it was asked."""
    return (entry for entry in other.entries(after=seq) if entry.seq <= last.seq)


def _shared(connection: Connection, other: Ledger, last: Entry) -> int:
    """How many of the first entries of the other ledger are held. With an entry, all before it are held."""
    merged = _merged_hashes(connection)

    def is_held(seq: int) -> bool:
        hash = other.hash_at(seq)
        return hash in merged or asking.seq_of(connection, hash) is not None

    held, lacked = 0, last.seq + 1
    while lacked - held > 1:
        middle = (held + lacked) // 2
        held, lacked = (middle, lacked) if is_held(middle) else (held, middle)
    return held


def _merged_hashes(connection: Connection) -> set[str]:
    """The hashes that entries of other ledgers had there."""
    query = select(entries).where(entries.c.merge.is_not(None))
    found = (Entry(*row) for row in connection.execute(query, execution_options={"yield_per": 500}))
    return {hash for entry in found for hash in list(entry.hashes())[1:]}
