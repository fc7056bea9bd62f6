"""A ledger of an earlier revision opens, whole and with its hashes, and a copy of it as it was is kept beside it."""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from fake_reader import FakeReader, document_of
from reviewed import figure

from tallystick.errors import LedgerError
from tallystick.ledger import Entry, merge, open_ledger, seal, sqlite
from tallystick.ledger.hashing import canonical
from tallystick.ledger.migrations.versions import entries_0001
from tallystick.ledger.schema import HEAD

DOCUMENT = document_of("12 were killed, which is denied.")
TABLE = """
CREATE TABLE entries (seq INTEGER NOT NULL, kind VARCHAR(16) NOT NULL, record VARCHAR(64) NOT NULL,
  document VARCHAR(64) NOT NULL, reading INTEGER, body TEXT NOT NULL, recorded_at VARCHAR(32) NOT NULL,
  previous VARCHAR(64) NOT NULL, hash VARCHAR(64) NOT NULL, PRIMARY KEY (seq), UNIQUE (previous));
CREATE INDEX entries_by_record ON entries (record);
CREATE INDEX entries_by_document ON entries (document, kind);
CREATE INDEX entries_by_reading ON entries (reading);
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,
  CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
INSERT INTO alembic_version VALUES ('0001');
PRAGMA application_id = 1414289747;
"""


def former(path: Path) -> Path:
    """A ledger as revision 0001 wrote it, with one document, made without the program."""
    found = FakeReader().read(DOCUMENT)
    bodies: list[tuple[str, str, int | None, dict[str, object]]] = [
        ("document", DOCUMENT.id, None, {"id": DOCUMENT.id, "text": DOCUMENT.text}),
        ("origin", DOCUMENT.id, None, DOCUMENT.model_dump(mode="json", exclude={"text"})),
        ("reading", DOCUMENT.id, None, {"fingerprint": "first", "figures": 1, "denials": 1}),
        ("figure", found.figures[0].id, 3, found.figures[0].model_dump(mode="json")),
        ("denial", found.denials[0].id, 3, found.denials[0].model_dump(mode="json")),
    ]
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.executescript(TABLE)
        for trigger in entries_0001.TRIGGERS["sqlite"]:
            raw.execute(trigger)
        previous = "0" * 64
        for seq, (kind, record, reading, body) in enumerate(bodies, 1):
            moment = "2020-10-07T12:00:00Z"
            entry = Entry(seq, kind, record, DOCUMENT.id, reading, canonical(body), moment, previous, "")
            previous = entry.expected_hash()
            raw.execute(
                "INSERT INTO entries VALUES (?,?,?,?,?,?,?,?,?)",
                (seq, kind, record, DOCUMENT.id, reading, canonical(body), moment, entry.previous, previous),
            )
    return path


def rows(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute("SELECT seq, kind, record, body, previous, hash FROM entries ORDER BY seq").fetchall()


def revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as raw:
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_the_marker_of_the_file_is_the_one_that_was_always_used() -> None:
    assert f"application_id = {sqlite.APPLICATION_ID};" in TABLE


def test_hashes_are_what_they_always_were() -> None:
    entry = Entry(1, "document", "d0", "d0", None, '{"id":"d0","text":"é"}', "2020-10-07T12:00:00Z", "0" * 64, "")
    covered = (
        '{"body":"{\\"id\\":\\"d0\\",\\"text\\":\\"é\\"}","document":"d0","kind":"document","previous":"%s",'
        '"reading":null,"record":"d0","recorded_at":"2020-10-07T12:00:00Z","seq":1}' % ("0" * 64)
    )
    assert entry.expected_hash() == hashlib.sha256(covered.encode()).hexdigest()


def test_a_ledger_of_the_former_revision_opens_and_takes_judgements(tmp_path: Path) -> None:
    path = former(tmp_path / "a.db")
    before = rows(path)
    with open_ledger(path) as ledger:
        ledger.verify()
        assert ledger.figures() == FakeReader().read(DOCUMENT).figures
        ledger.correct(figure(ledger, "12").id, {"party": "Borduria"}, by="Ann", why="headline")
        ledger.verify()
    assert rows(path)[:-1] == before
    assert revision(path) == HEAD


def test_a_copy_of_what_it_was_is_kept_beside_it(tmp_path: Path) -> None:
    path = former(tmp_path / "a.db")
    before = rows(path)
    open_ledger(path).close()
    copy = tmp_path / f"a.db.before-{HEAD}"
    assert sorted(tmp_path.iterdir()) == [path, copy]
    assert (rows(copy), revision(copy)) == (before, "0001")
    open_ledger(path).close()
    assert sorted(tmp_path.iterdir()) == [path, copy], "once"


def test_a_copy_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path, other = former(tmp_path / "a.db"), tmp_path / f"a.db.before-{HEAD}"
    other.write_text("something else")
    open_ledger(path).close()
    assert other.read_text() == "something else"
    assert revision(tmp_path / f"a.db.before-{HEAD}-2") == "0001"


def test_a_copy_left_by_a_migration_that_was_stopped_is_used(tmp_path: Path) -> None:
    path = former(tmp_path / "a.db")
    copy = sqlite.keep_copy(path, f".before-{HEAD}")
    open_ledger(path).close()
    assert sorted(tmp_path.iterdir()) == [path, copy]


def test_a_copy_that_cannot_be_written_leaves_the_ledger_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, name: str) -> Path:
        raise OSError(28, "No space left on device")

    path = former(tmp_path / "a.db")
    before = rows(path)
    monkeypatch.setattr(sqlite, "keep_copy", full)
    with pytest.raises(LedgerError, match=r"a\.db: cannot be read or written .*No space left"):
        open_ledger(path)
    assert (rows(path), revision(path)) == (before, "0001")


def test_ledgers_of_the_former_revision_are_merged_and_sealed(tmp_path: Path) -> None:
    first, second = former(tmp_path / "a.db"), former(tmp_path / "b.db")
    merge(tmp_path / "c.db", first, second)
    with open_ledger(tmp_path / "c.db") as ledger:
        assert len(list(ledger.entries())) == 5
        assert seal(ledger, tmp_path / "m.json").root == rows(first)[-1][-1]


KILLED = """
import os, random, signal, sys
import alembic.command
from tallystick.ledger import open_ledger
from run_build import CallCounter
counter = CallCounter(int(sys.argv[2]) or None)
sys.setprofile(counter)
open_ledger(sys.argv[1]).close()
sys.setprofile(None)
print(counter.calls)
"""


def migrate(path: Path, kill_at: int) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.run(
        [sys.executable, "-c", KILLED, path, str(kill_at)], capture_output=True, text=True, env=environment
    )


def check_killed_migrations(folder: Path, shares: list[float]) -> None:
    calls = int(migrate(former(folder / "whole.db"), 0).stdout)
    for number, share in enumerate(shares):
        path = former(folder / f"{number}.db")
        before = rows(path)
        assert migrate(path, max(1, int(calls * share))).returncode == -signal.SIGKILL
        assert rows(path) == before
        open_ledger(path).close()
        assert (rows(path), revision(path)) == (before, HEAD)
        (copy,) = folder.glob(f"{number}.db.before-{HEAD}")
        assert (rows(copy), revision(copy)) == (before, "0001")


def test_a_migration_that_is_killed_is_done_by_the_next_opening(tmp_path: Path) -> None:
    check_killed_migrations(tmp_path, [0.3, 0.9])


@pytest.mark.soak
def test_migrations_killed_at_many_moments(tmp_path: Path) -> None:
    check_killed_migrations(tmp_path, [number / 100 for number in range(1, 99)])
