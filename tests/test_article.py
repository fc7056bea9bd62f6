"""The article on the war of 2020, from the text to the report: rival counts stand in the right cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallystick.extraction.reading import DocumentReader
from tallystick.publish.report import build_report
from tallystick.reconcile.sides import sides_of
from tallystick.reconcile.stance import standing
from tallystick.records import Figure


@pytest.fixture(scope="module")
def figures(shared: Path) -> list[Figure]:
    from tallystick.documents import read_file

    return list(DocumentReader().read(read_file(str(shared / "gold" / "karabakh-2020.txt"))).figures)


def cell(figures: list[Figure], party: str, stance: str, outcome: str) -> set[float | None]:
    """The lower bounds of what is said of this party's soldiers, from this side."""
    sides = sides_of(None, figures)
    return {
        f.low
        for f in figures
        if party in (f.party or "").split("; ")
        and f.outcome == outcome
        and f.thing in ("person.military", "person.mixed")
        and standing(f, sides, party).stance == stance
    }


@pytest.mark.parametrize(
    ("party", "stance", "outcome", "counts"),
    [
        ("Azerbaijan", "own", "killed", {2906, 2853}),
        ("Azerbaijan", "adversary", "killed", {7630}),
        ("Armenia", "own", "killed", {3825}),
        ("Armenia", "adversary", "killed", {5000}),
        ("Armenia", "own", "missing", {187}),
        ("Azerbaijan", "own", "missing", {6, 50}),
    ],
)
def test_rival_counts(figures: list[Figure], party: str, stance: str, outcome: str, counts: set[float]) -> None:
    assert counts <= cell(figures, party, stance, outcome)


def test_the_same_counts_do_not_stand_on_the_wrong_side(figures: list[Figure]) -> None:
    assert not {2906, 2853} & cell(figures, "Azerbaijan", "adversary", "killed")
    assert not {3825} & cell(figures, "Armenia", "adversary", "killed")
    assert 7630 not in cell(figures, "Azerbaijan", "own", "killed")


def test_every_figure_is_cited_in_the_report(figures: list[Figure], shared: Path) -> None:
    from tallystick.documents import read_file

    document = read_file(str(shared / "gold" / "karabakh-2020.txt"))
    report = build_report([document], figures, None)
    assert {c.figure for c in report.citations} == {f.id for f in figures}
