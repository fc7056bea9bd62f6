"""The passages that chapters cite: numbered after the citations of figures, one number a statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tallystick.language.outline import Outline, outline
from tallystick.publish.cite import sentence_around
from tallystick.publish.model import Line, Passage
from tallystick.records import Document, Statement

#: So many passages a line cites; where there are more, it says how many.
MOST_CITED = 3


@dataclass
class Passages:
    """Hands out numbers in the order of asking, from the one after `after`."""

    documents: Mapping[str, Document]
    after: int = 0
    written: list[Passage] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _outlines: dict[str, Outline] = field(default_factory=dict)

    def line(
        self, words: str, statements: Iterable[Statement], *, lead: str = "", details: Iterable[str] = (),
        figures: tuple[int, ...] = (),
    ) -> Line:  # fmt: skip
        """A line that rests on these statements; it cites the first of them, and `figures` by their numbers."""
        several = list({one.id: one for one in statements}.values())
        told = list(details)
        if len(several) > MOST_CITED:
            told.append(f"told in {len(several)} passages")
        before = len(self.written)
        numbers = tuple(self._number_of(one) for one in several[:MOST_CITED])
        first = tuple(one.number for one in self.written[before:])
        return Line(words, (*numbers, *figures), first, lead, tuple(told))

    def shape_of(self, document: str) -> Outline:
        """The sentences of a document; found once."""
        if document not in self._outlines:
            self._outlines[document] = outline(self.documents[document].text)
        return self._outlines[document]

    def _number_of(self, statement: Statement) -> int:
        if statement.id not in self._numbers:
            number = self._numbers[statement.id] = self.after + len(self.written) + 1
            self.written.append(self._passage(statement, number))
        return self._numbers[statement.id]

    def _passage(self, one: Statement, number: int) -> Passage:
        document = self.documents[one.document]
        first, last = sentence_around(document.text, one.start, one.end, self.shape_of(document.id))
        return Passage(
            number, one.id, document.id, document.title, document.publisher, document.published, document.url,
            document.path, one.line, one.quote, document.text[first:last], one.start - first, one.end - first,
        )  # fmt: skip
