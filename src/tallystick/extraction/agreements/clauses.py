"""The clauses that lay an obligation down.

A text lays it down with words such as "under the terms of the deal", "the treaty stipulated that", "an agreement to",
"undertook to", and in the sentences that go on from there with "furthermore" or "in return". What only happened, or
what somebody wants, is no obligation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tallystick.extraction.agreements.cues import predicate_end
from tallystick.knowledge import table, words
from tallystick.language.annotate import Annotated

#: How sure the reading is: with words of obligation, with a noun or infinitive at the agreement itself.
_PLAIN = 0.85

_ATTACHED = 0.75

#: Code points of a deed, at most: more is no deed but a story.
_LONGEST = 320

_UNDER = re.compile(
    r"(?:^|[,;]\s*|\b[Aa]nd\s+|\bAlso,?\s+)(?:[Uu]nder|[Aa]ccording to|[Aa]s (?:a )?part of"
    r"|[Ii]n accordance with|[Pp]er|[Pp]ursuant to|[Ii]n line with"
    r"|[Aa]s per|[Bb]y)\s+(?:the\s+)?(?:(?:terms|conditions|provisions|stipulations|text"
    r"|framework)\s+of\s+)?(?:the\s+|this\s+|that\s+)?$"
)

_STIPULATES = re.compile(
    r"\s+(?:also\s+|further\s+|reportedly\s+)?(?:stipulat\w+|provid\w+|specif\w+|requir\w+|oblig\w+"
    r"|stat(?:es|ed)|sa(?:ys|id)|mandat\w+"
    r"|envisag\w+|set out|determin\w+|calls?|called|included?|includes|foresaw|guarantee\w*|commit\w+)\b"
)

_TERMS_WERE = re.compile(r"\b(?:terms|stipulations|conditions|provisions)\s+of\s+(?:the\s+|this\s+)?(?:\w+\s+)?$")

_NOMINAL = re.compile(
    r"\s+(?:(?:for|that there be)\s+)?(?P<deed>(?:the\s+|an?\s+)?(?:\w+\s+){0,3}?(?:withdrawal|evacuation"
    r"|release|exchange|transfer|handover"
    r"|surrender|deployment|demilitari[sz]ation|disarmament|removal|opening|reopening|return|dismantling"
    r"|lifting|cessation|end|ending"
    r"|establishment|creation|dissolution|halt)s?\b(?:\s+(?:of|to|from|for|in|on)\b)[^.;:]{3,200})"
)

_RELATIVE = re.compile(
    r"(?:,?\s+(?:[^,.;]{0,60}?[\s,]+)?)(?:under which|whereby|by which|per which|in which"
    r"|according to which|where|which|that|wherein"
    r"|under whose terms|stipulating that|stating that|saying that|and that|and announced that"
    r"|providing that|requiring that)\s+"
)

_PURPOSE = re.compile(
    r"\s+(?P<with>(?:with|between)\s+(?:[\w'’-]+\s+){1,6}?)?(?:(?:for"
    r"|by)\s+(?P<who>(?:[\w'’-]+\s+){1,6}?))?to\s+(?P<verb>[a-z]+)\b"
)

_FOR_WHOM = re.compile(r"\s+(?:for\s+)?(?P<who>(?:[\w'’-]+\s+){1,7}?)to\s+(?P<verb>[a-z]{3,})\b")

#: "were required to leave under an agreement": the agreement is named after the deed.
_UNDER_AFTER = re.compile(r"\b(?:under|according to|as part of|in accordance with|pursuant to)\s+$")

_ENDING = re.compile(
    r",?\s+(?P<deed>(?:ending|ceasing|halting|stopping)\s+(?:all\s+|the\s+)?(?:hostilities|fighting"
    r"|combat|military (?:operations|actions?))[^.;]{0,160})"
)

_GOES_ON = re.compile(
    r"(?:Furthermore|Additionally|In addition|Moreover|Also|In return|In exchange|It also|The (?:deal"
    r"|agreement|accord|treaty|truce|ceasefire"
    r"|protocol) (?:also|further)|They also|The (?:two )?(?:sides|parties) (?:also|further)|Both (?:sides"
    r"|parties)(?: also)?)\b,?\s*"
)

_ENDS = re.compile(
    r"[;—\n|]|:(?!\d)|\.(?=\s|$)|,?\s+(?:while|whereas|but|although|though|after which|which|who"
    r"|following|saying|stating|adding|because"
    r"|until|in exchange|in return)\b|,\s+and\s+(?=[A-Z])|,\s+(?=with\b|and (?:that|the|both|all|its?)\b"
    r"|where\b|as\b)|,?\s+and\s+(?=that\b)|,\s+after\b|\s+after\b"
)

_BULLET = re.compile(r"\s*(?:[*•·–-]|\(?[0-9a-z]{1,3}[.)])\s+")

_TERMS_HEAD = re.compile(
    r"\b(?:terms|conditions|points|provisions|stipulations|clauses|articles|stipulat\w+|includ\w+"
    r"|follow\w+|as follows|agreed)\b",
    re.IGNORECASE,
)

PASSIVE = re.compile(r"(?:not\s+)?be(?:ing)?\s+(?:\w+ly\s+)?\w+(?:ed|en|wn|nt|ld|ut)\b")

_LEAD = re.compile(
    r"^(?:[\s,]+|(?:and|that|also|then|furthermore|additionally|moreover|in addition|in return"
    r"|in exchange|as well as|while|but)\b[\s,]*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A telling of an agreement from which obligations may be read."""

    agreement: str
    sentence: int
    phrase: tuple[int, int]
    cue: tuple[int, int]
    made: bool
    parties: tuple[str, ...]
    in_force: str | None
    in_force_at: str | None


