"""Small tables and mappings for the tests of this folder."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tallystick.records import Document, Figure
from tallystick.tables import Account, Mapping, read_table

SOURCE = '[source]\npublisher = "Ruritania Bureau of Counts"\n'
KILLED = '[[figures]]\nnumber = "killed"\noutcome = "killed"\nthing = "person.mixed"\nbasis = "total"\n'


def mapping_of(text: str) -> Mapping:
    """A mapping from the text of its file, with a publisher."""
    return Mapping.model_validate(tomllib.loads(SOURCE + text))


def imported(path: Path, mapping: Mapping) -> tuple[list[Document], list[Figure], Account]:
    """All that a table gives."""
    reading = read_table(path, mapping)
    pages = list(reading)
    return [document for document, _ in pages], [f for _, read in pages for f in read.figures], reading.account


def from_csv(folder: Path, text: str, mapping: str) -> tuple[list[Document], list[Figure], Account]:
    """The same from the text of a CSV file and that of a mapping."""
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return imported(path, mapping_of(mapping))
