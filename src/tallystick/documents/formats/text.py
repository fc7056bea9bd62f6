"""Plain text (.txt), kept as it is below an optional header (see `documents.header`)."""

from __future__ import annotations

from tallystick.documents.decoding import decode
from tallystick.documents.header import split_header
from tallystick.documents.parts import Parts

SUFFIXES = (".txt",)


def read(data: bytes, path: str) -> Parts:
    """The text below the header. Raises DocumentError where the bytes are no text or the header's date is no date."""
    return split_header(decode(data, path), path)
