"""Entries, their canonical JSON and their hashes."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from tallystick.errors import LedgerError


def canonical(value: object) -> str:
    """JSON in one spelling: keys sorted, no spaces, characters as they are. Raises ValueError for NaN and infinity."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. `reading` is the number of the reading that a figure or denial came from, else None."""

    seq: int
    kind: str
    record: str
    document: str
    reading: int | None
    body: str
    recorded_at: str
    previous: str
    hash: str

    def expected_hash(self) -> str:
        """SHA-256, in hex, over the canonical JSON of every other field, the hash of the entry before included."""
        covered = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "hash"}
        return hashlib.sha256(canonical(covered).encode()).hexdigest()


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
