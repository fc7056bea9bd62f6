"""The date finder: date expressions of English text, and the ISO 8601 or EDTF date each means in its document.

`lexicon` makes symbols of words, `grammar` recognises expressions among symbols, `reading` takes them apart,
`context` finds out when the document speaks, `resolve` puts the two together with what `reckon` counts from one date
to the next, and `edtf` writes dates.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from tallystick.language.mentions import DateMention

if TYPE_CHECKING:
    from tallystick.conflict import Conflict
    from tallystick.language.dates.context import Found
    from tallystick.language.outline import Outline

#: A date of publication stands in one of so many first sentences.
_HEAD_SENTENCES = 12
#: Between two linked dates lie at most so many characters.
_LINK_ROOM = 12
_ERAS = re.compile(r"\b\d{1,4}\s?(?:BC|BCE|B\.C\.)(?!\w)")
#: What may stand between two dates that share a year or month: "27 September to 10 November 2020".
_LINK = re.compile(r"\s*(?:[-–—/,&]|(?:,\s*)?(?:to|until|till|through|and|or|and the|or the|and in|to the)\b)\s*")


def find_dates(
    text: str, outline: Outline, *, published: str | None = None, conflict: Conflict | None = None
) -> list[DateMention]:
    """The date expressions of a text in order, none overlapping another.

    An interval is one mention only where an end cannot stand by itself ("2-5 April", "1940-45"); "from March to
    May 2020" is two mentions. `published` is the document's ISO date, possibly partial; without it a date at the
    head of the text is taken. Values are ISO 8601 or EDTF; of a duration P..., of a set R/P...; None where the
    document does not say enough.
    """
    # Imported here: their data files are read and their patterns compiled on first use, not on import.
    from tallystick.language.dates.context import context_of
    from tallystick.language.dates.resolve import Narrator

    found = _found(text, outline)
    _read_numeric_dates(found)
    _borrow(text, found)
    narrator = Narrator(context_of(text, found, published, conflict))
    mentions = []
    for i, item in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) and found[i + 1].sentence == item.sentence else None
        mentions.append(narrator.mention(item, following))
    return mentions


def document_date(text: str, outline: Outline) -> str | None:
    """The ISO day on which a text says at its head that it was published or written, None where it does not.

    For what stands above or without any date: headlines, undated paragraphs of a report.
    """
    from tallystick.language.dates.context import mark_datelines

    head = replace(outline, sentences=outline.sentences[:_HEAD_SENTENCES])
    day = mark_datelines(text, _found(text, head), None, heads=True)
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}" if day else None


def _found(text: str, outline: Outline) -> list[Found]:
    from tallystick.language.dates.context import Found
    from tallystick.language.dates.grammar import phrases
    from tallystick.language.dates.lexicon import line
    from tallystick.language.dates.reading import read

    eras = bool(_ERAS.search(text))
    found = []
    for index, sentence in enumerate(outline.sentences):
        parts = line(text, sentence.start, sentence.end)
        heading = outline.paragraphs[sentence.paragraph].heading
        for phrase in phrases(parts, eras):
            item = Found(phrase, read(phrase), index, sentence.paragraph, heading)
            item.opens = phrase.before is None or text[sentence.start : phrase.before.start].strip() == ""
            found.append(item)
    return found


def _read_numeric_dates(found: list[Found]) -> None:
    """Where a text has "09/27/2020" and no "27/09/2020", its "09/05/2022" has the month first, too."""
    numeric = [f for f in found if "J" in f.phrase.symbols]
    parts = [[int(n) for n in re.findall(r"\d+", t.text)] for f in numeric for t in f.phrase.tokens if "/" in t.text]
    if any(p[1] > 12 for p in parts) and all(p[0] <= 12 or p[0] > 31 for p in parts):
        for item in numeric:
            first, second, third = (int(n) for t in item.phrase.tokens for n in re.findall(r"\d+", t.text)[:3])
            if third > 31 and first <= 12 and item.phrase.form == "day":
                item.reading.months, item.reading.days = [first], [second]


def _borrow(text: str, found: list[Found]) -> None:
    """Give "27 September" the year of "to 10 November 2020", and "9" the month of "and 11 May"."""
    for left, right in reversed(list(pairwise(found))):
        gap = text[left.phrase.end : right.phrase.start]
        if left.sentence != right.sentence or len(gap) > _LINK_ROOM or not _LINK.fullmatch(gap):
            continue
        here, there = left.reading, right.reading
        if left.phrase.form == "dayof" and not here.months:
            here.months, here.year = there.months[:1], there.year
        elif left.phrase.form in ("day", "month", "season") and here.year is None and here.year_shift is None:
            if right.phrase.form in ("day", "month", "season", "interval") and there.year is not None:
                later = bool(here.months and there.months and here.months[0] > there.months[0])
                here.year = there.year - later
            elif right.phrase.form == "day" and there.year_shift is not None:
                here.year_shift = there.year_shift
    for left, right in pairwise(found):
        if right.phrase.form == "dayof" and not right.reading.months and left.sentence == right.sentence:
            right.reading.months, right.reading.year = left.reading.months[:1], left.reading.year
