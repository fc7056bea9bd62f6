"""A table that is imported stands in the ledger, and what is shipped fits the real tables."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from table_files import KILLED, SOURCE

from tallystick.importing import import_table
from tallystick.ledger import open_ledger
from tallystick.reconcile.reconciling import reconcile_ledger
from tallystick.tables import MappingError, read_mapping, read_table

FATES = {"killed": 3671, "missing": 109, "wounded": 508}
ROOT = Path(__file__).parents[2]
MAPPINGS = ROOT / "examples" / "mappings"
DATA = Path(os.environ.get("TALLYSTICK_SHARED", ROOT.parent / "shared")) / "data"


def _files(folder: Path, table: str, mapping: str) -> tuple[Path, Path, Path]:
    (folder / "table.csv").write_text(table)
    (folder / "mapping.toml").write_text(SOURCE + mapping)
    return folder / "table.csv", folder / "mapping.toml", folder / "ledger.db"


def test_importing_twice_adds_nothing(tmp_path: Path) -> None:
    files = _files(tmp_path, "killed\n" + "1\n" * 2_500, KILLED)
    first, second = import_table(*files), import_table(*files)
    assert (first.appended, first.unchanged, first.figures) == (2, 0, 2_500)
    assert (second.appended, second.unchanged, second.figures) == (0, 2, 0)
    with open_ledger(files[2]) as ledger:
        ledger.verify()
        assert len(ledger.figures()) == 2_500


def test_another_mapping_of_the_same_table_takes_the_place_of_the_first(tmp_path: Path) -> None:
    files = _files(tmp_path, "killed\n1\n", KILLED)
    import_table(*files)
    import_table(*_files(tmp_path, "killed\n1\n", KILLED + 'party = "Ruritania"\n'))
    with open_ledger(files[2]) as ledger:
        assert [figure.party for figure in ledger.figures()] == ["Ruritania"]


def test_a_mapping_that_does_not_fit_is_named(tmp_path: Path) -> None:
    files = _files(tmp_path, "dead\n1\n", KILLED)
    with pytest.raises(MappingError, match=r"mapping\.toml: the mapping does not fit .*table\.csv: figures\.0\.number"):
        import_table(*files)


def test_a_total_that_shrinks_is_a_revision(tmp_path: Path) -> None:
    mapping = KILLED + 'as_of = { column = "day" }\nclaimant = "Ruritania Ministry of Health"\n'
    files = _files(tmp_path, "day,killed\n2020-10-01,10\n2020-10-02,14\n2020-10-03,12\n2020-10-04,20\n", mapping)
    import_table(*files)
    findings = reconcile_ledger(files[2]).findings
    assert [(finding.kind, len(finding.figures)) for finding in findings] == [("revision", 2)]
    assert "first said 14" in findings[0].summary
    assert "then 12" in findings[0].summary


def test_single_losses_set_no_bounds(tmp_path: Path) -> None:
    mapping = (
        '[[figures]]\ncount = "rows"\noutcome = "killed"\nthing = "person.military"\nbasis = "incident"\n'
        'as_of = { column = "day" }\nparty = "Ruritania"\n'
    )
    files = _files(tmp_path, "no,day\n1,2020-10-01\n2,2020-10-01\n3,2020-10-02\n", mapping)
    import_table(*files)
    reconciled = reconcile_ledger(files[2])
    (tally,) = reconciled.tallies.records()
    assert (tally.low, tally.best, tally.high) == (None, None, None)
    assert [(claim.role, claim.rows) for claim in tally.claims] == [("counted", 3)]
    assert reconciled.findings == []


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_mapping_that_is_shipped_is_valid(path: Path) -> None:
    assert read_mapping(path).figures


@pytest.mark.skipif(not DATA.exists(), reason="the real tables are not here")
@pytest.mark.parametrize(
    ("table", "mapping", "rows", "totals"),
    [
        ("karabakh-casualties/casualties.csv", "karabakh-casualties", 4288, FATES),
        ("karabakh-casualties/casualties.csv", "karabakh-casualties-by-day", 4288, FATES),
        ("oryx-ukraine/event_captured.csv", "oryx-ukraine", 5392, {"captured": 5392}),
        ("gaza-daily/lebanon_casualties_daily.json", "lebanon-daily", 187, None),
        ("gaza-daily/casualties_daily.json", "gaza-daily", 1051, None),
    ],
)  # fmt: skip
def test_shipped_mappings_fit_the_real_tables(
    table: str, mapping: str, rows: int, totals: dict[str, int] | None
) -> None:
    reading = read_table(DATA / table, read_mapping(MAPPINGS / f"{mapping}.toml"))
    found: dict[str, float] = {}
    for _, read in reading:
        for figure in read.figures:
            found[figure.outcome] = found.get(figure.outcome, 0) + (figure.low or 0)
    assert (reading.account.rows, reading.account.refused, reading.account.unmapped) == (rows, 0, {})
    assert totals is None or found == totals
