"""The ledger only grows, and a change made behind its back is found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from fake_reader import FakeReader, document_of

from tallystick.errors import LedgerError
from tallystick.ledger import Entry, open_ledger
from tallystick.ledger.hashing import canonical
from tallystick.records import Read

COLUMNS = "seq, kind, record, document, reading, body, recorded_at, previous, hash"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with open_ledger(path, create=True) as ledger:
        for name in "a.txt", "b.txt":
            document = document_of(f"{name}: 12 were killed, 3 wounded", name)
            ledger.append_document(document, FakeReader().read(document), "first")
    return path


@pytest.fixture
def denied(path: Path) -> Path:
    """The same ledger with entries 11 to 15 for a third document: its text, origin, reading, a figure, a denial."""
    with open_ledger(path) as ledger:
        document = document_of("12 were killed. This is denied.", "c.txt")
        read = FakeReader().read(document)
        figures, denials = read.figures, read.denials
        ledger.append_document(document, Read(figures, denials), "first")
    return path


def change(path: Path, *statements: str) -> None:
    """Do what someone with a SQLite shell can do: take the triggers off, change, put nothing back."""
    with closing(sqlite3.connect(path)) as raw, raw:
        for name in "update", "delete", "gap":
            raw.execute(f"DROP TRIGGER entries_refuse_{name}")
        for statement in statements:
            raw.execute(statement)


def rehash(path: Path, first: int) -> None:
    """Make the chain hold again from an entry on, as a careful forger would."""
    with closing(sqlite3.connect(path)) as raw, raw:
        rows = [Entry(*row) for row in raw.execute(f"SELECT {COLUMNS} FROM entries ORDER BY seq")]
        previous = rows[first - 2].hash if first > 1 else "0" * 64
        for entry in rows[first - 1 :]:
            linked = Entry(entry.seq, entry.kind, entry.record, entry.document, entry.reading, entry.body,
                           entry.recorded_at, previous, "")  # fmt: skip
            previous = linked.expected_hash()
            raw.execute("UPDATE entries SET previous = ?, hash = ? WHERE seq = ?",
                        (linked.previous, previous, entry.seq))  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET body = '{}' WHERE seq = 1",
        "UPDATE entries SET seq = seq",
        "DELETE FROM entries WHERE seq = 4",
        "DELETE FROM entries",
        f"INSERT OR REPLACE INTO entries ({COLUMNS}) SELECT {COLUMNS} FROM entries WHERE seq = 2",
        f"REPLACE INTO entries ({COLUMNS}) SELECT max(seq) + 1, kind, record, document, reading, body, recorded_at,"
        " previous, hash FROM entries",
        f"INSERT INTO entries ({COLUMNS}) SELECT 99, kind, record, document, reading, body, recorded_at, hash, 'x'"
        " FROM entries ORDER BY seq DESC LIMIT 1",
        f"INSERT INTO entries ({COLUMNS}) VALUES (NULL, 'figure', 'f', 'd', NULL, '', '', '', '')",
    ],
)
def test_the_database_refuses_to_change_or_take_away(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        before = raw.execute("SELECT * FROM entries").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match="the ledger only grows"):
            raw.execute(statement)
        assert raw.execute("SELECT * FROM entries").fetchall() == before


def test_each_entry_carries_the_hash_of_the_one_before(path: Path) -> None:
    with open_ledger(path) as ledger:
        entries = list(ledger.entries())
    assert [entry.seq for entry in entries] == list(range(1, 11))
    assert [entry.previous for entry in entries] == ["0" * 64, *(entry.hash for entry in entries[:-1])]
    assert all(entry.hash == entry.expected_hash() for entry in entries)


@pytest.mark.parametrize("column", ["kind", "record", "document", "reading", "body", "recorded_at", "previous", "hash"])
@pytest.mark.parametrize("seq", [1, 4, 10])
def test_a_changed_field_is_found_and_the_entry_named(path: Path, column: str, seq: int) -> None:
    change(path, f"UPDATE entries SET {column} = 7 WHERE seq = {seq}")
    with open_ledger(path) as ledger, pytest.raises(LedgerError, match=rf"a\.db: entry {seq} "):
        ledger.verify()


def test_an_entry_taken_out_of_the_middle_is_found(path: Path) -> None:
    change(path, "DELETE FROM entries WHERE seq = 4")
    with open_ledger(path) as ledger, pytest.raises(LedgerError, match=r"entry 5 .*follows entry 3"):
        ledger.verify()


def test_figures_cut_off_at_the_end_are_missed(path: Path) -> None:
    change(path, "DELETE FROM entries WHERE seq = 10")
    with open_ledger(path) as ledger, pytest.raises(LedgerError, match="entry 9 is the last, but 1 figures"):
        ledger.verify()


@pytest.mark.parametrize(
    ("statement", "first", "message"),
    [
        ("UPDATE entries SET body = replace(body, '\"12\"', '\"21\"') WHERE seq = 4", 4, "entry 4 .*quote of figure"),
        ("UPDATE entries SET body = replace(body, '12', '21') WHERE seq = 1", 1, "entry 1 .*not that of its text"),
        ("UPDATE entries SET body = body || ' ' WHERE seq = 2", 2, "entry 2 .*not canonical JSON"),
        ("UPDATE entries SET body = '[]' WHERE seq = 3", 3, "entry 3 .*not that of a reading"),
        ("UPDATE entries SET body = 'no JSON' WHERE seq = 3", 3, "entry 3 .*not that of a reading"),
        ("UPDATE entries SET kind = 'rumour' WHERE seq = 2", 2, "entry 2 .*kind is unknown"),
        ("UPDATE entries SET reading = 8 WHERE seq = 4", 4, "entry 4 .*no reading announced it"),
        ("UPDATE entries SET document = 'd0' WHERE seq = 2", 2, "entry 2 .*no document d0"),
        ("UPDATE entries SET record = 'f0' WHERE seq = 5", 5, "entry 5 .*not that of its body"),
        (
            "UPDATE entries SET body = replace(body, '\"figures\":2', '\"figures\":3') WHERE seq = 3",
            3,
            "entry 6 .*1 figures of the reading before it are missing",
        ),
    ],
)
def test_a_chain_forged_with_care_still_has_to_fit_the_texts(
    path: Path, statement: str, first: int, message: str
) -> None:
    change(path, statement)
    rehash(path, first)
    with open_ledger(path) as ledger, pytest.raises(LedgerError, match=message):
        ledger.verify()


@pytest.mark.parametrize(
    ("statement", "first", "message"),
    [
        ("UPDATE entries SET body = replace(body, '\"denied\"', '\"agreed\"') WHERE seq = 15", 15, "quote of denial"),
        ("UPDATE entries SET reading = 3 WHERE seq = 15", 15, "entry 15 .*no reading announced it"),
        ("UPDATE entries SET record = 'n0' WHERE seq = 15", 15, "entry 15 .*not that of its body"),
        ("UPDATE entries SET body = replace(body, 'denier', 'denies') WHERE seq = 15", 15, "not that of a denial"),
        ("DELETE FROM entries WHERE seq = 15", 15, "entry 14 is the last, but 1 denials of its reading are missing"),
        ("UPDATE entries SET kind = 'origin' WHERE seq = 15", 15, "entry 15 .*1 denials of the reading .*missing"),
    ],
)
def test_a_forged_or_missing_denial_is_found(denied: Path, statement: str, first: int, message: str) -> None:
    with open_ledger(denied) as ledger:
        ledger.verify()
    change(denied, statement)
    rehash(denied, first)
    with open_ledger(denied) as ledger, pytest.raises(LedgerError, match=message):
        ledger.verify()


def test_a_forged_body_is_one_clear_sentence_when_asked_for(path: Path) -> None:
    change(path, "UPDATE entries SET body = '{\"id\":3}' WHERE kind = 'figure'", "UPDATE entries SET body = '{'")
    with open_ledger(path) as ledger:
        for ask in ledger.figures, ledger.figure_columns, ledger.documents, ledger.document_columns, ledger.held:
            with pytest.raises(LedgerError, match=r"holds a record that cannot be read|malformed JSON"):
                ask()


def test_canonical_json_has_one_spelling() -> None:
    assert canonical({"b": [1, 2.5, None], "a": "é\n"}) == '{"a":"é\\n","b":[1,2.5,null]}'
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical(float("nan"))
