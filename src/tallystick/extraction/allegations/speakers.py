"""Who says what stands at a point of a masked sentence: a name, a source without one, or the document itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tallystick.extraction.masking import DATE, DETERMINER, HELPERS, NAME, NAMES, PLACE, Masked
from tallystick.knowledge import words

#: Where the words of one speaker are over.
_ENDS = re.compile(r";|\b(?:but|while|whereas|although|though|however)\b(?! \w+ed\b)|\|")
#: Code points between a verb of saying and what is said, at most.
_FARTHEST = 700


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks. `name` is None for the document's own voice; `known` is false where it is somebody not told."""

    name: str | None
    known: bool = True
    start: int | None = None


OWN_VOICE = Speaker(None)


@cache
def speech_verbs() -> str:
    """A pattern for the verbs of saying."""
    return "(?:" + "|".join(sorted(words("allegations_speech"), key=len, reverse=True)) + ")"


@cache
def _says() -> re.Pattern[str]:
    """Subject and verb of saying, with what may stand between the verb and what is said."""
    subject = (
        rf"(?P<names>{NAMES})(?:'s?)?(?: \({NAME}\))?(?P<apposed>, [^,;.{NAME}]{{0,40}}"
        rf"(?:{NAME}[^,;.{NAME}]{{0,40}}){{0,2}},|,)?(?P<head>{HELPERS})"
        rf"|(?<![\w-])(?P<pronoun>he|she|it|they|who|which|we|I)(?P<helpers>{HELPERS})"
        r"|(?<![\w-])(?P<noun>[a-z][\w'-]+)(?P<adverbs>(?: (?:have|has|had|also|later|\w{2,}ly)){0,3})"
    )
    return re.compile(rf"(?:{subject}) (?P<verb>{speech_verbs()})(?![\w-])", re.IGNORECASE)


_ACCORDING = re.compile(
    r"\b(?:according to|(?:reported|claimed|alleged|stated|documented|confirmed|announced) by|per"
    r"|(?:claims?|allegations?|reports?|statements?) by|reports? from)"
    rf" {DETERMINER}(?:[a-z][\w-]* (?:and )?){{0,3}}?(?:(?P<names>{NAMES})|(?P<noun>[a-z][\w-]+))",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|it is|it was)(?: \w+ly| also| later)? $")


@cache
def _said_after() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[,\"”] ?|, ){DETERMINER}(?:[a-z][\w-]* ){{0,2}}?(?P<names>{NAMES}){HELPERS}"
        rf" {speech_verbs()}(?=[.,;:]|$| on {DATE}| in {DATE})"
        rf"|[,\"”] {speech_verbs()} {DETERMINER}(?P<after>{NAMES})",
        re.IGNORECASE,
    )


def speaker_of(sentence: Masked, at: int, others: tuple[int, int] = (-1, -1)) -> Speaker:
    """Who says what stands at this offset of the masked sentence. A subject within `others` is not asked."""
    text = sentence.text
    found: Speaker | None = None
    for match in _says().finditer(text, max(at - _FARTHEST, 0), at):
        if others[0] <= match.start() < others[1]:
            continue
        between = text[match.end() : at]
        if between.count(NAME) > 8 or (_ENDS.search(between) and not _is_quoting(between)):
            continue
        if _is_no_subject(sentence, match):
            continue
        if match["noun"] and (match["noun"].lower() in _CONJUNCTIONS or _is_passive(text, match.start("verb"))):
            continue
        found = _of_match(sentence, match)
    named = found is not None and found.name is not None
    if found is not None and named:
        return found
    for match in _ACCORDING.finditer(text):
        between = text[match.end() : at] if match.end() <= at else text[at : match.start()]
        if _ENDS.search(between) or (match.end() <= at and named):
            continue
        if match["names"]:
            start, last = match.span("names")
            owned = re.compile(rf"'s? (?:[a-z-]+ ){{0,2}}(?={NAME})").match(text, last)
            if owned:  # "according to the army's General X"
                start, last = owned.end(), owned.end() + 1
            return Speaker(sentence.joined(start, last), True, match.start())
        if match["noun"].lower() in words("allegations_sources"):
            return Speaker(match["noun"].lower(), True, match.start())
        return Speaker(None, False)
    if found is not None:
        return found
    after = _said_after().search(text, at)
    if after and not _ENDS.search(text[at : after.start()]):
        group = "names" if after["names"] else "after"
        return Speaker(sentence.joined(*after.span(group)), True, after.start())
    return OWN_VOICE


