"""Exporting a ledger: the file is written beside its place and moved there when it is whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.errors import TallystickError
from tallystick.output import beside, settle
from tallystick.publish.exchange.material import gather
from tallystick.publish.exchange.registry import format_named
from tallystick.publish.sheet import DEFAULT_RULE

if TYPE_CHECKING:
    from tallystick.conflict import Conflict
    from tallystick.ledger import Ledger

#: A folder that holds this may be written over: it is a package that was exported before.
_PACKAGE = "datapackage.json"

#: How every SQLite file begins (https://www.sqlite.org/fileformat.html).
_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote, and what the format has no room for: how many records, by the reason."""

    format: str
    output: Path
    records: int
    what: str
    left_out: Mapping[str, int]

    def __str__(self) -> str:
        told = [f"{self.output}: {self.records} {self.what} written"]
        told += [f"left out: {count} {reason}" for reason, count in sorted(self.left_out.items())]
        return "\n".join(told)


def export(
    ledger: Ledger | str | Path,
    format: str,
    output: str | Path,
    *,
    conflict: Conflict | None = None,
    rule: str = DEFAULT_RULE,
) -> Exported:
    """Write what a ledger, open or named by its path, holds in one of `format_names()`.

    Low, best and high are those of the rule; sides and places follow the conflict file. A file that is there is
    replaced once the new one is whole; `datapackage` writes a folder, or a ZIP where the name ends in .zip. Raises
    ValueError for a format that does not exist, RuleError where there is no such rule, LedgerError where the ledger
    cannot be opened or read, and TallystickError where the output cannot be written or is a
    database.
    """
    from tallystick.ledger import open_ledger

    if isinstance(ledger, str | Path):
        format_named(format)
        with open_ledger(ledger) as opened:
            return export(opened, format, output, conflict=conflict, rule=rule)
    chosen, output = format_named(format), Path(output)
    if _is_database(output):
        raise TallystickError(f"{output}: is a database, perhaps a ledger, and is left as it is; name another file")
    material = gather(ledger, conflict, rule)
    with beside(output) as made:
        written = chosen.write(material, made)
        _move(made, output)
    return Exported(format, output, written.records, written.what, dict(sorted(written.left_out.items())))


def _is_database(output: Path) -> bool:
    try:
        with output.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _move(made: Path, output: Path) -> None:
    if not made.is_dir():
        if output.is_dir():
            raise TallystickError(f"{output}: is a folder; name a file")
        settle(made, output)
        return
    if output.exists() and not output.is_dir():
        raise TallystickError(f"{output}: is a file, and this format writes a folder; name another, or one in .zip")
    if output.is_dir() and any(output.iterdir()) and not (output / _PACKAGE).exists():
        raise TallystickError(f"{output}: holds other files; name a folder that is new or empty")
    if not output.is_dir():
        settle(made, output)
        return
    # The description last: while it is the old one, the folder is still an old package that may be replaced.
    for file in sorted(made.iterdir(), key=lambda f: (f.name == _PACKAGE, f.name)):
        settle(file, output / file.name)
