"""From bytes to text, without guessing.

UTF-8 is read, with or without a byte order mark, and UTF-16 and UTF-32 with one. Anything else is read only where every
byte means the same in all Windows code pages for the Latin script (the curly quotes and dashes of a text processor, and
letters such as é and ü), where something shows that it is such a code page, and where nothing speaks against it. Where
the code pages differ (byte F0 is ð, đ or ğ) a guess would spell a name wrongly for good, so the file is refused and the
user asked to save it as UTF-8. A detector by statistics does not ask: charset-normalizer 3.5 read 15 of 150 paragraphs
of English articles about wars, stored as Windows-1252, as another code page.

A byte order mark is dropped, and "\\r\\n" and "\\r" become "\\n", as `open` does by default with utf-8-sig.
Offsets count from there. All else is kept, control characters too.
"""

from __future__ import annotations

import codecs
import re

from tallystick.errors import DocumentError

#: UTF-32 before UTF-16: its little-endian mark begins with the other's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: First bytes of what is often given a wrong name.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_CODE_PAGES = ("cp1252", "cp1250", "cp1254")
_AS_UTF_8 = "save it as UTF-8 and try again"
_UTF_8_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: What Windows text looks like and no DOS or Macintosh text taken for it does: an accented letter after a small one, an
#: apostrophe before an ending, a pair of quotes, a dash between spaces or figures.
_EVIDENCE = re.compile(r"[a-z][ß-öø-ü]|[A-Za-z]’(?:s|t|re|ve|ll|d|m)\b|“[^“”]{1,400}”|(?:\s[–—]\s|\d–\d)")
#: What it never looks like: a mark inside a word, a capital after a small letter, a low quote at a word's end, a
#: lone accented capital. Three accented letters running occur in Cyrillic and Greek taken for Latin.
_IMPLAUSIBLE = re.compile(
    r"[^\W\d_][^\w\s\x00-\x7f‘’–—·\u00ad][^\W\d_]|[a-zß-öø-ÿ][À-ÖØ-ÞŠŽŒŸ]|[^\W\d_][‚„†‡ˆ‰‹]|÷"
    r"|\b[À-ÖØ-ÞŠŽŒŸ]\b|[À-ÖØ-öø-ÿŠšŽžŒœŸ]{3}"
)


def decode(data: bytes, path: str) -> str:
    """The text in these bytes, with "\\n" for every line end. Raises DocumentError where they are no text for sure."""
    text = _decoded(data, path)
    if "\x00" in text:
        raise DocumentError(path, "holds NUL characters, so it is no text; " + _AS_UTF_8)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, path: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, path)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise DocumentError(path, f"is {what}, whatever its name says; convert it to text")
    if b"\x00" in data:
        raise DocumentError(path, f"is binary or UTF-16 without its mark (it holds NUL bytes); {_AS_UTF_8}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _from_code_page(data, error, path)


def _marked(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        raise DocumentError(path, f"begins as {name} and breaks off at byte {error.start}; {_AS_UTF_8}") from error


def _from_code_page(data: bytes, error: UnicodeDecodeError, path: str) -> str:
    where = f"byte 0x{data[error.start]:02X} on line {_line_of(data, error.start)}"
    if _CONTROL.search(data):
        raise DocumentError(path, f"is binary ({where} belongs to no text); convert it to text") from error
    if _UTF_8_CHARACTER.search(data):
        raise DocumentError(path, f"mixes UTF-8 with another encoding ({where}); {_AS_UTF_8}") from error
    unsure = f"is not UTF-8 ({where}) and its encoding is not certain; {_AS_UTF_8}"
    if not set(data) <= _certain_bytes():
        raise DocumentError(path, unsure) from error
    text = data.decode(_CODE_PAGES[0])
    unpaired = text.count("”") > text.count("“")
    if unpaired or _IMPLAUSIBLE.search(text) or not _EVIDENCE.search(text):
        raise DocumentError(path, unsure) from error
    return text


def _certain_bytes() -> set[int]:
    """The bytes that mean one character in all of the code pages."""
    tables = [bytes(range(256)).decode(page, errors="replace") for page in _CODE_PAGES]
    meanings = [set(means) for means in zip(*tables, strict=True)]
    return {code for code, means in enumerate(meanings) if len(means) == 1 and "\ufffd" not in means}


def _line_of(data: bytes, offset: int) -> int:
    lines = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return lines.count(b"\n") + 1
