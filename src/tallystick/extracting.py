"""From one document to what is in it, without a ledger: figures, events, dates or places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from tallystick.conflict import Conflict
from tallystick.language.outline import outline
from tallystick.records import Document, Figure, Read, digest

if TYPE_CHECKING:
    from tallystick.extraction.reading import DocumentReader

Kind = Literal["figures", "events", "dates", "places"]


def extract(source: Document | str, *, conflict: Conflict | None = None, published: str | None = None) -> list[Figure]:
    """The figures of a document, or of a text, in the order of the text.

    `published` (ISO 8601) is the date of a text, or of a document that states none; years that the text leaves out
    follow from it. Raises ModelError where the reader's model is missing.
    """
    from tallystick.extraction.reading import DocumentReader

    return list(DocumentReader(conflict).read(dated(document_of(source), published)).figures)


def document_of(source: Document | str) -> Document:
    """A document as it is; a text as a document without a source."""
    if isinstance(source, Document):
        return source
    return Document(id=Document.id_of(source), text=source, path="<text>", sha256=digest(source))


def dated(document: Document, published: str | None) -> Document:
    """The document, with this date of publication where it states none itself."""
    return document.model_copy(update={"published": published}) if published and not document.published else document


class Extractor:
    """Turns documents into the rows of one kind that `tallystick extract` prints; loads what it needs once."""

    def __init__(self, kind: Kind, conflict: Conflict | None = None, published: str | None = None) -> None:
        self._rows = {
            "figures": self._figures, "events": self._events, "dates": self._dates, "places": self._places
        }[kind]  # fmt: skip
        self._conflict = conflict
        self._published = published
        self._reader: DocumentReader | None = None

    def rows(self, document: Document) -> Iterator[dict[str, Any]]:
        """One row for each thing found, in the order of the text; offsets are into the document's text."""
        for row in self._rows(dated(document, self._published)):
            yield {"document": document.path, **row}

    def _figures(self, document: Document) -> Iterator[dict[str, Any]]:
        for figure in self._read(document).figures:
            yield figure.model_dump(mode="json", exclude={"document", "evidence"})

    def _events(self, document: Document) -> Iterator[dict[str, Any]]:
        for event in self._read(document).events:
            yield event.model_dump(mode="json", exclude={"document", "evidence"})

    def _read(self, document: Document) -> Read:
        from tallystick.extraction.reading import DocumentReader

        self._reader = self._reader or DocumentReader(self._conflict)
        return self._reader.read(document)

    def _dates(self, document: Document) -> Iterator[dict[str, Any]]:
        from tallystick.language.dates import find_dates

        found = find_dates(document.text, outline(document.text), published=document.published, conflict=self._conflict)
        for date in found:
            yield {**_span(document, date.start, date.end), "value": date.value}

    def _places(self, document: Document) -> Iterator[dict[str, Any]]:
        from tallystick.language.places import find_places

        for place in find_places(document.text, outline(document.text), conflict=self._conflict):
            yield {
                **_span(document, place.start, place.end), "name": place.name, "lat": place.lat, "lon": place.lon,
                "geonames_id": place.geonames_id, "precision": place.precision,
            }  # fmt: skip


def _span(document: Document, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "quote": document.text[start:end]}
