"""The chain of hashes of a ledger, and those of the ledgers that were merged into it."""

from __future__ import annotations

import json
from collections.abc import Callable

from tallystick.ledger.hashing import Entry
from tallystick.ledger.schema import NOTHING_BEFORE

#: The number of the entry with a hash, in the ledger where it is so; None where it is not known.
Lookup = Callable[[str], int | None]


class Chain:
    """Walks entries in order and checks that each follows the last.

    Entries that a merge brought are walked as they stand in the ledger they came from too, so that its chain is
    checked like this one: from the entry that both had on, as far as its last.
    """

    def __init__(self, lookup: Lookup, seq: int = 0, hash: str = NOTHING_BEFORE) -> None:
        self._lookup = lookup
        self.seq = seq
        self.hash = hash
        self._run: _Run | None = None

    def take(self, entry: Entry) -> str | None:
        """Why this entry cannot be the next, in words; None where it is."""
        problem = self._link(entry) or self._merged(entry)
        self.seq, self.hash = entry.seq, entry.hash
        return problem

    def missing(self) -> str | None:
        """What was announced by a merge and has not come, in words."""
        if self._run is None:
            return None
        if self._run.due:
            return f"{self._run.due} entries of merge {self._run.seq} are missing"
        return self._run.chain.missing()

    def _link(self, entry: Entry) -> str | None:
        if entry.seq != self.seq + 1:
            return f"it follows entry {self.seq}"
        if entry.previous != self.hash:
            return "it does not carry the hash of the entry before it"
        if entry.hash != entry.expected_hash():
            return "its hash is not that of its content"
        return None

    def _merged(self, entry: Entry) -> str | None:
        original = entry.original()
        if entry.merge is None:
            if original is not None:
                return "it came from another ledger, but no merge brought it"
            missing, self._run = self.missing(), None
            return missing or (self._open(entry) if entry.kind == "merge" else None)
        if original is None or self._run is None or entry.merge != self._run.seq or not self._run.due:
            return "no merge announced it"
        problem = self._run.take(original)
        return f"in the ledger it came from, {problem}" if problem else None

    def _open(self, entry: Entry) -> str | None:
        body = json.loads(entry.body)
        seq, entries, head = int(body["seq"]), int(body["entries"]), str(body["head"])
        follows = str(body["follows"])
        if entry.record != head or entries < 1:
            return "it is not the merge that its body says"
        if (0 if follows == NOTHING_BEFORE else self._lookup(follows)) != seq:
            return f"no entry before it is entry {seq} of the ledger that was merged"
        self._run = _Run(entry.seq, entries, head, Chain(self._lookup, seq, follows))
        return None


class _Run:
    """Entries that a merge announced, as they come in."""

    def __init__(self, seq: int, due: int, head: str, chain: Chain) -> None:
        self.seq = seq
        self.due = due
        self.chain = chain
        self._head = head

    def take(self, original: Entry) -> str | None:
        self.due -= 1
        problem = self.chain.take(original)
        if problem is None and not self.due and original.hash != self._head:
            return "the last entry is not the one that the merge names"
        return problem
