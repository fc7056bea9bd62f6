"""Whatever a document holds, no output steers a terminal, runs in a browser or calculates in a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hand_made import CONFLICT

from tallystick.build import build
from tallystick.cli import main
from tallystick.ledger import open_ledger
from tallystick.publish.chronicle.agreements import agreements
from tallystick.publish.chronicle.allegations import allegations
from tallystick.publish.chronicle.control import control
from tallystick.publish.chronicle.relations import relations
from tallystick.publish.chronicle.timeline import timeline

EVIL = "<script>alert(1)</script>\x1b[2J\x9b31m\x07\u202e"
CONTROLS = {"\x1b", "\x9b", "\x07", "\u202e", "\u2028"}
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1")
TEXT = "\n".join([
    f"Title: {EVIL}", f"Publisher: =cmd|{EVIL}", "Date: 2021-05-04", "",
    f"{EVIL} On 3 May 2021 Borduria captured the town of Zenda, and 12 soldiers were killed {EVIL}.",
    f"Ruritania {EVIL} accused Borduria of war crimes in Zenda. Borduria denied the accusation {EVIL}.",
    f"Ruritania supplied weapons to Borduria on 4 May 2021 {EVIL}.",
    f"The Zenda Agreement was signed by Ruritania and Borduria on 5 May 2021 {EVIL}.",
    f"Under the agreement, Ruritania must withdraw its forces {EVIL} from Zenda by 9 May 2021.",
    *(f"{start}, {start} soldiers: {number} killed on 6 May 2021 {EVIL}" for number, start in enumerate(FORMULAS, 2)),
    "",
])  # fmt: skip
KINDS = {"figure", "event", "control", "agreement", "obligation", "allegation", "relation"}
FORMATTED = [
    *((command, format) for command in ("tallies", "findings") for format in ("text", "json", "csv", "markdown")),
    *(("report", format) for format in ("text", "json", "markdown", "html")),
    *((command, "json") for command in ("timeline", "control", "agreements", "allegations", "relations", "reviews")),
    *((command, "text") for command in ("timeline", "control", "agreements", "allegations", "relations", "reviews")),
    ("control", "geojson"), ("timeline", "timelinejs"),
]  # fmt: skip


class Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += attrs


@pytest.fixture
def ledger(any_network: None, tmp_path: Path) -> Path:
    """A ledger with statements of every kind from one hostile document, with a hostile name."""
    (tmp_path / f"{EVIL.replace('/', '')}.txt").write_text(TEXT, encoding="utf-8", newline="")
    (path,) = tmp_path.iterdir()
    assert build([str(path)], tmp_path / "k.db", conflict=CONFLICT).read == 1
    with open_ledger(tmp_path / "k.db") as opened:
        assert {entry.kind for entry in opened.entries()} >= KINDS
        (figure, *_) = opened.figures()
        opened.correct(figure.id, {"party": f"={EVIL}"}, by=f"@{EVIL}", why=f"+{EVIL}")
    return tmp_path / "k.db"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    def run(*arguments: object) -> str:
        monkeypatch.setattr("sys.argv", ["tallystick", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        assert ended.value.code == 0, told.err
        assert not CONTROLS & set(told.err)
        return told.out

    return run


def is_harmless(written: str, format: str) -> None:
    assert written and not CONTROLS & set(written)
    if format == "html":
        page = Elements(written)
        assert not page.names & {"script", "iframe", "object", "img"}
        assert not [name for name, value in page.attributes if name.startswith("on") or "javascript:" in (value or "")]
    elif format == "markdown":
        assert "<script" not in written
    elif format == "csv":
        for row in csv.reader(written.splitlines()):
            for cell in row:
                assert not cell.lstrip().startswith(("=", "+", "@", "＝"))
                assert not cell.lstrip().startswith("-") or cell.lstrip("-").replace(".", "").isdigit()
    elif format == "timelinejs":
        json.loads(written)
        assert "<script" not in written
    elif format != "text":
        json.loads(written)


def test_no_command_prints_what_does_harm(ledger: Path, run: Callable[..., str]) -> None:
    for command, format in FORMATTED:
        is_harmless(run(command, "--ledger", ledger, "--format", format), format)
    with open_ledger(ledger) as opened:
        ids = [opened.documents()[0].id, *(figure.id for figure in opened.figures())]
    for id in ids:
        for command in ("show", "history"):
            is_harmless(run(command, id, "--ledger", ledger), "text")
    is_harmless(run("verify", "--ledger", ledger), "text")


def test_no_notebook_runs_what_a_document_holds(ledger: Path) -> None:
    for sheet in (timeline, control, agreements, allegations, relations):
        is_harmless(sheet(ledger)._repr_html_(), "html")


def test_no_export_holds_what_does_harm(ledger: Path, run: Callable[..., str], tmp_path: Path) -> None:
    for format in ("acled", "ftm", "ged", "geojson", "jsonl", "prov", "timelinejs", "webannotation", "datapackage"):
        run("export", format, "--ledger", ledger, "--output", tmp_path / format)
        output = tmp_path / format
        for file in sorted(output.iterdir()) if output.is_dir() else [output]:
            if file.suffix == ".parquet":
                continue
            kind = "csv" if file.suffix == ".csv" or format in ("acled", "ged", "ftm") else format
            kind = "geojson" if file.suffix == ".json" else kind
            is_harmless(file.read_text(encoding="utf-8"), "text" if kind == "jsonl" else kind)
