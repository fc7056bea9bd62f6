"""Standard input as a file: its bytes, and its format where the user names none."""

from __future__ import annotations

import re
import sys

from tallystick.documents.parts import Options
from tallystick.errors import DocumentError

_PATH = "-"
_HEAD = 4096
_MARKUP = re.compile(
    rb"\s{0,999}(?:<\?xml[^>]{0,200}>\s{0,99})?(?:<!--.{0,1000}?-->\s{0,99})?<(!doctype html|html|mediawiki)\b",
    re.I | re.S,
)
#: Fields that programs write into mail. "Date:" alone may as well begin a header of ours.
_MAIL = re.compile(
    rb"^(?:Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Content-Type|X-[\w-]{1,60})[ \t]{0,9}:",
    re.I | re.M,
)
_FIELD = re.compile(rb"[!-9;-~]{1,76}[ \t]{0,9}:")


def read_standard_input(options: Options, limit: int) -> tuple[bytes, str]:
    """All bytes of standard input and the suffix of its format: the one that the options name, else told by its start.

    Raises DocumentError where it is closed, empty, or longer than `limit`.
    """
    if sys.stdin is None:
        raise DocumentError(_PATH, "standard input is closed; name a file")
    try:
        data = sys.stdin.buffer.read(limit + 1)
    except (OSError, ValueError) as error:
        raise DocumentError(_PATH, f"standard input cannot be read ({error}); name a file") from error
    if not data:
        raise DocumentError(_PATH, "standard input is empty")
    if len(data) > limit:
        raise DocumentError(
            _PATH, f"standard input is longer than {limit // 1_000_000} MB; save it to files and split it"
        )
    if options.suffix:
        return data, "." + options.suffix.lower().lstrip(".")
    return data, suffix_told_by(data)


def suffix_told_by(data: bytes) -> str:
    """The suffix of the format these bytes are in, ".txt" where nothing speaks for another."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    if head.startswith(b"PK"):
        return ".docx" if b"word/document.xml" in data else ".zip"
    markup = _MARKUP.match(head)
    if markup:
        return ".xml" if markup[1].lower() == b"mediawiki" else ".html"
    if re.match(rb'\s{0,99}\{\s{0,99}"', head):
        return ".jsonl"
    if _FIELD.match(head) and _MAIL.search(re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]):
        return ".eml"
    return ".md" if re.match(rb"---\r?\n|# ", head) else ".txt"
