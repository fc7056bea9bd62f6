"""Citations: the document, the line, the quote in its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from tallystick.language.outline import Outline, outline
from tallystick.publish.model import Citation
from tallystick.records import Document, Figure, Statement
from tallystick.wording.phrase import bounds

#: So much of a long sentence is shown on either side of the quote, in code points.
AROUND = 300


def sentence_around(text: str, start: int, end: int, shape: Outline) -> tuple[int, int]:
    """The bounds of the sentence that holds the span; of a very long one only what stands around the span."""
    first, last = start, end
    if shape.sentences:
        sentence = shape.sentences[shape.sentence_at(start)]
        if sentence.start <= start and end <= sentence.end:
            first, last = sentence.start, sentence.end
    return max(first, start - AROUND), min(last, end + AROUND)


@dataclass
class Citations:
    """Hands out numbers in the order of asking, one for each figure."""

    documents: dict[str, Document]
    written: list[Citation] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _outlines: dict[str, Outline] = field(default_factory=dict)

    def number_of(self, figure: Statement) -> int:
        """The citation number of a figure or other statement, a new one on the first call."""
        if figure.id not in self._numbers:
            self._numbers[figure.id] = len(self.written) + 1
            self.written.append(self._cite(figure, len(self.written) + 1))
        return self._numbers[figure.id]

    def _cite(self, figure: Statement, number: int) -> Citation:
        document = self.documents[figure.document]
        if document.id not in self._outlines:
            self._outlines[document.id] = outline(document.text)
        first, last = sentence_around(document.text, figure.start, figure.end, self._outlines[document.id])
        return Citation(
            number, figure.id, document.id, document.title, document.publisher, document.published, document.url,
            document.path, figure.line, figure.quote, document.text[first:last], figure.start - first,
            figure.end - first, bounds(figure) if isinstance(figure, Figure) else "",
        )  # fmt: skip
