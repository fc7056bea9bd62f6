"""What is written is whole or is not there, and what stood there before still stands."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tallystick import output as output_module
from tallystick.errors import TallystickError
from tallystick.output import beside, settle, write_file

resource = pytest.importorskip("resource")
if not hasattr(signal, "SIGXFSZ"):
    pytest.skip("needs a system that can bound the size of files", allow_module_level=True)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    write_file(tmp_path / "a.txt", "old\n")
    write_file(tmp_path / "a.txt", "new é\n")
    assert (tmp_path / "a.txt").read_bytes() == "new é\n".encode()
    assert names(tmp_path) == ["a.txt"]


def test_a_full_disk_leaves_the_former_file(tmp_path: Path) -> None:
    """The bound on the size of files stands for the end of the disk: both come as an error of `write`."""
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    write_file(tmp_path / "a.txt", "old")
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, former[1]))
    try:
        with pytest.raises(TallystickError, match=r"a\.txt: cannot be written .* make room"):
            write_file(tmp_path / "a.txt", "new" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert (tmp_path / "a.txt").read_text() == "old"
    assert names(tmp_path) == ["a.txt"]


def test_being_stopped_leaves_the_former_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(made: Path, output: Path) -> None:
        raise KeyboardInterrupt

    write_file(tmp_path / "a.txt", "old")
    monkeypatch.setattr(output_module, "settle", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").read_text() == "old" and names(tmp_path) == ["a.txt"]


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "a.txt").write_text("old")
    folder.chmod(0o555)
    if os.access(folder, os.W_OK):
        pytest.skip("needs a user who may not write everywhere")
    with pytest.raises(TallystickError, match="name a file in another folder, or change the mode"):
        write_file(folder / "a.txt", "new")
    assert (folder / "a.txt").read_text() == "old"


def test_a_refusal_of_the_system_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    write_file(tmp_path / "a.txt", "old")
    monkeypatch.setattr(output_module.tempfile, "mkdtemp", refuse)
    with pytest.raises(
        TallystickError, match=r"a\.txt: cannot be written \(Permission denied\); name a file in another"
    ):
        write_file(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").read_text() == "old"


@pytest.mark.parametrize(
    ("place", "way_out"),
    [("no/such/a.txt", "make its folder first"), ("a.txt/b.txt", "in a folder"), ("d", "name a file")],
)
def test_what_is_no_place_for_a_file(tmp_path: Path, place: str, way_out: str) -> None:
    (tmp_path / "a.txt").write_text("old")
    (tmp_path / "d").mkdir()
    with pytest.raises(TallystickError, match=way_out):
        write_file(tmp_path / place, "new")
    assert names(tmp_path) == ["a.txt", "d"]


def test_permissions_are_kept_and_links_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_file(link, "new")
    assert link.is_symlink() and target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    """As `--output /dev/stdout` and the shell's >(...) are."""
    code = (
        "from pathlib import Path; from tallystick.output import write_file; write_file(Path('/dev/stdout'), 'told\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "told\n"


def test_a_folder_of_files_is_brought_to_its_place(tmp_path: Path) -> None:
    with beside(tmp_path / "package") as made:
        made.mkdir()
        (made / "a.csv").write_text("1\n")
        settle(made, tmp_path / "package")
    assert (tmp_path / "package" / "a.csv").read_text() == "1\n" and names(tmp_path) == ["package"]
