"""A Word document is read in the order of its body, with its tables, lists and notes, and without deleted text."""

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tallystick.documents import read_file
from tallystick.documents.formats import word
from tallystick.errors import DocumentError
from tallystick.records import Document

docx = pytest.importorskip("docx")

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(tmp_path: Path, data: Any) -> Document:
    path = tmp_path / "a.docx"
    path.write_bytes(data if isinstance(data, bytes) else saved(data))
    return read_file(str(path))


def with_body(xml: str) -> Any:
    from docx.oxml import parse_xml

    document = docx.Document()
    body = parse_xml(f"<w:body {W}>{xml}</w:body>")
    for element in list(body):
        document.element.body.insert(len(document.element.body) - 1, element)
    return document


def test_paragraphs_headings_lists_and_tables_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Losses", 1)
    document.add_paragraph("Ten were\tkilled.")
    document.add_paragraph("a point", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells], ("Side", "Killed", "North", "12 | 3"), strict=True
    ):
        cell.text = text
    document.add_heading("Later", 2)
    document.add_paragraph("Nobody.")
    found = read(tmp_path, document)
    assert found.text == (
        "= Losses =\nTen were killed.\n- a point\n\nSide | Killed\nNorth | 12|3\n\n== Later ==\nNobody.\n"
    )
    assert found.place_in_file(found.text.index("12|3")) == "table 1, row 2, cell 2"


def test_properties(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Ten.")
    document.core_properties.title = "Losses"
    document.core_properties.modified = datetime.datetime(2020, 10, 7, 12)
    found = read(tmp_path, document)
    assert (found.title, found.published) == ("Losses", "2020-10-07")


def test_tracked_changes_links_and_controls(tmp_path: Path) -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    inserted, deleted = (
        f"<w:ins>{run.format('Eleven ')}</w:ins>",
        "<w:del><w:r><w:delText>Ten </w:delText></w:r></w:del>",
    )
    control = f"<w:sdt><w:sdtContent><w:p>{run.format('In a control.')}</w:p></w:sdtContent></w:sdt>"
    body = f"<w:p>{deleted}{inserted}<w:hyperlink>{run.format('were killed.')}</w:hyperlink></w:p>{control}"
    assert read(tmp_path, with_body(body)).text == "Eleven were killed.\nIn a control.\n"


def test_merged_cells_are_repeated_and_frames_are_text(tmp_path: Path) -> None:
    def cell(text: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    down, on = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    rows = f"<w:tr>{cell('North', down)}{cell('May 3')}</w:tr><w:tr>{cell('', on)}{cell('June 4')}</w:tr>"
    frame = f"<w:tbl><w:tr>{cell('A frame.')}</w:tr></w:tbl>"
    found = read(tmp_path, with_body(f"<w:tbl>{rows}</w:tbl>{frame}"))
    assert found.text == "North | May 3\nNorth | June 4\n\nA frame.\n"


def test_what_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "Ten.")
    good = saved(docx.Document())
    for data, said in (
        (b"\xd0\xcf\x11\xe0rest", "encrypted or an older Word file"),
        (b"Ten.", "no ZIP archive"),
        (buffer.getvalue(), "no Word document"),
        (good, "holds no text"),
        (good[:-100], "damaged"),
    ):
        with pytest.raises(DocumentError, match=said):
            read(tmp_path, data)
    monkeypatch.setattr(word, "_MOST_XML", 100)
    with pytest.raises(DocumentError, match="unpacks to more"):
        read(tmp_path, good)


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            content = source.read(member)
            target.writestr(member, content.replace(old, new, 1) if member == name else content)
    return buffer.getvalue()


def test_entities_are_not_expanded_and_nesting_is_bounded(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("MARK of ten")
    data = saved(document)
    part = "word/document.xml"
    entities = '<!DOCTYPE d [<!ENTITY a "xxxxxxxxxx"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    start = b"<w:document"
    bomb = changed(data, part, start, entities.encode() + start)
    found = read(tmp_path, changed(bomb, part, b"MARK", b"MARK&b;&a;"))
    assert "root:" not in found.text
    assert "xxx" not in found.text
    deep = changed(data, part, b"<w:p>", b"<w:sdt>" * 100_000 + b"<w:p>")
    with pytest.raises(DocumentError, match="damaged"):
        read(tmp_path, deep)
