"""By whose word a place is held, and how surely it is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from tallystick.extraction.allegations.speakers import speaker_of
from tallystick.extraction.control.sentences import Masked
from tallystick.extraction.masking import masked as other_masked
from tallystick.language.annotate import Annotated
from tallystick.records import Modality

_ALLEGED = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|alleg\w+|reportedly|purported\w*|supposedly|apparently|unconfirmed|unverified"
    r"|(?:was|were|been) reported|reported to|said to have|believed to)\b"
)
_CONFIRMED = re.compile(r"\b(?:confirm(?:s|ed|ing)?|acknowledg\w+|admit\w*|verif\w+|conced\w+)\b")
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:es|ed|ing)?|dismiss(?:es|ed|ing)?)\b[^;,]{0,60}$"
)
_FALSELY = re.compile(r"\b(?:falsely|wrongly|prematurely)\b[^;,]{0,80}$")
_NOT_CONFIRMED = re.compile(r"\b(?:not|n't|un|never|could not be|yet to be)\s?(?:been |be |independently )*confirm")
#: So much around a verb is asked for "reportedly" and the like.
_AROUND = 160
_ANNOUNCES = re.compile(
    r"\b(?:announc|declar|stat(?:e|ed|es|ing)\b|claim|report|said\b|says\b|saying\b|confirm|tweet|wrote"
    r"|acknowledg|admit|assert|alleg|add(?:ed|ing)|reiterat|insist|told|indicat|assess)\w*"
)


@dataclass(frozen=True, slots=True)
class Said:
    """Who says it (None for the document itself, or where it is not told), how, and where the saying stands."""

    claimant: str | None
    modality: Modality
    span: tuple[int, int] | None


def said_of(annotated: Annotated, sentence: Masked, start: int, end: int, subject: int | None) -> Said:
    """Who says what the characters `start` to `end` tell. The party at `subject` does the deed."""
    other = other_masked(annotated, sentence.number)
    at = bisect_left(other.starts, sentence.starts[start])
    speaker = speaker_of(other, min(at, len(other.text) - 1)) if other.text else None
    text = sentence.text
    before = text[max(start - _AROUND, 0) : start]
    clause = re.split(r"[;]|\bbut\b|\bwhile\b", before)[-1]
    after = re.split(r"[;.]|\bbut\b|\bwhile\b|\bwhich\b|, ", text[end : end + _AROUND])[0]
    modality: Modality = "stated"
    if _FALSELY.search(clause):
        return Said(speaker.name if speaker else None, "denied", None)
    if _DENIED.search(clause) and not re.search(r"\bnot $", clause[: clause.rfind("den")]):
        return Said(None, "denied", None)
    claimant, span = None, None
    if speaker is not None and speaker.start is not None:
        said = bisect_left(sentence.starts, other.starts[speaker.start])
        verb = None
        if said < start:
            verb = next(iter(_ANNOUNCES.finditer(text, said, start)), None)
            span = (said, verb.end() if verb else said + 1)
        inside = subject is not None and said <= subject < start and verb is not None and subject < verb.start()
        claimant = speaker.name
        if inside and verb is None:
            claimant, span = None, None
        told = text[said:start] if said < start else text[end:]
        modality = _modality(told)
    elif speaker is not None and not speaker.known:
        modality = _modality(clause)
        verb = next(iter(_ANNOUNCES.finditer(text, max(start - _AROUND, 0), start)), None)
        span = verb.span() if verb else None
    if modality == "stated":
        modality = _modality(clause[-70:] + " " + text[start:end] + " " + after[:60])
    return Said(claimant, modality, span)


def _modality(told: str) -> Modality:
    if _ALLEGED.search(told) or _NOT_CONFIRMED.search(told):
        return "alleged"
    return "confirmed" if _CONFIRMED.search(told) else "stated"
