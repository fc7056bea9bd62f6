"""One record made ready to be shown: a statement with its sentence and where every slot came from, or a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from tallystick.documents.table_pages import table_of
from tallystick.language.outline import outline
from tallystick.publish.cite import sentence_around
from tallystick.records import STATEMENT_TYPES, Document, Evidence, Figure, How, Slot, Statement
from tallystick.wording.labels import OUTCOME_WORDS, THING_WORDS
from tallystick.wording.phrase import bounds, counted_words, date_phrase, published_number

if TYPE_CHECKING:
    from tallystick.ledger import Ledger

_SLOTS: tuple[Slot, ...] = tuple(slot for slot in get_args(Slot) if slot in Figure.model_fields)
_HOW: dict[How, str] = {
    "pointer": "the reader pointed at", "classifier": "the reader decided over the whole sentence",
    "rule": "a rule found",
}  # fmt: skip

#: What a record is shown with besides its slots, or not at all.
_NOT_SLOTS = frozenset({"id", "document", "start", "end", "quote", "line", "certainty", "evidence", "mentions"})
_LONGEST_HEADING = 100
_UNMEASURED = "Certainties are the reader's own and have not been measured against anything."


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the sentence: plain where `label` is empty, else the figure's own words or those of a slot."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class SlotShown:
    """A slot's name, its value, and where it came from."""

    name: str
    value: str
    origin: str = ""


@dataclass(frozen=True)
class Shown:
    """What is known of one record, in words. Print it, or leave it as the last line of a notebook's cell."""

    id: str
    heading: str
    source: str
    sentence: tuple[Segment, ...]
    slots: tuple[SlotShown, ...]
    notes: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        """The record as a notebook shows it."""
        from tallystick.publish.html import record_fragment

        return record_fragment(self)

    def __str__(self) -> str:
        from tallystick.publish.text import render_record

        return render_record(self)


def show(record: Statement | Document, document: Document | None = None, figures: Iterable[Figure] = ()) -> Shown:
    """Make a record ready to be shown.

    With a statement give its document, for without it there is no sentence to show; with a document, its figures.
    Raises ValueError where the document is not the statement's.
    """
    if isinstance(record, Document):
        return _document(record, list(figures))
    if document is not None and document.id != record.document:
        raise ValueError(f"{record.id} is from document {record.document}, not {document.id}")
    return _figure(record, document) if isinstance(record, Figure) else _statement(record, document)


def _figure(figure: Figure, document: Document | None) -> Shown:
    evidence = {slot: [e for e in figure.evidence if e.slot == slot] for slot in _SLOTS}
    slots = [
        SlotShown("number", bounds(figure), f"read from “{figure.quote}”"),
        SlotShown("is a figure", "yes", f"certainty {figure.certainty:.2f}"),
    ]
    for slot in _SLOTS:
        value = getattr(figure, slot)
        if value is not None or evidence[slot]:
            origin = "; ".join(_origin(e, document) for e in evidence[slot])
            shown = "not stated" if value is None else str(value)
            slots.append(SlotShown(slot.replace("_", " "), shown, origin or "not recorded"))
    what = f"{published_number(figure)} {counted_words(figure)}".strip()
    heading = f"{what}: {THING_WORDS[figure.thing]}, {OUTCOME_WORDS[figure.outcome]}"
    sentence = _segments(figure, document) if document else (Segment(figure.quote, "figure"),)
    source = _source(document, figure) if document else f"document {figure.document}, line {figure.line}"
    return Shown(figure.id, heading, source, sentence, tuple(slots), (_UNMEASURED,))


