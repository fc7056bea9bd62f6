"""The text of an HTML file: its encoding is declared more often than that of other text."""

from __future__ import annotations

import codecs
import re

from tallystick.documents.decoding import decode
from tallystick.errors import DocumentError

_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: Where a declaration stands, after the HTML standard; saved pages have comments before it.
_HEAD = 4096
#: Encodings of pages, under the names that Python knows, and what browsers take them for.
_KNOWN = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    **{name: name for name in (
        "utf-8", "cp874", "gb18030", "big5", "euc_jp", "cp932", "cp949", "koi8-r", "koi8-u", "mac-roman",
        "mac-cyrillic", *(f"cp{page}" for page in range(1250, 1259)),
        *(f"iso8859-{part}" for part in (*range(2, 9), 10, 13, 14, 15, 16)),
    )},
}  # fmt: skip
#: What lxml refuses in any text that it is given: a library that moves text about fails on it.
_CONTROLS = dict.fromkeys([*(set(range(0x20)) - {0x09, 0x0A, 0x0D}), 0xFFFE, 0xFFFF], " ")
_XML_DECLARATION = re.compile(r"\s{0,99}<\?xml\b[^>]{0,200}\?>")


def decode_html(data: bytes, path: str) -> str:
    """The text in the encoding that the page declares, else as `documents.decoding` reads it.

    Raises DocumentError where that is not certain, or the bytes do not follow the encoding declared.
    """
    text = _declared(data, path)
    if text is None:
        text = decode(data, path)
    # libxml2 stops at NUL; HTML reads it as the replacement character. Other controls show as nothing in a browser.
    return _XML_DECLARATION.sub("", text.replace("\x00", "\ufffd").translate(_CONTROLS), count=1)


def _declared(data: bytes, path: str) -> str | None:
    declared = None if data.startswith(_MARKS) else _DECLARED.search(data, 0, _HEAD)
    if declared is None:
        return None
    name = declared[1].decode("ascii")
    try:
        encoding = _KNOWN.get(codecs.lookup(name).name)
    except LookupError:
        encoding = None
    if encoding is None or encoding == "utf-8":
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            reason = f"declares the encoding {name} and does not follow it at byte {error.start}; save it as UTF-8"
            raise DocumentError(path, reason) from error
