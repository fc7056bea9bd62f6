"""A line of JSON is a document, and a bad line is named while the others go on."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tallystick.documents import Options, read_documents
from tallystick.documents.formats import json_lines
from tallystick.errors import DocumentError
from tallystick.records import Document


def read(tmp_path: Path, data: bytes | str, fields: Mapping[str, str] | None = None) -> list[Document | DocumentError]:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_documents(str(path), Options(fields=fields or {})))


def reason(tmp_path: Path, data: bytes | str, fields: Mapping[str, str] | None = None) -> str:
    (found,) = read(tmp_path, data, fields)
    assert isinstance(found, DocumentError)
    return found.reason


def test_each_line_is_a_document_named_by_its_number(tmp_path: Path) -> None:
    record = {
        "text": "Ten.\r\nNine.",
        "title": "T",
        "publisher": "P",
        "published": "7 October 2020",
        "url": "https://x",
    }
    first, second = read(tmp_path, b"\xef\xbb\xbf" + json.dumps(record).encode() + b"\r\n\n" + b'{"text": "Two."}')
    assert isinstance(first, Document)
    assert (first.text, first.title, first.publisher, first.published, first.url) == (
        "Ten.\nNine.", "T", "P", "2020-10-07", "https://x",
    )  # fmt: skip
    assert isinstance(second, Document)
    assert second.path == f"{tmp_path}/a.jsonl#line-3"


def test_fields_are_found_under_the_names_given(tmp_path: Path) -> None:
    line = json.dumps({"body": "Ten.", "meta": {"date": "2020-10-07T12:00:00Z"}, "year": 2020, "text": None})
    fields = {"text": "body", "published": "meta.date", "title": "year"}
    (found,) = read(tmp_path, line, fields)
    assert isinstance(found, Document)
    assert (found.text, found.published, found.title) == ("Ten.", "2020-10-07", "2020")


def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    lines = ['{"text": "Ten."}', '{"text": ', "[1]", '{"body": "x"}', '{"text": 1.5}', '{"text": "Two."}']
    found = read(tmp_path, "\n".join(lines))
    assert [type(each) for each in found] == [Document, *[DocumentError] * 4, Document]
    errors = [each for each in found if isinstance(each, DocumentError)]
    assert errors[0].path == f"{tmp_path}/a.jsonl#line-2"
    assert "column" in errors[0].reason
    assert "no object" in errors[1].reason
    assert "it has 'body'" in errors[2].reason
    assert "--field text=NAME" in errors[2].reason
    assert "is no text" in errors[3].reason


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"text": "' + b"\xff" + b'"}', "not UTF-8"),
        (b'{"text": "\\ud800"}', "half a character"),
        (b'{"text": "a\\u0000"}', "NUL"),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deep"),
        (b'{"text": ' + b"9" * 5000 + b"}", "too large a number"),
        (b'{"text": "Ten.", "published": "soon"}', "is no date"),
        (b'{"text": "  "}', "nothing but white space"),
    ],
)
def test_hostile_lines(tmp_path: Path, line: bytes, said: str) -> None:
    assert said in reason(tmp_path, line)


def test_a_line_without_end_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tallystick.documents.reading.MAX_BYTES", 100)
    first, second = read(tmp_path, '{"text": "' + "x" * 1000 + '"}\n{"text": "Two."}\n')
    assert isinstance(first, DocumentError)
    assert "longer" in first.reason
    assert isinstance(second, Document)
    assert second.path.endswith("#line-2")


@pytest.mark.parametrize(("data", "said"), [("{\n}", "several lines"), (b"\xff\xfe{", "UTF-16"), ("", "no document")])
def test_what_is_no_such_file(tmp_path: Path, data: bytes | str, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        read(tmp_path, data)


def test_a_field_no_document_has(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="fields are text, title"):
        read(tmp_path, "{}", {"author": "x"})
    assert ".ndjson" in json_lines.SUFFIXES
