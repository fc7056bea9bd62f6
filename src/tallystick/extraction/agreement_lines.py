"""Line numbers of many offsets into one text, counted once."""

from __future__ import annotations

from bisect import bisect_left


class Lines:
    """The lines of a text."""

    def __init__(self, text: str) -> None:
        self._feeds: list[int] = []
        at = text.find("\n")
        while at >= 0:
            self._feeds.append(at)
            at = text.find("\n", at + 1)

    def of(self, offset: int) -> int:
        """The 1-based line that holds an offset in code points."""
        return bisect_left(self._feeds, offset) + 1
