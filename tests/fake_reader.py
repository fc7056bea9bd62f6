"""A reader that needs no model: every number in digits is a figure, and "denied" denies those before it.

Words in capitals make it misbehave.
"""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

from tallystick.conflict import Conflict
from tallystick.errors import DocumentError, ModelError
from tallystick.records import Denial, Document, Figure, Read


def figure_at(document: Document, start: int, end: int, value: float = 1.0) -> Figure:
    """A figure with this span and value."""
    return Figure(
        id=Figure.id_of(document.id, start, end, value, value),
        document=document.id,
        start=start,
        end=end,
        quote=document.text[start:end],
        line=document.line_of(start),
        low=value,
        high=value,
        qualifier="exact",
        thing="person.military",
        outcome="killed",
    )


def denial_at(document: Document, start: int, end: int, *of: Figure) -> Denial:
    """A denial with this span, of these figures."""
    return Denial(
        id=Denial.id_of(document.id, start, end),
        document=document.id,
        start=start,
        end=end,
        quote=document.text[start:end],
        line=document.line_of(start),
        denier="Borduria",
        of=tuple(figure.id for figure in of),
        certainty=0.9,
    )


def document_of(text: str, path: str = "a.txt", **fields: str) -> Document:
    """A document with this text."""
    return Document(id=Document.id_of(text), text=text, path=path, sha256="0" * 64, **fields)


class FakeReader:
    """Reads as the module says."""

    def __init__(self, fingerprint: str = "fake 1") -> None:
        self.fingerprint = fingerprint

    def read(self, document: Document) -> Read:
        if "RUNS OUT OF MEMORY" in document.text:
            raise MemoryError
        if "ENDS ITS PROCESS" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "IS NOT UNDERSTOOD" in document.text:
            raise ValueError("not understood\nand a second line")
        if "IS REFUSED" in document.text:
            raise DocumentError(document.path, "is refused")
        if "SHOWS THE MODEL DAMAGED" in document.text:
            raise ModelError("the model is damaged; reinstall")
        if folder := os.environ.get("FAKE_READER_PIDS"):
            (Path(folder) / str(os.getpid())).touch()
        figures = [figure_at(document, m.start(), m.end(), float(m[0])) for m in re.finditer(r"\d+", document.text)]
        if "IS MISQUOTED" in document.text:
            figures = [figure.model_copy(update={"quote": "no such words"}) for figure in figures]
        denials = [
            denial_at(document, m.start(), m.end(), *(f for f in figures if f.end <= m.start()))
            for m in re.finditer("denied", document.text)
        ]
        return Read(figures, denials)


def fake_reader(conflict: Conflict | None) -> FakeReader:
    """The factory that `build` takes. The title of the conflict stands for all that could change a reading."""
    return FakeReader(f"fake 1 {conflict.title if conflict else ''}")
