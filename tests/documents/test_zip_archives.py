"""An archive gives its members as documents, and no archive reaches the disk or fills the memory."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.documents import Options, archives, read_documents
from tallystick.documents.formats import archive as format_module
from tallystick.errors import DocumentError
from tallystick.records import Document


def packed(members: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


GOOD = packed([("a.txt", b"Ten. " * 30), ("b.md", b"x")])


def read(tmp_path: Path, data: bytes) -> list[Document | DocumentError]:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    return list(read_documents(str(path)))


def reasons(tmp_path: Path, data: bytes) -> list[str]:
    return [found.reason for found in read(tmp_path, data) if isinstance(found, DocumentError)]


def test_members_are_documents_with_the_path_in_the_archive(tmp_path: Path) -> None:
    found = read(tmp_path, packed([("b.txt", b"Title: B\n\nTen."), ("x/a.md", b"Nine."), ("x/", b""), ("i.png", b"?")]))
    assert [(d.path, d.text) for d in found if isinstance(d, Document)] == [
        (f"{tmp_path}/a.zip#b.txt", "Ten."),
        (f"{tmp_path}/a.zip#x/a.md", "Nine."),
    ]
    assert len(found) == 2


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    data = packed([("a.txt", b"Ten."), (".b.txt", b"x"), ("__MACOSX/._a.txt", b"x"), ("d/.git/c.txt", b"x")])
    assert len(read(tmp_path, data)) == 1


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "x/../../a.txt", "C:/a.txt", "..\\a.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused_and_the_others_read(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, packed([(name, b"Ten."), ("b.txt", b"Nine.")]))
    assert isinstance(found[0], DocumentError)
    assert "leads out of the archive" in found[0].reason
    assert isinstance(found[1], Document)


def test_a_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (found,) = read(tmp_path, packed([("a\x1b[2J\n\u202e.txt", b"Ten.")]))
    assert isinstance(found, Document)
    assert found.path.isprintable()


def test_one_bad_member_harms_no_other(tmp_path: Path) -> None:
    data = packed([("a.txt", b"Ten were killed. "), ("b.txt", b""), ("c.txt", b"\xff\x00"), ("d.txt", b"Nine.")], 0)
    damaged = data.replace(b"Ten were", b"Two were", 1)
    found = read(tmp_path, damaged)
    assert [type(member) for member in found] == [DocumentError, DocumentError, DocumentError, Document]
    assert "damaged" in reasons(tmp_path, damaged)[0]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed([("a.txt", b"0" * 15_000_000), ("b.txt", b"Nine.")])
    first, second = read(tmp_path, bomb)
    assert isinstance(first, DocumentError)
    assert "zip bomb" in first.reason
    assert isinstance(second, Document)
    assert "too large" in reasons(tmp_path, packed([("a.txt", b"0" * 20_000_001)]))[0]
    monkeypatch.setattr(format_module, "_MAX_TOTAL", 1_000_000)
    with pytest.raises(DocumentError, match="unpacks to 15 MB"):
        read(tmp_path, bomb)


def test_a_member_that_lies_about_its_size_is_held_to_it(tmp_path: Path) -> None:
    data = bytearray(packed([("a.txt", b"0" * 100_000)]))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    assert "damaged" in reasons(tmp_path, bytes(data))[0]


def test_members_that_lie_over_each_other_are_refused(tmp_path: Path) -> None:
    data = bytearray(packed([("a.txt", b"Ten."), ("b.txt", b"Nine.")], 0))
    at = data.rindex(b"PK\x01\x02")
    data[at + 20 : at + 24] = struct.pack("<I", 1_000)
    with pytest.raises(DocumentError, match="zip bomb"):
        read(tmp_path, bytes(data))


def test_a_directory_of_millions_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MAX_DIRECTORY", 10)
    with pytest.raises(DocumentError, match="more members"):
        read(tmp_path, packed([("a.txt", b"Ten.")]))


def test_archives_lie_in_archives_so_deep_and_no_deeper(tmp_path: Path) -> None:
    data = packed([("t.txt", b"Ten.")])
    for number in range(2):
        data = packed([(f"{number}.zip", data)])
    (found,) = read(tmp_path, data)
    assert isinstance(found, Document)
    assert found.path.endswith("a.zip#1.zip#0.zip#t.txt")
    assert "unpack it first" in reasons(tmp_path, packed([("2.zip", data)]))[0]


def test_encrypted_members_and_strange_packing_are_refused(tmp_path: Path) -> None:
    data = bytearray(packed([("a.txt", b"Ten.")]))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.rindex(signature)
        data[at + flags] |= 1
    assert "encrypted" in reasons(tmp_path, bytes(data))[0]
    assert "ordinary ZIP" in reasons(tmp_path, packed([("a.txt", b"Ten.")], zipfile.ZIP_BZIP2))[0]


def test_two_of_one_name_are_told_apart(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = packed([("a.txt", b"Ten."), ("a.txt", b"Nine.")])
    assert "second of this name" in reasons(tmp_path, data)[0]


@pytest.mark.parametrize("data", [b"PK\x03\x04 and nothing", b"text", b"PK\x05\x06" + b"\xff" * 18])
def test_no_archive(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"no ZIP archive|more members"):
        read(tmp_path, data)


def test_nothing_to_read_in_it(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="holds no document"):
        read(tmp_path, packed([("a.png", b"x")]))


@given(st.data())
def test_any_damage_gives_a_reason(data: st.DataObject) -> None:
    damaged = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(GOOD) - 1))] = data.draw(st.integers(0, 255))
    try:
        for member in format_module.members(io.BytesIO(bytes(damaged)), "a.zip", Options()):
            assert isinstance(member.content, DocumentError) or member.data
    except (DocumentError, OSError):
        pass
