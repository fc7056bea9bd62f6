"""PDF (.pdf): the text of its pages, read column by column, without running headers, footers and page numbers.

Lines are put together to paragraphs, and words parted at a line's end to words. PDFium reads the file in a process of
its own with limits of time and memory. A page that is a picture (a scan) is named, not read: there is no OCR here.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from tallystick.documents.dates import iso_date
from tallystick.documents.formats.archive import printable_name
from tallystick.documents.paged.lines import Piece, ordered_lines, without_furniture
from tallystick.documents.paged.text import pages_as_text
from tallystick.documents.parts import Member, Options, Parts, Source
from tallystick.documents.plain_text import flat
from tallystick.errors import DocumentError

SUFFIXES = (".pdf",)

#: A report of 1,000 pages takes 10 seconds and 300 MB.
SECONDS, MEGABYTES = 60, 2000
_PROGRAM = Path(__file__).parents[1] / "paged" / "extract.py"
_CREATED = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_LONGEST_TITLE = 500
#: Titles that programs put there: the name of the file that was printed.
_NO_TITLE = re.compile(
    r"(?:microsoft word|untitled|.*\.(?:docx?|pdf|indd|tex|dvi|rtf|odt|xlsx?|html?)$)", re.IGNORECASE
)
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_UNREADABLE_SHARE = 0.3
_MOST_NAMED = 10


def read(data: bytes, path: str) -> Parts:
    """The text of all pages. Raises DocumentError as `members` does, and where a page is a scan."""
    parts, unread = _read(data, path)
    if unread:
        raise DocumentError(path, unread[1])
    return parts


def members(file: BinaryIO, path: str, options: Options) -> Iterator[Member]:
    """The text of the pages that have any, then, as an error, those that are pictures.

    Raises DocumentError where the file is encrypted, damaged, too large, takes too long, or has no text at all.
    """
    from tallystick.documents.reading import MAX_BYTES

    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise DocumentError(path, f"is larger than {MAX_BYTES // 1_000_000} MB; split it")
    parts, unread = _read(data, path)
    yield Member("", data, parts)
    if unread:
        name, reason = unread
        yield Member(name, b"", DocumentError(f"{path}#{name}", reason))


def _read(data: bytes, path: str) -> tuple[Parts, tuple[str, str] | None]:
    """The document, and the name of and reason for the pages that are not read."""
    if not data:
        raise DocumentError(path, "is empty")
    about, *records = _extracted(data, path)
    pages: list[list[Piece]] = []
    unread: list[int] = []
    for number, record in enumerate(records, 1):
        pieces = [Piece(text.translate(_LIGATURES), *box) for text, *box in record.get("pieces", [])]
        if "error" in record or _is_unreadable(pieces):
            unread.append(number)
            pieces = []
        pages.append(pieces)
    kept = without_furniture(pages)
    for number, (record, pieces) in enumerate(zip(records, kept, strict=True), 1):
        if not pieces and record.get("pictures"):
            unread.append(number)
    text, locators = pages_as_text([ordered_lines(page) for page in kept])
    name, reason = _unread(sorted(unread)) if unread else ("", "")
    if not text.strip():
        raise DocumentError(path, f"holds no text: {reason}" if unread else "holds no text")
    return Parts(text, own=_source(about), locators=locators), (name, reason) if unread else None


def _extracted(data: bytes, path: str) -> list[dict[str, Any]]:
    """What the program writes about the file, then about each page."""
    command = [sys.executable, "-I", str(_PROGRAM), str(SECONDS), str(MEGABYTES)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise DocumentError(path, f"took more than {2 * SECONDS} seconds to read; print it to a new PDF") from error
    except OSError as error:
        raise DocumentError(path, f"no process can be started to read it ({error.strerror})") from error
    if b"ModuleNotFoundError" in done.stderr:
        raise DocumentError(path, "pypdfium2, which reads PDF, is not installed; install tallystick anew")
    try:
        records = [json.loads(line) for line in done.stdout.splitlines()]
    except ValueError:
        records = []
    problem = records[-1].get("error") if records and (len(records) == 1 or done.returncode == 0) else None
    if records and records[0].get("error") == "password":
        raise DocumentError(path, "is encrypted; save it without its password")
    if records and records[0].get("error"):
        raise DocumentError(path, "is no PDF, or damaged; print it to a new PDF")
    if problem == "too long" or (records and records[0]["pages"] > len(records) - 1 and done.returncode == 0):
        raise DocumentError(path, "has more pages or text than any document; split it")
    if done.returncode or not records:
        raise DocumentError(path, f"cannot be read within {SECONDS} seconds and {MEGABYTES} MB; print it to a new PDF")
    return records


def _is_unreadable(pieces: list[Piece]) -> bool:
    """Whether the page's fonts do not say which characters they show."""
    total = sum(len(piece.text) for piece in pieces)
    return sum(len(_UNREADABLE.findall(piece.text)) for piece in pieces) > _UNREADABLE_SHARE * total


def _unread(pages: list[int]) -> tuple[str, str]:
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    named = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    listed = ", ".join(named[:_MOST_NAMED]) + (f" and {len(named) - _MOST_NAMED} more" if named[_MOST_NAMED:] else "")
    way_out = "not read: put the file through OCR (ocrmypdf does) and give the result"
    if len(pages) == 1:
        return f"page-{pages[0]}", f"page {listed} is a scan or picture without text that can be copied, {way_out}"
    return f"page-{pages[0]}", f"pages {listed} are scans or pictures without text that can be copied, {way_out}"


def _source(about: dict[str, Any]) -> Source:
    title = flat(printable_name(str(about.get("title", ""))))[:_LONGEST_TITLE]
    created = _CREATED.match(str(about.get("created", "")))
    day = None
    if created:
        try:
            day = iso_date("-".join(part for part in created.groups() if part))
        except ValueError:
            day = None
    return Source(title=None if _NO_TITLE.match(title) else title or None, published=day)