@dataclass(frozen=True, slots=True)
class Laid:
    """A deed laid down: its span, the span of who must do it, and how plainly it is laid down."""

    start: int
    end: int
    who: tuple[int, int] | None
    certainty: float
    passive: bool = False
    #: True where the parties of the agreement do it: "an agreement to exchange prisoners".
    parties: bool = False


@cache
def _modals(where: str) -> re.Pattern[str]:
    listed = [row["words"] for row in table("agreements_modals") if where == "under" or row["where"] == where]
    joined = "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True))
    return re.compile(
        rf"\b(?P<modal>{joined})\s+(?P<adverbs>(?:also|then|both|each|jointly|immediately|fully)\s+)*[\"“‘]?(?P<verb>[a-z][\w-]*)"
    )


@cache
def _no_deed() -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(words("agreements_not_deeds"), key=len, reverse=True))
    return re.compile(rf"(?:{listed})\b")


def laid_by(annotated: Annotated, source: Source) -> Iterator[Laid]:
    """What the sentence of a telling lays down, and those that go on from it."""
    text, outline = annotated.document.text, annotated.outline
    sentence = outline.sentences[source.sentence]
    start, end = sentence.start, sentence.end
    laid = list(_at_agreement(text, source, start, end))
    if _UNDER_AFTER.search(text[max(start, source.phrase[0] - 30) : source.phrase[0]]):
        before = _UNDER_AFTER.search(text, max(start, source.phrase[0] - 30), source.phrase[0])
        laid += _modal_clauses(text, start, before.start() if before else source.phrase[0], "always")
    opens = _UNDER.search(text[start : source.phrase[0]][-90:]) is not None
    if opens:
        laid += _modal_clauses(text, source.phrase[1], end, "under")
    elif source.made:
        laid += _agreed_to(text, start, end)
    yield from laid
    yield from _bullets(annotated, source.sentence)
    if laid or opens or source.made:
        yield from _going_on(annotated, source.sentence, bool(laid))


def _at_agreement(text: str, source: Source, start: int, end: int) -> Iterator[Laid]:
    """What follows the noun itself: "to VERB", "whereby", "stipulated that", "called for the withdrawal"."""
    noun_end = source.phrase[1]
    after = max(noun_end, source.cue[1]) if source.made else noun_end
    stipulates = _STIPULATES.match(text, noun_end, end)
    if stipulates and (for_whom := _FOR_WHOM.match(text, stipulates.end(), end)):
        stop = _deed_end(text, for_whom.start("verb"), end)
        yield Laid(for_whom.start("verb"), stop, for_whom.span("who"), _PLAIN)
        return
    if stipulates:
        nominal = _NOMINAL.match(text, stipulates.end(), end)
        if nominal and not text[stipulates.start() : stipulates.end()].rstrip().endswith(("said", "says", "stated")):
            yield Laid(nominal.start("deed"), _deed_end(text, nominal.start("deed"), end), None, _ATTACHED)
        else:
            yield from _modal_clauses(text, stipulates.end(), end, "under")
        return
    if _TERMS_WERE.search(text[max(start, source.phrase[0] - 60) : source.phrase[0] + 4]) or _TERMS_WERE.search(
        text[max(start, source.phrase[0] - 60) : source.phrase[0]]
    ):
        yield from _modal_clauses(text, noun_end, end, "under")
        return
    for at in dict.fromkeys((noun_end, after)):
        bound = min(end, predicate_end(text, at, end) + 1)
        purpose = _PURPOSE.match(text, at, min(end, at + 90)) if source.made else None
        if purpose and purpose["verb"] not in _BASE_STOPS and not _no_deed().match(text, purpose.start("verb")):
            who = purpose.span("who") if purpose["who"] else None
            # "an agreement to create a zone was reached"
            stop = source.cue[0] if source.cue[0] > purpose.start("verb") else end
            yield Laid(
                purpose.start("verb"),
                _deed_end(text, purpose.start("verb"), stop),
                who,
                _ATTACHED,
                parties=who is None and not purpose["with"],
                passive=PASSIVE.match(text, purpose.start("verb")) is not None,
            )
            return
        relative = _RELATIVE.match(text, at, min(end, max(bound, at + 90)))
        if relative and source.made:
            yield from _modal_clauses(text, relative.end(), end, "under", relative.end())
            return
    if source.made and (ending := _ENDING.search(text, after, end)):
        yield Laid(ending.start("deed"), _deed_end(text, ending.start("deed"), end), None, _ATTACHED, parties=False)
    for match in re.finditer(r"\b(?:and|announced|agreed|stipulating|stating)\s+that\s+", text[after:end]):
        if source.made and match.start() < 220:
            yield from _modal_clauses(text, after + match.end(), end, "under", after + match.end())
            return


