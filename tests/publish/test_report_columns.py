"""A column that gives one number a day is a line in the report, with its falls, and not a row a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallystick.importing import import_table
from tallystick.publish.model import Report, Section
from tallystick.publish.report import report
from tallystick.publish.report.columns import MOST_SHOWN

MAPPING = """
[source]
publisher = "The Gorge Observatory"
[slots]
party = "Ruritania"
thing = "person.civilian"
as_of = { column = "day" }
claimant = "Ministry of Health"
[[figures]]
number = "dead"
outcome = "killed"
basis = "total"
[[figures]]
number = "hurt"
outcome = "wounded"
basis = "total"
"""
#: The running total falls once: on day 9.
FALL = 9


def made(tmp_path: Path, days: int) -> Report:
    """The report on a table of so many days."""
    dead = [100 + 10 * day - (50 if day == FALL else 0) for day in range(1, days + 1)]
    rows = [f"2021-05-{day:02},{number},{number * 3}" for day, number in enumerate(dead, 1)]
    (tmp_path / "daily.csv").write_text("day,dead,hurt\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    import_table(tmp_path / "daily.csv", tmp_path / "mapping.toml", tmp_path / "k.db")
    return report(tmp_path / "k.db")


def section(of: Report) -> Section:
    (found,) = (one for one in of.sections if one.party == "Ruritania")
    return found


def test_a_long_column_is_a_line_and_no_row(tmp_path: Path) -> None:
    of = made(tmp_path, 28)
    dead, hurt = section(of).series
    assert "Ministry of Health on Ruritania" in dead.words and "column “dead”, 28 dated values" in dead.words
    assert "110 (1 May 2021) → 380 (28 May 2021)" in dead.words
    assert "column “hurt”" in hurt.words
    assert section(of).tables == ()
    assert len(of.citations) < 12


def test_the_head_says_how_many_are_behind_the_lines(tmp_path: Path) -> None:
    of = made(tmp_path, 28)
    assert f"56 figures from 1 document, {len(of.citations)} of them cited." in str(of)


def test_a_fall_of_a_running_total_is_told_and_cited(tmp_path: Path) -> None:
    of = made(tmp_path, 28)
    dead = section(of).series[0]
    assert "lower than before once: 180 (8 May 2021) → 140 (9 May 2021)" in dead.words
    cited = {of.citations[number - 1].quote for number in dead.citations}
    assert cited == {"110", "380", "180", "140"}


def test_the_bounds_still_rest_on_the_last_value(tmp_path: Path) -> None:
    (killed, _) = section(made(tmp_path, 28)).bounds
    assert killed.high == "380"
    assert all(claim.citations for claim in killed.claims)


@pytest.mark.parametrize("days", [3, MOST_SHOWN])
def test_a_short_column_is_shown_value_by_value(tmp_path: Path, days: int) -> None:
    of = made(tmp_path, days)
    shown = [
        entry for table in section(of).tables for row in table.rows for cell in row.cells.values() for entry in cell
    ]
    assert len(shown) == 2 * days
