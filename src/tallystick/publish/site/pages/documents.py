"""The documents: each with its whole text, every record marked in it, and a card a record. What all else leads back to.

Without a script a record's words link to its card below the text, and the card links back. A script shows the card
beside the text as soon as the words are hovered, focused or tapped, and lights up the words that its slots came from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tallystick.publish.site import addresses
from tallystick.publish.site.cards import Clerk, kind_of
from tallystick.publish.site.content import Content, title_of
from tallystick.publish.site.highlighting import marked_lines
from tallystick.publish.site.templating import Page, render
from tallystick.records import PLURALS, STATEMENT_KINDS, Document


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record in a document, with how many there are."""

    name: str
    plural: str
    many: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in the list of all."""

    document: Document
    title: str
    kinds: tuple[Kind, ...]
    findings: int


def pages(content: Content) -> Iterator[Page]:
    """The list of documents, then each document's page and its text as a plain file."""
    yield render(
        "documents.html", addresses.DOCUMENTS, content, listed=[_listed(content, d) for d in _ordered(content)]
    )
    for document in content.documents.values():
        yield _page(content, document)
        yield Page(addresses.text(document.id), document.text)


def _ordered(content: Content) -> list[Document]:
    return sorted(content.documents.values(), key=lambda d: (d.published or "9999", title_of(d).casefold(), d.id))


def _listed(content: Content, document: Document) -> Listed:
    statements = content.in_document[document.id]
    found = {f.id for one in statements for f in content.findings_with.get(one.id, ()) if not f.quiet}
    return Listed(document, title_of(document), _kinds(content, document), len(found))


def _kinds(content: Content, document: Document) -> tuple[Kind, ...]:
    counts = Counter(kind_of(one) for one in content.in_document[document.id])
    return tuple(
        Kind(kind, kind if kind == "control" or counts[kind] == 1 else PLURALS[kind], counts[kind])
        for kind in STATEMENT_KINDS
        if counts[kind]
    )


def _page(content: Content, document: Document) -> Page:
    clerk = Clerk(content, document)
    statements = content.in_document[document.id]
    cards = [clerk.card(one) for one in statements]
    lines = list(marked_lines(document.text, [clerk.mark(one) for one in statements], clerk.slotted))
    others = [other for other in content.material.origins.get(document.id, ()) if other.path != document.path]
    return render(
        "document.html", addresses.document(document.id), content, here=addresses.DOCUMENTS, document=document,
        title=title_of(document), cards=cards, lines=lines, kinds=_kinds(content, document), others=others,
        reading=content.material.readings.get(document.id),
    )  # fmt: skip
