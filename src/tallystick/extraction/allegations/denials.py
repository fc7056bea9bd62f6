"""Crimes that somebody denies: told in the denial itself, or in the words that it refers back to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tallystick.extraction.allegations.crimes import Crime
from tallystick.extraction.masking import HELPERS, NAMES, Masked
from tallystick.language.annotate import Annotated
from tallystick.records import Allegation, Denial


def denied_crimes(
    annotated: Annotated, sentence: Masked, crimes: list[Crime], denials: Sequence[Denial]
) -> Iterator[tuple[Crime, str, str | None, int, int, float]]:
    """Each crime that a denial of this sentence tells, with denier, accused, span in the sentence, and certainty."""
    for denial in denials:
        if denial.denier is None:
            continue
        for crime in crimes:
            cue = _cue(sentence, denial, crime)
            if cue is None:
                continue
            accused = _accused(sentence, cue, crime)
            yield (
                crime,
                denial.denier,
                accused or denial.denier,
                _masked_at(sentence, denial.start),
                crime.whole,
                denial.certainty,
            )


_DENY = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject(?:s|ed|ing)?|refut(?:es|ed|ing)|dismiss(?:es|ed|ing))\b", re.IGNORECASE
)


def _cue(sentence: Masked, denial: Denial, crime: Crime) -> int | None:
    """Where the word of denial ends that stands before the crime in the clause of this denial."""
    start, _ = sentence.span(crime.start, crime.end)
    if not denial.start <= start < denial.end:
        return None
    first = _masked_at(sentence, denial.start)
    found = [m.end() for m in _DENY.finditer(sentence.text, first, crime.start)]
    return found[-1] if found else None


_SUBJECT = re.compile(rf"(?P<names>{NAMES})(?:'s?)?{HELPERS}\b")


def _accused(sentence: Masked, cue: int, crime: Crime) -> str | None:
    """Whom the denial speaks for, where that is another than the denier: "denied that its ally had"."""
    match = _SUBJECT.search(sentence.text, cue, crime.start)
    by = re.compile(rf"[^;,]{{0,60}}? by (?:the )?(?P<names>{NAMES})").match(sentence.text, crime.end)
    found = match or by
    return sentence.joined(*found.span("names")) if found else None


def _masked_at(sentence: Masked, offset: int) -> int:
    return next((at for at, start in enumerate(sentence.starts) if start >= offset), 0)


def is_denied(annotated: Annotated, sentence: Masked, crime: Crime, denials: Sequence[Denial]) -> bool:
    """True where the crime is only told to be denied by the document itself ("falsely accused of")."""
    start, _ = sentence.span(crime.start, crime.end)
    return any(d.denier is None and d.start <= start < d.end and d.certainty >= 0.9 for d in denials)


def denials_of(annotated: Annotated, allegations: list[Allegation], denials: Sequence[Denial]) -> Iterator[Allegation]:
    """Denials that tell no crime, but follow at once on an accusation against the denier."""
    outline = annotated.outline
    told: dict[int, list[tuple[int, int]]] = {}
    by_sentence: dict[int, list[Allegation]] = {}
    for one in allegations:
        if one.state == "denied":
            told.setdefault(outline.sentence_at(one.start), []).append((one.start, one.end))
        if one.state == "alleged" and one.accused:
            by_sentence.setdefault(outline.sentence_at(one.start), []).append(one)
    for denial in denials:
        number = outline.sentence_at(denial.start)
        if denial.denier is None or any(
            start <= denial.start < end or denial.start <= start < denial.end for start, end in told.get(number, ())
        ):
            continue
        for at in (number, number - 1):
            near = by_sentence.get(at, [])
            if at >= 0 and outline.sentences[at].paragraph == outline.sentences[number].paragraph:
                fitting = [one for one in near if one.start < denial.end and _is_accused(denial.denier, one.accused)]
                if fitting:
                    yield from (_denied(one, denial) for one in fitting)
                    break


def _is_accused(denier: str, accused: str | None) -> bool:
    names = {name.casefold() for name in names_in(accused)}
    return any(d.casefold() in names or any(d.casefold().startswith(n + " ") for n in names) for d in names_in(denier))


def _denied(one: Allegation, denial: Denial) -> Allegation:
    return one.model_copy(
        update={
            "id": Allegation.id_of(denial.document, denial.start, denial.end, one.crime), "start": denial.start,
            "end": denial.end, "quote": denial.quote, "line": denial.line, "state": "denied", "denier": denial.denier,
            "of": one.id, "certainty": min(one.certainty, denial.certainty),
        }
    )  # fmt: skip


def names_in(field: str | None) -> list[str]:
    """The names in a field that may hold several, parted by semicolons."""
    return [name.strip() for name in (field or "").split(";") if name.strip()]
