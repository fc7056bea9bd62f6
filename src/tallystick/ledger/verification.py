"""Whether records fit their documents, and whether a ledger is what was written."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Iterable, Sequence

from pydantic import ValidationError

from tallystick.errors import LedgerError
from tallystick.ledger.hashing import Entry, canonical
from tallystick.ledger.schema import NOTHING_BEFORE
from tallystick.records import Denial, Document, Figure


def misfit(document: Document, figures: Sequence[Figure], denials: Sequence[Denial] = ()) -> str | None:
    """Why these figures and denials cannot stand beside this document, in words; None where they can."""
    if document.id != Document.id_of(document.text):
        return f"the id {document.id} is not that of its text"
    known = {figure.id for figure in figures}
    if len(known) != len(figures):
        return "two of its figures have the same id"
    if len({denial.id for denial in denials}) != len(denials):
        return "two of its denials have the same id"
    for figure in figures:
        problem = figure_misfit(document.id, document.text, figure)
        if problem:
            return problem
        if figure.part_of is not None and figure.part_of not in known:
            return f"figure {figure.id} is part of {figure.part_of}, which is not among its figures"
    for denial in denials:
        problem = denial_misfit(document.id, document.text, denial, known)
        if problem:
            return problem
    return None


def figure_misfit(document: str, text: str, figure: Figure) -> str | None:
    """Why this figure is not one of that document, in words; None where it is."""
    if figure.document != document:
        return f"figure {figure.id} is of another document, {figure.document}"
    if figure.id != Figure.id_of(document, figure.start, figure.end, figure.low, figure.high):
        return f"the id of figure {figure.id} is not that of its span and bounds"
    if not all(bound is None or math.isfinite(bound) for bound in (figure.low, figure.high)):
        return f"a bound of figure {figure.id} is not a finite number"
    if not _quotes(text, figure.start, figure.end, figure.quote):
        return f"the quote of figure {figure.id} is not what stands at {figure.start} to {figure.end}"
    for evidence in figure.evidence:
        absent = evidence.start is None and evidence.end is None and evidence.quote is None
        if not absent and not _quotes(text, evidence.start, evidence.end, evidence.quote):
            return (
                f"the {evidence.slot} of figure {figure.id} quotes what does not stand at"
                f" {evidence.start} to {evidence.end}"
            )
    return None


def denial_misfit(document: str, text: str, denial: Denial, figures: Collection[str]) -> str | None:
    """Why this denial is not one of that document with those figures, in words; None where it is."""
    if denial.document != document:
        return f"denial {denial.id} is of another document, {denial.document}"
    if denial.id != Denial.id_of(document, denial.start, denial.end):
        return f"the id of denial {denial.id} is not that of its span"
    if not _quotes(text, denial.start, denial.end, denial.quote):
        return f"the quote of denial {denial.id} is not what stands at {denial.start} to {denial.end}"
    absent = next((figure for figure in denial.of if figure not in figures), None)
    return f"denial {denial.id} rejects {absent}, which is not among its figures" if absent else None


def _quotes(text: str, start: int | None, end: int | None, quote: str | None) -> bool:
    if start is None or end is None or quote is None or not 0 <= start <= end <= len(text):
        return False
    return text[start:end] == quote


def verify_entries(entries: Iterable[Entry], text_of: Callable[[str], str | None], name: str) -> None:
    """Check the chain of hashes, and every figure and denial against the text it quotes. `name` stands in messages.

    Raises LedgerError naming the first entry that does not fit. Entries cut off at the end with nothing after them
    leave a chain that holds; only a hash noted elsewhere can tell.
    """
    check = _Check(text_of)
    for entry in entries:
        problem = check.entry(entry)
        if problem:
            raise LedgerError(
                f"{name}: entry {entry.seq} ({entry.kind} {entry.record}) does not fit: {problem}; the ledger was"
                " changed after it was written, use a copy or build it again"
            )
    problem = check.end()
    if problem:
        raise LedgerError(f"{name}: entry {check.seq} is the last, but {problem}; use a copy or build it again")


class _Check:
    """Walks the entries in order and remembers what the next must follow."""

    def __init__(self, text_of: Callable[[str], str | None]) -> None:
        self._text_of = text_of
        self._text: tuple[str, str | None] = ("", None)
        self._hash = NOTHING_BEFORE
        self._reading: Entry | None = None
        self._figures: set[str] = set()
        self._due = {"figure": 0, "denial": 0}
        self.seq = 0

    def entry(self, entry: Entry) -> str | None:
        problem = self._link(entry) or self._body(entry)
        self.seq, self._hash = entry.seq, entry.hash
        return problem

    def end(self) -> str | None:
        missing = self._missing("")
        return f"{missing} of its reading are missing" if missing else None

    def _link(self, entry: Entry) -> str | None:
        if entry.seq != self.seq + 1:
            return f"it follows entry {self.seq}"
        if entry.previous != self._hash:
            return "it does not carry the hash of the entry before it"
        if entry.hash != entry.expected_hash():
            return "its hash is not that of its content"
        return None

    def _missing(self, kind: str) -> str | None:
        """What the last reading announced and is not there, though an entry of this kind follows."""
        if self._due["figure"] and kind != "figure":
            return f"{self._due['figure']} figures"
        if self._due["denial"] and kind not in ("figure", "denial"):
            return f"{self._due['denial']} denials"
        return None

    def _body(self, entry: Entry) -> str | None:
        try:
            body = json.loads(entry.body)
            if canonical(body) != entry.body:
                return "its body is not canonical JSON"
            missing = self._missing(entry.kind)
            if missing:
                return f"{missing} of the reading before it are missing"
            return self._content(entry, body)
        except (ValidationError, ValueError, KeyError, TypeError, AttributeError):
            return f"its body is not that of a {entry.kind}"

    def _content(self, entry: Entry, body: dict[str, object]) -> str | None:
        if entry.kind == "document":
            self._text = (entry.record, str(body["text"]))
            return None if entry.record == Document.id_of(str(body["text"])) else "its id is not that of its text"
        if self._text[0] != entry.document:
            self._text = (entry.document, self._text_of(entry.document))
        text = self._text[1]
        if text is None:
            return f"there is no document {entry.document}"
        if entry.kind == "origin":
            Document.model_validate({**body, "text": text})
        elif entry.kind == "reading":
            # Ledgers made before there were denials do not count any.
            self._due = {"figure": int(str(body["figures"])), "denial": int(str(body.get("denials", 0)))}
            self._reading, self._figures = entry, set()
        elif entry.kind == "figure":
            figure = Figure.model_validate(body)
            self._figures.add(figure.id)
            return self._announced(entry, figure) or figure_misfit(entry.document, text, figure)
        elif entry.kind == "denial":
            denial = Denial.model_validate(body)
            return self._announced(entry, denial) or denial_misfit(entry.document, text, denial, self._figures)
        else:
            return "its kind is unknown"
        return None

    def _announced(self, entry: Entry, record: Figure | Denial) -> str | None:
        if self._reading is None or entry.reading != self._reading.seq or not self._due[entry.kind]:
            return "no reading announced it"
        if (entry.record, entry.document) != (record.id, self._reading.document):
            return "its record or document is not that of its body"
        self._due[entry.kind] -= 1
        return None
