"""The commands: what they print, where, and the exit status they leave with."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from fake_reader import FakeReader

from tallystick.cli import main

CONFLICT = """
title = "The Gorge War"
[[sides]]
name = "Ruritania"
parties = [{ name = "Ruritania" }]
"""


class Result(SimpleNamespace):
    """Exit status, standard output, standard error."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs the command in an empty folder, with a reader that takes every number for a figure."""
    module = SimpleNamespace(DocumentReader=lambda conflict=None, **options: FakeReader())
    monkeypatch.setitem(sys.modules, "tallystick.extraction.reading", module)
    monkeypatch.delenv("TALLYSTICK_LEDGER", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.chdir(tmp_path)

    def run_main(*arguments: str) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(arguments)
        captured = capsys.readouterr()
        return Result(status=left.value.code or 0, out=captured.out, err=captured.err)

    return run_main


@pytest.fixture
def ledger(run: Run) -> Iterator[str]:
    Path("a.txt").write_text("Ruritania says that 12 soldiers and 7 others fell.", encoding="utf-8")
    assert run("build", "a.txt", "--ledger", "k.db").status == 0
    yield "k.db"


def test_build_reads_and_says_what_it_read(run: Run) -> None:
    Path("a.txt").write_text("There were 12 dead.", encoding="utf-8")
    first = run("build", "a.txt", "--ledger", "k.db")
    assert (first.status, first.out) == (0, "")
    assert first.err.splitlines() == ["read a.txt: 1 figure", "k.db: 1 read with 1 figures, 0 unchanged, 0 refused"]
    again = run("build", "a.txt", "--ledger", "k.db")
    assert again.err.splitlines()[0] == "unchanged a.txt"


def test_build_names_what_it_refuses_and_reads_the_rest(run: Run) -> None:
    Path("a.txt").write_text("There were 12 dead.", encoding="utf-8")
    Path("empty.txt").touch()
    result = run("build", "a.txt", "empty.txt", "missing.txt", "--ledger", "k.db")
    assert result.status == 1
    assert "read a.txt" in result.err
    assert "refused empty.txt: " in result.err and "refused missing.txt: " in result.err
    assert "1 read with 1 figures, 0 unchanged, 2 refused" in result.err


def test_build_reads_a_conflict_file(run: Run) -> None:
    Path("a.txt").write_text("There were 12 dead.", encoding="utf-8")
    Path("conflict.toml").write_text(CONFLICT, encoding="utf-8")
    assert run("build", "a.txt", "--ledger", "k.db", "--conflict", "conflict.toml").status == 0
    Path("conflict.toml").write_text("sides = 3", encoding="utf-8")
    result = run("build", "a.txt", "--ledger", "k.db", "--conflict", "conflict.toml")
    assert (result.status, result.err.count("\n")) == (1, 1)
    assert result.err.startswith("tallystick: conflict.toml: sides")


def test_the_ledger_can_come_from_the_environment(run: Run, ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALLYSTICK_LEDGER", ledger)
    assert run("report").status == 0


@pytest.mark.parametrize(("format", "start"), [
    ("text", "Who says what\n2 figures from 1 document."), ("markdown", "# Who says what"), ("html", "<!doctype html>"),
    ("json", '{\n  "schema"'),
])  # fmt: skip
def test_report_in_every_format_to_output_and_to_a_file(run: Run, ledger: str, format: str, start: str) -> None:
    printed = run("report", "--ledger", ledger, "--format", format)
    assert printed.status == 0 and printed.out.startswith(start)
    written = run("report", "--ledger", ledger, "--format", format, "--output", "report")
    assert (written.status, written.out) == (0, "")
    assert Path("report").read_text(encoding="utf-8") == printed.out


def test_report_takes_its_title_from_the_conflict_file(run: Run, ledger: str) -> None:
    Path("conflict.toml").write_text(CONFLICT, encoding="utf-8")
    assert run("report", "--ledger", ledger, "--conflict", "conflict.toml").out.startswith("The Gorge War\n")


def test_report_does_not_overwrite_the_ledger(run: Run, ledger: str) -> None:
    before = Path(ledger).read_bytes()
    assert run("report", "--ledger", ledger, "--output", f"./{ledger}").status == 2
    assert Path(ledger).read_bytes() == before


def test_show_finds_every_id_that_a_report_prints(run: Run, ledger: str) -> None:
    report = json.loads(run("report", "--ledger", ledger, "--format", "json").out)
    for citation in report["citations"]:
        assert citation["figure"] in run("report", "--ledger", ledger).out
        shown = run("show", citation["figure"], "--ledger", ledger)
        assert shown.status == 0 and f"[[{citation['quote']}]]" in shown.out
        document = run("show", citation["document"], "--ledger", ledger)
        assert document.status == 0 and "a.txt" in document.out


def test_extract_prints_json_lines_with_the_fields_of_the_annotation_guide(run: Run) -> None:
    Path("folder").mkdir()
    Path("folder/a.txt").write_text("On the first day 12 fell.", encoding="utf-8")
    result = run("extract", "folder", "--kind", "figures")
    assert result.status == 0 and result.err == ""
    (row,) = [json.loads(line) for line in result.out.splitlines()]
    guide = {
        "line", "quote", "low", "high", "qualifier", "unit", "thing", "outcome", "party", "actor", "claimant",
        "modality", "as_of", "place", "start", "end",
    }  # fmt: skip
    further = {"document", "id", "part_of", "part_form", "basis", "since", "setting", "revises", "certainty"}
    assert set(row) == guide | further
    assert (row["document"], row["quote"], row["low"]) == ("folder/a.txt", "12", 12)


def test_extract_goes_on_after_a_bad_document(run: Run) -> None:
    Path("bad.txt").write_text("IS NOT UNDERSTOOD 1", encoding="utf-8")
    Path("good.txt").write_text("Some 12 fell.", encoding="utf-8")
    result = run("extract", "missing.txt", "bad.txt", "good.txt", "--kind", "figures")
    assert result.status == 1
    assert [json.loads(line)["document"] for line in result.out.splitlines()] == ["good.txt"]
    assert [line.split(":")[0] for line in result.err.splitlines()] == ["refused missing.txt", "refused bad.txt"]


@pytest.mark.parametrize("arguments", [
    ("build",), ("build", "a.txt"), ("build", "--ledger", "k.db"),
    ("build", "a.txt", "--ledger", "k.db", "--workers", "0"),
    ("extract", "a.txt"), ("extract", "a.txt", "--kind", "names"), ("report",), ("show",), ("show", "f12"), ("paint",),
    ("report", "--ledger", "k.db", "--format", "pdf"), ("--colour",),
    ("extract", "a.txt", "--kind", "dates", "--published", "yesterday"),
])  # fmt: skip
def test_wrong_usage_is_one_message_and_status_2(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("tallystick: ") and "--help" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("arguments", [
    ("report", "--ledger", "missing.db"), ("report", "--ledger", "other.db"), ("show", "f12", "--ledger", "missing.db"),
    ("show", "f000000000000", "--ledger", "k.db"), ("report", "--ledger", "k.db", "--output", "no/such/folder"),
    ("report", "--ledger", "k.db", "--conflict", "missing.toml"), ("build", "a.txt", "--ledger", "other.db"),
])  # fmt: skip
def test_what_goes_wrong_is_one_sentence_and_status_1(run: Run, ledger: str, arguments: tuple[str, ...]) -> None:
    Path("other.db").write_text("no ledger", encoding="utf-8")
    result = run(*arguments)
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith("tallystick: ") and result.err.count("\n") == 1


ESCAPE = "\x1b[2J\x9b1m\u202e"


@pytest.mark.parametrize("arguments", [
    (ESCAPE,), (f"--{ESCAPE}",), ("build", ESCAPE, "--ledger", "k.db"), ("build", "a.txt", "--ledger", f"{ESCAPE}/x"),
    ("report", "--ledger", ESCAPE), ("show", ESCAPE, "--ledger", "k.db"), ("extract", ESCAPE, "--kind", "dates"),
    ("extract", "a.txt", "--kind", ESCAPE), ("extract", "a.txt", "--kind", "dates", "--published", ESCAPE),
    ("report", "--ledger", "k.db", "--conflict", ESCAPE), ("report", "--ledger", "k.db", "--output", f"{ESCAPE}/x"),
])  # fmt: skip
def test_terminal_escapes_in_arguments_are_never_printed_raw(run: Run, ledger: str, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.status in (1, 2)
    assert not set(ESCAPE) & {"\x1b", "\x9b", "\u202e"} & set(result.err + result.out)


def test_terminal_escapes_in_documents_are_never_printed_raw(run: Run) -> None:
    name = f"{ESCAPE}.txt"
    Path(name).write_text(f"Title: {ESCAPE}\nPublisher: {ESCAPE}\n\n{ESCAPE} 12 {ESCAPE} dead.", encoding="utf-8")
    results = [run("build", name, "--ledger", "k.db"), run("extract", name, "--kind", "figures")]
    results += [run("report", "--ledger", "k.db", "--format", f) for f in ("text", "markdown", "html", "json")]
    report = json.loads(results[-1].out)
    results += [run("show", report["citations"][0][key], "--ledger", "k.db") for key in ("figure", "document")]
    for result in results:
        assert result.status == 0
        assert not {"\x1b", "\x9b", "\u202e"} & set(result.out + result.err)


def test_the_version_is_printed(run: Run) -> None:
    result = run("--version")
    assert result.status == 0 and result.out.startswith("tallystick ")


def test_a_reader_who_has_enough_is_no_error(ledger: str) -> None:
    command = [sys.executable, "-m", "tallystick", "report", "--ledger", ledger, "--format", "html"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait()
    assert process.returncode == 141
