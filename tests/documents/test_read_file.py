"""Each file that cannot be read is refused in one sentence that names it, the reason and the way out."""

import os
from pathlib import Path

import pytest

from tallystick.documents import MAX_BYTES, read_file
from tallystick.errors import DocumentError
from tallystick.records import Document


def refusal(path: Path | str) -> str:
    with pytest.raises(DocumentError) as caught:
        read_file(str(path))
    assert caught.value.path == str(path)
    assert str(caught.value) == f"{path}: {caught.value.reason}"
    assert "\n" not in caught.value.reason
    return caught.value.reason


def test_a_document_knows_its_bytes_and_its_path(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.md"
    first.write_bytes(b"Title: one\r\n\r\nTen.\r\n")
    second.write_bytes(b"Ten.\n")
    one, two = read_file(str(first)), read_file(str(second))
    assert one.id == two.id == Document.id_of("Ten.\n")
    assert one.sha256 != two.sha256
    assert one.path == str(first)


def test_no_such_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt").startswith("no such file")
    assert refusal(tmp_path / "none.xyz").startswith("no such file")
    assert "cannot be read" in refusal("a\x00.txt")


@pytest.mark.parametrize(("content", "reason"), [(b"", "is empty"), (b" \n\t\r\n", "nothing but white space")])
def test_nothing_in_it(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert reason in refusal(path)


def test_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.xyz"
    path.write_text("text")
    assert ".md" in refusal(path)
    assert ".txt" in refusal(path)


def test_a_suffix_in_capitals_is_known(tmp_path: Path) -> None:
    path = tmp_path / "A.TXT"
    path.write_text("Ten.")
    assert read_file(str(path)).text == "Ten."


def test_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert refusal(path) == "is too large (50.0 MB; the limit is 20 MB); split it"
    assert MAX_BYTES == 20_000_000


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    monkeypatch.setattr("tallystick.documents.reading.MAX_BYTES", 10)
    monkeypatch.setattr(os, "fstat", lambda _: os.stat_result((0o100644, 0, 0, 1, 0, 0, 5, 0, 0, 0)))
    assert "too large" in refusal(path)


def test_the_largest_single_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * MAX_BYTES)
    assert len(read_file(str(path)).text) == MAX_BYTES


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ten.")

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert refusal(path).startswith("permission denied")


def test_a_failing_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ten.")

    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", broken)
    assert refusal(path) == "cannot be read (Input/output error)"


def test_folders_pipes_and_link_loops(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "is a folder, not a file"
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert "pipe" in refusal(pipe)
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    assert "cannot be read" in refusal(loop)


def test_a_name_that_is_no_text_is_refused() -> None:
    assert "rename it" in refusal("bad\udcff.txt")
