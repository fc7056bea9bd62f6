"""Documents to figures: finders, windows, the reader, and the deterministic checks that come last."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import cast

from tallystick.conflict import Conflict
from tallystick.extraction.checks import check_joined, check_lists, check_parts, check_reflexive
from tallystick.extraction.coverage import check_coverage
from tallystick.extraction.decoding import Asked, Decoded
from tallystick.extraction.denials import find_denials
from tallystick.extraction.parts import find_totals
from tallystick.extraction.plain_words import plain_words
from tallystick.extraction.reader import Run, decide, shipped_model, tokenizer
from tallystick.extraction.revised import check_revised
from tallystick.extraction.sieve import Sieve, shipped_sieve
from tallystick.extraction.surroundings import surroundings
from tallystick.extraction.windows import WindowMaker, wanted_numbers
from tallystick.language.annotate import Annotated, annotate
from tallystick.language.mentions import Number
from tallystick.language.places import imported_fingerprint
from tallystick.records import Document, Evidence, Figure, Read, Slot, digest

#: Raised whenever the finders or checks change what is read from the same text with the same weights.
_READING = 3


class FigureReader:
    """Reads the figures of documents. Cheap to make; the model is loaded at the first document."""

    def __init__(self, conflict: Conflict | None = None, *, threads: int = 0) -> None:
        self._conflict = conflict
        self._threads = threads

    @cached_property
    def fingerprint(self) -> str:
        """What decides how a text is read: rules, sieve, weights, conflict file and imported places."""
        conflict = self._conflict.model_dump_json() if self._conflict else ""
        weights = shipped_model(self._threads)[1]
        return digest(_READING, shipped_sieve().fingerprint, weights, conflict, imported_fingerprint())[:16]

    def read(self, document: Document) -> list[Figure]:
        """The figures of a document in the order of the text. Raises ModelError where no model is installed."""
        return self._figures(annotate(document, self._conflict))

    def read_all(self, document: Document) -> Read:
        """The figures of a document, and the denials of them and of other claims. Raises ModelError as `read` does."""
        annotated = annotate(document, self._conflict)
        figures = self._figures(annotated)
        return Read(figures, find_denials(annotated, figures))

    def _figures(self, annotated: Annotated) -> list[Figure]:
        return read_figures(annotated, WindowMaker(tokenizer()), shipped_sieve(), shipped_model(self._threads)[0])


def read_figures(annotated: Annotated, maker: WindowMaker, sieve: Sieve, run: Run) -> list[Figure]:
    """The figures of an annotated document, as one sieve and one network decide."""
    around = surroundings(annotated)
    kept = sieve.passing(annotated, around)
    wanted = wanted_numbers(annotated, around, kept)
    asked = [
        Asked(annotated.numbers[i].unit, plain_words(annotated, annotated.numbers[i], w.phrase))
        for i, w in zip(kept, wanted, strict=True)
    ]
    decided = decide(maker.windows(annotated, wanted), asked, run)
    found = sorted(decided)
    return _figures(
        annotated,
        [annotated.numbers[kept[j]] for j in found],
        [wanted[j].phrase for j in found],
        [decided[j] for j in found],
    )


def _figures(
    annotated: Annotated, numbers: Sequence[Number], spans: Sequence[tuple[int, int]], decided: Sequence[Decoded]
) -> list[Figure]:
    ids = [Figure.id_of(annotated.document.id, s, e, n.low, n.high) for n, (s, e) in zip(numbers, spans, strict=True)]
    figures = [_figure(annotated, n, span, id, d) for n, span, id, d in zip(numbers, spans, ids, decided, strict=True)]
    figures = check_joined(annotated, check_lists(annotated, figures))
    figures = check_parts(figures, find_totals(annotated.document.text, numbers, spans))
    return check_revised(annotated, check_coverage(annotated, check_reflexive(annotated, figures)))


def _figure(annotated: Annotated, number: Number, span: tuple[int, int], id: str, d: Decoded) -> Figure:
    document, (start, end) = annotated.document, span
    values = {slot: p.candidate.value if p.candidate else None for slot, p in d.pointers.items()}
    return Figure(
        id=id,
        document=document.id,
        start=start,
        end=end,
        quote=document.text[start:end],
        line=document.line_of(start),
        low=number.low,
        high=number.high,
        qualifier=number.qualifier,
        unit=number.unit,
        thing=d.thing,
        outcome=d.outcome,
        modality=d.modality,
        certainty=round(d.certainty, 3),
        evidence=_evidence(document, d),
        **values,
    )


def _evidence(document: Document, d: Decoded) -> tuple[Evidence, ...]:
    evidence = [
        Evidence(slot=cast("Slot", slot), how="classifier", certainty=round(c, 3)) for slot, c in d.certainties.items()
    ]
    for slot, pointed in d.pointers.items():
        c = pointed.candidate
        evidence.append(
            Evidence(
                slot=cast("Slot", slot),
                how="pointer",
                start=c.start if c else None,
                end=c.end if c else None,
                quote=document.text[c.start : c.end] if c else None,
                certainty=round(pointed.certainty, 3),
            )
        )
    return tuple(evidence)
