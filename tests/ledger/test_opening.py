"""Whatever a ledger's path turns out to be, it opens or says in one sentence why not, and nothing is harmed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from fake_reader import FakeReader, document_of

from tallystick.errors import LedgerError, NewerLedgerError, NotALedgerError
from tallystick.ledger import Entry, open_ledger
from tallystick.ledger.schema import HEAD, NOTHING_BEFORE, REVISIONS, metadata
from tallystick.records import Read

DOCUMENT = document_of("12 were killed")


def fill(path: Path | str) -> None:
    with open_ledger(path, create=True) as ledger:
        ledger.append_document(DOCUMENT, FakeReader().read(DOCUMENT), "first")


def refusal(path: Path | str, kind: type[LedgerError] = LedgerError, *, create: bool = True) -> str:
    """The sentence with which a path is refused; a file that is there must be left as it was."""
    file = Path(path)
    before = file.read_bytes() if file.is_file() else None
    with pytest.raises(LedgerError) as caught:
        open_ledger(path, create=create)
    assert caught.type is kind
    if before is not None:
        assert file.read_bytes() == before
    message = str(caught.value)
    assert message.startswith(str(path)) and "\n" not in message
    return message


def test_a_ledger_is_made_where_asked_for_and_stays(tmp_path: Path) -> None:
    fill(tmp_path / "a.db")
    with open_ledger(tmp_path / "a.db") as ledger:
        assert ledger.documents() == [DOCUMENT]
    assert [file.name for file in tmp_path.iterdir()] == ["a.db"], "one file to hand over"


def test_a_missing_ledger_is_not_made_without_asking(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "a.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert f"no folder {tmp_path / 'none'}" in refusal(tmp_path / "none" / "a.db")


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


def test_a_device_or_pipe_is_no_ledger(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in "/dev/full", "/dev/null", tmp_path / "pipe":
        assert "not a regular file" in refusal(path, NotALedgerError)


@pytest.mark.parametrize("content", [b"Some notes of mine.", b"SQLite", b"SQLite format 2\0" * 300, b"\0" * 8192])
def test_another_kind_of_file_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.db").write_bytes(content)
    assert "is not a ledger" in refusal(tmp_path / "a.db", NotALedgerError)


def test_a_file_that_only_begins_like_sqlite_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 8000)
    assert "is not a ledger" in refusal(tmp_path / "a.db", NotALedgerError)


def test_a_sqlite_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as raw:
        raw.execute("CREATE TABLE entries (seq INTEGER)")
        raw.execute("CREATE TABLE alembic_version (version_num TEXT)")
    assert "but not a ledger" in refusal(tmp_path / "a.db", NotALedgerError)


def test_an_empty_file_becomes_a_ledger_only_when_one_is_to_be_made(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    refusal(tmp_path / "a.db", NotALedgerError, create=False)
    fill(tmp_path / "a.db")


def test_a_file_in_which_the_tables_were_not_made_yet_becomes_a_ledger_too(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
    assert (tmp_path / "a.db").stat().st_size > 0
    assert "empty database" in refusal(tmp_path / "a.db", NotALedgerError, create=False)
    fill(tmp_path / "a.db")


def test_a_ledger_of_a_later_version_is_left_as_it_is(tmp_path: Path) -> None:
    fill(tmp_path / "a.db")
    with closing(sqlite3.connect(tmp_path / "a.db")) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    for create in True, False:
        assert "upgrade tallystick" in refusal(tmp_path / "a.db", NewerLedgerError, create=create)


def test_a_damaged_ledger_is_one_clear_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    fill(path)
    content = path.read_bytes()
    for damaged in content[: len(content) // 2], content[:4096] + b"\x5a" * (len(content) - 4096):
        path.write_bytes(damaged)
        with pytest.raises(LedgerError, match=r"a\.db: "), open_ledger(path) as ledger:
            ledger.verify()


def test_a_url_opens_the_same_ledger_as_a_path(tmp_path: Path) -> None:
    fill(f"sqlite:///{tmp_path}/a.db")
    with open_ledger(str(tmp_path / "a.db")) as ledger:
        assert ledger.documents() == [DOCUMENT]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("sqlite://", "in memory"),
        ("sqlite:///:memory:", "in memory"),
        ("postgresql://user@host/ledger", "SQLite only"),
        ("://", "not a database URL"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused(url: str, reason: str) -> None:
    assert reason in refusal(url)


def test_a_password_in_a_url_is_not_shown() -> None:
    with pytest.raises(LedgerError) as caught:
        open_ledger("postgresql://user:secret@host/ledger")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("name", ["with space.db", "100%.db", "a?mode=ro#x.db", "é\x1b[J.db", "-"])
def test_any_file_name_will_do(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fill(name)
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_opening_a_ledger_does_not_need_alembic(tmp_path: Path) -> None:
    fill(tmp_path / "a.db")
    script = "import sys; from tallystick.ledger import open_ledger; open_ledger(sys.argv[1]); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "a.db"], capture_output=True, text=True, check=True
    )  # fmt: skip
    assert "sqlalchemy" in done.stdout.split() and "alembic" not in done.stdout.split()


def test_the_migrations_lead_to_the_tables_that_the_program_uses(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine

    import tallystick.ledger

    fill(tmp_path / "a.db")
    engine = create_engine(f"sqlite:///{tmp_path}/a.db")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()
    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(Path(tallystick.ledger.__file__).with_name("migrations")))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == HEAD
    assert sorted(script.revision for script in scripts.walk_revisions()) == sorted(REVISIONS)


def test_a_ledger_made_before_there_were_denials_opens_and_takes_them(tmp_path: Path) -> None:
    fill(tmp_path / "a.db")
    with closing(sqlite3.connect(tmp_path / "a.db")) as raw, raw:
        raw.execute("DROP TRIGGER entries_refuse_update")
        former, hashes = raw.execute("SELECT * FROM entries ORDER BY seq").fetchall(), [NOTHING_BEFORE]
        for row in former:
            body = row[5].replace('"denials":0,', "").replace('"basis":"unknown",', "").replace('"setting":null,', "")
            entry = Entry(*row[:5], body, row[6], hashes[-1], "")
            hashes.append(entry.expected_hash())
            values = (body, entry.previous, hashes[-1], entry.seq)
            raw.execute("UPDATE entries SET body = ?, previous = ?, hash = ? WHERE seq = ?", values)
        assert sum(row[0] for row in raw.execute("SELECT instr(body, 'denials') FROM entries")) == 0
    with open_ledger(tmp_path / "a.db") as ledger:
        ledger.verify()
        assert ledger.denials() == []
        assert ledger.figures() == FakeReader().read(DOCUMENT).figures
        assert ledger.figure_columns()["basis"].to_list() == ["unknown"]
        later = document_of("5 were lost, which is denied", "b.txt")
        read = FakeReader().read(later)
        figures, denials = read.figures, read.denials
        ledger.append_document(later, Read(figures, denials), "second")
        assert ledger.denials() == denials
        ledger.verify()


READ_ONLY = """
mount --bind "$2" "$2" && mount -o remount,ro,bind "$2" || exit 77
exec "$0" -c '
import sys
from fake_reader import document_of
from tallystick.errors import LedgerError
from tallystick.ledger import open_ledger
from tallystick.records import Read
path = sys.argv[1] + "/a.db"
with open_ledger(path) as ledger:
    ledger.verify()
    print(len(ledger.figures()), "figures")
    try:
        ledger.append_document(document_of("another"), Read(), "first")
    except LedgerError as error:
        print(error)
try:
    open_ledger(sys.argv[1] + "/b.db", create=True)
except LedgerError as error:
    print(error)
' "$2"
"""


def test_a_ledger_where_nothing_can_be_written_can_be_read(tmp_path: Path) -> None:
    if not shutil.which("unshare"):
        pytest.skip("needs unshare to make a folder read-only")
    folder = tmp_path / "archive"
    folder.mkdir()
    fill(folder / "a.db")
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", READ_ONLY, sys.executable, "", str(folder)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("needs the right to mount in a namespace of its own")
    assert done.stderr == ""
    figures, append, create = done.stdout.splitlines()
    assert figures == "1 figures"
    assert append.startswith(f"{folder}/a.db: cannot be written")
    assert create.startswith(f"{folder}/b.db: cannot be opened")
