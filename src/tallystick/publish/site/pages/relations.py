"""The relations between parties: who arms, pays, backs, recognises or sanctions whom, by whose word; by kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tallystick.chronicle.relations import Tie
from tallystick.publish.chronicle import relation_words as words
from tallystick.publish.chronicle.relations import relation_sheet
from tallystick.publish.site import addresses
from tallystick.publish.site.content import Content
from tallystick.publish.site.templating import Page, render
from tallystick.publish.site.told import Quote, quote


@dataclass(frozen=True, slots=True)
class Tied:
    """A relation, with the words of each record that tells it by the record's id."""

    tie: Tie
    title: str
    quotes: tuple[tuple[str, Quote], ...]

    @property
    def id(self) -> str:
        """Its address: the id of its first record, since its own id changes with every further telling."""
        return self.tie.told[0].id


@dataclass(frozen=True, slots=True)
class Kind:
    """The relations of a kind."""

    name: str
    words: str
    tied: tuple[Tied, ...]


def pages(content: Content) -> Iterator[Page]:
    """The page."""
    sheet = relation_sheet(content.relations, list(content.documents.values()))
    kinds = [
        Kind(kind, heading, tuple(_tied(tie, content) for tie in sheet if tie.kind == kind))
        for kind, heading in words.KINDS.items()
        if any(tie.kind == kind for tie in sheet)
    ]
    head = words.head_words(len(sheet), sum(len(tie.told) for tie in sheet))
    yield render("relations.html", addresses.RELATIONS, content, kinds=kinds, head=head)


def _tied(tie: Tie, content: Content) -> Tied:
    quotes = tuple((one.id, quote(one, content, words.telling_words(one))) for one in tie.told)
    return Tied(tie, words.title_words(tie), quotes)
