"""A war before the common era goes through every command and format, and its years are written as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tallystick.cli import app
from tallystick.publish.site.days import axis_of, days_of

TEXT = """Title: The Gorge War
Published: 2019-03-01

In 480 BC the Ruritanians captured the town of Zenda from Kravonia and killed 300 Kravonian soldiers.
On 22 September 479 BC Kravonia attacked the Ruritanian camp near Zenda; 1,200 Ruritanian soldiers were killed.
In the spring of 478 BC Ruritania and Kravonia agreed to a ceasefire.
In 1 BC Kravonia attacked Zenda, and in 3 AD Ruritania captured the town. In 9999 nobody will know.
"""
SHEETS = ("findings", "tallies", "timeline", "control", "agreements", "allegations", "relations", "report", "verify")
FORMATS = ("acled", "ftm", "ged", "geojson", "jsonl", "prov", "timelinejs", "webannotation")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("antique")
    (folder / "gorge.txt").write_text(TEXT, encoding="utf-8")
    done = CliRunner().invoke(app, ["build", str(folder / "gorge.txt"), "--ledger", str(folder / "a.db")])
    assert done.exit_code == 0, done.output
    return folder / "a.db"


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_is_printed(ledger: Path, sheet: str) -> None:
    done = CliRunner().invoke(app, [sheet, "--ledger", str(ledger)])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_written(ledger: Path, tmp_path: Path, format: str) -> None:
    done = CliRunner().invoke(app, ["export", format, "--ledger", str(ledger), "--output", str(tmp_path / "a")])
    assert done.exit_code == 0, done.output


def test_the_site_is_written(ledger: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["site", "--ledger", str(ledger), "--output", str(tmp_path / "site")])
    assert done.exit_code == 0, done.output


def test_years_are_told_as_people_count_them(ledger: Path) -> None:
    told = CliRunner().invoke(app, ["timeline", "--ledger", str(ledger)]).output
    assert "480 BC" in told and "-0479" not in told
    assert told.index("480 BC") < told.index("479 BC")


@pytest.mark.parametrize("written", ["0000", "-0479", "0001-01-01", "0001", "9999-12-31", "9999"])
def test_days_at_the_ends_of_the_calendar_are_drawn_or_left_out(written: str) -> None:
    days = days_of(written)
    assert (days is None) == (written in ("0000", "-0479"))
    axis = axis_of([days]) if days else None
    assert axis is None or all(label for _, label, _ in axis.ticks())
