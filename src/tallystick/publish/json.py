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
terms       {rule, rule_version, rule_description, figures, known_on, recorded_before, left_out,
            statements_left_out}; left_out counts figures, statements_left_out what the chronicle does not use
findings    as `tallystick findings` gives them, quiet ones too
tallies     as `tallystick tallies` gives them
series      [{party, words, citations}]: what one voice said of one thing at several times
chronology  every happening, in the order of time: [{id, type, start_date, end_date, edtf, sureness, first_day,
            last_day, actor, target, place, claimants, told}]; sureness is "day", "days" (all of a stretch), "within"
            (some day of it) or "impossible" (no day of the calendar); a null claimant is a document's own voice
  told      [{the fields of the event, reason, like, citation}]; reason says why it tells the same as the event `like`
control     every place: [{id, place, spellings, kind, named, on, state, holder, by, before, maybe, left, due,
            contested, unsaid, undated, denied, reason}]; `on` null is by the last that is told
  by, before  {holder, since_first, since_last, claimants, implied, announced, alleged, told}; by is a list of them,
            several where it is disputed
  the others  lists of {the fields of the record, citation}
agreements  [{the fields of the agreement, on, state, reason, state_doubts, events, same_as, citation, obligations}]
  obligations  [{the fields of the obligation, state, reason, state_doubts, events, citation}]
  events    [{the fields of the event, citation}]
  same_as   [{agreement, reason}]: records of other documents taken to be the same agreement
allegations [{id, accuser, accused, crime, places, start_date, end_date, state, told, denials, law}]; the last three are
            lists of {the fields of the record, reason, citation}; state is where the matter stands, never whether it
            is true
relations   [{id, kind, actor, target, modality, claimants, deniers, start_date, end_date, reason, told}]
  told      [{the fields of the record, citation}]
            a citation in these is {document, title, publisher, published, url, path, line, quote}
dates       [{id, summary, statements, certainty, notes}]: what does not fit in the days of the chronicle, with the ids
            of the statements that it rests on
citations   of the figures: [{number, figure, document, title, publisher, published, url, path, line, quote, sentence,
            start, end, bounds}]; start and end are code points in the sentence
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

from tallystick.printable import printable
from tallystick.publish.json_records import Records
from tallystick.publish.model import Chronicle, Entry, Report, Section
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
    records, chronicle = Records.of(report.figures, report.citations), report.chronicle
    return {
        "schema": SCHEMA,
        "title": report.title,
        "documents": report.documents,
        "sides": {"origin": report.sides.origin, "sides": [asdict(side) for side in report.sides.sides]},
        "parties": [_section(section) for section in report.sections],
        "terms": asdict(report.terms) | {"statements_left_out": chronicle.left_out if chronicle else 0},
        "findings": [records.finding(one.finding, report.terms) for one in report.findings],
        "tallies": [records.tally(tally) for tally in report.tallies],
        "series": [asdict(one) for section in report.sections for one in section.series],
        **_chronicle(chronicle),
        "citations": [asdict(citation) for citation in report.citations],
    }


def _chronicle(chronicle: Chronicle | None) -> dict[str, list[Any]]:
    """The sheets of the chronicle, each as its own command writes it."""
    # These modules write with `dumps`.
    from tallystick.publish.chronicle import (
        agreement_json,
        allegation_json,
        control_json,
        relation_json,
        timeline_json,
    )

    if chronicle is None:
        return {name: [] for name in ("chronology", "control", "agreements", "allegations", "relations", "dates")}
    return {
        "chronology": json.loads(timeline_json.render_timeline(chronicle.timeline)),
        "control": json.loads(control_json.render_control(chronicle.control)),
        "agreements": json.loads(agreement_json.render_agreements(chronicle.agreements)),
        "allegations": json.loads(allegation_json.render_allegations(chronicle.allegations)),
        "relations": json.loads(relation_json.render_relations(chronicle.relations)),
        "dates": [
            {
                "id": one.id,
                "summary": one.summary,
                "statements": list(one.figures),
                "certainty": one.certainty,
                "notes": list(one.notes),
            }
            for one in chronicle.dated.findings
        ],
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
