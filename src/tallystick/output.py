"""Files that are written whole or not at all: beside their place, and moved there when nothing is missing.

Where a disk is full or the power fails, what stood there before still stands there.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tallystick.errors import TallystickError


def write_file(output: Path, text: str) -> None:
    """Write a text as UTF-8 in place of a file that may be there. A device or pipe is written to as it is.

    Raises TallystickError where that is not possible; a file that was there is then as it was.
    """
    with _explained(output):
        if output.exists() and not output.is_file() and not output.is_dir():
            output.write_text(text, encoding="utf-8", newline="\n")
            return
    with beside(output) as made:
        made.write_text(text, encoding="utf-8", newline="\n")
        settle(made, output)


@contextmanager
def beside(output: Path) -> Iterator[Path]:
    """A path of the same name in a folder of its own on the same disk, which is removed in the end.

    What is written there is brought to its place by `settle`. Raises TallystickError, which names `output`, for an
    OSError within.
    """
    with (
        _explained(output),
        # Where the name is a link, what it leads to is replaced, and not the link.
        tempfile.TemporaryDirectory(prefix=".tallystick-", dir=Path(os.path.realpath(output)).parent) as folder,
    ):
        yield Path(folder) / output.name


def settle(made: Path, output: Path) -> None:
    """Put a whole file, or a folder of files, where it belongs, in one step, and have it on the disk before that.

    A file keeps the permissions of the one that it replaces; a folder replaces none. Raises OSError where that fails.
    """
    place = Path(os.path.realpath(output))
    if made.is_dir():
        for file in made.iterdir():
            _sync(file)
    else:
        if place.is_file():
            made.chmod(stat.S_IMODE(place.stat().st_mode))
        _sync(made)
    made.replace(place)
    _sync_folder(place.parent)


def _sync(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk too, where the system can (Windows cannot)."""
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(opened)
    except OSError:
        return
    finally:
        os.close(opened)


@contextmanager
def _explained(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        way_out = {
            FileNotFoundError: "make its folder first, or name a file in another",
            NotADirectoryError: "name a file in a folder",
            IsADirectoryError: "name a file",
            PermissionError: "name a file in another folder, or change the mode of this one",
        }.get(type(error), "name another file, or make room")
        raise TallystickError(f"{output}: cannot be written ({error.strerror or error}); {way_out}") from error
