"""Findings of days stand among the others, with the words of the events they rest on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from told_war import write_told_ledger

from tallystick.cli import main
from tallystick.ledger import open_ledger
from tallystick.publish.json import render as render_json
from tallystick.publish.report import report
from tallystick.publish.sheet import findings
from tallystick.publish.site import write_site
from tallystick.records import Document, Event, Read

TEXT = "On 3 May 2032, Ruritanian forces captured the town of Esk."


@pytest.fixture
def early(tmp_path: Path) -> str:
    """A document published a month before what it tells of."""
    document = Document(id=Document.id_of(TEXT), text=TEXT, path="a.txt", sha256="0" * 64, published="2032-04-01")
    start = TEXT.index("captured")
    event = Event(
        id=Event.id_of(document.id, start, start + 8, "2032-05-03"), document=document.id, start=start, end=start + 8,
        quote="captured", line=1, certainty=0.9, type="capture", start_date="2032-05-03", end_date="2032-05-03",
        edtf="2032-05-03", actor="Ruritania", place="Esk",
    )  # fmt: skip
    with open_ledger(tmp_path / "k.db", create=True) as ledger:
        ledger.append_document(document, Read(events=[event]), "by hand")
    return str(tmp_path / "k.db")


def test_an_event_after_publication_is_a_finding_with_its_words(early: str) -> None:
    (finding,) = findings(early)
    assert finding.kind == "dates"
    assert "captured" in str(findings(early))
    assert findings(early).frame().height == 1


def test_json_has_the_whole_event_and_its_citation(early: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["findings", "--ledger", early, "--format", "json"])
    (finding,) = json.loads(capsys.readouterr().out)
    (event,) = finding["figures"]
    assert (event["type"], event["actor"]) == ("capture", "Ruritania")
    assert event["citation"]["quote"] == "captured"
    assert event["citation"]["sentence"] == TEXT


@pytest.mark.parametrize("format", ["text", "csv", "markdown"])
def test_every_format_tells_it(early: str, format: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["findings", "--ledger", early, "--format", format])
    assert "captur" in capsys.readouterr().out.lower()


def test_they_can_be_asked_for_alone_and_left_out(early: str) -> None:
    assert len(findings(early, kinds=["dates"])) == 1
    assert len(findings(early, kinds=["revision"])) == 0
    assert len(findings(early, known_on="2032-03-01")) == 0


def test_the_report_tells_them_in_words_and_in_json(early: str, capsys: pytest.CaptureFixture[str]) -> None:
    made = report(early)
    (chapter,) = (one for one in made.chapters if one.key == "dates")
    (line,) = chapter.told[0].lines
    assert "after the document was published" in line.words
    assert [made.passages[number - 1].quote for number in line.citations] == ["captured"]
    (finding,) = json.loads(render_json(made))["dates"]
    assert finding["statements"] == [made.passages[line.citations[0] - 1].statement]


def test_a_report_of_days_that_fit_has_no_such_chapter(tmp_path: Path) -> None:
    made = report(write_told_ledger(str(tmp_path / "t.db")))
    assert "dates" not in [one.key for one in made.chapters]


def test_the_site_shows_them_with_their_words(early: str, tmp_path: Path) -> None:
    write_site(early, tmp_path / "site")
    page = (tmp_path / "site" / "findings.html").read_text(encoding="utf-8")
    assert "Dates that do not fit" in page and "captured</a>" in page


def test_days_that_fit_are_no_finding(tmp_path: Path) -> None:
    assert [one for one in findings(write_told_ledger(str(tmp_path / "t.db"))) if one.kind == "dates"] == []
