"""Entries, their canonical JSON and their hashes."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from tallystick.errors import LedgerError


def canonical(value: object) -> str:
    """JSON in one spelling: keys sorted, no spaces, characters as they are. Raises ValueError for NaN and infinity."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. `reading` is the number of the reading that a statement came from, else None.

    An entry that came from another ledger has the number of the `merge` entry that brought it, and in `origin`, as
    canonical JSON, what it was called there: seq, reading, previous, hash, and merge and origin where it had come
    there in the same way. All else is as it was there, the time of recording too.
    """

    seq: int
    kind: str
    record: str
    document: str
    reading: int | None
    body: str
    recorded_at: str
    previous: str
    hash: str
    merge: int | None = None
    origin: str | None = None

    def expected_hash(self) -> str:
        """SHA-256, in hex, over the canonical JSON of every other field, the hash of the entry before included.

        `merge` and `origin` are left out where they are None, as they were before there were such fields.
        """
        covered = {name: getattr(self, name) for name in _COVERED}
        if self.merge is not None or self.origin is not None:
            covered |= {"merge": self.merge, "origin": self.origin}
        return hashlib.sha256(canonical(covered).encode()).hexdigest()

    def original(self) -> Entry | None:
        """The entry as it stands in the ledger that it came from; None where it was first made in this one.

        Raises ValueError, KeyError or TypeError where `origin` is not what it should be.
        """
        if self.origin is None:
            return None
        there = json.loads(self.origin)
        if canonical(there) != self.origin or not set(there) <= _ORIGIN:
            raise ValueError("an origin is not canonical JSON")
        return Entry(
            int(there["seq"]), self.kind, self.record, self.document, there["reading"], self.body, self.recorded_at,
            str(there["previous"]), str(there["hash"]), there.get("merge"), there.get("origin"),
        )  # fmt: skip

    def origin_of_copy(self) -> str:
        """What another ledger that takes this entry over writes as the `origin` of its copy."""
        there = {"seq": self.seq, "reading": self.reading, "previous": self.previous, "hash": self.hash}
        more = {} if self.origin is None else {"merge": self.merge, "origin": self.origin}
        return canonical({**there, **more})

    def hashes(self) -> Iterator[str]:
        """Its hash in this ledger, then in the one it came from, and so on to the one in which it was made."""
        entry: Entry | None = self
        while entry is not None:
            yield entry.hash
            entry = entry.original()


_COVERED = tuple(field.name for field in fields(Entry) if field.name not in ("hash", "merge", "origin"))
_ORIGIN = frozenset({"seq", "reading", "previous", "hash", "merge", "origin"})


def now() -> str:
    """The time to record, UTC in ISO 8601: SOURCE_DATE_EPOCH where set, so that a ledger can be made again to the byte.

    The variable is that of https://reproducible-builds.org/specs/source-date-epoch/.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise LedgerError(
            f"SOURCE_DATE_EPOCH: {epoch!r} is not a time in whole seconds since 1970; mend or unset it"
        ) from error
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
