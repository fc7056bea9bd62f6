"""The commands that tell what happened: timeline, control, agreements, allegations, relations."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from told_war import write_told_ledger

from tallystick.cli import main


class Result(NamedTuple):
    """Exit status, standard output, standard error."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command on the ledger of a told war."""
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TALLYSTICK_LEDGER", write_told_ledger())

    def run_main(*arguments: str) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(arguments)
        captured = capsys.readouterr()
        return Result(int(left.value.code or 0), captured.out, captured.err)

    return run_main


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("timeline", ("captured", "3 May 2022", "Zhovkva")),
        ("control", ("Zhovkva", "Russia")),
        ("agreements", ("ceasefire", "Turkey", "1 Jun")),
        ("allegations", ("torture", "Ukraine", "Russia")),
        ("relations", ("Poland", "Ukraine")),
    ],
)
def test_each_tells_who_what_and_in_which_words(run: Run, command: str, words: tuple[str, ...]) -> None:
    told = run(command)
    assert told.status == 0, told.err
    assert [word for word in words if word not in told.out] == []
    assert "told.txt" in told.out or "line" in told.out, "every entry is cited"
    assert max(map(len, told.out.splitlines())) <= 100


@pytest.mark.parametrize("command", ["timeline", "control", "agreements", "allegations", "relations"])
def test_json_is_a_list_of_records_with_their_words(run: Run, command: str) -> None:
    told = json.loads(run(command, "--format", "json").out)
    assert isinstance(told, list) and told
    assert "quote" in json.dumps(told)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("control", ("--on", "the third of May")),
        ("agreements", ("--on", "2022-13-01")),
        ("timeline", ("--from", "soon")),
        ("timeline", ("--type", "battle")),
        ("relations", ("--kind", "friendship")),
    ],
)
def test_what_is_no_day_type_or_kind_is_wrong_usage(run: Run, command: str, options: tuple[str, str]) -> None:
    told = run(command, *options)
    assert told.status == 2
    assert options[1] in told.err and not told.out


def test_a_timeline_can_be_asked_for_days_types_and_places(run: Run) -> None:
    assert "shelled" not in run("timeline", "--to", "2022-05-03").out
    assert "captured" not in run("timeline", "--from", "2022-05-04").out
    assert "captured" not in run("timeline", "--type", "strike").out
    assert "captured" not in run("timeline", "--party", "Ukraine").out
    assert "captured" not in run("timeline", "--place", "Lviv").out


def test_control_before_anything_is_told_names_no_holder(run: Run) -> None:
    held = json.loads(run("control", "--on", "2022-05-20", "--format", "json").out)
    before = json.loads(run("control", "--on", "2022-05-01", "--format", "json").out)
    assert "Russia" in json.dumps(held)
    assert held != before


def test_an_obligation_is_open_before_its_deadline_and_overdue_after_it(run: Run) -> None:
    def states(day: str) -> str:
        return run("agreements", "--on", day).out

    assert "open" in states("2022-05-20")
    assert "overdue" in states("2022-06-20")


@pytest.mark.parametrize(("command", "format"), [("control", "geojson"), ("timeline", "timelinejs")])
def test_maps_and_slides_are_json(run: Run, command: str, format: str) -> None:
    assert json.loads(run(command, "--format", format).out)
