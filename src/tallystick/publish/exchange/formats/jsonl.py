"""JSON lines: every record whole, one a line, nothing left out.

Each line is an object with the one key that names its kind, so that `Document.model_validate(line["document"])` and
the like give the record back. The first line, `export`, says what follows and under which rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tallystick.publish.exchange.material import Material
from tallystick.publish.exchange.registry import Written
from tallystick.publish.json import dumps

NAME = "jsonl"
DESCRIPTION = "every record whole, as JSON lines"
SCHEMA = "tallystick-records/1"


def write(material: Material, path: Path) -> Written:
    """Write documents (at each path they were read from), readings, statements, happenings, tallies, findings."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(dumps({"export": _header(material)}) + "\n")
        for kind, record in _records(material):
            file.write(dumps({kind: record}) + "\n")
            count += 1
    return Written(count, "records")


def _header(material: Material) -> dict[str, Any]:
    rule = material.reconciled.tallies.rule
    conflict = material.conflict.model_dump(mode="json") if material.conflict else None
    return {"schema": SCHEMA, "rule": rule.NAME, "rule_version": rule.VERSION, "conflict": conflict}


def _records(material: Material) -> Iterator[tuple[str, dict[str, Any]]]:
    for document in material.documents.values():
        yield "document", document.model_dump(mode="json")
        # The same text at other paths: what is said of it there, without the text once more.
        for other in material.origins[document.id]:
            if other.path != document.path:
                yield "origin", other.model_dump(mode="json", exclude={"text"})
    for reading in material.readings.values():
        yield "reading", reading._asdict()
    for figure in material.figures.values():
        yield "figure", figure.model_dump(mode="json")
    for denial in material.denials:
        yield "denial", denial.model_dump(mode="json")
    for kind, statements in material.chronicle():
        for statement in statements:
            yield kind, statement.model_dump(mode="json")
    for entry in material.happenings:
        one = entry.happening
        yield "happening", {
            "id": one.id, "spoken": one.spoken.id, "events": [event.id for event in one.events],
            "links": [asdict(link) for link in one.links],
        }  # fmt: skip
    for tally in material.tallies:
        yield "tally", tally.model_dump(mode="json")
    for finding in (*material.findings, *material.date_findings):
        yield "finding", finding.model_dump(mode="json")
