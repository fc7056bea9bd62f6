"""Text from documents made harmless for a terminal.

Documents are hostile: a terminal escape in a quote can clear the screen, retitle the window or forge a line, and a
bidirectional override can show a reader other words than the ones that are stored (CVE-2021-42574). What is replaced
is replaced by something visible, never left out, so that the reader sees that it was there.

Offsets do not survive this: cut the text into its pieces first, then pass each piece through.
"""

from __future__ import annotations

import re

#: C0 but tab and line feed, DEL and C1; zero-width space and invisible operators; marks, embeddings, overrides and
#: isolates of the bidirectional algorithm (UAX #9); line and paragraph separators; deprecated and interlinear format
#: characters; byte order marks; language tags; lone surrogates, which cannot even be encoded. Left alone: soft hyphen
#: and the joiners U+200C and U+200D, which scripts need.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_WHITE_SPACE = re.compile(r"[ \t\n\r]+")
_FIRST_CONTROL_PICTURE = 0x2400
_DELETE, _SYMBOL_FOR_DELETE = 0x7F, "\u2421"


def printable(text: str) -> str:
    """The text with whatever could steer a terminal or hide text made visible; tabs and line feeds stay.

    C0 controls become their pictures (escape is "␛"), all else "<U+202E>".
    """
    return _HARMFUL.sub(_visible, text)


def one_line(text: str) -> str:
    """As `printable`, and each run of white space is one space, for titles, paths, messages and table cells."""
    return printable(_WHITE_SPACE.sub(" ", text))


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_FIRST_CONTROL_PICTURE + code)
    return _SYMBOL_FOR_DELETE if code == _DELETE else f"<U+{code:04X}>"
