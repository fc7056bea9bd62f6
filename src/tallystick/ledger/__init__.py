"""The append-only store: documents with their text, what was read in them, and what reviewers made of that.

Each entry is chained to the last.
"""

from tallystick.ledger.checking import Verified
from tallystick.ledger.hashing import Entry
from tallystick.ledger.histories import History, Line
from tallystick.ledger.judgements import Conflict, Judgement
from tallystick.ledger.merging import Merged, merge
from tallystick.ledger.opening import open_ledger
from tallystick.ledger.sealing import Manifest, read_manifest, seal, verify_against
from tallystick.ledger.store import Holding, Ledger
from tallystick.ledger.verification import misfit

__all__ = [
    "Conflict", "Entry", "History", "Holding", "Judgement", "Ledger", "Line", "Manifest", "Merged", "Verified", "merge",
    "misfit", "open_ledger", "read_manifest", "seal", "verify_against",
]  # fmt: skip
