"""Documents and figures made by hand, about countries that do not exist."""

from __future__ import annotations

from tallystick.conflict import Conflict
from tallystick.records import Document, Figure, digest

#: Two sides of two parties each; a president speaks for one.
CONFLICT = Conflict.model_validate({
    "title": "The Gorge War",
    "sides": [
        {"name": "Ruritania and Karst", "parties": [
            {"name": "Ruritania", "also": ["Rudolf Elphberg", "Strelsau"]}, {"name": "Karst"},
        ]},
        {"name": "Borduria", "parties": [{"name": "Borduria", "also": ["Szohod"]}, {"name": "Bordurian volunteers"}]},
    ],
})  # fmt: skip


def document(text: str, path: str = "a.txt", **fields: str | None) -> Document:
    """A document with this text."""
    return Document.model_validate(
        {"id": Document.id_of(text), "text": text, "path": path, "sha256": digest(text), **fields}
    )


def figure(source: Document, quote: str, number: float | None = 1, **slots: object) -> Figure:
    """The figure where the quote first stands: soldiers killed, exactly `number`, unless said otherwise."""
    start = source.text.index(quote)
    filled = {
        "low": number, "high": number, "qualifier": "exact", "thing": "person.military", "outcome": "killed", **slots,
    }  # fmt: skip
    end = start + len(quote)
    id = Figure.id_of(source.id, start, end, filled["low"], filled["high"])  # type: ignore[arg-type]
    return Figure.model_validate(
        {"id": id, "document": source.id, "start": start, "end": end, "quote": quote,
         "line": source.line_of(start), **filled}
    )  # fmt: skip