def _is_no_subject(sentence: Masked, match: re.Match[str]) -> bool:
    """True for names after a preposition; but in "with X stating" the X is the subject."""
    if not match["names"] or NAME in (match["apposed"] or "") or match["verb"].lower().endswith("ing"):
        return False
    start = match.start("names")
    return is_object(sentence, start, but_of=True) and not _OF_A_NAME.search(sentence.text, max(start - 60, 0), start)


#: The verb after one of these has the subject of the verb before it.
_CONJUNCTIONS = frozenset({"and", "but", "or", "also", "then", "later"})


def _is_passive(text: str, verb: int) -> bool:
    return _PASSIVE.search(text[max(verb - 30, 0) : verb]) is not None


def _is_quoting(words: str) -> bool:
    """True where a quotation has been opened and not closed."""
    return (words.count('"') % 2 == 1) or words.count("“") > words.count("”")


def _of_match(sentence: Masked, match: re.Match[str]) -> Speaker:
    helpers = match["head"] if match["names"] else match["helpers"] if match["pronoun"] else ""
    if re.search(r"\b(?:was|were|is|are|been|being|be)\b", helpers or ""):
        # "was reported to have": somebody did, and not the subject.
        return Speaker(None, True, match.start())
    if match["names"] and NAME in (match["apposed"] or "") and is_object(sentence, match.start("names")):
        # "the ambassador to Y, X, said"
        return Speaker(sentence.joined(*match.span("apposed")), True, match.start())
    if match["names"] and (match["apposed"] or "")[2:-1] == NAME:
        # "the head of X, Y, said"
        holder = sentence.names[match.end("apposed") - 2]
        first = sentence.names[match.end("names") - 1]
        if holder.kind in ("person", "unknown") and first.kind != "person":
            return Speaker(holder.canonical, True, match.start())
    if match["names"]:
        return Speaker(subject(sentence, match.start("names"), match.end("names")), True, match.start())
    if match["pronoun"]:
        return Speaker(None, False, match.start())
    noun = match["noun"].lower()
    if noun in words("allegations_sources"):
        return Speaker(noun, True, match.start())
    return Speaker(None, noun in ("was", "were", "is", "been", "it"), match.start())


_OF_A_NAME = re.compile(rf"{NAME}(?:'s?)? (?:(?!\w+ed\b)[a-z][\w-]* )?(?:of|for|in|at|from|with) (?:the )?$")


def subject(sentence: Masked, start: int, end: int) -> str | None:
    """The names as a subject: of "X of the Y" the X, of an office beside a name the name."""
    before = sentence.text[max(start - 60, 0) : start]
    of = _OF_A_NAME.search(before)
    at = max(start - 60, 0) + of.start() if of else 0
    if of and not sentence.is_bare(at):
        return sentence.joined(at, at + 1)
    return sentence.joined(start, end)


def is_object(sentence: Masked, start: int, but_of: bool = False) -> bool:
    """True where a preposition stands before the names at `start`, so that they are no subject.

    With `but_of` an "of" does not count: of "the ambassador of X said" X is as good as the subject.
    """
    of = "" if but_of else "of|"
    return re.search(
        rf"\b(?:in|on|to|from|against|with|at|{of}by|for|into|near|between|over|under|towards?|including"
        rf"|inside|across) {DETERMINER}$",
        sentence.text[max(start - 40, 0) : start], re.IGNORECASE,
    ) is not None  # fmt: skip


__all__ = ["DATE", "OWN_VOICE", "PLACE", "Speaker", "is_object", "speaker_of", "speech_verbs", "subject"]
