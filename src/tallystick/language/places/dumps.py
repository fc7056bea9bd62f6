"""Reading a GeoNames dump: one place a line, nineteen columns, tab-separated, UTF-8, as it is or in a zip archive.

The columns are those of the readme of download.geonames.org/export/dump. A dump comes from elsewhere, so every line is
checked, and a line, however long, is never held whole past a limit. A line that is not valid ends the reading: a list
of places of which a part was left out in silence would be worse than none.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from tallystick.errors import KnowledgeError

#: Longest line read, in bytes, and most lines: several times what the whole world takes.
_LONGEST_LINE, _MOST_LINES = 1 << 17, 50_000_000
_COLUMNS = 19
_CODE = re.compile(r"[A-Z0-9.]{0,12}")
_COUNTRY = re.compile(r"(?:[A-Z]{2})?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class DumpRow(NamedTuple):
    """One place of a dump. `code` is feature class and code, "P.PPL"; `line` counts from 1."""

    line: int
    geonames_id: int
    name: str
    others: tuple[str, ...]
    lat: float
    lon: float
    code: str
    country: str
    admin1: str
    population: int


def read_dump(path: Path, noting: Callable[[bytes], None] = lambda line: None) -> Iterator[DumpRow]:
    """The places of a dump, in its order. `noting` is told each line as it stands in the file.

    Raises KnowledgeError, with the file and the line, where it cannot be read or is no dump.
    """
    with _opened(path) as (stream, name):
        number = 0
        try:
            while line := stream.readline(_LONGEST_LINE + 1):
                number += 1
                if len(line) > _LONGEST_LINE:
                    raise ValueError("is longer than any line of a GeoNames dump")
                if number > _MOST_LINES:
                    raise ValueError("is one more than this program takes; split the file")
                noting(line)
                if line.strip():
                    yield _row(number, line)
        except ValueError as error:
            raise KnowledgeError(f"{name}: line {number} {error}") from error
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
            raise KnowledgeError(
                f"{name}: cannot be read after line {number} ({error}); fetch or unpack it again"
            ) from error


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], str]]:
    """The lines of the file, or of the one dump in an archive, and what to call it in messages."""
    try:
        with path.open("rb") as file:
            if not zipfile.is_zipfile(file):
                file.seek(0)
                yield file, str(path)
                return
            with zipfile.ZipFile(file) as archive:
                inside = [m for m in archive.namelist() if m.lower().endswith(".txt") and "readme" not in m.lower()]
                if len(inside) != 1:
                    raise KnowledgeError(f"{path}: holds {len(inside)} lists of places, not one; unpack the right one")
                with archive.open(inside[0]) as member:
                    yield member, f"{path}/{inside[0]}"
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read ({error.strerror or error}); name a GeoNames dump") from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise KnowledgeError(f"{path}: is a zip archive that cannot be read ({error}); unpack it first") from error


def _row(number: int, line: bytes) -> DumpRow:
    """One line taken apart. Raises ValueError with the reason, to stand after "line N"."""
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise ValueError("is not UTF-8; fetch the file again") from error
    cells = text.split("\t")
    if len(cells) != _COLUMNS:
        raise ValueError(
            f"has {len(cells)} columns where a GeoNames dump has {_COLUMNS}, tab-separated;"
            " get a country's file from download.geonames.org/export/dump"
        )
    name, country, code = cells[1], cells[8], f"{cells[6]}.{cells[7]}"
    if not name.strip() or _CONTROL.search(name):
        raise ValueError("has no name, or one with control characters, in column 2")
    if not _COUNTRY.fullmatch(country):
        raise ValueError("has no ISO 3166 country code of two capitals in column 9")
    if not _CODE.fullmatch(code):
        raise ValueError("has no feature class and code in columns 7 and 8")
    lat, lon = _degrees(cells[4], 90, "latitude in column 5"), _degrees(cells[5], 180, "longitude in column 6")
    others = tuple(n for n in (cells[2], *cells[3].split(",")) if n and n != name)
    return DumpRow(
        number, _whole(cells[0], "number in column 1"), name, others, lat, lon, code, country, cells[10][:20],
        _whole(cells[14] or "0", "population in column 15"),
    )  # fmt: skip


def _whole(cell: str, what: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 15):
        raise ValueError(f"has no whole {what}")
    return int(cell)


def _degrees(cell: str, most: int, what: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = most + 1.0
    if not -most <= value <= most:
        raise ValueError(f"has no {what} between -{most} and {most}")
    return value
