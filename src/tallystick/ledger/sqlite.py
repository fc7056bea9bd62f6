"""What is peculiar to SQLite: files, pragmas, locks and error codes. Nothing else in the ledger knows the dialect."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
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
        # Every commit is on the disk before it returns: in WAL mode FULL syncs the log at each, where NORMAL would
        # leave the last ones to a power cut. https://www.sqlite.org/pragma.html#pragma_synchronous
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


def keep_copy(path: Path, name: str) -> Path:
    """Copy a ledger, as it stands, to a file of that name beside it, or of a numbered one where that holds another.

    The copy is whole and on the disk before it gets its name. Returns its path.
    """
    for copy in (path.with_name(path.name + suffix) for suffix in (name, *(f"{name}-{n}" for n in range(2, 1000)))):
        if not copy.exists():
            break
        if _same_end(path, copy):
            return copy
    part = copy.with_name(copy.name + ".part")
    part.unlink(missing_ok=True)
    with closing(_reading(path)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.rename(copy)
    sync_folder(copy.parent)
    return copy


def _reading(path: Path, options: str = "mode=ro") -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?{options}", uri=True, timeout=PATIENCE)


def _same_end(path: Path, copy: Path) -> bool:
    """Whether a copy, left by a migration that was stopped, is one of the ledger as it stands."""
    ends = []
    # Nobody writes to a copy; told so, SQLite leaves no files beside it.
    for file, options in ((path, "mode=ro"), (copy, "mode=ro&immutable=1")):
        try:
            with closing(_reading(file, options)) as raw:
                end = raw.execute("SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
                ends.append((end, raw.execute("SELECT version_num FROM alembic_version").fetchall()))
        except sqlite3.Error:
            return False
    return ends[0] == ends[1]


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


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
