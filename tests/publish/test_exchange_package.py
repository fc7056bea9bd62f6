"""The Frictionless Data Package: tables that agree with their schema, the same in CSV and in Parquet."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from exchange_war import FIGURES, WAR, write_ledger

from tallystick.errors import TallystickError
from tallystick.publish.exchange import export

TABLES = [
    "documents", "figures", "evidence", "denials", "events", "control", "agreements", "obligations", "allegations",
    "relations", "event_evidence", "tallies", "claims", "findings",
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("package")
    export(write_ledger(place / "war.db"), "datapackage", place / "package", conflict=WAR)
    return place / "package"


def described(folder: Path) -> Any:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_the_package_has_every_table_twice_and_names_its_sources(folder: Path) -> None:
    package = described(folder)
    assert [one["name"] for one in package["resources"]] == [*TABLES, *(f"{name}-parquet" for name in TABLES)]
    assert package["sources"][0] == {"title": "The raid, and after", "path": "https://example.org/raid"}
    assert package["sources"][1] == {"title": "Communiqué"}
    assert package["title"] == "The Gorge War" and "floor-ceiling, version 1" in package["description"]
    for one in package["resources"]:
        content = (folder / one["path"]).read_bytes()
        assert one["bytes"] == len(content) and one["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_parquet_have_the_columns_of_the_schema_and_the_same_rows(folder: Path, name: str) -> None:
    schema = next(one["schema"] for one in described(folder)["resources"] if one["name"] == name)
    frame = pl.read_parquet(folder / f"{name}.parquet")
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == frame.columns == [field["name"] for field in schema["fields"]]
    assert len(rows) == frame.height
    if name == "figures":
        assert {row[0] for row in rows} == set(frame["id"]) == {one.id for one in FIGURES}
        assert frame["doubts"].dtype == pl.List(pl.String)


def test_the_package_is_valid_for_frictionless(folder: Path) -> None:
    library = pytest.importorskip("frictionless", reason="needs frictionless, which is only for this check")
    checked = library.validate(str(folder / "datapackage.json"))
    assert checked.valid, checked.flatten(["name", "type", "note"])
    assert len(checked.tasks) == 2 * len(TABLES)


def test_frictionless_sees_a_changed_number(folder: Path, tmp_path: Path) -> None:
    library = pytest.importorskip("frictionless", reason="needs frictionless, which is only for this check")
    for file in folder.iterdir():
        content = file.read_bytes()
        (tmp_path / file.name).write_bytes(content.replace(b",12,", b",13,") if file.suffix == ".csv" else content)
    assert not library.validate(str(tmp_path / "datapackage.json")).valid


def test_a_zip_holds_the_same_files(folder: Path, tmp_path: Path) -> None:
    ledger = folder.parent / "war.db"
    export(ledger, "datapackage", tmp_path / "package.zip", conflict=WAR)
    with zipfile.ZipFile(io.BytesIO((tmp_path / "package.zip").read_bytes())) as archive:
        assert sorted(archive.namelist()) == sorted(file.name for file in folder.iterdir())
        for file in folder.iterdir():
            assert archive.read(file.name) == file.read_bytes()


def test_an_old_package_is_replaced_and_no_other_folder(folder: Path, tmp_path: Path) -> None:
    ledger = folder.parent / "war.db"
    for _ in range(2):
        export(ledger, "datapackage", tmp_path / "package", conflict=WAR)
    assert sorted(file.name for file in (tmp_path / "package").iterdir()) == sorted(f.name for f in folder.iterdir())
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("diary")
    with pytest.raises(TallystickError, match="holds other files"):
        export(ledger, "datapackage", tmp_path / "letters", conflict=WAR)
    assert [file.name for file in (tmp_path / "letters").iterdir()] == ["dear.txt"]
