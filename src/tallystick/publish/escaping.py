"""Text from documents in Markdown: shown as it is, whatever it holds; and the marks of footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tallystick.printable import one_line

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~#$&]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BLOCK_START = re.compile(r"^([-+=])")
_LIST_ITEM = re.compile(r"^(\d+)([.)])")


def escape(text: str) -> str:
    """One line of text that Markdown shows as it is: no markup, no HTML, no cell or block of its own."""
    escaped = _SPECIAL.sub(_escaped, one_line(text).strip())
    return _LIST_ITEM.sub(r"\1\\\2", _BLOCK_START.sub(r"\\\1", escaped))


def _escaped(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0], "\\" + match[0])


def marks(numbers: Iterable[int]) -> str:
    """ "[^1][^2]"."""
    return "".join(f"[^{number}]" for number in numbers)