def _statement(record: Statement, document: Document | None) -> Shown:
    """Any statement but a figure: its fields by their names, in the order of the record."""
    slots = []
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name not in _NOT_SLOTS and value not in (None, (), True):
            shown = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
            of_slot = [e for e in getattr(record, "evidence", ()) if e.slot == name]
            slots.append(SlotShown(name.replace("_", " "), shown, "; ".join(_origin(e, document) for e in of_slot)))
    slots.append(SlotShown("certainty", f"{record.certainty:.2f}"))
    sentence = _segments(record, document) if document else (Segment(record.quote, _kind(record)),)
    source = _source(document, record) if document else f"document {record.document}, line {record.line}"
    return Shown(record.id, f"{_kind(record)}: {_short(record.quote)}", source, sentence, tuple(slots), (_UNMEASURED,))


def _kind(record: Statement) -> str:
    return next(kind for kind, type_ in STATEMENT_TYPES.items() if isinstance(record, type_))


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST_HEADING else words[: _LONGEST_HEADING - 1].rstrip() + "…"


def _origin(evidence: Evidence, document: Document | None) -> str:
    where = ""
    if evidence.quote is not None:
        where = f" “{evidence.quote}”"
        if document is not None and evidence.start is not None:
            where += f" (line {document.line_of(evidence.start)})"
    elif evidence.how == "rule" and document is not None and table_of(document.path):
        return "the mapping says so"
    elif evidence.how == "pointer":
        return f"the reader found no words for it (certainty {evidence.certainty:.2f})"
    return f"{_HOW[evidence.how]}{where}, certainty {evidence.certainty:.2f}"


def _source(document: Document, record: Statement | None = None) -> str:
    date = date_phrase(document.published) if document.published else "publication date not stated"
    line = f"line {record.line}" if record else None
    place = document.place_in_file(record.start) if record else None
    parts = (document.title, document.publisher, date, document.url, document.path, line, place)
    return ", ".join(part for part in parts if part)


def _segments(record: Statement, document: Document) -> tuple[Segment, ...]:
    """The sentence cut at the record's words and at those its slots came from; the record's own go first."""
    first, last = sentence_around(document.text, record.start, record.end, outline(document.text))
    labels: dict[tuple[int, int], list[str]] = {}
    for evidence in getattr(record, "evidence", ()):
        if evidence.start is not None and evidence.end is not None:
            inside = first <= evidence.start < evidence.end <= last
            if inside and (evidence.end <= record.start or record.end <= evidence.start):
                labels.setdefault((evidence.start, evidence.end), []).append(evidence.slot.replace("_", " "))
    spans = sorted([((record.start, record.end), [_kind(record)]), *labels.items()])
    segments, at = [], first
    for (start, end), names in spans:
        if start >= at:
            segments += [Segment(document.text[at:start]), Segment(document.text[start:end], ", ".join(names))]
            at = end
    segments.append(Segment(document.text[at:last]))
    return tuple(segment for segment in segments if segment.text)


def _document(document: Document, figures: Sequence[Figure]) -> Shown:
    facts = {
        "path": document.path, "publisher": document.publisher, "published": document.published,
        "address": document.url, "length": f"{len(document.text):,} characters", "sha256": document.sha256,
        "figures": str(len(figures)),
    }  # fmt: skip
    slots = [SlotShown(name, value) for name, value in facts.items() if value]
    for figure in figures:
        party = figure.party or "party not stated"
        value = f"{published_number(figure)} {counted_words(figure)}".strip()
        slots.append(SlotShown(figure.id, value, f"{OUTCOME_WORDS[figure.outcome]}, {party}, line {figure.line}"))
    return Shown(document.id, document.title or document.path, _source(document), (), tuple(slots))


def show_from(ledger: Ledger, id: str) -> Shown:
    """Make the ledger's record with this id, or the only one whose id begins so, ready to be shown.

    Raises RecordNotFoundError where there is none or more than one.
    """
    record = ledger.record(id)
    if isinstance(record, Document):
        return show(record, figures=ledger.figures_of(record.id))
    shown = show(record, ledger.document(record.document))
    if ledger.is_current(record):
        return shown
    return replace(
        shown, notes=(*shown.notes, f"A later reading of the document no longer gives this {_kind(record)}.")
    )
