"""docs/exchange.md tells every format and every field of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from exchange_war import WAR, write_ledger

from tallystick.publish.exchange import export, format_names
from tallystick.publish.exchange.formats import acled, ftm, ged
from tallystick.publish.exchange.frames import tables
from tallystick.publish.exchange.material import gather
from tallystick.publish.exchange.tables import TRACE

PAGE = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text(encoding="utf-8")
WORDS = {word for code in re.findall(r"`([^`\n]+)`", PAGE) for word in code.replace("…", "").split(",")}


@pytest.mark.parametrize("format", format_names())
def test_every_format_is_told(format: str) -> None:
    assert f"| [`{format}`](" in PAGE


@pytest.mark.parametrize("columns", [ged.COLUMNS, acled.COLUMNS, ftm.COLUMNS, TRACE])
def test_every_column_is_told(columns: tuple[str, ...]) -> None:
    assert set(columns) <= WORDS


def test_every_property_and_table_is_told(tmp_path: Path) -> None:
    from tallystick.ledger import open_ledger

    path = write_ledger(tmp_path / "war.db")
    page = json.loads(export(path, "geojson", tmp_path / "out", conflict=WAR).output.read_text(encoding="utf-8"))
    assert set(page["features"][0]["properties"]) <= WORDS
    with open_ledger(path) as ledger:
        framed = tables(gather(ledger, WAR))
    assert set(framed) <= WORDS
    for name in set(framed) - {"tallies", "findings"}:
        assert set(framed[name].columns) <= WORDS
