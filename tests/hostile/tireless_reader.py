"""A reader that some words keep busy for ever, in ways that can be broken off and in one that cannot."""

from __future__ import annotations

import contextlib
import hashlib
import re

from fake_reader import FakeReader

from tallystick.conflict import Conflict
from tallystick.records import Document, Read


class TirelessReader(FakeReader):
    """Reads as the fake one does, but for these words."""

    def read(self, document: Document) -> Read:
        if "NEVER ENDS" in document.text:
            while True:
                self._work()
        if "SEARCHES FOR EVER" in document.text:
            re.match(r"(a+)+$", "a" * 60 + "b")
        if "FILLS THE MEMORY" in document.text:
            kept: list[list[int]] = []
            while True:
                kept.append([1] * 1000)
        if "CANNOT BE BROKEN OFF" in document.text:
            # Native code that does not come back to Python for many minutes.
            hashlib.pbkdf2_hmac("sha256", b"", b"", 2_000_000_000)
        return super().read(document)

    def _work(self) -> None:
        # What swallows all errors must not swallow this.
        with contextlib.suppress(Exception):
            sum(range(1000))


def tireless_reader(conflict: Conflict | None) -> TirelessReader:
    """The factory that `build` takes."""
    return TirelessReader("tireless")
