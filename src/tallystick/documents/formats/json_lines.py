"""JSON lines (.jsonl, .ndjson): a JSON object a line, each a document, "file.jsonl#line-12".

The fields "text", "title", "publisher", "published", "url" and "language" are read, each from the field of the record
that the options name for it, else from one of its own name; "meta.date" is the field "date" in the object "meta".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from tallystick.documents.dates import iso_date
from tallystick.documents.parts import Member, Options, Parts, Source
from tallystick.documents.plain_text import flat
from tallystick.errors import DocumentError

SUFFIXES = (".jsonl", ".ndjson")
FIELDS = ("text", "title", "publisher", "published", "url", "language")

_UTF_8_MARK = b"\xef\xbb\xbf"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MOST_NAMED, _LONGEST_VALUE = 8, 2000


def members(file: BinaryIO, path: str, options: Options) -> Iterator[Member]:
    """The documents, one a line; a line that is none is yielded with its error, and a blank one passed over.

    Raises DocumentError where an option names a field that no document has, or the file is JSON over several lines.
    """
    from tallystick.documents.reading import MAX_BYTES

    unknown = sorted(set(options.fields) - set(FIELDS))
    if unknown:
        raise DocumentError(path, f"a document has no field {unknown[0]!r}; fields are {', '.join(FIELDS)}")
    number = 0
    while line := file.readline(MAX_BYTES + 1):
        number += 1
        name = f"line-{number}"
        inner = f"{path}#{name}"
        if len(line) > MAX_BYTES:
            _skip_line(file, line)
            yield Member(name, b"", DocumentError(inner, f"is longer than {MAX_BYTES // 1_000_000} MB; split it"))
            continue
        if number == 1:
            line = line.removeprefix(_UTF_8_MARK)
            _check_first(line, path)
        data = line.strip()
        if data:
            try:
                yield Member(name, data, _parts(data, options.fields, inner))
            except DocumentError as error:
                yield Member(name, b"", error)


def _skip_line(file: BinaryIO, read: bytes) -> None:
    while read and not read.endswith(b"\n"):
        read = file.readline(1_000_000)


def _check_first(line: bytes, path: str) -> None:
    if line.startswith(_UTF_16_MARKS):
        raise DocumentError(path, "is UTF-16; save it as UTF-8 and try again")
    if line.strip() in (b"{", b"[", b"[{"):
        raise DocumentError(path, "is one JSON value over several lines; write each document on one line (jq -c does)")


def _parts(data: bytes, fields: Mapping[str, str], path: str) -> Parts:
    record = _record(data, path)
    values = {field: _value(record, fields.get(field, field), path) for field in FIELDS}
    text = values["text"]
    if text is None:
        have = ", ".join(repr(str(key)[:40]) for key in list(record)[:_MOST_NAMED]) or "none"
        wanted = fields.get("text", "text")
        raise DocumentError(path, f"has no field {wanted!r} with text (it has {have}); name it with --field text=NAME")
    if "\x00" in text:
        raise DocumentError(path, "holds NUL characters, so it is no text")
    source = {field: flat(value)[:_LONGEST_VALUE] for field in FIELDS[1:] if (value := values[field])}
    if "published" in source:
        try:
            source["published"] = iso_date(source["published"])
        except ValueError as error:
            raise DocumentError(path, f"{error}; write the date as 2020-10-07, 2020-10 or 2020") from error
    return Parts(text.replace("\r\n", "\n").replace("\r", "\n"), own=Source(**source))


def _record(data: bytes, path: str) -> dict[str, Any]:
    try:
        record = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise DocumentError(path, f"is not UTF-8 (its byte {error.start + 1}); save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise DocumentError(path, f"is no JSON ({error.msg} at column {error.colno}); mend the line") from error
    except (RecursionError, ValueError) as error:
        raise DocumentError(path, "is nested too deep, or has too large a number; mend the line") from error
    if not isinstance(record, dict):
        raise DocumentError(path, 'is JSON and no object with fields; write it as {"text": ...}')
    return record


def _value(record: dict[str, Any], name: str, path: str) -> str | None:
    found: Any = record
    if name in record:
        found = record[name]
    else:
        for key in name.split("."):
            found = found.get(key) if isinstance(found, dict) else None
    if found is None or found == "":
        return None
    if isinstance(found, int) and not isinstance(found, bool):
        found = str(found)
    if not isinstance(found, str):
        raise DocumentError(path, f"its field {name!r} is no text; name another with --field")
    try:
        found.encode()
    except UnicodeEncodeError as error:
        raise DocumentError(path, f"its field {name!r} holds half a character (a lone surrogate); mend it") from error
    return found
