"""From the paths a user names to the files to read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from tallystick.documents.formats import format_of, known_suffixes
from tallystick.errors import DocumentError


def find_files(paths: Sequence[str]) -> list[str]:
    """The files these paths stand for, each once, in the order given.

    A file stands for itself, whatever its name, and "-" for standard input. A folder stands for the files of known
    formats in it and below, in the order of their names by code point; names with a leading dot are passed over, links
    are followed, and no folder is entered twice. What a folder holds and cannot be opened (a link to nothing, a folder
    without permission) is listed as well, so that `read_file` names it instead of its being left out in silence.

    Raises DocumentError where a path does not exist or a folder holds nothing that can be read.
    """
    found: dict[str, str] = {}
    for path in paths:
        for file in _files_of(path):
            found.setdefault("-" if file == "-" else os.path.realpath(file), file)
    return list(found.values())


def _files_of(path: str) -> list[str]:
    if not path:
        raise DocumentError("(empty path)", "names no file or folder; give one")
    if path == "-":
        return [path]
    try:
        Path(path).lstat()
    except PermissionError:
        return [path]
    except (OSError, ValueError) as error:
        raise DocumentError(path, "no such file or folder; check the spelling") from error
    if not _is_folder(Path(path)):
        return [path]
    files = [str(file) for file in _walk(Path(path))]
    if not files:
        raise DocumentError(path, f"this folder holds no document that can be read ({known_suffixes()})")
    return files


def _walk(top: Path) -> Iterator[Path]:
    """The files in a folder and below. What waits is kept in a list: folders may lie deeper than Python calls."""
    entered: set[Path] = set()
    waiting = [top]
    while waiting:
        path = waiting.pop()
        if path is not top and not _is_folder(path):
            yield path
            continue
        real = path.resolve()
        if real in entered:
            continue
        entered.add(real)
        try:
            entries = sorted(path.iterdir(), key=lambda entry: entry.name, reverse=True)
        except OSError:
            yield path
            continue
        shown = (entry for entry in entries if not entry.name.startswith("."))
        waiting.extend(entry for entry in shown if _is_folder(entry) or format_of(entry.name))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
