"""The small header with which a file may say where its text comes from.

    Title: Losses of the first week
    Publisher: Ministry of Defence
    Date: 2020-10-07                  (or Published; a day, a month or a year)
    Address: https://example.org/1    (or URL)

It begins on the first line, each of its lines is one of these keys, in any case, and a blank line ends it. A text that
begins in any other way has no header and is kept whole. Markdown may carry the same keys as front matter between two
`---` lines; other keys are allowed there and passed over.

The header is no part of the text: offsets count from the line after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tallystick.documents.dates import iso_date
from tallystick.documents.parts import Parts
from tallystick.errors import DocumentError

_FIELDS = {
    "title": "title",
    "publisher": "publisher",
    "date": "published",
    "published": "published",
    "address": "url",
    "url": "url",
}
_ENTRY = re.compile(r"(\w+)[ \t]*:[ \t]*(.*)")
#: A line of front matter that is no key of ours: another key, an item or a continuation of one, a comment.
_OTHER_ENTRY = re.compile(r"[\w-]+[ \t]*:|[ \t]+\S|-[ \t]|#|$")
#: Longer lines are text, whatever they begin with.
_LONGEST_LINE = 1000
_FENCE, _END_FENCES = "---", ("---", "...")


def split_header(text: str, path: str) -> Parts:
    """The text below its header, with the header's fields; the whole text where it has none.

    Raises DocumentError where the header gives a field twice or its date is no date.
    """
    entries: list[tuple[int, str, str]] = []
    for number, (line, end) in enumerate(_lines(text), 1):
        if not line.strip():
            return _parts(text[end:], entries, path) if entries else Parts(text)
        entry = _entry(line)
        if entry is None:
            break
        entries.append((number, *entry))
    return Parts(text)


def split_front_matter(text: str, path: str) -> Parts | None:
    """The text below its front matter, with the fields in it; None where it has none. Raises as `split_header`."""
    lines = enumerate(_lines(text), 1)
    if next(lines, (0, ("", 0)))[1][0].rstrip() != _FENCE:
        return None
    entries: list[tuple[int, str, str]] = []
    for number, (line, end) in lines:
        if line.rstrip() in _END_FENCES:
            return _parts(text[end:], entries, path) if entries else None
        entry = _entry(line)
        if entry is not None:
            entries.append((number, entry[0], _unquoted(entry[1])))
        elif not _OTHER_ENTRY.match(line):
            break
    return None


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Each line that a "\\n" ends, without it, and the offset of the next."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end], end + 1
        start = end + 1


def _entry(line: str) -> tuple[str, str] | None:
    match = _ENTRY.fullmatch(line) if len(line) <= _LONGEST_LINE else None
    field = _FIELDS.get(match[1].lower()) if match else None
    return (field, match[2].strip()) if match and field else None


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _parts(text: str, entries: list[tuple[int, str, str]], path: str) -> Parts:
    fields: dict[str, str] = {}
    for number, field, value in entries:
        if field in fields:
            raise DocumentError(path, f"line {number} of its header gives {field} a second time; keep one of the two")
        if value:
            fields[field] = _date(number, value, path) if field == "published" else value
    title, publisher, published, url = map(fields.get, ("title", "publisher", "published", "url"))
    return Parts(text, title, publisher, published, url)


def _date(number: int, value: str, path: str) -> str:
    try:
        return iso_date(value)
    except ValueError as error:
        reason = f"line {number} of its header: {error}; write the date as 2020-10-07, 2020-10 or 2020"
        raise DocumentError(path, reason) from error
