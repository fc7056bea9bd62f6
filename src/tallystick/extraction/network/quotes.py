"""The words of a figure: from its number, with the qualifier, to the counted noun."""

from __future__ import annotations

import re
from bisect import bisect_left

from tallystick.language.annotate import Annotated
from tallystick.language.mentions import Number
from tallystick.language.outline import Sentence
from tallystick.language.things import ThingMention

_LABEL = re.compile(r"(?:^(?:[-*•–—]\s)?|[(,;])\s*((?:[^\W\d_]+[\s-]){0,4}[^\W\d_]+\s*:\s*)$")
_STOP = re.compile(
    r"[,;:()\[\].\n\"“”]|\s(?:and|or|but|in|at|on|by|from|to|near|during|after|before|were|was|had|have|who|which|that|with|while|as|for|when|is|are|has|including)\b"
)
_OF = re.compile(r"\s+of\s+(?:the\s+|its\s+|their\s+|his\s+)?")
#: After a labelled number nothing more is said of it: "destroyed: 38," but not "trucks: 38 destroyed".
_NOTHING_AFTER = re.compile(r"\s*(?:[,;).\]]|$|\sand\s)")
_LONGEST_LABEL = 60
#: A counted noun farther from its number than this is not quoted with it.
_FARTHEST = 80


def counted_phrase(annotated: Annotated, number: Number) -> tuple[int, int]:
    """The span of the figure that a number would be, in code points: label or qualifier, number, counted noun."""
    sentence = annotated.outline.sentences[annotated.outline.sentence_at(number.start)]
    things = annotated.things
    first = bisect_left(things, number.end, key=lambda t: t.start)
    last = bisect_left(things, sentence.end, key=lambda t: t.start)
    return figure_span(annotated.document.text, number, sentence, things[first:last])


def figure_span(text: str, number: Number, sentence: Sentence, things: list[ThingMention]) -> tuple[int, int]:
    """Start and end of the quote. `things` are those of the sentence, in order."""
    # One code point more than a label may have, so that none begins in the middle of a word.
    opening = max(sentence.start, number.start - _LONGEST_LABEL - 1)
    label = _LABEL.search(text[opening : number.start])
    stands_alone = _NOTHING_AFTER.match(text, number.end, sentence.end)
    if label and stands_alone and (label.start() > 0 or opening == sentence.start):
        return opening + label.start(1), number.end
    limit = min(sentence.end, number.end + _FARTHEST)
    phrase_end = _phrase_end(text, number.end, limit)
    inside = [t for t in things if t.start >= number.end and t.end <= phrase_end]
    if inside:
        return number.start, _whole_compound(inside)
    return number.start, number.end


def _phrase_end(text: str, start: int, limit: int) -> int:
    """Where the noun phrase that opens at `start` ends: at a mark, a verb or a preposition other than "of"."""
    of = _OF.match(text, start)
    stop = _STOP.search(text, of.end() if of else start, limit)
    return stop.start() if stop else limit


def _whole_compound(things: list[ThingMention]) -> int:
    """The end of the first run of counted nouns: "T-72 tanks" is one phrase of two."""
    end = things[0].end
    for thing in things[1:]:
        if thing.start - end > 1:
            break
        end = thing.end
    return end
