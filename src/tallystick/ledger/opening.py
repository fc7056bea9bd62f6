"""Opening a ledger: which database it is, whether it is one, and bringing its tables up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, exc, select
from sqlalchemy.engine import make_url

from tallystick.errors import LedgerError, NewerLedgerError, NotALedgerError
from tallystick.ledger import sqlite
from tallystick.ledger.schema import HEAD, REVISIONS, revisions
from tallystick.ledger.store import Ledger


def open_ledger(path_or_url: str | Path, *, create: bool = False) -> Ledger:
    """Open a ledger, by the path of its file or by its SQLAlchemy URL, and make it where `create` is set.

    Use it as a context manager. Tables of an older version are brought up to date; a copy of the ledger as it was is
    kept beside it, as NAME.before-REVISION. Raises NotALedgerError where the
    file is something else (it is left as it is), NewerLedgerError where a later version of the program wrote it, and
    LedgerError where it is missing, a folder, or cannot be opened.
    """
    path = _path(path_or_url)
    sqlite.check_file(path, create)
    with sqlite.clear_errors(str(path)):
        connection = sqlite.connect(path, create)
        try:
            _bring_up_to_date(connection, path, create)
        except BaseException:
            connection.close()
            raise
    return Ledger(connection, str(path))


def _path(path_or_url: str | Path) -> Path:
    if isinstance(path_or_url, Path) or "://" not in path_or_url:
        return Path(path_or_url)
    try:
        url = make_url(path_or_url)
    except exc.ArgumentError as error:
        raise LedgerError(f"{path_or_url}: is not a database URL; name a file, or write sqlite:///FILE") from error
    if url.get_backend_name() != "sqlite":
        raise LedgerError(
            f"{url.render_as_string()}: this version keeps ledgers in SQLite only; name a file, or write sqlite:///FILE"
        )
    if not url.database or url.database == ":memory:":
        raise LedgerError(f"{path_or_url}: a ledger in memory would be lost; name a file, or write sqlite:///FILE")
    return Path(url.database)


def _bring_up_to_date(connection: Connection, path: Path, create: bool) -> None:
    with connection.begin():
        blank = sqlite.is_blank(connection, path)
        revision = None if blank else _revision(connection, path)
    if revision == HEAD:
        return
    if blank and not create:
        raise NotALedgerError(f"{path}: is an empty database; run `tallystick build` to fill it")
    if blank:
        sqlite.prepare(connection)
    connection.execution_options(writes=True)
    with connection.begin():
        # Asked again under the lock: another process may have done it since.
        revision = None if sqlite.is_blank(connection, path) else _revision(connection, path)
        if revision != HEAD:
            if revision is not None:
                # Under the lock nobody adds to it meanwhile, and whatever happens next, the former ledger is there.
                sqlite.keep_copy(path, f".before-{HEAD}")
            _migrate(connection)
            sqlite.stamp(connection)
    connection.execution_options(writes=False)


def _revision(connection: Connection, path: Path) -> str:
    found = connection.execute(select(revisions.c.version_num)).scalars().all()
    if len(found) != 1 or found[0] not in REVISIONS:
        raise NewerLedgerError(
            f"{path}: was written by a later version of tallystick (ledger revision {' '.join(found)!r},"
            f" this version knows up to {HEAD}); upgrade tallystick"
        )
    return str(found[0])


def _migrate(connection: Connection) -> None:
    # Imported here because it takes longer than opening a ledger that needs nothing.
    from alembic import command
    from alembic.config import Config

    config = Config()
    folder = Path(__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
