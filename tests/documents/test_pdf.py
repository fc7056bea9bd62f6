"""A PDF is read as a person reads its pages, and what cannot be read is named by its page."""

import subprocess
from pathlib import Path

import pytest
from pdf_by_hand import SCAN, lines, pdf

from tallystick.documents import read_documents, read_file
from tallystick.documents.formats import pdf as format_module
from tallystick.errors import DocumentError
from tallystick.records import Document

FULL = "The ministry said on Monday that the army had lost ten of its tanks in the first"


def documents(tmp_path: Path, data: bytes) -> list[Document | DocumentError]:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return list(read_documents(str(path)))


def document(tmp_path: Path, data: bytes) -> Document:
    (only,) = documents(tmp_path, data)
    assert isinstance(only, Document)
    return only


def refusal(tmp_path: Path, data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        documents(tmp_path, data)
    return caught.value.reason


def test_the_lines_of_a_paragraph_are_one(tmp_path: Path) -> None:
    read = document(
        tmp_path, pdf([lines([FULL, "week, and three aircraft.", "A new paragraph stands by itself here."])])
    )
    assert read.text == f"{FULL} week, and three aircraft.\nA new paragraph stands by itself here.\n"
    assert read.path == str(tmp_path / "a.pdf")


def test_a_word_parted_at_the_end_of_a_line_is_put_together(tmp_path: Path) -> None:
    page = ["In the first days of fighting the army lost ten tanks and three air-", "craft of an older kind."]
    assert "three aircraft of an older kind." in document(tmp_path, pdf([lines(page)])).text


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("and they lost five of the anti-tank weapons, and then seven more anti-", "tank weapons.", "more anti-tank"),
        (
            "and in the same week they lost nine of the newer surface-to-",
            "air missiles that they had.",
            "surface-to-air",
        ),
        ("and the heaviest of the fighting in that week was in Upper-", "Marlow and near it.", "Upper-Marlow"),
        ("and the number of the dead in that week was put at 2,000-", "3,000 by both sides.", "2,000-3,000"),
    ],
)
def test_a_hyphen_that_belongs_to_the_word_stays(tmp_path: Path, first: str, second: str, joined: str) -> None:
    assert joined in document(tmp_path, pdf([lines([first, second])])).text


def test_columns_written_line_by_line_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"left column line number {n} goes on and" for n in range(8)]
    right = [f"right column line number {n} goes on and" for n in range(8)]
    page = [line for pair in zip(lines(left), lines(right, left=320), strict=True) for line in pair]
    text = document(tmp_path, pdf([[("A title across both of the columns of this page", 50, 740, 10), *page]])).text
    assert text.index("left column line number 7") < text.index("right column line number 0")
    assert text.startswith("A title across both of the columns")


def test_columns_written_one_after_the_other_stay_so(tmp_path: Path) -> None:
    left = lines([f"left column line number {n} goes on and" for n in range(8)])
    right = lines([f"right column line number {n} goes on and" for n in range(8)], left=320)
    text = document(tmp_path, pdf([[*left, *right]])).text
    assert text.index("left column line number 7") < text.index("right column line number 0")


def test_a_table_keeps_its_rows_and_its_place(tmp_path: Path) -> None:
    rows = [("Side", "Killed", "Wounded"), ("North", "120", "300"), ("South", "95", "210")]
    page = [(c, 50 + 150 * x, 600 - 14 * y, 10) for y, row in enumerate(rows) for x, c in enumerate(row)]
    read = document(tmp_path, pdf([lines(["Losses by side were published by the ministry."]), page]))
    assert "Side | Killed | Wounded\nNorth | 120 | 300\nSouth | 95 | 210\n" in read.text
    assert read.place_in_file(read.text.index("210")) == "page 2, table 1, row 3, cell 3"


def test_running_headers_footers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [
        [("Report on the war", 50, 780, 8), *lines([f"{word} were killed there."]), (f"Page {n} of 4", 300, 20, 8)]
        for n, word in enumerate(("Ten", "Twelve", "Forty", "Ninety"), 1)
    ]
    read = document(tmp_path, pdf(pages))
    assert read.text == "".join(f"{word} were killed there.\n" for word in ("Ten", "Twelve", "Forty", "Ninety"))


def test_a_number_that_counts_no_pages_is_kept(tmp_path: Path) -> None:
    pages = [lines([f"{n} were killed there.", "It rained."], top=780) for n in (10, 7, 33)]
    text = document(tmp_path, pdf(pages)).text
    assert all(f"{n} were killed" in text for n in (10, 7, 33))


def test_the_page_of_every_offset_is_known(tmp_path: Path) -> None:
    read = document(tmp_path, pdf([lines([FULL]), lines(["week. Nothing more was said of it."])]))
    assert read.text == f"{FULL} week. Nothing more was said of it.\n"
    assert read.place_in_file(0) == "page 1"
    assert read.place_in_file(read.text.index("week.")) == "page 2"
    assert read.place_in_file(read.text.index("week.") - 2) == "page 1"


def test_larger_type_is_a_heading(tmp_path: Path) -> None:
    page = [("Casualties of the week", 50, 740, 18), *lines([FULL, "week."])]
    assert document(tmp_path, pdf([page])).text.startswith("= Casualties of the week =\n")


def test_title_and_date_of_the_file(tmp_path: Path) -> None:
    info = "/Title (Losses of the first week) /CreationDate (D:20201007101112Z)"
    read = document(tmp_path, pdf([lines([FULL])], info))
    assert (read.title, read.published) == ("Losses of the first week", "2020-10-07")
    assert document(tmp_path, pdf([lines([FULL])], "/Title (Microsoft Word - x.doc)")).title is None


def test_a_scanned_page_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    read, scan = documents(tmp_path, pdf([lines([FULL]), SCAN, lines(["Ten."]), SCAN, SCAN]))
    assert isinstance(read, Document)
    assert "Ten." in read.text
    assert isinstance(scan, DocumentError)
    assert "pages 2, 4-5 are scans" in scan.reason
    assert "OCR" in scan.reason


def test_a_scan_has_no_text(tmp_path: Path) -> None:
    assert "holds no text: pages 1-2 are scans" in refusal(tmp_path, pdf([SCAN, SCAN]))
    assert "page 1 is a scan" in refusal(tmp_path, pdf([SCAN]))


def test_one_document_is_wanted_and_a_page_is_a_scan(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([lines([FULL]), SCAN]))
    with pytest.raises(DocumentError, match="page 2 is a scan"):
        read_file(str(path))


def test_damaged_and_empty(tmp_path: Path) -> None:
    assert "damaged" in refusal(tmp_path, b"%PDF-1.4\nnothing")
    assert "damaged" in refusal(tmp_path, b"plain text under a wrong name")
    assert refusal(tmp_path, b"") == "is empty"
    assert refusal(tmp_path, pdf([[]])) == "holds no text"


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    encrypted = pdf([lines([FULL])]).replace(
        b"/Info",
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"
        b" /ID [<00> <00>] /Info",
    )
    assert "is encrypted" in refusal(tmp_path, encrypted)


def test_one_that_takes_too_long_or_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("x", 1)

    monkeypatch.setattr(format_module, "MEGABYTES", 1)
    assert "cannot be read within 60 seconds and 1 MB" in refusal(tmp_path, pdf([lines([FULL])]))
    monkeypatch.setattr(subprocess, "run", endless)
    assert "took more than 120 seconds" in refusal(tmp_path, pdf([lines([FULL])]))
