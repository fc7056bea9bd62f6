"""Tables that are damaged or mean harm are refused with the reason, in little time and memory."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from table_files import KILLED, from_csv, imported, mapping_of

from tallystick.errors import DocumentError


def _refused(path: Path, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason) as error:
        imported(path, mapping_of(KILLED))
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def _workbook(folder: Path, sheet: str) -> Path:
    """A workbook whose sheet is this XML."""
    plain, path = folder / "plain.xlsx", folder / "table.xlsx"
    openpyxl.Workbook().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = sheet.encode() if name.startswith("xl/worksheets/") else source.read(name)
            target.writestr(name, data)
    return path


def _sheet(rows: str, before: str = "") -> str:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\n\n\n", "it is empty"),
        ("a.csv", b"a,a\n1,2\n", "two columns called 'a'"),
        ("a.csv", b"killed\n" + b"1," * 2_000_000, "a row of more than 1 MB"),
        ("a.csv", b",".join(b"c%d" % n for n in range(2_000)) + b"\n", "more than 1,000 columns"),
        ("a.csv", b"PK\x03\x04rest", "an office document"),
        ("a.csv", b"killed\n\xff\xfe\n", "is not UTF-8"),
        ("a.xlsx", b"PK\x03\x04rest", "no ZIP archive"),
        ("a.parquet", b"PAR1 no more", "no Parquet"),
        ("a.json", b"[" * 100_000, "nested too deep"),
        ("a.json", b'[{"killed": 1}', "a comma or the end of the list is missing"),
        ("a.json", b'[{"killed": 1}, {"killed', "record 2 is damaged"),
        ("a.json", b'[{"killed": "' + b"x" * 3_000_000, "record 1 is damaged, cut off or too long"),
        ("a.json", b'{\n"killed": 1}', "one object over several lines"),
        ("a.json", b"[1, 2]", "holds no records"),
        ("a.jsonl", b'{"a": "' + b"x" * 3_000_000, "a line of more than 1 MB"),
        ("a.doc", b"killed\n", "of no known format"),
    ],
)
def test_what_cannot_be_a_table_is_refused(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    _refused(path, reason)


def test_records_with_endless_new_fields_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(f'{{"field{n}": 1}}' for n in range(1_001)))
    _refused(path, "more than 1,000 different fields")


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    _refused(tmp_path / "none.csv", "No such file")


def test_a_huge_or_broken_cell_costs_only_its_row(tmp_path: Path) -> None:
    rows = f'killed,note\n1,{"x" * 20_000}\n2,a\x00b\n3,"a"b\n4,c,d\n5,e\n'
    documents, figures, account = from_csv(tmp_path, rows, KILLED)
    assert [figure.low for figure in figures] == [5]
    assert [refusal.row for refusal in account.refusals] == [2, 3, 4, 5]
    assert documents[0].text == "killed | note\n5 | e\n"


def test_an_open_quote_does_not_swallow_the_table_in_silence(tmp_path: Path) -> None:
    _, figures, account = from_csv(tmp_path, 'killed,note\n1,a\n2,"b\n3,c\n', KILLED)
    assert [figure.low for figure in figures] == [1]
    assert [refusal.row for refusal in account.refusals] == [3]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = _workbook(tmp_path, _sheet(" " * 30_000_000))
    _refused(path, "as a zip bomb does")


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    _refused(_workbook(tmp_path, _sheet(cell, bomb)), "no workbook that can be read")


def test_a_cell_in_a_column_nine_billion_away_takes_no_room(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>killed</v></c></row><row r="2"><c r="A2"><v>7</v></c></row>'
    far = '<row r="3"><c r="ZZZZZZ3"><v>1</v></c></row><row r="999999999999"><c r="A999999999999"><v>1</v></c></row>'
    path = _workbook(tmp_path, _sheet(rows + far))
    try:
        _, figures, _ = imported(path, mapping_of(KILLED))
    except DocumentError as error:
        assert "cannot be read" in str(error)
    else:
        assert [figure.low for figure in figures] == [7]


def test_a_damaged_parquet_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"killed": list(range(5_000))}).write_parquet(path)
    data = bytearray(path.read_bytes())
    data[4:400] = b"\xff" * 396
    path.write_bytes(data)
    _refused(path, "Parquet|damaged")


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), suffix=st.sampled_from(["csv", "tsv", "json", "jsonl", "xlsx", "parquet"]))
def test_any_bytes_give_figures_or_a_refusal(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"any.{suffix}"
    path.write_bytes(data)
    mapping = mapping_of(
        '[[figures]]\ncount = "rows"\noutcome = "killed"\nthing = "person.mixed"\nbasis = "incident"\n'
    )
    try:
        _, figures, account = imported(path, mapping)
    except DocumentError:
        return
    assert len(figures) == account.figures


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 400), byte=st.integers(0, 255))
def test_a_flipped_byte_gives_figures_or_a_refusal(tmp_path: Path, at: int, byte: int) -> None:
    path = tmp_path / "any.json"
    data = bytearray(b'[{"killed": 1, "a": {"b": [1, 2]}}, {"killed": "2-3"}]')
    data[at % len(data)] = byte
    path.write_bytes(data)
    try:
        imported(path, mapping_of(KILLED))
    except Exception as error:
        from tallystick.errors import TallystickError

        assert isinstance(error, TallystickError)
