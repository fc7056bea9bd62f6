"""Allegations of crimes: who accuses whom of what, where and when, who denies it, and what the law did with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.extraction.allegations.circumstances import circumstances
from tallystick.extraction.allegations.crimes import Crime, crime_words, crimes_in
from tallystick.extraction.allegations.denials import denials_of, denied_crimes, is_denied
from tallystick.extraction.allegations.frames import framed
from tallystick.extraction.allegations.law import legal_steps
from tallystick.extraction.masking import Masked, denials_within, masked
from tallystick.language.annotate import Annotated
from tallystick.records import Allegation, AllegationState, Denial


def find_allegations(annotated: Annotated, denials: Sequence[Denial]) -> list[Allegation]:
    """The allegations of a document, in the order of the text. `denials` are those that were read in it."""
    found: dict[str, Allegation] = {}
    for sentence in _sentences(annotated):
        for allegation in _of_sentence(annotated, sentence, denials):
            found.setdefault(allegation.id, allegation)
    for allegation in denials_of(annotated, list(found.values()), denials):
        found.setdefault(allegation.id, allegation)
    return sorted(found.values(), key=lambda one: (one.start, one.end, one.crime))


def _sentences(annotated: Annotated) -> Iterator[Masked]:
    """The sentences that have a word for a crime; headings and captions accuse nobody."""
    text, outline = annotated.document.text, annotated.outline
    for number, sentence in enumerate(outline.sentences):
        # Lower-cased here, since a pattern that ignores case is many times slower.
        found = crime_words().search(text[sentence.start : sentence.end].lower())
        if found and not outline.paragraphs[sentence.paragraph].heading:
            yield masked(annotated, number)


def _of_sentence(annotated: Annotated, sentence: Masked, denials: Sequence[Denial]) -> Iterator[Allegation]:
    crimes = crimes_in(sentence)
    denials = denials_within(denials, sentence.sentence.start, sentence.sentence.end)
    if not crimes:
        return
    steps = legal_steps(sentence, crimes)
    pursued = {step.crime for step in steps}
    for crime, denier, accused, start, end, certainty in denied_crimes(annotated, sentence, crimes, denials):
        pursued.add(crime)
        yield _record(annotated, sentence, (start, end), crime, "denied", certainty, denier=denier, accused=accused)
    inquiry: Allegation | None = None
    for step in steps:
        record = _record(
            annotated, sentence, (step.start, step.end), step.crime, step.state, step.certainty,
            authority=step.authority, accused=step.accused, of=inquiry.id if inquiry and step.follows else None,
        )  # fmt: skip
        inquiry = record if record.state == "investigation" else inquiry
        yield record
    for frame in framed(sentence, [crime for crime in crimes if crime not in pursued]):
        if is_denied(annotated, sentence, frame.crime, denials):
            continue
        yield _record(
            annotated, sentence, (frame.start, frame.end), frame.crime, "alleged", frame.certainty,
            accuser=frame.accuser.name, accused=frame.accused,
        )  # fmt: skip


def _record(
    annotated: Annotated, sentence: Masked, span: tuple[int, int], crime: Crime,
    state: AllegationState, certainty: float, *, accused: str | None, accuser: str | None = None,
    denier: str | None = None,
    authority: str | None = None, of: str | None = None,
) -> Allegation:  # fmt: skip
    document = annotated.document
    start, end = sentence.span(*span)
    crime_start, crime_end = sentence.span(crime.start, crime.end)
    victim, place, first, last = circumstances(annotated, sentence, crime, accused)
    return Allegation(
        id=Allegation.id_of(document.id, start, end, crime.name), document=document.id, start=start, end=end,
        quote=document.text[start:end], line=document.line_of(start), certainty=certainty, crime=crime.name,
        crime_quote=document.text[crime_start:crime_end], crime_span=(crime_start, crime_end), state=state,
        accuser=accuser, accused=accused, denier=denier, authority=authority, victim=victim, place=place,
        start_date=first, end_date=last, of=of,
    )  # fmt: skip