_BASE_STOPS = frozenset({"the", "a", "an", "this", "that", "its", "their", "date", "be", "take", "come", "mark", "all"})


def _agreed_to(text: str, start: int, end: int) -> Iterator[Laid]:
    """ "Both sides agreed to withdraw": words that oblige by themselves."""
    yield from _modal_clauses(text, start, end, "always")


def _modal_clauses(text: str, start: int, end: int, where: str, subject: int | None = None) -> Iterator[Laid]:
    """The clauses of text[start:end] with a word of obligation, each with its subject."""
    at = start
    for match in _modals(where).finditer(text, start, end):
        if match.start() < at:
            continue
        if _no_deed().match(text, match.start("verb")) or re.match(r"(?:the|a|an)\b", match["verb"]):
            continue
        who_start = _subject_start(text, at, match.start())
        stop = _deed_end(text, match.start("verb"), end)
        if stop - match.start("verb") < 5:
            continue
        who = (who_start, match.start()) if who_start < match.start() else None
        yield Laid(
            match.start("verb"), stop, who, _PLAIN, PASSIVE.match(text, match.start("verb"), end) is not None,
        )  # fmt: skip
        at = stop


def _subject_start(text: str, start: int, modal: int) -> int:
    """Where the subject before a modal begins: after the last conjunction or comma that opens a clause."""
    found = start
    for match in re.finditer(
        r"[;:—]|\b(?:while|whereas|but|that|whereby|which|where)\b|,\s+and\s+(?=the|both|all|[A-Z])", text[start:modal]
    ):
        found = start + match.end()
    lead = _LEAD.match(text[found:modal])
    return found + lead.end() if lead else found


def _deed_end(text: str, start: int, end: int) -> int:
    bound = min(end, start + _LONGEST)
    stop = bound
    for match in _ENDS.finditer(text, start + 3, bound):
        stop = match.start()
        break
    # The next clause with its own subject and modal: "..., and Russia would deploy".
    for match in re.finditer(
        r",?\s+and\s+(?:[\w'’-]+\s+){1,6}?(?:would|shall|must|were to|was to|will|had to)\b", text[start:stop]
    ):
        stop = start + match.start()
        break
    while stop > start and text[stop - 1] in ' ,."”':
        stop -= 1
    opening = text.rfind("(", start, stop)
    if opening > text.rfind(")", start, stop):
        stop = len(text[:opening].rstrip())
    return stop


def _going_on(annotated: Annotated, number: int, laid: bool) -> Iterator[Laid]:
    """The next sentences of the paragraph, as long as they go on telling terms."""
    text, outline = annotated.document.text, annotated.outline
    paragraph = outline.sentences[number].paragraph
    for sentence in outline.sentences[number + 1 : number + 6]:
        if sentence.paragraph != paragraph:
            return
        opening = _GOES_ON.match(text, sentence.start, sentence.end)
        if not opening:
            return
        start = opening.start() if opening[0].startswith(("Both", "The", "They", "It")) else opening.end()
        found = list(_modal_clauses(text, start, sentence.end, "under" if laid else "always"))
        yield from found
        if not found:
            return


def announces_terms(sentence: str) -> bool:
    """True for words that announce a list of terms: "the deal included the following points:"."""
    told = sentence.rstrip()
    return told.endswith(":") and _TERMS_HEAD.search(told[-200:]) is not None


def _bullets(annotated: Annotated, number: int) -> Iterator[Laid]:
    """The list after a sentence that announces terms and ends with a colon."""
    text, outline = annotated.document.text, annotated.outline
    sentence = outline.sentences[number]
    if not announces_terms(text[sentence.start : sentence.end]):
        return
    for paragraph in outline.paragraphs[sentence.paragraph + 1 : sentence.paragraph + 25]:
        bullet = _BULLET.match(text, paragraph.start, paragraph.end)
        if paragraph.heading or not bullet:
            return
        first = bisect_right(outline.sentences, paragraph.start, key=lambda s: s.end)
        item_end = min(outline.sentences[first].end, paragraph.end) if first < len(outline.sentences) else paragraph.end
        clauses = list(_modal_clauses(text, bullet.end(), item_end, "under"))
        if clauses:
            yield from clauses
        elif item_end - bullet.end() > 8:
            yield Laid(bullet.end(), _deed_end(text, bullet.end(), item_end), None, _ATTACHED)
