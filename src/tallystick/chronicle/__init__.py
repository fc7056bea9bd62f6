"""The chronicle: what happened when, who held what, and what was promised, as far as a ledger tells."""
