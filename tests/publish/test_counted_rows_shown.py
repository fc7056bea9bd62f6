"""Lists, a row a death, in what is printed: one line that says who counted, and no row in the tables of claims."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tallystick.importing import import_table
from tallystick.ledger import open_ledger
from tallystick.publish import csv as csv_form
from tallystick.publish import markdown, text
from tallystick.publish.exchange.exporting import export
from tallystick.publish.json import as_dict
from tallystick.publish.record import show_from
from tallystick.publish.report import report
from tallystick.publish.sheet import tallies
from tallystick.publish.sheet_markdown import render_tallies as tallies_in_markdown
from tallystick.records import Document, Figure, Read, digest

MAPPING = """
[source]
publisher = "Widows' League"
title = "The fallen"
[[figures]]
count = "rows"
outcome = { column = "fate" }
thing = "person.military"
basis = "incident"
party = "Ruritania"
as_of = { column = "day" }
"""
ROWS = 40
STATED = "Ruritania says that 45 soldiers were killed.\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    table = "name,fate,day\n" + "".join(f"Man {at},killed,2020-10-{at % 28 + 1:02}\n" for at in range(ROWS))
    (tmp_path / "dead.csv").write_text(table)
    (tmp_path / "mapping.toml").write_text(MAPPING)
    import_table(tmp_path / "dead.csv", tmp_path / "mapping.toml", tmp_path / "war.db")
    source = Document(id=Document.id_of(STATED), text=STATED, path="b.txt", sha256=digest(STATED), title="Gorge Post")
    start, end = STATED.index("45"), STATED.index(" were")
    stated = Figure(
        id=Figure.id_of(source.id, start, end, 45, 45), document=source.id, start=start, end=end,
        quote=STATED[start:end], line=1, low=45, high=45, qualifier="exact", thing="person.military",
        outcome="killed", party="Ruritania", claimant="Ruritania", basis="total",
    )  # fmt: skip
    with open_ledger(tmp_path / "war.db") as opened:
        opened.append_document(source, Read(figures=[stated]), "by hand")
    return tmp_path / "war.db"


def test_a_report_tells_the_count_and_no_row_one_by_one(ledger: Path) -> None:
    made = report(ledger)
    told = [entry for section in made.sections for table in section.tables for row in table.rows
            for entries in row.cells.values() for entry in entries]  # fmt: skip
    assert [entry.number for entry in told] == ["45"]
    for shown in (" ".join(text.render(made, width=60).split()), markdown.render(made)):
        assert "counted by Tallystick" in shown
        assert "at least 40" in shown
        assert "Man 39" not in shown
    claims = as_dict(made)["tallies"][0]["claims"]
    assert {claim["role"]: (claim["rows"], len(claim["citations"])) for claim in claims} == {
        "rival": (0, 1), "counted": (ROWS, 3),
    }  # fmt: skip


def test_tallies_show_the_count_beside_the_stated_total_without_words_of_its_own(ledger: Path) -> None:
    sheet = tallies(ledger)
    for shown in (" ".join(str(sheet).split()), tallies_in_markdown(sheet), sheet._repr_html_()):
        assert "“”" not in shown
        assert "at least 40" in shown
        assert "counted by Tallystick from 40 rows, which may miss or repeat some" in shown
        assert "the first 3 of its 40 rows are cited" in shown
    (row,) = csv.DictReader(StringIO(csv_form.render(sheet.frame())))
    assert (row["low"], row["high"], len(row["figures"].split("; "))) == ("45", "45", 4)


def test_exports_keep_every_row(ledger: Path, tmp_path: Path) -> None:
    lines = export(ledger, "jsonl", tmp_path / "war.jsonl").output.read_text(encoding="utf-8").splitlines()
    kinds = [json.loads(line) for line in lines]
    assert sum("figure" in line for line in kinds) == ROWS + 1
    assert f"left out: {ROWS} figures of people killed that are rows of a list of cases" in str(
        export(ledger, "ged", tmp_path / "ged.csv")
    )


def test_what_the_mapping_gives_is_told_as_such(ledger: Path) -> None:
    with open_ledger(ledger) as opened:
        row = next(one for one in opened.figures() if one.part_form == "selection")
        shown = {slot.name: slot.origin for slot in show_from(opened, row.id).slots}
        opened.verify()
    assert shown["thing"] == shown["party"] == "the mapping says so"
    assert "“killed” (line 2)" in shown["outcome"]
