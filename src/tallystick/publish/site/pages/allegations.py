"""The allegations: who accuses whom of what, who denies it, and what the law did; by accused, and never as facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tallystick.chronicle.allegations import Accusation
from tallystick.publish.chronicle import allegation_words as words
from tallystick.publish.chronicle.allegations import allegation_sheet
from tallystick.publish.site import addresses
from tallystick.publish.site.content import Content
from tallystick.publish.site.templating import Page, render
from tallystick.publish.site.told import Quote, quote
from tallystick.reconcile.naming import names_in
from tallystick.records import Allegation

#: Always written out, and marked besides: neither colour nor sign is needed to tell an allegation from a ruling.
_MARKS = {"alleged": "“", "denied": "✕"}
_LAW = "§"


@dataclass(frozen=True, slots=True)
class Said:
    """A record of an allegation: which step it is, and its words."""

    id: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Alleged:
    """An accusation with the records that tell it, deny it, or say what the law did."""

    accusation: Accusation
    title: str
    mark: str
    told: tuple[Said, ...]
    denials: tuple[Said, ...]
    law: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Accused:
    """All that a party is accused of."""

    name: str
    anchor: str
    alleged: tuple[Alleged, ...]


def pages(content: Content) -> Iterator[Page]:
    """The page."""
    sheet = allegation_sheet(content.allegations, list(content.documents.values()))
    by_name: dict[str, list[Alleged]] = {}
    for one in sheet:
        name = " and ".join(names_in(one.accused)) or words.NOBODY
        by_name.setdefault(name, []).append(_alleged(one, content))
    accused = [
        Accused(name[:1].upper() + name[1:], addresses.slug(name), tuple(alleged)) for name, alleged in by_name.items()
    ]
    head = words.head_words(len(sheet), sum(len(one.records) for one in sheet))
    yield render("allegations.html", addresses.ALLEGATIONS, content, accused=accused, head=head, reading=words.READING)


def _alleged(one: Accusation, content: Content) -> Alleged:
    title = words.title_words(one)
    return Alleged(
        one, title[:1].upper() + title[1:], _MARKS.get(one.state, _LAW),
        _said(one.told, content), _said(one.denials, content), _said(one.law, content),
    )  # fmt: skip


def _said(records: tuple[Allegation, ...], content: Content) -> tuple[Said, ...]:
    return tuple(Said(one.id, quote(one, content, words.teller_words(one))) for one in records)
