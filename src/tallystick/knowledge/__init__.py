"""What the program knows of the world, as data files beside this module, and their loaders.

Word lists are `data/NAME.txt`: one entry a line, `#` starts a comment. Tables are `data/NAME.tsv` with a header line.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from tallystick.errors import KnowledgeError


def _read(name: str) -> str:
    try:
        return (files(__package__) / "data" / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise KnowledgeError(f"knowledge/data/{name}: cannot be read ({reason}); reinstall tallystick") from error


@cache
def words(name: str) -> frozenset[str]:
    """The entries of `data/NAME.txt`, lower-cased. Raises KnowledgeError where there is no such file."""
    lines = (line.split("#")[0].strip().lower() for line in _read(name + ".txt").splitlines())
    return frozenset(line for line in lines if line)


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/NAME.tsv` by column name. Raises KnowledgeError where a row has too few or many cells."""
    lines = [line for line in _read(name + ".tsv").splitlines() if line.strip() and not line.startswith("#")]
    rows = tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        if None in row or None in row.values():
            raise KnowledgeError(f"knowledge/data/{name}.tsv: the row {row} has too few or too many cells; mend it")
    return rows
