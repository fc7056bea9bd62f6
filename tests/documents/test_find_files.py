"""Which files a path stands for, and in which order."""

from pathlib import Path

import pytest

from tallystick.documents import find_files, read_file
from tallystick.errors import DocumentError


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Ten.")


def found(folder: Path, *paths: str) -> list[str]:
    return [str(Path(file).relative_to(folder)) for file in find_files([str(folder / path) for path in paths or [""]])]


def test_a_folder_is_walked_in_sorted_order(tmp_path: Path) -> None:
    touch(tmp_path, "b.txt", "a/z.md", "a/b/c.TXT", "B.txt", "a.txt", "c.csv", "README")
    assert found(tmp_path) == ["B.txt", "a/b/c.TXT", "a/z.md", "a.txt", "b.txt"]


def test_hidden_names_are_passed_over_unless_named(tmp_path: Path) -> None:
    touch(tmp_path, ".hidden.txt", ".git/a.txt", "a.txt")
    assert found(tmp_path) == ["a.txt"]
    assert found(tmp_path, ".hidden.txt", ".git") == [".hidden.txt", ".git/a.txt"]


def test_files_keep_the_order_and_the_spelling_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "b.txt", "a.txt", "x.odd")
    monkeypatch.chdir(tmp_path)
    assert find_files(["./b.txt", "x.odd", "a.txt"]) == ["./b.txt", "x.odd", "a.txt"]


def test_duplicates_are_found_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt", "b.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert found(tmp_path, "b.txt", "", "a.txt", "./b.txt") == ["b.txt", "a.txt"]


def test_links_are_followed_and_loops_end(tmp_path: Path) -> None:
    touch(tmp_path, "in/a.txt", "out/b.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "out").symlink_to(tmp_path / "out")
    assert found(tmp_path, "in") == ["in/a.txt", "in/out/b.txt"]


def test_what_cannot_be_opened_inside_a_folder_is_named_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a.txt", "closed/b.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    listing = Path.iterdir

    def iterdir(folder: Path):
        if folder.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listing(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert found(tmp_path) == ["a.txt", "closed", "gone.txt"]
    with pytest.raises(DocumentError, match=r"this folder cannot be opened \(Permission denied\)"):
        read_file(str(tmp_path / "closed"))
    with pytest.raises(DocumentError, match="no such file"):
        read_file(str(tmp_path / "gone.txt"))


@pytest.mark.parametrize("path", ["missing", "missing.txt", "a.txt/below", "x\x00y"])
def test_a_missing_path_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    touch(tmp_path, "a.txt")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DocumentError, match="no such file or folder"):
        find_files([path])


def test_an_empty_path_is_not_taken_for_the_current_folder() -> None:
    with pytest.raises(DocumentError, match="names no file or folder"):
        find_files([""])


def test_a_folder_with_nothing_readable_is_refused(tmp_path: Path) -> None:
    touch(tmp_path, "a.csv", ".b.txt")
    (tmp_path / "empty").mkdir()
    with pytest.raises(DocumentError, match=r"holds no document that can be read \(.*\.md, .*\.txt, .*\)"):
        find_files([str(tmp_path)])
