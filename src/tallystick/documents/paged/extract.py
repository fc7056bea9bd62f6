"""The program that reads a PDF, run as a process of its own: `python -I extract.py SECONDS MEGABYTES < a.pdf`.

PDFium is native code and a PDF may be written to keep it busy for ever: whatever happens here ends this process and
harms nothing else. It imports nothing of ours. It writes a JSON line about the file, then one about each page:

    {"pages": 2, "title": "...", "created": "D:20201007..."}       or {"error": "password"} and nothing more
    {"width": 595.0, "height": 842.0, "pictures": 1, "pieces": [["text", left, bottom, right, top], ...]}
    {"error": "damaged"}                                            a page that cannot be read

A piece is a stretch of one line, in points from the lower left of the page, in the order of the page's own content.
"""

from __future__ import annotations

import ctypes
import json
import sys
from itertools import islice
from typing import Any

#: So many characters and pages are written at most: a book has a tenth.
MAX_CHARACTERS, MAX_PAGES = 20_000_000, 10_000
#: A gap wider than so many heights of a character parts two pieces, of a column or a table.
_GAP = 1.2
#: Kinds of objects on a page; text drawn as outlines is many paths.
_PATH, _PICTURE, _DEPTH, _MANY_PATHS, _MOST_OBJECTS = 2, 3, 3, 200, 10_000
#: Pages of so few characters may be scans, with a page number or the scanner's name as text.
_HARDLY_ANY = 200
_PASSWORD = 4


def main() -> None:
    """Read standard input and write standard output."""
    _limit(int(sys.argv[1]), int(sys.argv[2]))
    import pypdfium2
    import pypdfium2.raw as raw

    data = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        _write({"error": "password" if getattr(error, "err_code", 0) == _PASSWORD else "damaged"})
        return
    about = document.get_metadata_dict()
    _write({"pages": len(document), "title": about.get("Title", ""), "created": about.get("CreationDate", "")})
    left = MAX_CHARACTERS
    for number in range(min(len(document), MAX_PAGES)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            _write({"error": "damaged"})
            continue
        count = max(0, text.count_chars())
        left -= count
        if left < 0:
            _write({"error": "too long"})
            return
        width, height = page.get_size()
        pictures = _pictures(page) if count < _HARDLY_ANY else 0
        _write({"width": width, "height": height, "pictures": pictures, "pieces": _pieces(raw, text, count)})
        text.close()
        page.close()


def _pictures(page: Any) -> int:
    pictures = paths = 0
    for item in islice(page.get_objects(filter=[_PICTURE, _PATH], max_depth=_DEPTH), _MOST_OBJECTS):
        pictures += item.type == _PICTURE
        paths += item.type == _PATH
    return pictures + (paths >= _MANY_PATHS)


def _pieces(raw: Any, text: Any, count: int) -> list[list[Any]]:
    pieces: list[list[Any]] = []
    current: list[str] = []
    box = [0.0, 0.0, 0.0, 0.0]
    last_left = 0.0
    rect = raw.FS_RECTF()

    def close() -> None:
        written = "".join(current).strip()
        if written:
            pieces.append([written, *(round(value, 2) for value in box)])
        current.clear()

    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        char = _character(code, raw.FPDFText_IsHyphen(text, index) == 1)
        if char in "\r\n":
            close()
            continue
        if raw.FPDFText_IsGenerated(text, index) == 1 or not raw.FPDFText_GetLooseCharBox(
            text, index, ctypes.byref(rect)
        ):
            if current:
                current.append(char)
            continue
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        if current:
            size = max(box[3] - box[1], 1.0)
            if left - box[2] > _GAP * size or left < last_left - size or bottom > box[3] or top < box[1]:
                close()
        if not current:
            if char.isspace():
                continue
            box[:] = [left, bottom, right, top]
        elif not char.isspace():
            box[:] = [min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)]
        last_left = left
        current.append(char)
    close()
    return pieces


def _character(code: int, hyphen: bool) -> str:
    if hyphen or code in (0x02, 0xFFFE):
        return "\u00ad"
    if code in (0x0A, 0x0D):
        return "\n"
    if code < 0x20 or code == 0xA0:
        return " "
    return "\ufffd" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def _limit(seconds: int, megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's clock alone
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _write(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record) + "\n")


if __name__ == "__main__":
    main()
