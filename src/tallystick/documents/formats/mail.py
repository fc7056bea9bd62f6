"""E-mail (.eml): the message is a document, and each attachment of a known format another, "mail.eml#report.pdf".

Of a message in several forms the plain text is read, or the HTML where there is none. The subject is the title, who it
is from the publisher, and the day it was sent, in the sender's own time, the date.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO

from tallystick.documents.decoding import decode
from tallystick.documents.formats.archive import printable_name
from tallystick.documents.parts import Member, Options, Parts, Source
from tallystick.documents.plain_text import flat
from tallystick.errors import DocumentError
from tallystick.records import Locator

SUFFIXES = (".eml",)

#: The parser tests each line against each boundary that is open.
_MOST_LINES, _MOST_BOUNDARIES, _MOST_PARTS = 500_000, 50, 1000
_BOUNDARY = re.compile(rb"(?<![\w-])boundary\*?\d{0,2}\*?\s{0,9}=", re.IGNORECASE)
_LONGEST_FIELD = 1000
_FIELDS = ("from", "subject", "date", "to", "received", "message-id")
#: Text encodings that decode in linear time; Python has others under such names (punycode, unicode_escape).
_ENCODING = re.compile(
    r"utf-(?:8|16|32)(?:-[bl]e)?|ascii|cp\d{3,4}|iso8859-\d{1,2}|koi8-[rtu]|mac-\w+|gb2312|gbk|gb18030|big5|euc_(?:jp|kr)"
    r"|shift_jis|iso2022_(?:jp|kr)"
)
_LATIN_1 = ("ascii", "iso8859-1")


def members(file: BinaryIO, path: str, options: Options) -> Iterator[Member]:
    """The message, then its attachments of known formats; one that cannot be read is yielded with its error.

    Raises DocumentError where the file is no e-mail, too large, or of more parts than any mail has.
    """
    from tallystick.documents.formats import format_of
    from tallystick.documents.reading import MAX_BYTES

    data = file.read(MAX_BYTES + 1)
    message = _parsed(data, MAX_BYTES, path)
    leaves = _leaves(message, path)
    own = _source(message)
    attached = [part for part in leaves if _is_attachment(part)]
    body = _body([part for part in leaves if not _is_attachment(part)], path)
    if isinstance(body, DocumentError):
        yield Member("", b"", body)
    elif body.text.strip():
        yield Member("", data, replace(body, own=own))
    names: set[str] = set()
    for number, part in enumerate(attached, 1):
        name = _name(part, number, names)
        if format_of(name):
            content = _bytes_of(part)
            error = None if content else DocumentError(f"{path}#{name}", "is empty")
            yield Member(name, content, error)


def _parsed(data: bytes, limit: int, path: str) -> Message:
    if not data.strip():
        raise DocumentError(path, "is empty")
    if len(data) > limit:
        raise DocumentError(path, f"is larger than {limit // 1_000_000} MB; save its attachments as files")
    # "\\r\\n" counts twice.
    if data.count(b"\n") + data.count(b"\r") > 2 * _MOST_LINES:
        raise DocumentError(path, "has more lines than any mail; save what is wanted as files")
    if sum(1 for _ in _BOUNDARY.finditer(data)) > _MOST_BOUNDARIES:
        raise DocumentError(path, "has more parts in parts than any mail; save what is wanted as files")
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(data)
    except (MessageError, RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise DocumentError(path, "is a damaged e-mail; save it again from the mail program") from error
    if not any(field in message for field in _FIELDS):
        raise DocumentError(path, "is no e-mail (it names no sender, subject or date); rename it if it is text")
    return message


def _leaves(message: Message, path: str) -> list[Message]:
    """The parts to read, in order: of alternatives one, the plain text if it says anything; attached mails whole."""
    leaves: list[Message] = []
    waiting = [message]
    while waiting:
        part = waiting.pop()
        children = part.get_payload() if part.is_multipart() else None
        attached_mail = part.get_content_type() == "message/rfc822"
        if not isinstance(children, list) or attached_mail:
            leaves.append(part)
        elif part.get_content_type() == "multipart/alternative":
            waiting.append(_best([child for child in children if isinstance(child, Message)], part))
        else:
            waiting.extend(child for child in reversed(children) if isinstance(child, Message))
        if len(leaves) > _MOST_PARTS:
            raise DocumentError(path, "has more parts than any mail; save what is wanted as files")
    return leaves


def _best(forms: list[Message], whole: Message) -> Message:
    for form in forms:
        if form.get_content_type() == "text/plain" and _bytes_of(form).strip():
            return form
    # The last is the richest (RFC 2046, 5.1.4); one that can be read goes first.
    readable = [form for form in forms if form.get_content_type() == "text/html" or form.is_multipart()]
    return (readable or forms or [Message()])[-1]


def _is_attachment(part: Message) -> bool:
    kind = part.get_content_type()
    if part.get_content_disposition() == "attachment" or kind == "message/rfc822":
        return True
    return kind not in ("text/plain", "text/html") or bool(part.get_filename())


def _body(parts: list[Message], path: str) -> Parts | DocumentError:
    text = ""
    locators: list[Locator] = []
    try:
        for part in parts:
            piece = _text(part, path)
            if piece.text.strip():
                text += "\n" if text else ""
                for locator in piece.locators:
                    number = 1 + sum(other.kind == locator.kind for other in locators)
                    start, end = locator.start + len(text), locator.end + len(text)
                    locators.append(Locator(kind=locator.kind, number=number, start=start, end=end))
                text += piece.text.rstrip("\n") + "\n"
    except DocumentError as error:
        return error
    return Parts(text, locators=tuple(locators))


def _text(part: Message, path: str) -> Parts:
    from tallystick.documents.formats import html

    data = _bytes_of(part)
    if not data.strip():
        return Parts("")
    text = _decoded(data, part.get_content_charset(), path)
    if part.get_content_type() == "text/html":
        return html.read(b"\xef\xbb\xbf" + text.encode("utf-8"), path)
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    return Parts(_unflowed(text, str(part.get_param("delsp", "")).lower() == "yes") if flowed else text)


def _decoded(data: bytes, charset: str | None, path: str) -> str:
    try:
        encoding = codecs.lookup(charset).name if charset else ""
    except (LookupError, ValueError):
        encoding = ""
    # Programs that say Latin-1 mean the code page of Windows, as browsers have it.
    candidates = ("utf-8", "cp1252") if encoding in _LATIN_1 else (encoding,)
    for candidate in candidates if _ENCODING.fullmatch(encoding) else ():
        try:
            text = data.decode(candidate)
        except UnicodeDecodeError:
            continue
        return text.replace("\x00", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
    return decode(data, path)


def _unflowed(text: str, delete_space: bool) -> str:
    """Paragraphs put together again that were sent as format=flowed (RFC 3676): a space at the end asks for it."""
    written: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")
        flows = content.endswith(" ") and content != "-- "
        body = content[:-1] if flows and delete_space else content
        if open_depth == depth and content != "-- ":
            written.append(body)
        else:
            written.append(("\n" if written else "") + ("> " if depth else "") + body)
        open_depth = depth if flows else None
    return "".join(written)


def _source(message: Message) -> Source:
    name, address = parseaddr(_field(message, "from"))
    return Source(
        title=_field(message, "subject") or None,
        publisher=flat(name) or address or None,
        published=_day(_field(message, "date")),
    )


def _field(message: Message, name: str) -> str:
    raw = str(message.get(name, ""))[:_LONGEST_FIELD]
    try:
        text = str(make_header(decode_header(raw)))
    except (MessageError, LookupError, ValueError):
        text = raw
    return flat(printable_name(text.replace("\n", " ").replace("\r", " ").replace("\t", " ")))


def _day(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _name(part: Message, number: int, names: set[str]) -> str:
    """What the mail calls the attachment, made one of its own."""
    try:
        given = part.get_filename() or ""
        given = str(make_header(decode_header(given[:_LONGEST_FIELD])))
    except (MessageError, LookupError, ValueError, TypeError):
        given = ""
    endings = {"message/rfc822": ".eml", "text/plain": ".txt", "text/html": ".html", "application/pdf": ".pdf"}
    kind = part.get_content_type()
    name = flat(printable_name(given)).replace("\\", "/").rpartition("/")[2]
    if kind == "message/rfc822" and not name.lower().endswith(".eml"):
        name = f"{name or f'attached-{number}'}.eml"
    name = name or f"attached-{number}{endings.get(kind, '')}"
    name = name if name not in names else f"{number}-{name}"
    names.add(name)
    return name


def _bytes_of(part: Message) -> bytes:
    """What the part holds, its transfer encoding undone."""
    try:
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
        data = part.get_payload(decode=True)
    except (MessageError, RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        return b""
    return data if isinstance(data, bytes) else b""
