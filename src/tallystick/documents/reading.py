"""From a file to a document, or to the documents in it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from tallystick.documents.formats import Container, Format, format_of, known_suffixes
from tallystick.documents.language import foreign_language
from tallystick.documents.parts import Options, Parts, Source
from tallystick.errors import DocumentError
from tallystick.records import Document

#: Larger files are refused before they are read: a book of 1,000 pages has about 3 MB, so what is larger than this is
#: no single document, and it bounds the time and memory that one bad file can cost.
MAX_BYTES = 20_000_000
#: The path that stands for standard input; a file of that name is "./-".
STANDARD_INPUT = "-"
#: So many files may lie in each other: an archive in an archive, with a dump in it.
MAX_DEPTH = 3


def read_file(path: str, options: Options = Options()) -> Document:  # noqa: B008 (immutable)
    """Read a file that is one document, in the format that its name tells; "-" is standard input.

    Raises DocumentError, with the reason, where it does not exist, may not be read, is no regular file, is of no known
    format, is larger than MAX_BYTES, is binary, is in no certain encoding, has an invalid header, holds no text or
    several documents, or is in another language than English.
    """
    data, reader = _standard_input(options) if path == STANDARD_INPUT else (None, _reader_of(path))
    if not hasattr(reader, "read"):
        raise DocumentError(path, "holds several documents, and one is wanted here; save the one as a file of its own")
    data = _bytes_of(path) if data is None else data
    return _document(path, data, reader.read(data, path), options.given)


def read_documents(path: str, options: Options = Options()) -> Iterator[Document | DocumentError]:  # noqa: B008
    """Read all documents in a file, one at a time, in the order of the file; in most formats it is one document.

    In a file that holds several, the path of each is that of the file, "#" and its name there, and one that cannot be
    read is yielded as its error, with that path, and the rest go on. Raises DocumentError as `read_file` does where the
    file itself cannot be read, and where it holds no document.
    """
    data, reader = _standard_input(options) if path == STANDARD_INPUT else (None, _reader_of(path))
    if not hasattr(reader, "members"):
        data = _bytes_of(path) if data is None else data
        yield _document(path, data, reader.read(data, path), options.given)
        return
    found = False
    with _opened(path) if data is None else BytesIO(data) as file:
        for document in _documents(cast(Container, reader), file, path, options, depth=1):
            found = True
            yield document
    if not found:
        raise DocumentError(path, "holds no document")


def _documents(
    reader: Container, file: BinaryIO, path: str, options: Options, depth: int
) -> Iterator[Document | DocumentError]:
    members = reader.members(file, path, options)
    while True:
        # What `members` itself raises ends the file; what a member raises is the member's.
        try:
            member = next(members, None)
        except OSError as error:
            raise DocumentError(path, _why(error)) from error
        if member is None:
            return
        inner = f"{path}#{member.name}" if member.name else path
        try:
            content = member.content
            if isinstance(content, DocumentError):
                raise DocumentError(inner, content.reason)
            if content is None:
                inner_reader = _known(inner)
                if hasattr(inner_reader, "members"):
                    if depth == MAX_DEPTH:
                        raise DocumentError(inner, f"lies {depth} files deep in others; unpack it first")
                    container = cast(Container, inner_reader)
                    yield from _documents(container, BytesIO(member.data), inner, options, depth + 1)
                    continue
                content = inner_reader.read(member.data, inner)
            yield _document(inner, member.data, content, options.given)
        except DocumentError as error:
            yield error


def _document(path: str, data: bytes, parts: Parts, given: Source) -> Document:
    if not parts.text.strip():
        header = parts.title or parts.publisher or parts.published or parts.url
        raise DocumentError(path, "holds nothing below its header" if header else "holds nothing but white space")
    language = foreign_language(parts.text)
    if language:
        raise DocumentError(path, f"not read: language: it is in {language}, not in English; give it in translation")
    own = parts.own
    return Document(
        id=Document.id_of(parts.text),
        text=parts.text,
        title=parts.title or given.title or own.title,
        publisher=parts.publisher or given.publisher or own.publisher,
        published=parts.published or given.published or own.published,
        url=parts.url or given.url or own.url,
        language=given.language or own.language,
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        locators=parts.locators,
    )


def _standard_input(options: Options) -> tuple[bytes, Format | Container]:
    from tallystick.documents.standard_input import read_standard_input

    data, suffix = read_standard_input(options, MAX_BYTES)
    return data, _known(f"standard input{suffix}")


def _reader_of(path: str) -> Format | Container:
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
    return _known(path)


def _known(path: str) -> Format | Container:
    reader = format_of(path)
    if reader is None:
        raise DocumentError(path, f"is of no known format ({known_suffixes()}); convert it, or rename it if it is text")
    return reader


def _opened(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise DocumentError(path, _why(error)) from error


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
