"""Findings: what does not fit, one module a question. Each has `find(desk)`, which yields findings."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from tallystick.reconcile.findings import (
    arithmetic,
    confirmation,
    containment,
    dates,
    denial,
    disagreement,
    fates,
    implausible,
    listing,
    longer_lists,
    outgrown,
    prisoners,
    repeat,
    revision,
)
from tallystick.reconcile.findings.desk import Desk
from tallystick.reconcile.tallies import Tallies
from tallystick.records import FINDING_KINDS, Denial, Finding

_MODULES = (
    disagreement, longer_lists, outgrown, fates, confirmation, revision, arithmetic, containment, listing, denial,
    dates, repeat, prisoners, implausible,
)  # fmt: skip


def findings_of(
    figures: pl.DataFrame,
    tallies: Tallies,
    denials: Iterable[Denial] = (),
    first_day: str | None = None,
    last_day: str | None = None,
    items: pl.DataFrame | None = None,
) -> list[Finding]:
    """All findings on settled figures and their tallies: by kind, loud before quiet, the surest first.

    `first_day` and `last_day` are the war's, where they are known: a total that changes after the last is revised and
    has not grown. The same records give the same list, in whatever order they come. `items` are
    figures that are one case each of a list, and only counted.
    """
    ordered = tuple(sorted(denials, key=lambda d: (d.document, d.start, d.id)))
    items = figures.clear() if items is None else items
    desk = Desk(figures, tallies, ordered, first_day, last_day, items)
    found = {finding.id: finding for module in _MODULES for finding in module.find(desk)}
    kinds = {kind: at for at, kind in enumerate(FINDING_KINDS)}
    return sorted(found.values(), key=lambda f: (f.quiet, kinds[f.kind], -f.certainty, f.summary, f.id))
