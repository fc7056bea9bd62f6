"""Findings: what does not fit, one module a kind. Each module has `find(desk)`, which yields findings."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from tallystick.reconcile.findings import (
    arithmetic,
    containment,
    dates,
    denial,
    disagreement,
    implausible,
    repeat,
    revision,
)
from tallystick.reconcile.findings.desk import Desk
from tallystick.reconcile.tallies import Tallies
from tallystick.records import FINDING_KINDS, Denial, Finding

_MODULES = (disagreement, revision, arithmetic, containment, denial, dates, repeat, implausible)


def findings_of(
    figures: pl.DataFrame, tallies: Tallies, denials: Iterable[Denial] = (), last_day: str | None = None
) -> list[Finding]:
    """All findings on settled figures and their tallies: by kind, loud before quiet, the surest first.

    `last_day` is the war's, where it is known: a total that changes after it is revised and has not grown. The same
    records give the same list, in whatever order they come.
    """
    ordered = tuple(sorted(denials, key=lambda d: (d.document, d.start, d.id)))
    desk = Desk(figures, tallies, ordered, last_day)
    found = {finding.id: finding for module in _MODULES for finding in module.find(desk)}
    kinds = {kind: at for at, kind in enumerate(FINDING_KINDS)}
    return sorted(found.values(), key=lambda f: (f.quiet, kinds[f.kind], -f.certainty, f.summary, f.id))
