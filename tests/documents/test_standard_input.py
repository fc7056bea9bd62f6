"""Standard input is a document in a format told by the user or by its first bytes."""

import io
import sys
from types import SimpleNamespace

import pytest

from tallystick.documents import Options, read_documents
from tallystick.documents.standard_input import read_standard_input, suffix_told_by
from tallystick.errors import DocumentError
from tallystick.records import Document


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_it_is_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, b"Title: T\n\nTen.")
    (found,) = read_documents("-")
    assert isinstance(found, Document)
    assert (found.path, found.title, found.text) == ("-", "T", "Ten.")


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"%PDF-1.7\n", ".pdf"),
        (b"PK\x03\x04 xx word/document.xml", ".docx"),
        (b"PK\x03\x04 xx a.txt", ".zip"),
        (b"\n<!DOCTYPE html><html>", ".html"),
        (b'<?xml version="1.0"?>\n<mediawiki xmlns="">', ".xml"),
        (b'{"text": "x"}\n', ".jsonl"),
        (b"From: a@b.c\r\nMIME-Version: 1.0\r\n\r\nTen.", ".eml"),
        (b"Title: x\nDate: 2020\n\nMessage-ID: is no field here", ".txt"),
        (b"---\ntitle: x\n---\n", ".md"),
        (b"Ten were killed.", ".txt"),
    ],
)
def test_its_start_tells_the_format(data: bytes, suffix: str) -> None:
    assert suffix_told_by(data) == suffix


def test_the_user_tells_the_format(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, b"%PDF-")
    assert read_standard_input(Options(suffix="MD"), 10) == (b"%PDF-", ".md")


def test_nothing_too_much_or_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, b"")
    with pytest.raises(DocumentError, match="empty"):
        read_standard_input(Options(), 10)
    given(monkeypatch, b"x" * 11)
    with pytest.raises(DocumentError, match="longer"):
        read_standard_input(Options(), 10)
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(DocumentError, match="closed"):
        read_standard_input(Options(), 10)
