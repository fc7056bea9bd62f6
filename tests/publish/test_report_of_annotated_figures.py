"""The figures that people read out of a long article land in the cells where a careful reader puts them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hand_made import document

from tallystick.publish.model import Report
from tallystick.publish.report import build_report
from tallystick.records import Figure, Stance


@pytest.fixture(scope="module")
def report(shared: Path) -> Report:
    article = document((shared / "gold/karabakh-2020.txt").read_text(encoding="utf-8"))
    figures = []
    for line in (shared / "gold/karabakh-2020.figures.jsonl").read_text(encoding="utf-8").splitlines():
        slots = {key: value for key, value in json.loads(line).items() if key in Figure.model_fields}
        id = Figure.id_of(article.id, slots["start"], slots["end"], slots["low"], slots["high"])
        figures.append(Figure.model_validate({"id": id, "document": article.id, **slots}))
    return build_report([article], figures)


@pytest.mark.parametrize(("party", "stance", "outcome", "numbers"), [
    ("Azerbaijan", "own", "killed", ["2,853", "2,906"]),
    ("Azerbaijan", "adversary", "killed", ["7,630"]),
    ("Azerbaijan", "own", "missing", ["50", "6"]),
    ("Armenia", "own", "killed", ["3,825"]),
    ("Armenia", "adversary", "killed", ["more than 5,000"]),
    ("Armenia", "third", "killed", ["about 5,000"]),
    ("Armenia", "own", "captured", ["about 60"]),
    ("Armenia", "third", "deserted", ["1,500", "more than 10,000"]),
    ("Syrian mercenaries", "third", "killed", ["at least 541"]),
])  # fmt: skip
def test_rival_counts(report: Report, party: str, stance: Stance, outcome: str, numbers: list[str]) -> None:
    section = next(section for section in report.sections if section.party == party)
    found = [
        entry.number for table in section.tables for row in table.rows
        if row.outcome == outcome and row.thing != "person.civilian" for entry in row.cells[stance]
    ]  # fmt: skip
    assert [number for number in found if number in numbers] == numbers
