"""The report as JSON, for programs. Keys are stable: later versions add some, and change or drop none.

schema      "tallystick-report/1"
title       the conflict's, or null
documents   how many documents the ledger holds
sides       {origin: "conflict file" | "proposed" | "none", sides: [{name, parties, against}]}; against
            has the names of the sides that a side fights
parties     [{party, side, tables, elsewhere}]; party is null for figures that name none
  tables      [{topic, rows: [{outcome, thing, own, adversary, third, unattributed}]}]; the last four are lists
              of entries
  elsewhere   [{party, citations}]: figures listed under that party that count this one as well
  an entry    {figures (ids), number (as published), low, high, qualifier, unit, outcome, thing, what, party,
              claimant, actor, place, modality, as_of, published (days of publication), notes, doubts,
              citations, parts (entries)}
terms       {rule, rule_version, rule_description, figures, known_on, recorded_before, left_out}
findings    as `tallystick findings` gives them, quiet ones too
tallies     as `tallystick tallies` gives them
series      [{party, words, citations}]: what one voice said of one thing at several times
citations   [{number, figure, document, title, publisher, published, url, path, line, quote, sentence, start, end,
            bounds}]; start and end are code points in the sentence
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

from tallystick.printable import printable
from tallystick.publish.json_records import Records
from tallystick.publish.model import Entry, Report, Section
from tallystick.records import STANCES

SCHEMA = "tallystick-report/1"
_NOT_ASCII = re.compile(r"[^\x20-\x7e\n]")


def dumps(value: object, indent: int | None = None) -> str:
    """JSON in which scripts stay readable, and what could steer a terminal or hide text is written as \\uXXXX."""
    return _NOT_ASCII.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def _escaped(match: re.Match[str]) -> str:
    return match[0] if printable(match[0]) == match[0] else json.dumps(match[0])[1:-1]


def render(report: Report) -> str:
    """The report, indented; ends with a line feed."""
    return dumps(as_dict(report), indent=2) + "\n"


def as_dict(report: Report) -> dict[str, Any]:
    """The report in the form that the module's description sets out."""
    records = Records.of(report.figures, report.citations)
    return {
        "schema": SCHEMA,
        "title": report.title,
        "documents": report.documents,
        "sides": {"origin": report.sides.origin, "sides": [asdict(side) for side in report.sides.sides]},
        "parties": [_section(section) for section in report.sections],
        "terms": asdict(report.terms),
        "findings": [records.finding(one.finding, report.terms) for one in report.findings],
        "tallies": [records.tally(tally) for tally in report.tallies],
        "series": [asdict(one) for section in report.sections for one in section.series],
        "citations": [asdict(citation) for citation in report.citations],
    }


def _section(section: Section) -> dict[str, Any]:
    tables = [
        {
            "topic": table.topic,
            "rows": [
                {"outcome": row.outcome, "thing": row.thing}
                | {stance: [_entry(entry) for entry in row.cells[stance]] for stance in STANCES}
                for row in table.rows
            ],
        }
        for table in section.tables
    ]
    elsewhere = [asdict(reference) for reference in section.elsewhere]
    return {"party": section.party, "side": section.side, "tables": tables, "elsewhere": elsewhere}


def _entry(entry: Entry) -> dict[str, Any]:
    first = entry.figures[0]
    slots = (
        "low", "high", "qualifier", "unit", "outcome", "thing", "party", "claimant", "actor", "place", "modality",
        "as_of",
    )  # fmt: skip
    return {
        "figures": [figure.id for figure in entry.figures],
        "number": entry.number,
        "what": entry.what,
        **{slot: getattr(first, slot) for slot in slots},
        "published": list(entry.published),
        "notes": list(entry.notes),
        "doubts": list(entry.doubts),
        "citations": list(entry.citations),
        "parts": [_entry(part) for part in entry.parts],
    }
