"""Denials: words with which somebody rejects what another says, who that is, and which figures are rejected."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from tallystick.extraction.denials.cues import (
    OBJECT_ENDS,
    WHAT_IS_SAID,
    Cue,
    Form,
    claim_nouns,
    cues_in,
    denial_words,
    first_words,
    objects,
)
from tallystick.extraction.denials.deniers import denier_of
from tallystick.language.annotate import Annotated
from tallystick.language.outline import Sentence
from tallystick.records import Denial, Figure

#: How far back, in sentences, to look for what a person said whose words are denied.
_FARTHEST_SENTENCES = 8
#: Where one clause ends and another begins.
_CLAUSE = re.compile(
    r"\s*[;—|]\s*|,?\s+(?:but|while|whereas|although|though)\s+|,\s+(?=which\b|with\b|an? \w+ (?:which|that)\b)"
)
_TELLS_OF = re.compile(r"\s*(?:of|that|about|regarding|concerning)\b", re.IGNORECASE)


def find_denials(annotated: Annotated, figures: Sequence[Figure]) -> list[Denial]:
    """The denials of a document, in the order of the text. `figures` are those that were read from it.

    A denial is the clause that denies; a clause with several words of denial is one.
    """
    text, by_start = annotated.document.text, sorted(figures, key=lambda figure: figure.start)
    found: list[Denial] = []
    line, counted = 1, 0
    for number, sentence in enumerate(annotated.outline.sentences):
        if annotated.outline.paragraphs[sentence.paragraph].heading:
            continue
        spans: list[tuple[int, int]] = []
        for cue in cues_in(text[sentence.start : sentence.end], sentence.start):
            if any(start <= cue.start < end for start, end in spans):
                continue
            span = _clause(text, sentence, cue)
            spans.append(span)
            # Counted on from the last denial, since a text of many denials may be one of many lines.
            line, counted = line + text.count("\n", counted, sentence.start), sentence.start
            found.append(_denial(annotated, number, cue, span, by_start, line + text.count("\n", counted, span[0])))
    return sorted(found, key=lambda denial: (denial.start, denial.end))


def _denial(
    annotated: Annotated, number: int, cue: Cue, span: tuple[int, int], figures: Sequence[Figure], line: int
) -> Denial:
    document, sentence = annotated.document, annotated.outline.sentences[number]
    denier = (
        None
        if cue.form == "unsaid"
        else denier_of(annotated, (sentence.start, sentence.end), span[0], (cue.start, cue.end), cue.form)
    )
    return Denial(
        id=Denial.id_of(document.id, *span), document=document.id, start=span[0], end=span[1],
        quote=document.text[span[0] : span[1]], line=line, denier=denier,
        of=tuple(figure.id for figure in _rejected(annotated, number, cue, span, figures, denier)),
        certainty=cue.certainty,
    )  # fmt: skip


def _clause(text: str, sentence: Sentence, cue: Cue) -> tuple[int, int]:
    """The part of the sentence that denies, without the conjunction that opens it."""
    start, end = sentence.start, sentence.end
    for match in _CLAUSE.finditer(text, sentence.start, sentence.end):
        if match.end() <= cue.start:
            start = match.end()
        elif match.start() >= cue.end:
            end = match.start()
            break
    opening, closing = text.rfind("(", start, cue.start), text.find(")", cue.end, end)
    if opening > text.rfind(")", start, cue.start) and closing > 0:
        start, end = opening + 1, closing
    while text[end - 1].isspace():
        end -= 1
    return start, end


# What is denied


def _rejected(
    annotated: Annotated, number: int, cue: Cue, span: tuple[int, int], figures: Sequence[Figure], denier: str | None
) -> list[Figure]:
    """The figures that are rejected: within what is denied, or before it where the denial refers back to them."""
    text, sentence = annotated.document.text, annotated.outline.sentences[number]
    after = text[cue.end : sentence.end]
    ends = OBJECT_ENDS.search(after)
    object_end = cue.end + (ends.start() if ends else len(after))
    others = [f for f in _within(figures, cue.end, object_end) if _is_other(f, denier)]
    back = _refers_back(text[sentence.start : cue.start], after, cue.form)
    if _is_deed(after):
        return [f for f in others if f.claimant]
    before = [f for f in _within(figures, sentence.start, max(span[0], sentence.start)) if _is_other(f, denier)]
    if cue.form == "passive":
        before = [f for f in _within(figures, sentence.start, cue.start) if _is_other(f, denier)]
    if before and (back or not _has_content(after)):
        return [*(f for f in before if back or f.claimant), *others]
    if others or not back or not number:
        return others
    former = annotated.outline.sentences[number - 1]
    if former.paragraph == sentence.paragraph:
        found = [f for f in _within(figures, former.start, former.end) if _is_other(f, denier)]
        if found:
            return found
    return _said_by_whom_it_names(annotated, number, (cue.end, object_end), figures)


def _said_by_whom_it_names(
    annotated: Annotated, number: int, span: tuple[int, int], figures: Sequence[Figure]
) -> list[Figure]:
    """What the person named in the object last said: "rejected what the general had said" may stand further on."""
    outline, names = annotated.outline, annotated.names
    first, last = (bisect_left(names, at, key=lambda n: n.start) for at in span)
    # A surname alone is of unknown kind, by the canonical name of who bears it.
    people = {name.canonical for name in names[first:last] if name.kind in ("person", "unknown")}
    paragraph = outline.sentences[number].paragraph
    for sentence in outline.sentences[max(number - _FARTHEST_SENTENCES, 0) : number][::-1]:
        if outline.paragraphs[sentence.paragraph].headings != outline.paragraphs[paragraph].headings:
            break
        found = [f for f in _within(figures, sentence.start, sentence.end) if f.claimant in people]
        if found:
            return found
    return []


def _within(figures: Sequence[Figure], start: int, end: int) -> Iterator[Figure]:
    for at in range(bisect_left(figures, start, key=lambda f: f.start), len(figures)):
        if figures[at].start >= end:
            return
        yield figures[at]


def _is_other(figure: Figure, denier: str | None) -> bool:
    """False for what the denier says himself."""
    names = {name.strip().casefold() for name in (figure.claimant or "").split(";")}
    return denier is None or not names & {name.strip().casefold() for name in denier.split(";")}


def _is_deed(after: str) -> bool:
    return (
        bool(set(first_words(after)[:4]) & objects("deed")) or re.match(r"\s*(?:\w+ly\s+)?\w+ing\b", after) is not None
    )


def _has_content(after: str) -> bool:
    """True where it is said what is denied: "that ...", "having ...", "reports of ..."."""
    if re.match(r"\s*(?:\w+ly\s+)?(?:that|having|\w+ing)\b", after, re.IGNORECASE):
        return True
    noun = re.match(rf"\s*(?:[\w'’-]+\s+){{0,4}}?{claim_nouns()}\b", after, re.IGNORECASE)
    return noun is not None and _TELLS_OF.match(after, noun.end()) is not None


def _refers_back(before: str, after: str, form: Form) -> bool:
    """True where the object, or the subject of a passive, is something said before: "this", "the claim"."""
    if form == "passive":
        subject = (
            rf"\b(?:(?:this|these|those|the|such)\s+(?:\w+\s+)?{claim_nouns()}|this|these|which)\s+(?:\w+\s+){{1,4}}$"
        )
        return re.search(subject, before[-80:], re.IGNORECASE) is not None
    if re.search(r",\s+(?:which|a claim(?: that| which)?)\s[^,;]{0,60}$", before, re.IGNORECASE):
        return True
    if form == "noun":
        return not _TELLS_OF.match(after)
    return _pointing_back().match(after) is not None


@cache
def _pointing_back() -> re.Pattern[str]:
    """An object that only points back, and tells nothing of what was claimed: "this", "the army's claims"."""
    adjectives = "|".join(sorted(denial_words("false"), key=len, reverse=True))
    over = (
        r"\s*(?:$|[.,;:()|\"”’—–-]|(?:and|as|but|saying|stating|claiming|in|on|however|while|although|though|by|made|too"
        rf"|later|{adjectives})\b|[\"“'‘]|\w+ly\s+(?:{adjectives})\b)"
    )
    return re.compile(
        rf"\s*(?:\w+ly\s+)?(?:(?:[\w'’-]+\s+){{0,3}}?{claim_nouns()}|{WHAT_IS_SAID}|this|it|that|them|these|those|both)(?={over})"
        r"|\s*(?:$|[.;,|])",
        re.IGNORECASE,
    )
