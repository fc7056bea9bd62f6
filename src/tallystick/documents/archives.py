"""Opening ZIP archives that may be hostile: nothing is unpacked to disk, and what unpacks to too much is refused.

A bomb is told by what the archive declares, before anything is unpacked, and `zipfile` holds a member to its declared
size and checksum. Overlapping members (D. Fifield, "A better zip bomb", 2019) declare more packed bytes than the
archive has.
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from typing import BinaryIO

from tallystick.errors import DocumentError

#: Text packs to a tenth, a table of one repeated line to a hundredth at most; small members may do better by chance.
MAX_RATIO, _SMALL = 150, 1_000_000
#: The directory is held in memory whole: about 100,000 members.
_MAX_DIRECTORY = 10_000_000
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_END_64, _LOCATOR_64_SIZE = b"PK\x06\x06", 20
_UNKNOWN = 0xFFFFFFFF


def open_archive(file: BinaryIO, path: str) -> zipfile.ZipFile:
    """The archive, its directory read and checked. Raises DocumentError where it is none, damaged or a bomb."""
    size = file.seek(0, os.SEEK_END)
    if not size:
        raise DocumentError(path, "is empty")
    if _directory_size(file, size) > _MAX_DIRECTORY:
        raise DocumentError(path, "lists more members than can be read at once; pack them in several archives")
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, EOFError) as error:
        raise DocumentError(path, "is no ZIP archive, or damaged; pack it again") from error
    if sum(member.compress_size for member in archive.infolist()) > size:
        raise DocumentError(path, "its members lie over each other, as in a zip bomb; pack it again")
    return archive


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str, limit: int) -> bytes:
    """The bytes of a member. Raises DocumentError where it is encrypted, damaged, a bomb, or larger than `limit`."""
    if member.flag_bits & 1:
        raise DocumentError(path, "is encrypted; unpack the archive with its password")
    if member.file_size > limit:
        size, most = member.file_size / 1_000_000, limit // 1_000_000
        raise DocumentError(path, f"is too large ({size:.1f} MB; the limit is {most} MB); split it")
    if member.file_size > max(_SMALL, member.compress_size * MAX_RATIO):
        raise DocumentError(
            path, f"unpacks to more than {MAX_RATIO} times its size, as a zip bomb does; unpack it first"
        )
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise DocumentError(path, "is packed in a way that is not read; pack it again as an ordinary ZIP")
    try:
        with archive.open(member) as packed:
            return packed.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ValueError) as error:
        raise DocumentError(path, "is damaged in the archive; pack it again") from error
    except (NotImplementedError, RuntimeError) as error:
        raise DocumentError(path, "is packed in a way that is not read; pack it again as an ordinary ZIP") from error


def _directory_size(file: BinaryIO, size: int) -> int:
    """What the end record says, 0 where there is none."""
    start = max(0, size - _END_SIZE - _LONGEST_COMMENT - _LOCATOR_64_SIZE)
    file.seek(start)
    tail = file.read(size - start)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_SIZE:
        return 0
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    if directory == _UNKNOWN and at >= _LOCATOR_64_SIZE:
        file.seek(min(int.from_bytes(tail[at - 12 : at - 4], "little"), size))
        record = file.read(56)
        return int.from_bytes(record[40:48], "little") if record.startswith(_END_64) else 0
    return directory
