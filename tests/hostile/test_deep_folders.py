"""Folders that lie deeper in each other than a program may call itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallystick.documents import find_files


@pytest.fixture
def deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """So many folders in each other, a document in the last; taken away step by step, as they were made."""
    monkeypatch.chdir(tmp_path)
    made = 0
    try:
        while made < 1200:
            Path("d").mkdir()
            os.chdir("d")
            made += 1
        Path("a.txt").write_text("Ten.")
        os.chdir(tmp_path)
        yield made
        for _ in range(made):
            os.chdir("d")
        Path("a.txt").unlink()
    except OSError:
        pytest.skip(f"this system has no folders deeper than {made}")
    finally:
        for _ in range(made):
            os.chdir("..")
            Path("d").rmdir()


def test_deep_folders_are_walked(deep: int) -> None:
    assert [len(Path(file).parts) for file in find_files(["d"])] == [deep + 1]


def test_the_order_is_that_of_the_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c/a.txt", "a.txt", ".d/a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Ten.")
    (tmp_path / "c" / "loop").symlink_to(tmp_path)
    found = [Path(file).relative_to(tmp_path).as_posix() for file in find_files([str(tmp_path)])]
    assert found == ["a/b/c.txt", "a/z.txt", "a.txt", "b.txt", "c/a.txt"]
