"""A table that has changed, imported again: what it no longer has leaves the current view and stays in the ledger."""

from __future__ import annotations

from pathlib import Path

from table_files import SOURCE

from tallystick.importing import ImportResult, import_table
from tallystick.ledger import open_ledger
from tallystick.reconcile.reconciling import reconcile_ledger

DEAD = (
    '[[figures]]\ncount = "rows"\noutcome = "killed"\nthing = "person.military"\nbasis = "incident"\n'
    'as_of = { column = "day" }\nparty = "Ruritania"\n'
)


def dead(rows: int) -> str:
    return "no,day\n" + "".join(f"{at},2020-10-{at % 28 + 1:02}\n" for at in range(rows))


def put_in(
    folder: Path, table: str, mapping: str = DEAD, source: str = SOURCE, name: str = "table.csv"
) -> ImportResult:
    (folder / name).write_text(table)
    (folder / "mapping.toml").write_text(source + mapping)
    return import_table(folder / name, folder / "mapping.toml", folder / "ledger.db")


def counts(folder: Path) -> list[int]:
    return [claim.rows for tally in reconcile_ledger(folder / "ledger.db").tallies.records() for claim in tally.claims]


def test_a_table_that_has_grown_is_counted_once(tmp_path: Path) -> None:
    put_in(tmp_path, dead(2_100))
    told: list[str] = []
    (tmp_path / "table.csv").write_text(dead(2_150))
    result = import_table(
        tmp_path / "table.csv", tmp_path / "mapping.toml", tmp_path / "ledger.db",
        progress=lambda page: told.append(f"{page.outcome} {page.path.rpartition('#')[2]}"),
    )  # fmt: skip
    assert (result.appended, result.unchanged, result.replaced) == (2, 0, 1)
    assert told == ["read rows-2-2001", "read rows-2002-2151", "replaced rows-2002-2101"]
    assert counts(tmp_path) == [2_150]
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.verify()
        assert len(ledger.figures()) == 2_150


def test_what_was_replaced_is_found_by_its_id_and_by_its_time(tmp_path: Path) -> None:
    put_in(tmp_path, dead(3))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        old = ledger.figures()[0]
    put_in(tmp_path, dead(4))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert ledger.record(old.id) == old
        assert not ledger.is_current(old)


def test_the_same_import_again_adds_nothing_more(tmp_path: Path) -> None:
    put_in(tmp_path, dead(3))
    put_in(tmp_path, dead(4))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        head = ledger.head()
    assert put_in(tmp_path, dead(4)).replaced == 0
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert ledger.head() == head


def test_a_table_that_is_as_it_was_is_read_as_it_was(tmp_path: Path) -> None:
    for rows in (3, 4, 3):
        put_in(tmp_path, dead(rows))
    assert counts(tmp_path) == [3]


def test_a_row_that_was_put_right_is_not_counted_twice(tmp_path: Path) -> None:
    put_in(tmp_path, "no,day\n1,2020-10-01\n2,2020-10-02\n")
    put_in(tmp_path, "no,day\n1,2020-10-01\n2,2020-10-03\n")
    assert counts(tmp_path) == [2]


def test_other_tables_and_other_mappings_of_the_same_are_left_alone(tmp_path: Path) -> None:
    put_in(tmp_path, dead(3))
    put_in(tmp_path, dead(5), name="other.csv")
    put_in(tmp_path, dead(6), source='[source]\npublisher = "Karst Post"\n')
    grouped = DEAD.replace('"rows"', '"groups"')
    put_in(tmp_path, dead(3), mapping=grouped)
    assert sorted(rows for rows in counts(tmp_path) if rows) == [3, 5, 6]


def test_a_page_that_another_file_has_too_stays(tmp_path: Path) -> None:
    put_in(tmp_path, dead(3))
    put_in(tmp_path, dead(3), name="copy.csv")
    put_in(tmp_path, dead(4))
    assert sorted(counts(tmp_path)) == [3, 4]


def test_an_import_that_stops_replaces_nothing(tmp_path: Path) -> None:
    put_in(tmp_path, dead(3))
    mapping = DEAD.replace('"day"', '"date"')
    try:
        put_in(tmp_path, dead(4), mapping=mapping)
    except Exception as error:
        assert "does not fit" in str(error)
    assert counts(tmp_path) == [3]
