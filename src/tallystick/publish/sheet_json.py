"""Tallies, findings and rules as JSON, for programs. Keys are stable: later versions add some, and change or drop none.

`tallies` prints a list of tallies, `findings` a list of findings, `rules` a list of rules.

a tally     {id, party, parties, outcome, thing, kind, unit, cover, since, until, place, window, low, best, high,
            high_is_open, rule, rule_version, claims}; null is not stated, and high_is_open says "or more"
  claims    [{voice, claimant, stance, role, low, high, qualifier, modality, basis, as_of, quote, doubts, figures
            (ids), rows, sets, citations}]; where rows is not 0, Tallystick counted so many rows of a list, quote is
            empty, and figures has the first few of them
a finding   {id, kind, summary, certainty, notes, quiet, party, outcome, thing, figures, rule, rule_version};
            figures are whole records, each with its citation
a rule      {name, version, description}
a citation  {figure, document, title, publisher, published, url, path, line, quote, sentence, start, end, bounds};
            start and end are code points in the sentence
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from tallystick.publish.cite import Citations
from tallystick.publish.json import dumps
from tallystick.publish.json_records import Records
from tallystick.publish.sheet import FindingSheet, RuleSheet, TallySheet
from tallystick.records import Document, Figure, Statement


def records_for(sheet: TallySheet | FindingSheet, figures: Iterable[Figure], documents: Iterable[Document]) -> Records:
    """The records and citations that a sheet rests on, of the figures and documents it was made from."""
    wanted = sheet.cited()
    others = sheet.dated.statements.values() if isinstance(sheet, FindingSheet) else ()
    used: list[Statement] = [one for one in (*figures, *others) if one.id in wanted]
    cite = Citations({document.id: document for document in documents})
    for figure in used:
        cite.number_of(figure)
    return Records.of(used, cite.written)


def render_tallies(sheet: TallySheet, records: Records) -> str:
    """The tallies, indented; ends with a line feed."""
    return _list([records.tally(tally) for tally in sheet])


def render_findings(sheet: FindingSheet, records: Records) -> str:
    """The findings, quiet ones too, indented; ends with a line feed."""
    return _list([records.finding(one, sheet.terms) for one in sheet])


def render_rules(sheet: RuleSheet) -> str:
    """The rules, indented; ends with a line feed."""
    return _list([asdict(rule) for rule in sheet])


def _list(rows: list[dict[str, Any]]) -> str:
    return dumps(rows, indent=2) + "\n"
