"""Markdown (.md, .markdown), kept as it is written, marks and all, below front matter or a header.

Nothing is rendered: a quote must be found again in the file. Headings are understood by `language.outline`.
"""

from __future__ import annotations

from tallystick.documents.decoding import decode
from tallystick.documents.header import split_front_matter, split_header
from tallystick.documents.parts import Parts

SUFFIXES = (".markdown", ".md")


def read(data: bytes, path: str) -> Parts:
    """The Markdown below its front matter or header. Raises DocumentError as `formats.text.read` does."""
    text = decode(data, path)
    return split_front_matter(text, path) or split_header(text, path)
