"""One table in any format gives the same figures."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from table_files import KILLED, from_csv, imported, mapping_of

from tallystick.errors import DocumentError

ROWS = [
    {"day": "2020-10-01", "killed": 5, "side": "Ruritania"},
    {"day": "2020-10-02", "killed": None, "side": "Ruritania"},
    {"day": "2020-10-03", "killed": 1234, "side": "Grünland"},
]
MAPPING = KILLED + 'as_of = { column = "day" }\nparty = { column = "side" }\n'
EXPECTED = [(5, "5", "2020-10-01", "Ruritania"), (1234, "1234", "2020-10-03", "Grünland")]


def _written(folder: Path, kind: str) -> Path:
    path = folder / f"table.{kind}"
    if kind in ("csv", "tsv"):
        mark = "," if kind == "csv" else "\t"
        lines = [
            mark.join(str("" if v is None else v) for v in row.values())
            for row in [dict(zip(ROWS[0], ROWS[0], strict=True)), *ROWS]
        ]
        path.write_text("\n".join(lines), encoding="utf-8")
    elif kind == "json":
        path.write_text(json.dumps(ROWS, indent=1, ensure_ascii=False), encoding="utf-8")
    elif kind == "jsonl":
        path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    elif kind == "parquet":
        pl.DataFrame(ROWS).with_columns(pl.col("day").str.to_date()).write_parquet(path)
    else:
        book = openpyxl.Workbook()
        book.active.append(list(ROWS[0]))
        for row in ROWS:
            book.active.append([datetime.date.fromisoformat(str(row["day"])), row["killed"], row["side"]])
        book.save(path)
    return path


@pytest.mark.parametrize("kind", ["csv", "tsv", "json", "jsonl", "parquet", "xlsx"])
def test_every_format_gives_the_same(tmp_path: Path, kind: str) -> None:
    documents, figures, account = imported(_written(tmp_path, kind), mapping_of(MAPPING))
    assert [(f.low, f.quote, f.as_of, f.party) for f in figures] == EXPECTED
    assert account.empty == {"killed": 1}
    assert documents[0].text.splitlines()[0] == "day | killed | side"


def test_records_of_json_need_not_have_the_same_fields(tmp_path: Path) -> None:
    path = tmp_path / "table.json"
    path.write_text('[{"a": {"killed": 5}}, {"b": [1, "x"]}, {"a": {"killed": 1.50e3}, "b": null}, 7]')
    documents, figures, account = imported(path, mapping_of(KILLED.replace('"killed"\no', '"a.killed"\no')))
    assert documents[0].text == "a.killed | b\n5\n | 1; x\n1.50e3\n"
    assert [figure.low for figure in figures] == [5]
    assert [str(refusal) for refusal in account.refusals] == [
        "row 4: is no object with fields", "row 3, a.killed: '1.50e3' is no number",
    ]  # fmt: skip


def test_a_bad_line_of_json_lines_harms_no_other(tmp_path: Path) -> None:
    path = tmp_path / "table.jsonl"
    path.write_bytes(
        b'{"killed": 1}\n{"killed": \n{"killed": 2, "killed": 3}\n\xff\n' + b'{"a":' * 90_000 + b'\n{"killed": 4}\n'
    )
    _, figures, account = imported(path, mapping_of(KILLED))
    assert [figure.low for figure in figures] == [1, 4]
    assert [refusal.row for refusal in account.refusals] == [2, 3, 4, 5]


def test_a_long_json_array_is_read_piece_by_piece(tmp_path: Path) -> None:
    path = tmp_path / "table.json"
    path.write_text("[" + ",\n".join(f'{{"killed": {n}, "note": "{"é" * 100}"}}' for n in range(3_000)) + "]")
    assert [f.low for f in imported(path, mapping_of(KILLED))[1]] == list(range(3_000))


def test_rows_above_the_header_can_be_passed_over_and_a_header_given(tmp_path: Path) -> None:
    _, figures, _ = from_csv(tmp_path, "Losses\nas told\nkilled\n7\n", "[table]\nskip_rows = 2\n" + KILLED)
    assert [figure.line for figure in figures] == [2]
    _, figures, _ = from_csv(tmp_path, "7\n8\n", '[table]\nheader = ["killed"]\n' + KILLED)
    assert [figure.low for figure in figures] == [7, 8]


def test_other_encodings_and_separators_are_read_where_they_are_named(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("side;killed\nGrünland;7\n".encode("cp1252"))
    with pytest.raises(DocumentError, match="is not UTF-8"):
        imported(path, mapping_of('[table]\ndelimiter = ";"\n' + KILLED))
    options = '[table]\ndelimiter = ";"\nencoding = "cp1252"\n'
    assert imported(path, mapping_of(options + KILLED))[0][0].text == "side | killed\nGrünland | 7\n"


def test_only_the_columns_that_are_kept_stand_in_the_text(tmp_path: Path) -> None:
    documents, figures, _ = from_csv(tmp_path, "name,killed\nSecret,7\n", '[table]\ncolumns = ["killed"]\n' + KILLED)
    assert documents[0].text == "killed\n7\n"
    assert figures[0].quote == "7"


def test_the_sheet_of_a_workbook_must_be_named_where_there_are_several(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["killed"])
    book.create_sheet("Second").append(["killed"])
    book["Second"].append([3])
    path = tmp_path / "book.xlsx"
    book.save(path)
    with pytest.raises(DocumentError, match="several sheets"):
        imported(path, mapping_of(KILLED))
    documents, _, _ = imported(path, mapping_of('[table]\nsheet = "Second"\n' + KILLED))
    assert documents[0].path.endswith("book.xlsx#Second/rows-2-2")
