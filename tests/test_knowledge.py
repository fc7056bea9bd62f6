"""The data files: each well formed, without doubles, in the program's vocabularies, and in use."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

import tallystick
from tallystick import knowledge
from tallystick.errors import KnowledgeError
from tallystick.knowledge import table, words
from tallystick.language.stems import CueKind
from tallystick.records import OUTCOMES, QUALIFIERS, THINGS

_FILES = sorted(Path(str(files("tallystick.knowledge") / "data")).iterdir())
_TABLES = [f.stem for f in _FILES if f.suffix == ".tsv"]
_LISTS = [f.stem for f in _FILES if f.suffix == ".txt"]
#: What no two rows of a table may share, where it is not the first column.
_KEYS = {
    "places_regions": ("country", "admin1", "name", "type", "lat"),
    "basis_cues": ("where", "cue"),
    "kinds": ("narrower", "wider"),
    "kinds_by_words": ("thing", "word"),
    "crimes": ("crime", "form", "object"),
}


def entries(name: str) -> list[str]:
    path = next(f for f in _FILES if f.name == name)
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line.lower() for line in lines if line]


def test_there_are_only_lists_and_tables() -> None:
    assert _FILES and all(f.suffix in (".tsv", ".txt") for f in _FILES)


@pytest.mark.parametrize("path", _FILES, ids=lambda p: p.name)
def test_every_file_says_what_it_is_and_is_used(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n") and "\r" not in text and "\ufeff" not in text
    code = Path(str(tallystick.__file__)).parent.rglob("*.py")
    assert any(f'"{path.stem}"' in module.read_text(encoding="utf-8") for module in code)


@pytest.mark.parametrize("name", _LISTS)
def test_a_list_has_no_doubles(name: str) -> None:
    lines = entries(name + ".txt")
    assert len(lines) == len(words(name)) > 0
    assert set(lines) == words(name)


@pytest.mark.parametrize("name", _TABLES)
def test_a_table_is_well_formed_without_doubles(name: str) -> None:
    rows = table(name)
    key = _KEYS.get(name, tuple(rows[0])[:1])
    keys = [tuple(row[k] for k in key) for row in rows]
    assert len(keys) == len(set(keys)) > 0
    assert all(cell == cell.strip() for row in rows for cell in row.values())
    assert all(part and part == part.strip() for row in rows if row.get("also") for part in row["also"].split("|"))


@pytest.mark.parametrize(
    ("name", "column", "vocabulary"),
    [
        ("things", "thing", THINGS),
        ("designations", "thing", THINGS),
        ("harm_words", "outcome", OUTCOMES),
        ("cues", "cue", get_args(CueKind)),
        ("number_qualifiers", "qualifier", QUALIFIERS),
        ("number_qualifiers", "position", ("before", "after")),
        ("number_units", "scope", ("in", "out")),
        (
            "number_words",
            "role",
            ("unit", "scale", "share", "fraction", "vague", "vague-share", "pair", "none", "suffix"),
        ),
        ("outcomes_of_things", "kind", {t.split(".")[0] for t in THINGS}),
    ],
)
def test_a_column_keeps_to_its_vocabulary(name: str, column: str, vocabulary: tuple[str, ...]) -> None:
    assert {row[column] for row in table(name)} <= set(vocabulary)


def test_every_kind_of_thing_has_outcomes_and_every_outcome_a_thing() -> None:
    allowed = {row["kind"]: row["outcomes"].split() for row in table("outcomes_of_things")}
    assert set(allowed) == {t.split(".")[0] for t in THINGS}
    assert {o for outcomes in allowed.values() for o in outcomes} == set(OUTCOMES)


@pytest.mark.parametrize("name", ["number_words", "number_units", "number_qualifiers", "things", "harm_words", "cues"])
def test_what_is_looked_up_in_lower_case_is_written_so(name: str) -> None:
    assert all(cell == cell.lower() for row in table(name) for cell in [next(iter(row.values()))])


@pytest.mark.parametrize("name", ["harm_words", "cues"])
def test_every_stem_can_match(name: str) -> None:
    assert all(3 <= len(row["stem"]) <= 12 for row in table(name))


def test_numbers_and_units_are_written_as_the_finder_needs_them() -> None:
    assert all(float(row["value"]) >= 0 for row in table("number_words"))
    units = {row["unit"] for row in table("number_units") if row["scope"] == "in"}
    units |= {row["unit"] for row in table("currency_signs")}
    assert all(u in ("percent", "km2", "ha", "sqmi") or (len(u) == 3 and u.isupper()) for u in units)


def test_currency_signs_are_in_capitals() -> None:
    assert all(row["sign"] == row["sign"].upper() for row in table("currency_signs"))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the package's data; what is read from it is forgotten afterwards."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(knowledge, "files", lambda package: tmp_path)
    return tmp_path / "data"


def test_comments_and_blank_lines_are_no_entries(data: Path) -> None:
    (data / "own_list.txt").write_text("# a list\nOne  # first\n\n  two \n", encoding="utf-8")
    (data / "own_table.tsv").write_text("# a table\nword\tvalue\n\none\t1\ntwo\t\n", encoding="utf-8")
    assert words("own_list") == {"one", "two"}
    assert table("own_table") == ({"word": "one", "value": "1"}, {"word": "two", "value": ""})


@pytest.mark.parametrize("row", ["one", "one\t1\tI"])
def test_a_row_with_a_wrong_number_of_cells_is_named(data: Path, row: str) -> None:
    name = f"bad_{len(row)}"
    (data / f"{name}.tsv").write_text(f"word\tvalue\n{row}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=rf"{name}\.tsv: the row .*one.* cells; mend it"):
        table(name)


def test_a_missing_or_broken_file_is_named(data: Path) -> None:
    (data / "latin.txt").write_bytes(b"caf\xe9\n")
    for name in ("nowhere", "latin"):
        with pytest.raises(KnowledgeError, match=rf"knowledge/data/{name}\.txt: cannot be read \(.+\); reinstall"):
            words(name)
