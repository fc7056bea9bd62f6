"""Who takes, holds, loses or leaves a place: the subject of a verb of control, or who stands after "by" or "to"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tallystick.extraction.control.lexicon import listed
from tallystick.extraction.control.sentences import DATE, EITHER, Masked, N
from tallystick.language.mentions import Name

_HELPERS = listed("control_helpers")
#: Nouns that stand behind a party's name and mean its forces.
_HEADS = listed("control_heads")
_HELPER = rf"(?:{_HELPERS}|\w{{2,}}ly)"
_BETWEEN = re.compile(
    rf"(?:'s?)?(?: {_HEADS}){{0,3}}(?: \([^()]{{0,60}}\))?(?:,? (?:on|in|by|at|around|about"
    rf"|from) (?:the )?(?:\w+ of )?{DATE},?)?"
    rf"(?:,? (?:which|who|that))?(?:, [^,;]{{0,80}},)?(?:,? {_HELPER})*,?(?: {DATE})? $"
)
_PRONOUN = re.compile(
    rf"(?<![\w-])(?P<who>they|it|he|she|we|(?:its|their|his|our|these|those"
    rf"|the) {_HEADS}(?: {_HEADS})?)(?:,? {_HELPER})* $",
    re.IGNORECASE,
)
#: Where a clause may begin that has a subject of its own.
_CLAUSE = re.compile(
    r"[;:—]|,? (?:but|while|whereas|although|though|when|where|after|before|because|that|until|since|as|who"
    r"|whom|whose|which)\b,?"
)
_SHARED = re.compile(
    rf"(?:,|\b(?:and|or|but|then|while|by|after|before|thus|thereby|with|upon|when)) ?(?:(?:on|by"
    rf"|in) {DATE},? )?(?:{_HELPER} )*$"
)
_PREPOSITION = re.compile(
    r"\b(?:in|on|to|from|against|with|at|of|by|for|into|near|between|over|under|towards?|including|inside"
    r"|across|around|through|along|outside|via|than|beside) "
    r"(?:the |an? |their |its |some |all |several |other |more |\w+ly )*(?:[a-z][\w-]* ){0,2}$"
)
_JOINED = re.compile(r"(?:,? and|, | &|/| as well as|-)(?: the)? ?$|,? and (?:the )?$")
_TO = re.compile(
    rf"(?:,? (?:on|in) {DATE})?(?: back)?(?: over)? (?:to|in favou?r of) (?:the )?(?:control of |hands of "
    rf"|forces of )?(?:the )?(?:[a-z-]+ ){{0,2}}?(?P<who>{N})(?!-)"
)
_BY = re.compile(rf"(?:[^;:.—{DATE}]|{DATE}){{0,90}}?\bby (?:the |an? )?(?:[\w-]+ ){{0,4}}?(?P<who>{N})")
_STRICT_BY = re.compile(
    rf"(?: \w+ly| back| over| again)*(?:,? (?:on|in) {DATE},?)? by (?:the |an? )?(?:[\w-]+ ){{0,4}}?(?P<who>{N})"
)
_FROM = re.compile(
    rf"(?:(?! and | but | while "
    rf"|;).){{0,30}}? from (?:the )?(?:[a-z-]+ ){{0,2}}?(?P<who>{N})(?!'s (?:control )?\w+ (?:of|in) )"
)
_BREAK = re.compile(r"[;:—.]|\b(?:but|while|whereas|although|which|who|after|before|when|following|since|and)\b")


@dataclass(frozen=True, slots=True)
class Party:
    """A party by its name, the character that stands for it, and whether the text only implies it there."""

    name: str
    at: int | None
    implied: bool = False


def subject_of(sentence: Masked, verb: int) -> Party | str | None:
    """The party that the verb at this character has as its subject; the pronoun where it is one; None for neither."""
    text = sentence.text
    reach = max(verb - 260, 0)
    before = text[reach:verb]
    nearest = _last(sentence, reach, verb)
    pronoun = _PRONOUN.search(before)
    if pronoun and (nearest is None or nearest < reach + pronoun.start()):
        return pronoun["who"].lower()
    if nearest is not None:
        gap = text[nearest + 1 : verb]
        if _BETWEEN.fullmatch(gap) and not _is_object(text, nearest):
            return _together(sentence, nearest)
        of = re.search(
            rf"{N}(?:'s?)?(?: {_HEADS}){{1,3}} (?:of|from|in|near|at) (?:the )?(?:[\w-]+ ){{0,3}}?$",
            text[reach:nearest],
        )
        if of and _BETWEEN.fullmatch(gap):
            return _together(sentence, reach + of.start())
    if _SHARED.search(before):
        return _shared(sentence, verb)
    return None


def _last(sentence: Masked, start: int, end: int) -> int | None:
    return max((at for at in sentence.names if start <= at < end), default=None)


def _is_object(text: str, at: int) -> bool:
    if re.search(r"\bwith (?:the )?(?:[\w-]+ ){0,2}$", text[max(at - 30, 0) : at]):
        return False
    return _PREPOSITION.search(text[max(at - 50, 0) : at]) is not None


def _shared(sentence: Masked, verb: int) -> Party | str | None:
    """The subject of the clause before, which a verb after "and" or a participle shares."""
    text = sentence.text
    start = 0
    for match in _CLAUSE.finditer(text, 0, verb):
        if len(text[match.end() : verb].split()) >= 2 and match.end() < verb - 2:
            start = match.end()
    opening = re.match(r"\s*(?:(?:however|meanwhile|in addition|additionally|later|then|also|subsequently"
        r"|by then|soon|[A-Z]\w+ly),? )?"
                       r"(?P<who>they|it|he)(?= )", text[start:verb], re.IGNORECASE)  # fmt: skip
    if opening:
        return opening["who"].lower()
    for at in sorted(a for a in sentence.names if start <= a < verb):
        if _is_object(text, at):
            continue
        after = text[at + 1 : verb]
        if re.match(r"'s? (?!forces|troops|army)", after) or after.startswith("-"):
            return None
        if not re.match(
            rf"(?:/{N})?(?: {_HEADS})*(?: \([^()]*\))?(?:, [^,;]{{0,80}},)?(?: (?:who"
            rf"|which))?(?: {_HELPER})*(?: and (?:the )?{N})? [a-z]",
            after,
        ):
            return None
        pronoun = re.search(r"(?:,|\band|\bbut) (?:they|it|he|others|some|the [a-z]+) [a-z]+", text[at:verb])
        return None if pronoun else _together(sentence, at)
    return None


def _together(sentence: Masked, at: int) -> Party | None:
    """The party there with those that are joined to it."""
    text = sentence.text
    found = [at]
    before = at
    while True:
        gap = re.search(
            rf"(?P<who>{N})(?:'s?)?(?: {_HEADS}){{0,2}}(?:,? and|,|/|-| as well as|, as well as) ?(?:the )?$",
            text[max(before - 60, 0) : before],
        )
        if gap is None:
            break
        earlier = max(before - 60, 0) + gap.start()
        if "and" not in gap[0].split() and "," in gap[0] and len(found) == 1:
            break  # an apposition, not a list
        found.insert(0, earlier)
        before = earlier
    after = found[-1] + 1
    while (
        gap := re.match(
            rf"(?: {_HEADS}){{0,2}}(?:,? and (?:the )?|/)(?P<who>{N})(?! (?:{_HEADS} )?(?:was|were))",
            text[after : after + 60],
        )
    ) is not None:
        after += gap.start("who")
        found.append(after)
        after += 1
    names = [name for where in found if (name := party_name(sentence, where))]
    return Party("; ".join(dict.fromkeys(names)), at) if names else None


def party_name(sentence: Masked, at: int) -> str | None:
    """The party that the name there means as a holder of places."""
    name: Name | None = sentence.names.get(at)
    if name is None:
        return None
    return name.canonical


def recipient(sentence: Masked, end: int) -> Party | None:
    """Who "to" names right after the place: "lost Strelsau to the rebels"."""
    return _found(sentence, _TO.match(sentence.text, end, min(len(sentence.text), end + 90)))


def agent(sentence: Masked, end: int, strict: bool = True) -> Party | None:
    """Who "by" names: right after the verb, or within its clause where not `strict`."""
    pattern = _STRICT_BY if strict else _BY
    match = pattern.match(sentence.text, end, min(len(sentence.text), end + 160))
    if match is None or (not strict and _BREAK.search(sentence.text[end : match.start("who")])):
        return None
    return _found(sentence, match)


def taken_from(sentence: Masked, end: int) -> Party | None:
    """From whom it was taken: "from the rebels", within the clause."""
    match = _FROM.match(sentence.text, end, min(len(sentence.text), end + 90))
    if match is None:
        return None
    who = match.start("who")
    if sentence.text[who] == EITHER and not re.match(
        rf"(?:'s?)? (?:{_HEADS}|control"
        rf"|hands)",
        sentence.text[who + 1 :],
    ):
        kind = sentence.names[who].kind
        if kind != "group" and re.search(r"\bfrom $", sentence.text[:who]) is None:
            return None
    return _found(sentence, match)


def _found(sentence: Masked, match: re.Match[str] | None) -> Party | None:
    return _together(sentence, match.start("who")) if match else None


def possessor(sentence: Masked, noun: int) -> Party | None:
    """Who does what the noun at this character means: "the Ruritanian capture of", "Ruritania's loss of"."""
    match = re.search(rf"(?P<who>{N})(?:'s?)? (?:[a-z-]+ ){{0,2}}$", sentence.text[max(noun - 60, 0) : noun])
    if match is None or re.search(
        r"\b(?:in|of|at|to|from|by|for|after|the|and|on|with|was|were|had|announced|claimed|said|that|before"
        r"|since|as|is)\b",
        match[0][1:],
    ):
        return None
    at = max(noun - 60, 0) + match.start("who")
    return _together(sentence, at)


__all__ = ["Party", "agent", "party_name", "possessor", "recipient", "subject_of", "taken_from"]
