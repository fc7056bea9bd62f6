"""One claim in several documents: counted once, for repeating a source is not confirming it."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tallystick.reconcile.findings.desk import Desk, claim_words, counted_words, finding, sureness
from tallystick.records import Finding


def find(desk: Desk) -> Iterator[Finding]:
    """One finding for each claim that stands in more than one document and names who makes it."""
    repeated = desk.claims.filter(
        (pl.col("document").list.len() > 1)
        & (pl.col("claimant").is_not_null() | pl.col("publisher").is_not_null())
        & pl.col("role").is_in(["rival", "superseded"])
    )
    for row in repeated.sort("row").iter_rows(named=True):
        many = len(row["document"])
        summary = f"{counted_words(row)}: {claim_words(row)} stands in {many} documents and counts as one claim."
        yield finding("repeat", summary, row["figures"], sureness([row]), row, quiet=True)
