"""From a file to a document."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from tallystick.documents.formats import Format, format_of, known_suffixes
from tallystick.errors import DocumentError
from tallystick.records import Document

#: Larger files are refused before they are read: a book of 1,000 pages has about 3 MB, so what is larger than this is
#: no single document, and it bounds the time and memory that one bad file can cost.
MAX_BYTES = 20_000_000


def read_file(path: str) -> Document:
    """Read a file whose format its name tells.

    Raises DocumentError, with the reason, where it does not exist, may not be read, is no regular file, is of no known
    format, is larger than MAX_BYTES, is binary, is in no certain encoding, has an invalid header, or holds no text.
    """
    reader = _reader_of(path)
    data = _bytes_of(path)
    parts = reader.read(data, path)
    if not parts.text.strip():
        header = parts.title or parts.publisher or parts.published or parts.url
        raise DocumentError(path, "holds nothing below its header" if header else "holds nothing but white space")
    return Document(
        id=Document.id_of(parts.text),
        text=parts.text,
        title=parts.title,
        publisher=parts.publisher,
        published=parts.published,
        url=parts.url,
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _reader_of(path: str) -> Format:
    try:
        path.encode()
        mode = Path(path).stat().st_mode
    except UnicodeEncodeError as error:
        raise DocumentError(path, "its name is not valid UTF-8; rename it") from error
    except (OSError, ValueError) as error:
        raise DocumentError(path, _why(error)) from error
    if stat.S_ISDIR(mode):
        raise DocumentError(path, _why_not_listed(path))
    if not stat.S_ISREG(mode):
        raise DocumentError(path, "is a device, pipe or socket; save its content to a file first")
    reader = format_of(path)
    if reader is None:
        raise DocumentError(path, f"is of no known format ({known_suffixes()}); convert it, or rename it if it is text")
    return reader


def _bytes_of(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            # One byte more than allowed shows that a file has grown, or lies about its size, without reading it whole.
            data = file.read(MAX_BYTES + 1) if size <= MAX_BYTES else b""
    except OSError as error:
        raise DocumentError(path, _why(error)) from error
    size = max(size, len(data))
    if size > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        raise DocumentError(path, f"is too large ({size / 1_000_000:.1f} MB; the limit is {limit}); split it")
    if not data:
        raise DocumentError(path, "is empty")
    return data


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file; check the spelling"
    if isinstance(error, PermissionError):
        return "permission denied; ask its owner, or change its mode"
    return f"cannot be read ({(error.strerror or error) if isinstance(error, OSError) else error})"


def _why_not_listed(folder: str) -> str:
    try:
        next(Path(folder).iterdir(), None)
    except OSError as error:
        return f"this folder cannot be opened ({error.strerror})"
    return "is a folder, not a file"
