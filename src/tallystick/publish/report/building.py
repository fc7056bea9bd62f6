"""Builds the report of what a ledger holds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.conflict import Conflict
from tallystick.publish.choosing import check_day
from tallystick.publish.cite import Citations
from tallystick.publish.comparing import show_findings, terms_of
from tallystick.publish.model import Report
from tallystick.publish.report.bounds import Compared
from tallystick.publish.report.chapters import chapters_of
from tallystick.publish.report.chronicle import chronicle_of
from tallystick.publish.report.columns import columns_of
from tallystick.publish.report.parties import bare_sections, sections_of
from tallystick.publish.report.passages import Passages
from tallystick.publish.sheet import DEFAULT_RULE
from tallystick.records import Denial, Document, Figure, Read

if TYPE_CHECKING:
    from tallystick.ledger import Ledger


def build_report(
    documents: Iterable[Document],
    figures: Iterable[Figure],
    conflict: Conflict | None = None,
    denials: Iterable[Denial] = (),
    *,
    told: Read | None = None,
    rule: str = DEFAULT_RULE,
    known_on: str | None = None,
    recorded_before: str | None = None,
) -> Report:
    """Lay the figures side by side, bound them under a rule, tell what does not fit, and what else is `told`.

    Stances follow the sides of the conflict file, or sides proposed from the figures. With `known_on`, an ISO day,
    figures and statements that had not been claimed by then are left out, and control and agreements are shown as they
    stood on that day. `recorded_before` only says when the ledger held these. Of `told`, figures and denials are passed
    over. The document of every figure and statement must be among the documents; raises KeyError if not, and RuleError
    where there is no such rule.
    """
    from tallystick.reconcile.reconciling import reconcile

    by_id = {document.id: document for document in documents}
    given = {figure.id: figure for figure in figures}
    told = told or Read()
    missing = {one.document for _, several in told.by_kind() for one in several}
    missing |= {figure.document for figure in given.values()}
    missing -= by_id.keys()
    if missing:
        raise KeyError(min(missing))
    reconciled = reconcile(
        given.values(), by_id.values(), denials, conflict=conflict, rule_name=rule, known_on=known_on
    )
    ordered = sorted(
        (given[id] for id in reconciled.laid.frame["id"]),
        key=lambda f: (by_id[f.document].published or "9999", by_id[f.document].path, f.start, f.end, f.id),
    )
    cite = Citations(by_id)
    columns = columns_of(reconciled.laid.frame, by_id)
    apart = [figure for figure in ordered if figure.id not in columns.figures]
    sections = sections_of(apart, reconciled.laid.sides, cite)
    compared = Compared(reconciled, given, columns, cite)
    sections += bare_sections(compared.parties(), sections, reconciled.laid.sides)
    chronicle = chronicle_of(told, by_id, conflict, known_on)
    passages = Passages(by_id, after=len(cite.written))
    chapters = chapters_of(chronicle, ordered, cite, passages)
    return Report(
        conflict.title if conflict else None, reconciled.laid.sides, tuple(map(compared.with_bounds, sections)),
        tuple(cite.written), len(by_id), terms_of(reconciled, recorded_before),
        show_findings(reconciled.findings, compared.number_of), tuple(compared.tallies), tuple(ordered), chronicle,
        chapters, tuple(passages.written),
    )  # fmt: skip


def report(
    ledger: Ledger | str | Path,
    *,
    conflict: Conflict | None = None,
    rule: str = DEFAULT_RULE,
    known_on: str | None = None,
    recorded_before: str | None = None,
) -> Report:
    """The report on a ledger, open or named by its path, with low, best and high under a named rule.

    `known_on`, an ISO day, uses only what had been claimed by then; `recorded_before`, an ISO day or instant, only
    what the ledger held by then. Raises RuleError where there is no such rule, ValueError for a day that is none, and
    LedgerError where the ledger cannot be opened or read.
    """
    from tallystick.ledger import open_ledger

    if isinstance(ledger, str | Path):
        with open_ledger(ledger) as opened:
            return report(opened, conflict=conflict, rule=rule, known_on=known_on, recorded_before=recorded_before)
    day = check_day(known_on)
    figures, denials = ledger.figures(recorded_before), ledger.denials(recorded_before)
    told = Read(
        events=ledger.statements("event", recorded_before),
        control=ledger.statements("control", recorded_before),
        agreements=ledger.statements("agreement", recorded_before),
        obligations=ledger.statements("obligation", recorded_before),
        allegations=ledger.statements("allegation", recorded_before),
        relations=ledger.statements("relation", recorded_before),
    )
    return build_report(
        ledger.documents(recorded_before), figures, conflict, denials,
        told=told, rule=rule, known_on=day, recorded_before=recorded_before,
    )  # fmt: skip
