"""Figures that the text says correct others: "Later the numbers were revised to 36 tanks"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tallystick.knowledge import words
from tallystick.language.annotate import Annotated
from tallystick.records import Figure

#: A correction stands within so many figures of what it corrects.
_FARTHEST = 60


def check_revised(annotated: Annotated, figures: Sequence[Figure]) -> list[Figure]:
    """The figures with `revises` set where a word of correction stands before them in their sentence.

    What is corrected is the last earlier figure of the paragraph of the same party, kind and outcome, from the
    sentences before.
    """
    checked = list(figures)
    sentence_at = annotated.outline.sentence_at
    corrected: dict[int, bool] = {}
    for i, figure in enumerate(checked):
        home = sentence_at(figure.start)
        if home not in corrected:
            corrected[home] = _says_so(annotated, home)
        if not corrected[home]:
            continue
        near = reversed(checked[max(i - _FARTHEST, 0) : i])
        earlier = next((f for f in near if _is_earlier(annotated, f, home) and _same_count(f, figure)), None)
        if earlier is not None:
            checked[i] = figure.model_copy(update={"revises": earlier.id})
    return checked


def _says_so(annotated: Annotated, sentence: int) -> bool:
    s = annotated.outline.sentences[sentence]
    return bool(_revisions().search(annotated.document.text, s.start, s.end))


def _is_earlier(annotated: Annotated, figure: Figure, home: int) -> bool:
    sentences = annotated.outline.sentences
    at = annotated.outline.sentence_at(figure.start)
    return at < home and sentences[at].paragraph == sentences[home].paragraph


def _same_count(one: Figure, other: Figure) -> bool:
    return (one.party, one.thing, one.outcome, one.unit) == (other.party, other.thing, other.outcome, other.unit)


@cache
def _revisions() -> re.Pattern[str]:
    phrases = sorted(words("revision_words"), key=lambda p: (-len(p), p))
    return re.compile(rf"\b(?:{'|'.join(re.escape(p) for p in phrases)})\b", re.IGNORECASE)
