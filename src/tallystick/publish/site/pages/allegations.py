"""The allegations: who accuses whom of what, who denies it, and what the law did; by accused, and never as facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

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
    reason: str


@dataclass(frozen=True, slots=True)
class Alleged:
    """An accusation with the records that tell it, deny it, or say what the law did."""

    accusation: Accusation
    circumstances: str
    accuser: str
    mark: str
    told: tuple[Said, ...]
    denials: tuple[Said, ...]
    law: tuple[Said, ...]

    @property
    def id(self) -> str:
        """Its address: the id of its first record, since its own id changes with every further telling."""
        return self.accusation.records[0].id


@dataclass(frozen=True, slots=True)
class Crime:
    """What a party is accused of, of one kind."""

    name: str
    alleged: tuple[Alleged, ...]


@dataclass(frozen=True, slots=True)
class Accused:
    """All that a party is accused of."""

    name: str
    anchor: str
    crimes: tuple[Crime, ...]

    @property
    def size(self) -> int:
        """How many accusations there are."""
        return sum(len(crime.alleged) for crime in self.crimes)


def pages(content: Content) -> Iterator[Page]:
    """The page."""
    sheet = allegation_sheet(content.allegations, list(content.documents.values()))
    by_names = sheet.by_accused()
    accused = [
        _accused(names, by_names[names], content) for names in sorted(by_names, key=lambda names: (not names, names))
    ]
    head = words.head_words(len(sheet), sum(len(one.records) for one in sheet))
    yield render("allegations.html", addresses.ALLEGATIONS, content, accused=accused, head=head, reading=words.READING)


def _accused(names: tuple[str, ...], found: list[Accusation], content: Content) -> Accused:
    name = " and ".join(names)
    by_crime = groupby(sorted(found, key=lambda one: one.crime), key=lambda one: one.crime)
    crimes = (
        Crime(crime[:1].upper() + crime[1:], tuple(_alleged(one, content) for one in some)) for crime, some in by_crime
    )
    title = f"Accused: {name}" if name else words.NOBODY[:1].upper() + words.NOBODY[1:]
    return Accused(title, addresses.slug(name or words.NOBODY), tuple(crimes))


def _alleged(one: Accusation, content: Content) -> Alleged:
    reasons = {joined.record: joined.reason for joined in one.joined}
    days = words.days_words(one.start_date, one.end_date)
    victims = dict.fromkeys(record.victim for record in one.records if record.victim)
    told = (f"in {' and '.join(one.places)}" if one.places else "", days, f"of {' and '.join(victims)}" * bool(victims))
    return Alleged(
        one, ", ".join(filter(None, told)), " and ".join(names_in(one.accuser)), _MARKS.get(one.state, _LAW),
        _said(one.told, content, reasons), _said(one.denials, content, reasons), _said(one.law, content, reasons),
    )  # fmt: skip


def _said(records: tuple[Allegation, ...], content: Content, reasons: dict[str, str]) -> tuple[Said, ...]:
    return tuple(Said(one.id, quote(one, content, words.teller_words(one)), reasons.get(one.id, "")) for one in records)
