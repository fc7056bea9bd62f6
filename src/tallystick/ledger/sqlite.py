"""What is peculiar to SQLite: files, pragmas, locks and error codes. Nothing else in the ledger knows the dialect."""

from __future__ import annotations

import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Column, ColumnElement, Connection, Engine, create_engine, event, exc, func, inspect
from sqlalchemy.pool import NullPool

from tallystick.errors import LedgerError, NotALedgerError

_MAGIC = b"SQLite format 3\x00"
#: "TLYS": marks the file as ours, https://www.sqlite.org/pragma.html#pragma_application_id
APPLICATION_ID = 0x544C5953
#: Seconds to wait for another process that is writing. A write is one document, so this is long.
PATIENCE = 60


def check_file(path: Path, create: bool) -> None:
    """Refuse, before SQLite touches it, what cannot be a ledger or become one."""
    try:
        state = path.stat()
    except FileNotFoundError as error:
        if not create:
            raise LedgerError(f"{path}: does not exist; `tallystick build` makes a ledger") from error
        if not path.parent.is_dir():
            raise LedgerError(f"{path}: there is no folder {path.parent}; make it first") from error
        return
    except OSError as error:
        raise LedgerError(f"{path}: cannot be opened ({error.strerror}); name another file") from error
    if stat.S_ISDIR(state.st_mode):
        raise LedgerError(f"{path}: is a folder; name a file for the ledger")
    if not stat.S_ISREG(state.st_mode):
        raise NotALedgerError(f"{path}: is not a regular file, so it cannot be a ledger; name another file")
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise LedgerError(f"{path}: cannot be opened ({error.strerror}); change its permissions") from error
    # An empty file is what a build leaves that was killed before its first write.
    if head != _MAGIC and not (create and head == b""):
        raise NotALedgerError(f"{path}: is not a ledger; name a file that `tallystick build` made")


def connect(path: Path, create: bool) -> Connection:
    """Connect to a ledger file, also to one in a place where nothing can be written."""
    try:
        return _connected(path, "mode=rwc" if create else "mode=rw")
    except exc.OperationalError as error:
        # In WAL mode even a reader writes a file beside the ledger, unless told that nobody else is there.
        wal = path.with_name(path.name + "-wal")
        unwritable = _code(error.orig) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        if create or not unwritable or (wal.exists() and wal.stat().st_size):
            raise
        return _connected(path, "mode=ro&immutable=1")


def _connected(path: Path, options: str) -> Connection:
    connection = _engine(path, options).connect()
    try:
        with connection.begin():
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except exc.DBAPIError:
        connection.close()
        raise
    return connection


def _engine(path: Path, options: str) -> Engine:
    uri = f"file:{quote(str(path.absolute()))}?{options}"

    def opened() -> sqlite3.Connection:
        # isolation_level None: this module, not the driver, says when a transaction begins.
        raw = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("PRAGMA trusted_schema = OFF")
        return raw

    engine = create_engine("sqlite://", creator=opened, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes the lock at once: one that upgraded from reading could meet another and fail.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def prepare(connection: Connection) -> None:
    """Put a new file into WAL mode, in which readers do not wait for a writer. Outside of any transaction."""
    raw = connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            raw.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            # SQLite does not wait by itself for this one: another build may be making the same ledger.
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def stamp(connection: Connection) -> None:
    """Mark the file as a ledger, in the transaction that makes its tables."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def is_blank(connection: Connection, path: Path) -> bool:
    """True where the database holds nothing yet, False where it is a ledger. Raises NotALedgerError otherwise."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = inspect(connection).get_table_names()
    if application == 0 and not tables:
        return True
    if application != APPLICATION_ID or not {"entries", "alembic_version"} <= set(tables):
        raise NotALedgerError(f"{path}: is a SQLite database, but not a ledger; name a file `tallystick build` made")
    return False


def without(body: Column[str], field: str) -> ColumnElement[str]:
    """The JSON of a body without one of its fields, https://www.sqlite.org/json1.html#jrm"""
    return func.json_remove(body, f"$.{field}")


@contextmanager
def clear_errors(name: str) -> Iterator[None]:
    """Turn what the database raises into a LedgerError of one sentence."""
    try:
        yield
    except (exc.DBAPIError, sqlite3.Error, OSError) as error:
        cause = error.orig if isinstance(error, exc.DBAPIError) else error
        raise _explained(name, cause) from error


def _explained(name: str, cause: BaseException | None) -> LedgerError:
    code = _code(cause)
    if code == sqlite3.SQLITE_FULL:
        return LedgerError(f"{name}: the disk is full; free some space and run again, what was recorded is safe")
    if code == sqlite3.SQLITE_IOERR:
        return LedgerError(
            f"{name}: the disk refused to read or write ({cause}), it may be full; make room or use another disk and"
            " run again, what was recorded is safe"
        )
    if code == sqlite3.SQLITE_READONLY:
        return LedgerError(f"{name}: cannot be written; change its permissions, or copy it elsewhere")
    if code == sqlite3.SQLITE_BUSY:
        return LedgerError(f"{name}: another program kept it locked for {PATIENCE} s; run again when it is done")
    if code == sqlite3.SQLITE_CANTOPEN:
        return LedgerError(f"{name}: cannot be opened; check the permissions of the file and its folder")
    if code == sqlite3.SQLITE_NOTADB:
        return NotALedgerError(f"{name}: is not a ledger; name a file that `tallystick build` made")
    if code == sqlite3.SQLITE_CORRUPT:
        return LedgerError(f"{name}: is damaged ({cause}); use a copy, or build it again from the documents")
    return LedgerError(f"{name}: cannot be read or written ({cause}); use a copy, or build it again")


def _code(error: BaseException | None) -> int:
    """The primary result code, https://www.sqlite.org/rescode.html; the extended ones carry it in the low byte."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
