"""From what the reader decided of numbers to figures, and the deterministic checks that come last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from tallystick.extraction.figures.checks import check_joined, check_lists, check_parts, check_reflexive, check_source
from tallystick.extraction.figures.coverage import check_coverage
from tallystick.extraction.figures.modality import check_modality
from tallystick.extraction.figures.named_years import check_named_years
from tallystick.extraction.figures.parts import find_totals
from tallystick.extraction.figures.revised import check_revised
from tallystick.extraction.network.decoding import Decoded
from tallystick.language.annotate import Annotated
from tallystick.language.mentions import Number
from tallystick.records import Document, Evidence, Figure, Slot


def figures_of(
    annotated: Annotated, numbers: Sequence[Number], spans: Sequence[tuple[int, int]], decided: Sequence[Decoded]
) -> list[Figure]:
    """The figures of a document, given numbers, the spans of their digits' phrases, and what was decided of each."""
    ids = [Figure.id_of(annotated.document.id, s, e, n.low, n.high) for n, (s, e) in zip(numbers, spans, strict=True)]
    figures = [_figure(annotated, n, span, id, d) for n, span, id, d in zip(numbers, spans, ids, decided, strict=True)]
    figures = check_named_years(annotated, check_source(annotated, check_modality(annotated, figures)))
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
