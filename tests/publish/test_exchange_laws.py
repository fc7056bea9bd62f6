"""What holds for every exchange format: same bytes, whole files, no formula, and nothing that a document can do."""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest
from exchange_war import FIGURES, NEWS, THEIRS, WAR, write_ledger
from hand_made import document, figure
from hypothesis import given, settings
from hypothesis import strategies as st
from test_formats import HOSTILE

from tallystick import plugins
from tallystick.errors import LedgerError, RuleError, TallystickError
from tallystick.ledger import open_ledger
from tallystick.publish.exchange import export, format_named, format_names
from tallystick.publish.exchange.material import Material
from tallystick.publish.exchange.registry import Written
from tallystick.records import Document, Figure

FORMATS = format_names()
CONTROLS = {"\x1b", "\x9b", "\u202e", "\x07"}


def files(path: Path) -> dict[str, bytes]:
    found = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in found}


def hostile() -> tuple[Document, list[Figure]]:
    source = document(
        f"{HOSTILE} says 12 dead\x07 at Zenda. And =1+1 says 13 dead. =HYPERLINK(1) says -14 dead.",
        path=f"=cmd|{HOSTILE}.txt", title=f"@{HOSTILE}", publisher=f"+{HOSTILE}", published="=2021",
        url="javascript:alert(1)",
    )  # fmt: skip
    slots = {"basis": "incident", "as_of": "2021-05-03", "place": "Zenda"}
    return source, [
        figure(source, "12 dead\x07", 12, party=f"={HOSTILE}", claimant=f"-{HOSTILE}", actor=f"@{HOSTILE}", **slots),
        figure(source, "=1+1 says 13 dead", 13, party="=1+1", claimant="\t=1", place="=1+1", as_of="2021-05-04",
               basis="incident"),
        figure(source, "-14 dead", 14, claimant="＝1", as_of="=1"),
    ]  # fmt: skip


def test_the_formats_are_those_of_the_field() -> None:
    ours = ["acled", "datapackage", "ftm", "ged", "geojson", "jsonl", "prov", "timelinejs", "webannotation"]
    assert ours == FORMATS
    for name in FORMATS:
        assert name == format_named(name).NAME and format_named(name).DESCRIPTION
    with pytest.raises(ValueError, match="choose one of acled, "):
        format_named("shapefile")


def test_another_package_can_add_a_format(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = ModuleType("their_format")

    def write(material: Material, path: Path) -> Written:
        path.write_text(str(len(material.figures)))
        return Written(len(material.figures), "figures")

    vars(module).update(NAME="count", DESCRIPTION="how many", write=write)
    monkeypatch.setitem(sys.modules, "their_format", module)
    points = [EntryPoint("count", "their_format", "tallystick.formats")]
    monkeypatch.setattr(plugins, "entry_points", lambda group: points)
    assert format_names()[-1] == "count"
    done = export(write_ledger(tmp_path / "war.db"), "count", tmp_path / "out")
    assert done.output.read_text() == str(len(FIGURES)) == str(done.records)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_records_give_the_same_bytes(format: str, tmp_path: Path) -> None:
    one, other = write_ledger(tmp_path / "a.db"), write_ledger(tmp_path / "b.db", FIGURES[::-1], (THEIRS, NEWS))
    export(one, format, tmp_path / "one", conflict=WAR)
    export(other, format, tmp_path / "other", conflict=WAR)
    assert files(tmp_path / "one").values() and [*files(tmp_path / "one").values()] == [
        *files(tmp_path / "other").values()
    ]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("suffix", ["", ".zip"])
def test_nothing_can_be_exported(format: str, suffix: str, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.db", create=True) as ledger:
        done = export(ledger, format, tmp_path / f"out{suffix}")
    assert done.records == 0 and done.output.exists() and not done.left_out


@pytest.mark.parametrize("format", FORMATS)
def test_no_format_lets_a_document_do_anything(format: str, tmp_path: Path) -> None:
    source, made = hostile()
    done = export(write_ledger(tmp_path / "war.db", made, (source,)), format, tmp_path / "out", conflict=WAR)
    for name, content in files(done.output).items():
        if name.endswith(".parquet"):
            continue
        written = content.decode()
        assert not CONTROLS & set(written)
        if format in ("geojson", "prov", "timelinejs", "webannotation") or name.endswith(".json"):
            json.loads(written)
        else:
            for row in csv.reader(written.splitlines()) if format != "jsonl" else ():
                assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))], row
    if format == "timelinejs":
        assert "<script" not in (tmp_path / "out").read_text("utf-8") and "javascript:alert" not in written


