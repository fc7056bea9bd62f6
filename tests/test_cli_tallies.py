"""The commands `tallies`, `findings` and `rules`, and the options of `report` that go with them."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from made_up_war import FIGURES, write_ledger

from tallystick.cli import main

CONFLICT = """
title = "The Gorge War"
first_day = "2021-04-01"
last_day = "2021-06-30"
sides = [
    { name = "Ruritania", parties = [{ name = "Ruritania", also = ["Strelsau"] }] },
    { name = "Borduria", parties = [{ name = "Borduria" }] },
]
"""


class Result(NamedTuple):
    """Exit status, standard output, standard error."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command on the ledger of a made-up war."""
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TALLYSTICK_LEDGER", write_ledger("k.db"))
    Path("conflict.toml").write_text(CONFLICT, encoding="utf-8")

    def run_main(*arguments: str) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(arguments)
        captured = capsys.readouterr()
        return Result(int(left.value.code or 0), captured.out, captured.err)

    return run_main


WITH_SIDES = ("--conflict", "conflict.toml")


def test_tallies_name_rivals_ratio_and_rule(run: Run) -> None:
    result = run("tallies", *WITH_SIDES)
    assert (result.status, result.err) == (0, "")
    for words in (
        "low 120 best 120 high 400 or more",
        "3.3 times the least",
        "floor-ceiling, version 1",
        "--all has",
    ):
        assert words in " ".join(result.out.split())
    assert "lorries" in run("tallies", *WITH_SIDES, "--all").out


def test_findings_are_loud_unless_all_are_asked_for(run: Run) -> None:
    loud, everything = run("findings", *WITH_SIDES).out, run("findings", *WITH_SIDES, "--all").out
    assert "Parts that do not add up (1)" in loud and "\nParts that add up" not in loud
    assert "\nParts that add up (1)" in everything
    only = run("findings", *WITH_SIDES, "--kind", "denial", "--kind", "arithmetic").out
    assert "Denials (1)" in only and "Parts that do not add up (1)" in only and "Rival counts" not in only


def test_json_has_everything_with_citations(run: Run) -> None:
    page = json.loads(run("findings", "--format", "json", *WITH_SIDES).out)
    assert {one["kind"] for one in page} == {"disagreement", "arithmetic", "denial"}
    assert {one["quiet"] for one in page} == {True, False}
    cited = page[0]["figures"][0]["citation"]
    assert cited["path"] in ("news.txt", "later.txt") and cited["quote"] in cited["sentence"]
    page = json.loads(run("tallies", "--format", "json", *WITH_SIDES).out)
    shown = {id for tally in page for claim in tally["claims"] for id in claim["figures"]}
    assert shown == {figure.id for figure in FIGURES}


def test_csv_and_markdown(run: Run) -> None:
    for command in ("tallies", "findings", "rules"):
        rows = list(csv.DictReader(StringIO(run(command, "--format", "csv").out)))
        assert rows and all(row["rule"] and row["rule_version"] == "1" for row in rows)
        assert "floor-ceiling" in run(command, "--format", "markdown").out


def test_filters(run: Run) -> None:
    rows = csv.DictReader(StringIO(run("tallies", *WITH_SIDES, "--party", "Strelsau", "--outcome", "lost", "--thing",
                                       "equipment.tank", "--format", "csv").out))  # fmt: skip
    assert [(row["party"], row["outcome"], row["thing"]) for row in rows] == [("Ruritania", "lost", "equipment.tank")]


def test_the_rules_are_listed(run: Run) -> None:
    result = run("rules")
    assert result.status == 0
    assert "floor-ceiling, version 1" in result.out and "latest-official, version 1" in result.out
    assert "own-then-documented, version 1" in run("report", "--rule", "own-then-documented", *WITH_SIDES).out


def test_known_on_a_day(run: Run) -> None:
    for command in ("tallies", "findings", "report"):
        result = run(command, "--known-on", "2021-05-15", *WITH_SIDES)
        assert result.status == 0
        assert "As known on 15 May 2021" in result.out and "120 soldiers" not in result.out


def test_recorded_before(run: Run) -> None:
    assert "0 tallies from 0 figures" in run("tallies", "--recorded-before", "2020-01-01").out
    assert "0 figures from 0 documents" in run("report", "--recorded-before", "2020-01-01").out
    later = run("report", "--recorded-before", "2021-01-01T00:00:00Z")
    assert later.status == 0 and f"{len(FIGURES)} figures" in later.out


@pytest.mark.parametrize(("arguments", "way_out"), [
    (("tallies", "--rule", "fair"), "floor-ceiling"), (("findings", "--rule", "fair"), "floor-ceiling"),
    (("report", "--rule", "fair"), "floor-ceiling"), (("tallies", "--known-on", "yesterday"), "2020-10-07"),
    (("findings", "--known-on", "2021-13-01"), "2020-10-07"), (("report", "--known-on", "2021"), "2020-10-07"),
    (("tallies", "--recorded-before", "noon"), "2020-10-07"), (("report", "--recorded-before", "x"), "2020-10-07"),
    (("findings", "--kind", "quarrel"), "disagreement"), (("tallies", "--outcome", "dead"), "killed"),
    (("tallies", "--thing", "tank"), "equipment.tank"), (("findings", "--outcome", "dead"), "killed"),
    (("tallies", "--party", "Atlantis"), "Ruritania"), (("findings", "--party", "Atlantis"), "Ruritania"),
    (("tallies", "--format", "html"), "markdown"),
])  # fmt: skip
def test_what_does_not_exist_is_wrong_usage_with_the_way_out(
    run: Run, arguments: tuple[str, ...], way_out: str
) -> None:
    result = run(*arguments)
    assert (result.status, result.out) == (2, "")
    assert way_out in result.err and "--help" in result.err and "Traceback" not in result.err


@pytest.mark.parametrize("option", ["--rule", "--known-on", "--recorded-before", "--party", "--outcome", "--thing"])
def test_terminal_escapes_in_options_are_never_printed_raw(run: Run, option: str) -> None:
    result = run("tallies", option, "\x1b[2J\u202e")
    assert result.status == 2
    assert not {"\x1b", "\u202e"} & set(result.err)


@pytest.mark.parametrize("command", ["tallies", "findings"])
def test_a_ledger_that_is_not_there_is_one_sentence(run: Run, command: str) -> None:
    result = run(command, "--ledger", "missing.db")
    assert (result.status, result.out, result.err.count("\n")) == (1, "", 1)


def test_reading_does_not_load_polars(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("There were 12 dead on 3 May 2021.", encoding="utf-8")
    build = (
        "from tallystick.build import build; from fake_reader import fake_reader;"
        "build(['a.txt'], 'k.db', reader_factory=fake_reader)"
    )
    extract = "from tallystick.cli import status; status(['extract', 'a.txt', '--kind', 'dates'])"
    for program in (build, extract):
        program = (
            f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); {program}; print('polars' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
        assert done.stdout.splitlines()[-1] == "False"
