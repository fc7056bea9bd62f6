"""`tallystick export`: what it writes, what it says, and how it fails."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from exchange_war import RAID, write_ledger

from tallystick.cli import app, main
from tallystick.publish.exchange import format_names

CONFLICT = """
title = "The Gorge War"
first_day = "2021-04-01"
sides = [{name = "Ruritania", parties = [{name = "Ruritania"}]}, {name = "Borduria", parties = [{name = "Borduria"}]}]
places = [{name = "Zenda", lat = 48.25, lon = 16.5}]
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as left:
        main(["export", *map(str, arguments)])
    told = capsys.readouterr()
    return left.value.code, told.out, told.err


def test_it_writes_the_file_and_says_what_it_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger, conflict, output = write_ledger(tmp_path / "war.db"), tmp_path / "conflict.toml", tmp_path / "out.csv"
    conflict.write_text(CONFLICT)
    status, out, told = run(capsys, "ged", "--ledger", ledger, "--output", output, "--conflict", conflict)
    assert (status, out) == (0, "")
    first, *others = told.splitlines()
    assert first == f"{output}: 4 rows written"
    assert others == ["left out: 1 figures of people killed so far, which are totals"]
    with output.open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if RAID.id in row["tallystick_figures"])
    assert (row["conflict_name"], row["side_a"], row["best"]) == ("The Gorge War", "Ruritania", "8")


@pytest.mark.parametrize(
    ("arguments", "status", "reason"),
    [
        (("shapefile",), 2, "choose one of acled"),
        (("ged", "--rule", "coin-toss"), 2, "choose one of floor-ceiling"),
        (("ged", "--conflict", "absent.toml"), 1, "absent.toml"),
    ],
)
def test_what_it_cannot_do_it_says(
    arguments: tuple[str, ...], status: int, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger, output = write_ledger(tmp_path / "war.db"), tmp_path / "out"
    found, _, told = run(capsys, *arguments, "--ledger", ledger, "--output", output)
    assert found == status and reason in told and not output.exists()


def test_help_names_every_format_of_ours() -> None:
    (command,) = (one.callback for one in app.registered_commands if one.callback and one.callback.__name__ == "export")
    assert all(name in str(command.__doc__) for name in format_names())
