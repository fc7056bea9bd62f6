"""A header says where a text comes from and is no part of it; a text without one is kept whole."""

from pathlib import Path

import pytest

from tallystick.documents import read_file
from tallystick.documents.dates import iso_date
from tallystick.errors import DocumentError


def read(folder: Path, text: str, name: str = "a.txt"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_file(str(path))


def test_a_full_header_is_taken_and_offsets_start_below_it(tmp_path: Path) -> None:
    document = read(tmp_path, "Title: A: b\nPublisher: P\nDate: 2020-10-07\nAddress: https://example.org/1\n\nTen.\n")
    assert (document.title, document.publisher, document.published) == ("A: b", "P", "2020-10-07")
    assert document.url == "https://example.org/1"
    assert document.text == "Ten.\n"


@pytest.mark.parametrize("header", ["TITLE: t\nPublished: 2020\nurl: u\n", "title : t\nPublished:\t2020\nURL: u \n"])
def test_keys_in_any_case_and_by_their_other_names(tmp_path: Path, header: str) -> None:
    document = read(tmp_path, header + "\nTen.")
    assert (document.title, document.published, document.url, document.text) == ("t", "2020", "u", "Ten.")


@pytest.mark.parametrize(
    "text",
    [
        "Ten were killed.\nTitle: no\n\nMore.",
        "\nTitle: not on the first line\n\nMore.",
        "Title: one\nAuthor: an unknown key\n\nMore.",
        "Title: one\nthen text goes on\n\nMore.",
        "Title: no blank line ends it\nDate: 2020",
        "Title of the piece: seven dead\n\nMore.",
        "Title: " + "long " * 300 + "\n\nMore.",
        "---\ntitle: front matter is for Markdown\n---\nMore.",
    ],
)
def test_what_is_no_header_stays_in_the_text(tmp_path: Path, text: str) -> None:
    document = read(tmp_path, text)
    assert document.text == text
    assert document.title is None


def test_an_empty_value_says_nothing(tmp_path: Path) -> None:
    document = read(tmp_path, "Title:\nDate:\n\nTen.")
    assert (document.title, document.published, document.text) == (None, None, "Ten.")


def test_markdown_front_matter_with_other_keys(tmp_path: Path) -> None:
    text = "---\ntitle: \"T\"\ntags:\n  - war\n- x\n# note\n\ndate: '2020-10'\nlayout: post\n---\n# H\n\n*Ten* dead.\n"
    document = read(tmp_path, text, "a.md")
    assert (document.title, document.published) == ("T", "2020-10")
    assert document.text == "# H\n\n*Ten* dead.\n"


def test_markdown_may_carry_the_plain_header(tmp_path: Path) -> None:
    assert read(tmp_path, "Title: T\n\n# Heading\n", "a.md").text == "# Heading\n"


@pytest.mark.parametrize("text", ["---\nA rule, text.\n---\n", "---\ntitle: not closed\n", "---\nlayout: x\n---\nText"])
def test_a_rule_is_no_front_matter(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text, "a.md").text == text


@pytest.mark.parametrize(("text", "line"), [("Title: t\nDate: 2020-02-30\n\nTen.", 2), ("Date: soon\n\nTen.", 1)])
def test_an_invalid_date_is_refused_by_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(DocumentError, match=rf"a\.txt: line {line} of its header: .* is no date; write"):
        read(tmp_path, text)


def test_a_field_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="line 2 of its header gives published a second time"):
        read(tmp_path, "Date: 2020\nPublished: 2021\n\nTen.")


def test_a_header_without_a_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="nothing below its header"):
        read(tmp_path, "Title: t\n\n \n")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2020-10-07", "2020-10-07"), ("2020-10", "2020-10"), ("2020", "2020"), ("20201007", "2020-10-07"),
        ("2020-10-07T09:30:00Z", "2020-10-07"), ("7 October 2020", "2020-10-07"), ("Wed, 7 Oct 2020", "2020-10-07"),
        ("October 7, 2020", "2020-10-07"), ("7th October 2020", "2020-10-07"), ("October 2020", "2020-10"),
        ("Sept. 2020", "2020-09"), ("07.10.2020", "2020-10-07"), ("10/13/2020", "2020-10-13"),
        ("13/10/2020", "2020-10-13"), ("2020/10/07", "2020-10-07"), ("7 Oct 2020, 10:15 GMT", "2020-10-07"),
    ],
)  # fmt: skip
def test_dates_become_iso_and_keep_their_precision(written: str, iso: str) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    "written",
    ["2020-13", "2020-00-07", "31 June 2020", "Ju 2020", "ca 2020", "7 October", "0000", "2020-10-07x", "2" * 99, ""],
)
def test_what_is_no_date_is_not_bent_into_one(written: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        iso_date(written)


def test_a_date_with_two_readings_is_refused_with_both() -> None:
    with pytest.raises(ValueError, match="2020-10-07 or 2020-07-10"):
        iso_date("10/07/2020")
