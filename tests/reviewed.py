"""What tests of judgements share: a ledger with one read document, and a clock that can be set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fake_reader import FakeReader, document_of

from tallystick.ledger import Ledger, open_ledger
from tallystick.records import Document, Figure, Read

#: The fake reader finds 12, 30 and 14 in it, and a denial of all three.
DOCUMENT = document_of("On that day 12 were killed and 30 wounded.\nThe ministry says 14, which is denied.")


def read(ledger: Ledger, reading: str = "first", document: Document = DOCUMENT) -> None:
    """Append the document as the fake reader reads it."""
    ledger.append_document(document, FakeReader().read(document), reading)


def made(path: Path) -> Path:
    """A ledger with the document in it."""
    with open_ledger(path, create=True) as ledger:
        read(ledger)
    return path


def figure(ledger: Ledger, quote: str) -> Figure:
    """The figure of the current view with these words."""
    (found,) = (figure for figure in ledger.figures() if figure.quote == quote)
    return found


def reread(ledger: Ledger, *figures: Figure, reading: str = "second") -> None:
    """Append another reading of the document, which gives these figures."""
    ledger.append_document(DOCUMENT, Read(figures), reading)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the moment to record, in hours since 2020-10-07 00:00 UTC."""

    def set_to(hours: int) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1602028800 + 3600 * hours))

    set_to(0)
    return set_to
