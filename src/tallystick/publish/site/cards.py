"""What is known of one statement, as the card that a document's page shows of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from tallystick.publish.site import addresses, numerals
from tallystick.publish.site.content import NOT_STATED, VOICE_WORDS, Content, title_of, voice_kind
from tallystick.publish.site.highlighting import Marked, Slotted
from tallystick.publish.telling import KIND_WORDS
from tallystick.reconcile.naming import names_in
from tallystick.records import (
    Agreement,
    Allegation,
    Control,
    Denial,
    Document,
    Event,
    Evidence,
    Figure,
    How,
    Obligation,
    Relation,
    Statement,
)
from tallystick.wording.labels import OUTCOME_WORDS, THING_WORDS
from tallystick.wording.phrase import bounds, counted_words, date_phrase, published_number

_HOW: dict[How, str] = {"pointer": "pointed at", "classifier": "decided over the sentence", "rule": "by rule"}
#: The fields of a figure that a card shows, in the order in which a reader asks for them.
_FIGURE_FIELDS = (
    "outcome", "thing", "party", "actor", "claimant", "modality", "as_of", "since", "setting", "place", "basis",
)  # fmt: skip
_EVENT_FIELDS = ("type", "actor", "target", "place", "claimant")
_NAMES = {"as_of": "as of", "setting": "told of", "since": "from"}
_NO_FIELDS = frozenset({"id", "document", "start", "end", "quote", "line", "certainty", "evidence", "mentions"})
_LONG_KINDS = frozenset({"denial", "control", "agreement", "obligation", "allegation", "relation"})


@dataclass(frozen=True, slots=True)
class Row:
    """One slot: its value, how it was found, and the numbers of the words it came from."""

    name: str
    value: Markup | str
    origin: str = ""
    words: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another record, by its address from the root of the site."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Card:
    """All that a page shows of one statement."""

    id: str
    kind: str
    line: int
    heading: str
    gist: str
    rows: tuple[Row, ...]
    links: tuple[Link, ...]
    citation: str

    @property
    def numbers(self) -> str:
        """The numbers of all words that slots came from."""
        return " ".join(str(number) for row in self.rows for number in row.words)


class Clerk:
    """Writes the cards of one document, and numbers the words that slots came from."""

    def __init__(self, content: Content, document: Document) -> None:
        self._content, self._document = content, document
        self.slotted: list[Slotted] = []
        self._numbers: dict[tuple[int, int], int] = {}

    def mark(self, one: Statement) -> Marked:
        """The stretch of text that the statement takes."""
        kind = kind_of(one)
        shape = "around" if kind in _LONG_KINDS else "link"
        return Marked(one.id, kind, one.start, one.end, shape, f"{kind}: {gist_of(one, self._content)}")  # type: ignore[arg-type]

    def card(self, one: Statement) -> Card:
        """The card of a statement."""
        rows = tuple(self._figure(one) if isinstance(one, Figure) else self._event(one)
                     if isinstance(one, Event) else self._other(one))  # fmt: skip
        return Card(
            one.id, kind_of(one), one.line, heading_of(one), gist_of(one, self._content), rows,
            tuple(self._links(one)), self._citation(one),
        )  # fmt: skip

    def _figure(self, figure: Figure) -> Iterator[Row]:
        yield Row("number", numerals.number(bounds(figure)))
        for name in _FIGURE_FIELDS:
            yield from self._slot(figure, name, figure.evidence)
        yield Row("certainty", f"{figure.certainty:.2f} that this is a figure at all")

    def _event(self, event: Event) -> Iterator[Row]:
        dated = [one for one in event.evidence if one.slot == "date"]
        when = numerals.span(event.start_date, event.end_date)
        if event.edtf not in (event.start_date, f"{event.start_date}/{event.end_date}"):
            when += Markup(" ({})").format(event.edtf)
        yield Row("when", when, *self._origin(dated))
        for name in _EVENT_FIELDS:
            yield from self._slot(event, name, event.evidence)
        yield Row("certainty", f"{event.certainty:.2f}")

    def _slot(self, one: Figure | Event, name: str, evidence: tuple[Evidence, ...]) -> Iterator[Row]:
        value = getattr(one, name)
        own = [e for e in evidence if e.slot == name]
        if value is None and not own:
            return
        yield Row(_NAMES.get(name, name), _value(name, value), *self._origin(own))

    def _other(self, one: Statement) -> Iterator[Row]:
        for name in type(one).model_fields:
            value = getattr(one, name)
            if name in _NO_FIELDS or value in (None, (), True) or name.endswith(("_span", "_quote")):
                continue
            if name in ("agreement", "of"):
                continue
            yield Row(name.replace("_", " "), _value(name, value))
        for quotation in one.quotations():
            if quotation.start is not None and quotation.end is not None:
                number = self._number(quotation.start, quotation.end)
                yield Row(f"words for {quotation.what}", f"“{quotation.quote}”", "", (number,))
        yield Row("certainty", f"{one.certainty:.2f}")

    def _origin(self, evidence: list[Evidence]) -> tuple[str, tuple[int, ...]]:
        told, numbers = [], []
        for one in evidence:
            if one.start is not None and one.end is not None:
                numbers.append(self._number(one.start, one.end))
                told.append(f"“{one.quote}”, {_HOW[one.how]}, {one.certainty:.2f}")
            elif one.how == "pointer":
                told.append(f"no words found for it, {one.certainty:.2f}")
            else:
                told.append(f"{_HOW[one.how]}, {one.certainty:.2f}")
        return "; ".join(told), tuple(numbers)

    def _number(self, start: int, end: int) -> int:
        if (start, end) not in self._numbers:
            self._numbers[start, end] = len(self._numbers) + 1
            self.slotted.append(Slotted(self._numbers[start, end], start, end))
        return self._numbers[start, end]

    def _links(self, one: Statement) -> Iterator[Link]:
        content = self._content
        if isinstance(one, Figure):
            yield from self._links_of_figure(one)
        else:
            yield from self._findings_with(one)
        for id in one.references():
            if (address := content.where(id)) and not isinstance(one, Figure):
                yield Link(f"{kind_of(content.by_id[id])}: {heading_of(content.by_id[id])}", address)
        if isinstance(one, Agreement | Obligation):
            agreement = one.id if isinstance(one, Agreement) else one.agreement
            yield Link("all its obligations", f"{addresses.AGREEMENTS}#{agreement}")
        elif isinstance(one, Allegation):
            yield Link("beside its denials and what the law did", addresses.allegation(one.id))
        elif isinstance(one, Relation):
            yield Link("with all who tell of it", addresses.relation(one.id))

    def _findings_with(self, one: Statement) -> Iterator[Link]:
        for finding in self._content.findings_with.get(one.id, ()):
            words = KIND_WORDS[finding.kind][finding.quiet]
            yield Link(words[:1].lower() + words[1:], addresses.finding(finding.id))

    def _links_of_figure(self, figure: Figure) -> Iterator[Link]:
        content = self._content
        tally = content.tally_with.get(figure.id)
        if tally is not None:
            voices = {claim.voice for claim in tally.claims}
            said = "beside what others say" if len(voices) > 1 else "in its tally"
            yield Link(said, addresses.tally(tally.party, tally.id))
        stands = content.material.standings.get(figure.id)
        if stands and not stands.voice.startswith("document "):
            yield Link(f"all that {content.voice_name(stands.voice)} says", addresses.claimant(stands.voice))
        yield from self._findings_with(figure)
        for id, words in ((figure.part_of, "part of"), (figure.revises, "corrects")):
            other = content.figures.get(id or "")
            if other is not None:
                yield Link(f"{words} {heading_of(other)}", addresses.statement(other))

    def _citation(self, one: Statement) -> str:
        document = self._document
        published = date_phrase(document.published) if document.published else None
        parts = (document.publisher, f"“{title_of(document)}”", published, f"line {one.line}",
                 document.place_in_file(one.start), f"record {one.id}")  # fmt: skip
        return ", ".join(part for part in parts if part)


def kind_of(one: Statement) -> str:
    """What the statement is called: figure, event, denial, ..."""
    return type(one).__name__.casefold()


def heading_of(one: Statement) -> str:
    """A figure as published; the words of anything else, shortened."""
    if isinstance(one, Figure):
        return f"{published_number(one)} {counted_words(one)}".strip()
    return shortened(one.quote)


def shortened(words: str, longest: int = 140) -> str:
    """Words on one line, cut with an ellipsis where they are long."""
    words = " ".join(words.split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def gist_of(one: Statement, content: Content) -> str:
    """A statement in a line: what a reader hears before the details."""
    if isinstance(one, Figure):
        return _gist_of_figure(one, content)
    if isinstance(one, Event):
        told = [one.type, one.actor and f"by {_listed(one.actor)}", one.target and f"on {_listed(one.target)}",
                one.place and f"in {_listed(one.place)}", _dates(one.start_date, one.end_date)]  # fmt: skip
    elif isinstance(one, Denial):
        told = [f"{one.denier or 'nobody named'} rejects this"]
    elif isinstance(one, Control):
        told = [one.place, one.form, one.holder and f"by {_listed(one.holder)}", _dates(one.start_date, one.end_date)]
    elif isinstance(one, Agreement):
        told = [one.name, " and ".join(one.parties), one.signed and date_phrase(one.signed), one.fate]
    elif isinstance(one, Obligation):
        told = [" and ".join(one.who) or one.who_words, one.deed, one.deadline and f"by {date_phrase(one.deadline)}"]
    elif isinstance(one, Allegation):
        told = [one.crime, one.accused and f"by {_listed(one.accused)}", one.state]
    elif isinstance(one, Relation):
        told = [one.kind, f"{_listed(one.actor)} to {_listed(one.target)}"]
    else:
        told = [shortened(one.quote)]
    return ", ".join(part for part in told if part)


def _gist_of_figure(figure: Figure, content: Content) -> str:
    stands = content.material.standings.get(figure.id)
    told = [f"{THING_WORDS[figure.thing]} {OUTCOME_WORDS[figure.outcome]}", figure.party or NOT_STATED.casefold()]
    if stands is not None:
        kind = voice_kind(stands.stance, figure.modality, stands.voice)
        told.append(f"by {content.voice_name(stands.voice)} ({VOICE_WORDS[kind]})")
    if figure.as_of:
        told.append(f"as of {date_phrase(figure.as_of)}")
    if figure.modality != "stated":
        told.append(figure.modality)
    return ", ".join(told)


def _dates(first: str | None, last: str | None) -> str | None:
    if first is None or last is None or first == last:
        return date_phrase(first or last or "") or None
    return f"{date_phrase(first)} to {date_phrase(last)}"


def _listed(names: str) -> str:
    return " and ".join(names_in(names))


def _value(name: str, value: object) -> Markup | str:
    if value is None:
        return "not stated"
    if name == "thing":
        return THING_WORDS[value]  # type: ignore[index]
    if name == "outcome":
        return OUTCOME_WORDS[value]  # type: ignore[index]
    if name in ("as_of", "since", "setting", "signed", "in_force", "deadline", "start_date", "end_date", "fate_date"):
        return numerals.day(str(value))
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "no"
    return "; ".join(names_in(value)) if isinstance(value, str) else str(value)
