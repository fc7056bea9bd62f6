"""Parts against their stated total: sums that fail, and, quietly, those that add up.

Only parts that count a total out are added, never those that merely name some of it, and only where every number of
them is exact. What the printed parts come to is said; nothing is put right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from tallystick.reconcile.findings.desk import Desk, Row, finding, sureness, voice_words
from tallystick.records import Finding
from tallystick.wording.phrase import plain_number


def find(desk: Desk) -> Iterator[Finding]:
    """One finding for each total that is counted out."""
    parts = desk.figures.filter(pl.col("part_form") == "breakdown")
    by_id = {
        row["id"]: row
        for row in desk.figures.filter(pl.col("id").is_in(parts["part_of"].unique().implode())).iter_rows(named=True)
    }
    by_total: dict[str, list[Row]] = {}
    for row in parts.sort("row").iter_rows(named=True):
        by_total.setdefault(row["part_of"], []).append(row)
    for id, listed in by_total.items():
        total = by_id.get(id)
        if total is not None and len(listed) > 1 and all(_is_exact(row) for row in (total, *listed)):
            yield _finding(total, listed)


def _is_exact(row: Row) -> bool:
    return row["low"] is not None and row["low"] == row["high"] and row["qualifier"] == "exact"


def _finding(total: Row, parts: Sequence[Row]) -> Finding:
    stated, added = total["low"], sum(part["low"] for part in parts)
    sum_words = " + ".join(plain_number(part["low"]) for part in parts)
    said = f"{voice_words(total)} gives “{total['quote']}”; the parts given ({sum_words})"
    ids = [total["id"], *(part["id"] for part in parts)]
    certainty = sureness([total, *parts])
    if added == stated:
        summary = f"{said} add up to {plain_number(added)}."
        return finding("arithmetic", summary, ids, certainty, total, quiet=True)
    gap = plain_number(abs(added - stated))
    summary = f"{said} add up to {plain_number(added)}, {gap} {'more' if added > stated else 'fewer'} than stated."
    return finding("arithmetic", summary, ids, certainty, total, _excuses(parts, added - stated))


def _excuses(parts: Sequence[Row], excess: float) -> list[str]:
    """A part that, left out, would make the sum right; or a shortfall that a part not listed would fill."""
    if excess < 0:
        return ["a part may not be listed"]
    return [f"without “{part['quote']}” they would add up" for part in parts if part["low"] == excess][:1]
