"""The append-only store: documents with their text, and what was read in them, each entry chained to the last."""

from tallystick.ledger.hashing import Entry
from tallystick.ledger.opening import open_ledger
from tallystick.ledger.store import Holding, Ledger
from tallystick.ledger.verification import misfit

__all__ = ["Entry", "Holding", "Ledger", "misfit", "open_ledger"]
