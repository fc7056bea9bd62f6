"""Where statements stand, as findings cite them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tallystick.publish.compared import Source
from tallystick.records import Document, Statement


def statement_sources(statements: Iterable[Statement], documents: Mapping[str, Document]) -> dict[str, Source]:
    """Where these statements stand, by id; those of documents that are not there are left out."""
    return {
        one.id: Source(
            one.id, one.document, known.title, known.publisher, known.published, known.path, one.line, one.quote
        )
        for one in statements
        if (known := documents.get(one.document)) is not None
    }
