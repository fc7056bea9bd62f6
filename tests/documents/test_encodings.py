"""A text is read as it is stored or refused with the reason; it is never garbled."""

import io
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tallystick.documents import read_file
from tallystick.documents.decoding import decode
from tallystick.documents.formats import formats
from tallystick.errors import DocumentError

TEXT = "Füzuli: “3 killed” – the ministry’s count.\n"
BEGINS_WITH_A_KEY = ("title", "publisher", "date", "published", "address", "url")
texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1)
snippets = st.sampled_from(["\r", "\n", "\r\n", "---", "\ufeff", "killed ", "é", "\x1b[1m"])
pieces = st.lists(snippets, min_size=1).map("".join)


def as_open_reads(data: bytes) -> str:
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig").read()


@given(texts | pieces)
def test_utf_8_without_header_is_read_as_open_reads_it(text: str) -> None:
    data = text.encode()
    assume(not text.lstrip("\ufeff").lower().startswith((*BEGINS_WITH_A_KEY, "---")))
    assume(not data.startswith((b"%PDF-", b"PK\x03\x04", b"GIF8")))
    for reader in (formats()[suffix] for suffix in (".md", ".txt")):
        assert reader.read(data, "a").text == as_open_reads(data)


@given(st.binary())
def test_any_bytes_give_a_text_or_a_reason(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except DocumentError as error:
        assert str(error).startswith("a.txt: ")
        assert "\n" not in str(error)
    else:
        assert "\r" not in text
        assert "\x00" not in text


def test_a_text_is_stored_verbatim(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "  Spaces,\ttabs\x0c, \u00a0and \x1b[31mescapes stay.  \n\n\nSo does this."
    path.write_bytes(text.encode())
    assert read_file(str(path)).text == text


def test_line_ends_become_line_feeds_and_the_mark_is_dropped() -> None:
    assert decode(b"\xef\xbb\xbfone\r\ntwo\rthree\n", "a") == "one\ntwo\nthree\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_are_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a") == TEXT


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_both_byte_orders(mark: bytes) -> None:
    assert decode(mark + TEXT.encode("utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"), "a") == TEXT


@pytest.mark.parametrize("encoding", ["cp1252", "cp1250", "cp1254"])
def test_windows_text_is_read_where_the_code_pages_agree(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a") == TEXT


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Erdoğan said 3 were killed", "cp1254"),
        ("Milošević and Tuđman", "cp1250"),
        ("Потери составили 15 танков", "cp1251"),
        ("Потери составили 15 танков", "koi8-r"),
        ("Απώλειες 15", "cp1253"),
        ("the commander’s “count” of 15", "mac-roman"),
        ("a café in the centre", "mac-roman"),
        ("a café in the centre", "cp437"),
        ("損失は15両", "shift-jis"),
        ("損失は15両", "euc-jp"),
    ],
)
def test_other_encodings_are_refused_rather_than_guessed(text: str, encoding: str) -> None:
    with pytest.raises(DocumentError, match="save it as UTF-8"):
        decode(text.encode(encoding), "a")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"one\ntwo caf\xc3\xa9\nthree caf\xe9s", r"mixes UTF-8 with another encoding \(byte 0xE9 on line 3\)"),
        (b"one\ntwo caf\xc3", r"byte 0xC3 on line 2"),
        (b"one\x00two", "NUL bytes"),
        ("text".encode("utf-16-le"), "UTF-16 without its mark"),
        (b"\xff\xfet\x00\x00\x00e\x00", "holds NUL characters"),
        (b"\xff\xfet\x00e", "begins as UTF-16 and breaks off at byte 2"),
        (b"\xef\xbb\xbfok \xff", "begins as UTF-8 and breaks off at byte 3"),
        (b"%PDF-1.7 text", "is a PDF"),
        (b"PK\x03\x04\x00", "is a ZIP archive or an office document"),
        (b"\x01\x02\xff\xfe\x80", "is binary"),
    ],
)
def test_broken_mixed_and_binary_files_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        decode(data, "a")
