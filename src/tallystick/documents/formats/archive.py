"""ZIP archives (.zip): each member of a known format is a document, or holds some, "archive.zip#folder/member.txt".

As in a folder, names with a leading dot and files of other formats are passed over. Nothing is unpacked to disk.
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import BinaryIO

from tallystick.documents.archives import open_archive, read_member
from tallystick.documents.parts import Member, Options
from tallystick.errors import DocumentError

SUFFIXES = (".zip",)

#: In one archive, unpacked: archives in archives multiply it.
_MAX_TOTAL = 1_000_000_000


def members(file: BinaryIO, path: str, options: Options) -> Iterator[Member]:
    """The members of known formats, in the order of the archive's directory.

    One that is encrypted, damaged, too large, or whose name leads out of the archive is yielded with its error. Raises
    DocumentError where the file is no archive or unpacks to too much.
    """
    # Imported here: the registry imports this module.
    from tallystick.documents.formats import format_of
    from tallystick.documents.reading import MAX_BYTES

    with open_archive(file, path) as archive:
        wanted = [info for info in archive.infolist() if not _is_hidden(info) and format_of(info.filename)]
        total = sum(info.file_size for info in wanted)
        if total > _MAX_TOTAL:
            limit = f"{_MAX_TOTAL // 1_000_000} MB"
            raise DocumentError(path, f"unpacks to {total / 1_000_000:.0f} MB (the limit is {limit}); unpack it first")
        seen: set[str] = set()
        for info in wanted:
            name = printable_name(info.filename)
            inner = f"{path}#{name}"
            try:
                _check_name(info.filename, name in seen, inner)
                seen.add(name)
                data = read_member(archive, info, inner, MAX_BYTES)
                if not data:
                    raise DocumentError(inner, "is empty")
            except DocumentError as error:
                yield Member(name, b"", error)
            else:
                yield Member(name, data)


def printable_name(name: str) -> str:
    """A name from a file on one line: what would steer a terminal is written as the replacement character."""
    return "".join("\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char for char in name)


def _is_hidden(info: zipfile.ZipInfo) -> bool:
    parts = [part for part in info.filename.replace("\\", "/").split("/") if part not in (".", "..")]
    return not info.filename or info.is_dir() or any(part.startswith((".", "__MACOSX")) for part in parts)


def _check_name(name: str, seen: bool, path: str) -> None:
    outside = ".." in PureWindowsPath(name).parts or PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor
    if outside:
        raise DocumentError(path, "its name leads out of the archive, so it is not read; pack it again under another")
    if seen:
        raise DocumentError(path, "is the second of this name in the archive; rename one of them")