@pytest.mark.parametrize("format", FORMATS)
def test_a_ledger_is_never_overwritten(format: str, tmp_path: Path) -> None:
    ledger = write_ledger(tmp_path / "war.db")
    before = ledger.read_bytes()
    with pytest.raises(TallystickError, match="database"):
        export(ledger, format, ledger)
    assert ledger.read_bytes() == before


def test_what_fails_leaves_the_old_file_and_no_half_a_new_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from tallystick.publish.exchange.formats import jsonl

    def full(material: Material, path: Path) -> Written:
        path.write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(jsonl, "write", full)
    ledger = write_ledger(tmp_path / "war.db")
    (tmp_path / "out").write_text("old")
    with pytest.raises(TallystickError, match=r"out: cannot be written \(No space left on device\)"):
        export(ledger, "jsonl", tmp_path / "out")
    assert (tmp_path / "out").read_text() == "old"
    assert sorted(file.name for file in tmp_path.iterdir() if not file.name.startswith("war.db")) == ["out"]


def test_what_cannot_be_is_said_plainly(tmp_path: Path) -> None:
    ledger = write_ledger(tmp_path / "war.db")
    with pytest.raises(TallystickError, match="cannot be written"):
        export(ledger, "ged", tmp_path / "no" / "such" / "folder.csv")
    with pytest.raises(TallystickError, match="is a folder"):
        export(ledger, "ged", tmp_path)
    with pytest.raises(RuleError, match="no such rule"):
        export(ledger, "ged", tmp_path / "out", rule="coin-toss")
    with pytest.raises(ValueError, match="is no format"):
        export(ledger, "shapefile", tmp_path / "out")
    with pytest.raises(LedgerError):
        export(tmp_path / "absent.db", "ged", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@given(st.text(min_size=1, max_size=60), st.text(max_size=20), st.text(max_size=20))
@settings(max_examples=25)
def test_whatever_a_text_holds_comes_back_from_jsonl_and_is_selected_by_its_annotation(
    quote: str, before: str, after: str
) -> None:
    source = document(before + quote + after, title=quote, publisher=after or None)
    made = figure(source, quote, 3, party=quote, claimant=after or None, place=quote, as_of=before or None)
    with tempfile.TemporaryDirectory() as folder:
        ledger = write_ledger(Path(folder) / "war.db", [made], (source,))
        done = {format: export(ledger, format, Path(folder) / f"out.{format}").output for format in FORMATS}
        records = [json.loads(line) for line in done["jsonl"].read_text(encoding="utf-8").split("\n")[1:-1]]
        page = json.loads(done["webannotation"].read_text(encoding="utf-8"))
    assert Document.model_validate(next(one["document"] for one in records if "document" in one)) == source
    assert Figure.model_validate(next(one["figure"] for one in records if "figure" in one)) == made
    exact, position = page["items"][0]["target"]["selector"]
    assert exact["exact"] == quote == source.text[position["start"] : position["end"]]


def test_a_rule_is_chosen_by_name(tmp_path: Path) -> None:
    ledger = write_ledger(tmp_path / "war.db")
    done = export(ledger, "ged", tmp_path / "out", conflict=WAR, rule="latest-official")
    with done.output.open(encoding="utf-8", newline="") as file:
        assert {row["tallystick_rule"] for row in csv.DictReader(file)} == {"latest-official 1"}
