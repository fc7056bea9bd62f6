"""Who denies: the name that is the subject of a word of denial, or follows its "by"."""

from __future__ import annotations

import re
from bisect import bisect_left

from tallystick.extraction.denials.cues import BY
from tallystick.language.annotate import Annotated
from tallystick.language.mentions import Name

#: Code points between a name and the verb it is the subject of, at most; an office or a clause may stand between.
_FARTHEST = 120
_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|i|we|the latter|the former|both|neither|others|some|many|critics|experts|one)\s+"
    r"(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
#: A subject of its own, without a name, stands between: ", a spokesman denied".
_ANOTHER = re.compile(
    r"(?:,|\b(?:and|but|while|though|although|that|which))\s+(?:the|an?|another|some|several|local|other)\s[^,]*$",
    re.IGNORECASE,
)
#: The verb shares the subject of one before it: "blamed the rebels and denied", "left, denying".
_SHARED = re.compile(
    r"\b(?:and|but|or|then)\s+(?:\w+ly\s+|also\s+|has\s+|have\s+|had\s+|then\s+|while\s+|later\s+)*$", re.IGNORECASE
)
#: Nothing but these before the verb: the clause has no subject of its own.
_ALONE = re.compile(r"\s*(?:(?:\w+ly|also|has|have|had|later|then|instead)\s+)*")
_TRAILING = re.compile(r",\s+(?:\w+ly\s+|while\s+|also\s+)*$")
#: The first name of a sentence is no subject after these.
_REPORTED_BY = re.compile(
    r"\b(?:according to|citing|quoting|in|by|from|to|of|against|for|with)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE
)
_APPOSED = re.compile(r",\s+(?:(?:an?|the)\s+(?:\w+\s+)?)?$")
_SEVERAL = re.compile(r"\s*,?\s*(?:and|as well as)\s+(?:the\s+)?")
_SAYS = re.compile(r"\b(?:said|says|stated|insisted|responded|replied|told|wrote|argued|added|maintained|admitted)\b")
_WHO = re.compile(r"\bwho\b")
_GENITIVE = re.compile(r"(?:['’]s?)?\s+(?:[\w-]+\s+){0,3}$")


def denier_of(
    annotated: Annotated, sentence: tuple[int, int], clause: int, cue: tuple[int, int], form: str
) -> str | None:
    """The canonical name of who denies in this sentence, None where it does not say. Spans are code points.

    `clause` is where the clause of the cue starts, `form` how the cue stands: "active", "passive", "noun" or
    "told" (somebody says that it is false). Several that deny together are joined by semicolons.
    """
    text = annotated.document.text
    names = [
        n for n in _names(annotated, *sentence)
        if (n.speaks or n.kind == "group") and text[max(n.start - 2, 0) : n.start] != " ("
    ]  # fmt: skip
    names = [n for n in names if not any(o.start <= n.start and n.end <= o.end and o != n for o in names)]
    if form == "passive":
        by = BY.match(text, cue[1], sentence[1])
        following = [n for n in names if by and by.end() - 1 <= n.start <= by.end() + 50]
        if by and following and re.search(r"\b(?:which|who|that)\b", text[by.end() : following[0].start]):
            return None  # "by the group, which blamed others"
        return _joined(text, following) if following else None
    before = [n for n in names if n.end <= cue[0] + 1]
    if _ALONE.fullmatch(text, clause, cue[0]):
        return _subject(text, sentence[0], before)
    before = [n for n in before if n.start >= clause]
    if not before:
        return None
    if form != "passive" and (who := _WHO.search(text, clause, cue[0])):
        # "a nurse who spoke to the paper denied"
        before = [n for n in before if n.end <= who.start()]
        if before and _APPOSED.search(text, clause, before[-1].start):
            before = before[:-1]  # "Olevsky, a journalist who saw it, denied"
        elif before and text[before[-1].end : who.start()].strip(" ,"):
            return None
        return before[-1].canonical if before else None
    nearest = before[-1]
    gap = text[nearest.end : cue[0]]
    if form == "noun" and _GENITIVE.fullmatch(gap):
        return nearest.canonical
    if form == "told":
        says = _SAYS.search(gap)
        return nearest.canonical if says and not _ANOTHER.search(gap[: says.start()]) else None
    if len(gap) > _FARTHEST or ";" in gap or _PRONOUN.search(gap):
        return None
    together = _joined(text, before[::-1], backwards=True)
    if not gap.strip(" ,") and "," in gap and re.search(r"\bby\b[^,]*$", text[clause : nearest.start]):
        return None  # "accused by others, denied"
    trails = text[cue[0] : cue[1]].lower().endswith("ing") and _TRAILING.search(gap)
    if trails or _SHARED.search(gap):
        return _subject(text, sentence[0], before)
    return None if _ANOTHER.search(gap) else together


def _names(annotated: Annotated, start: int, end: int) -> list[Name]:
    names = annotated.names
    first = bisect_left(names, start, key=lambda n: n.start)
    last = bisect_left(names, end, key=lambda n: n.start)
    return names[first:last]


def _subject(text: str, start: int, names: list[Name]) -> str | None:
    """The first name, where nothing but an opening stands before it."""
    if not names:
        return None
    opening = text[start : names[0].start]
    return None if len(opening.split()) > 8 or _REPORTED_BY.search(opening) else names[0].canonical


def _joined(text: str, names: list[Name], backwards: bool = False) -> str:
    """The first name and those that "and" joins to it."""
    together = [names[0]]
    for name in names[1:]:
        left, right = (name, together[-1]) if backwards else (together[-1], name)
        if not _SEVERAL.fullmatch(text, left.end, right.start):
            break
        together.append(name)
    ordered = together[::-1] if backwards else together
    return "; ".join(dict.fromkeys(name.canonical for name in ordered))
