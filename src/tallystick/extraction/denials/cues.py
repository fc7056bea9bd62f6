"""Words that deny, in a sentence: which stand for the denial of a claim, and which for something else.

"Rejected the offer", "denied access" and "dismissed the minister" reject no claim: what is rejected decides. The data
files `denials_words` and `denials_objects` say which word means what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tallystick.knowledge import table

Form = Literal["active", "passive", "noun", "told", "unsaid"]

#: How plain each way of denying is.
_DENIED, _REFUTED, _REJECTED, _CALLED, _NOUN, _IS_FALSE, _OWN_VOICE = 0.95, 0.9, 0.9, 0.9, 0.8, 0.7, 0.5
#: Characters looked at on either side of a word of denial.
_REACH = 160
_NEGATED = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bneither|\bnor|\bwithout|\bconfirm(?:ed|s|ing)? (?:n?or|and)|\brefus\w+ to"
    r"|\bdeclin\w+ to|\bcannot|\bfailed to)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|is|are|be|got)\s+(?:(?:\w+\s+){0,2}|(?:\w+\s+){0,3}\w+ed\s+(?:and|or|but)\s+(?:\w+\s+)?)$",
    re.IGNORECASE,
)
#: What follows a passive or a noun, before whoever it is.
BY = re.compile(r"\s*(?:\w+ly\s+)?(?:,\s*)?by\s", re.IGNORECASE)
#: A finite passive ends, or goes on with something that is not its object.
_AFTER_PASSIVE = re.compile(
    r"\s*(?:$|[.,;:)\]\"”’—–-]|(?:by|in|on|at|as|and|but|or|while|when|after|before|during|until|with|from|to\s+have)\b"
    r"|\w+ly\b|later\b|again\b|yesterday\b)",
    re.IGNORECASE,
)
#: Where the object of a denial is over.
OBJECT_ENDS = re.compile(
    r"[.;:—]|\b(?:but|saying|stating|adding|claiming|insisting|instead|while|although|though|however|because|since)\b"
    r"|,?\s+and\s+(?:\w+ly\s+)?(?:said|stated|claimed|insisted|added|reported|announced|called|asked)\b",
    re.IGNORECASE,
)
_STATES = re.compile(r"\s*(?:\w+ly\s+|ever\s+|also\s+)?(?:that|having|it|being|\w+ing)\b", re.IGNORECASE)
_ASKED = frozenset({"use", "control", "territory", "terrain", "airspace", "victory"})
#: "what the general had said"
WHAT_IS_SAID = r"what\b[^.;:,]{1,60}?\b(?:said|says|told|claimed|claims|alleged|reported|called)\b"
#: What a court or a council rejects, too.
_ALSO_PETITIONS = frozenset({"charges", "account", "accounts"})
#: Where one of these stands before the noun, the noun is not what is rejected.
_NOT_THE_OBJECT = frozenset({
    "of", "for", "to", "into", "from", "after", "before", "over", "amid", "with", "in", "on", "by", "against",
    "territorial", "asylum",
})  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that denies: its span, how it stands in the sentence, and how plain it is (0 to 1).

    "told" is said of a claim by somebody ("said that the reports were false"), "unsaid" by the document itself.
    """

    start: int
    end: int
    form: Form
    certainty: float


@cache
def denial_words(kind: str) -> frozenset[str]:
    """The words of one kind, as the data file `denials_words` tells them apart."""
    return frozenset(row["word"] for row in table("denials_words") if row["kind"] == kind)


@cache
def objects(meaning: str) -> frozenset[str]:
    """The words that a denial may be followed by, of one meaning: "claim", "withheld" or "deed"."""
    return frozenset(row["word"] for row in table("denials_objects") if row["meaning"] == meaning)


@cache
def _pattern(*kinds: str) -> re.Pattern[str]:
    listed = sorted((w for kind in kinds for w in denial_words(kind)), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, listed))})(?![\w-])", re.IGNORECASE)


@cache
def claim_nouns() -> str:
    """A pattern for the nouns that mean something said."""
    return "(?:" + "|".join(sorted(objects("claim"), key=len, reverse=True)) + ")"


@cache
def _called_false() -> re.Pattern[str]:
    """ "called the accusations absurd", "dismissed this as propaganda"."""
    verbs = "|".join(
        sorted(denial_words("call") | denial_words("reject") | denial_words("deny"), key=len, reverse=True)
    )
    adjectives = "|".join(sorted(denial_words("false"), key=len, reverse=True))
    told = (
        rf"(?:[^.;:]{{0,60}}?\b{claim_nouns()}\b[^.;:]{{0,50}}?|\s+{WHAT_IS_SAID}|\s+(?:it|this|that|them|these|those))"
    )
    return re.compile(rf"\b({verbs})\b{told}\s+(?:as\s+)?(?:[\w-]+\s+){{0,2}}[\"“'‘]?(?:{adjectives})\b", re.IGNORECASE)


@cache
def _is_false() -> re.Pattern[str]:
    """ "the reports were false", "falsely claimed", "false claims"."""
    adjectives = "|".join(sorted(denial_words("false") - {"provocation"}, key=len, reverse=True))
    return re.compile(
        rf"\b{claim_nouns()}\b[^.;:,]{{0,60}}?\s(?:is|are|was|were|be|been|as)\s+(?:\w+\s+){{0,2}}[\"“'‘]?(?:{adjectives})\b"
        rf"|\b(?:it|this|that) (?:is|was) (?:not true|untrue|false)\b",
        re.IGNORECASE,
    )


@cache
def _falsely() -> re.Pattern[str]:
    nouns = "|".join(sorted(objects("claim") - {"figure", "figures", "version"}, key=len, reverse=True))
    return re.compile(
        rf"\b(?:false|baseless|unfounded|groundless|fabricated|untrue)\s+(?:{nouns}|statements?)\b"
        r"|\bfalsely\s+(?:claim|accus|report|alleg|stat|assert)\w*",
        re.IGNORECASE,
    )


_NO_EVIDENCE = re.compile(
    r"\bno (?:\w+ )?evidence (?:for|of|that|to (?:support|back|substantiate)|supporting"
    r"|(?:has|have|had|was) (?:been )?\w+ for)\b",
    re.IGNORECASE,
)


def cues_in(sentence: str, offset: int) -> Iterator[Cue]:
    """What denies in a sentence that starts at `offset`; spans are offsets into the document's text."""
    for match in _pattern("deny", "refute", "reject", "denial").finditer(sentence):
        word = match[0].lower()
        before, after = (
            sentence[max(match.start() - _REACH, 0) : match.start()],
            sentence[match.end() : match.end() + _REACH],
        )
        form: Form = "passive" if _PASSIVE.search(before) or BY.match(after) else "active"
        certainty = None
        if _NEGATED.search(before):
            continue
        if word in denial_words("deny"):
            certainty = _DENIED if _denies(word, form, before, after) else None
        elif word in denial_words("refute"):
            certainty = _REFUTED
        elif word in denial_words("reject"):
            certainty = _REJECTED if _rejects(form, before, after) else None
        elif _is_denial(before, after):
            form, certainty = "passive" if BY.match(after) else "noun", _NOUN
        if certainty is not None:
            yield Cue(offset + match.start(), offset + match.end(), form, certainty)
    for match in _called_false().finditer(sentence):
        before = sentence[max(match.start() - _REACH, 0) : match.start()]
        if not _NEGATED.search(before):
            passive = _PASSIVE.search(before) is not None
            yield Cue(offset + match.start(), offset + match.end(1), "passive" if passive else "active", _CALLED)
    for match in _is_false().finditer(sentence):
        yield Cue(offset + match.start(), offset + match.end(), "told", _IS_FALSE)
    for match in _falsely().finditer(sentence):
        yield Cue(offset + match.start(), offset + match.end(), "unsaid", _OWN_VOICE)
    for match in _NO_EVIDENCE.finditer(sentence):
        yield Cue(offset + match.start(), offset + match.end(), "active", _OWN_VOICE)


def _denies(word: str, form: Form, before: str, after: str) -> bool:
    """True where "deny" rejects a claim, and does not withhold something."""
    if form == "passive" and not _AFTER_PASSIVE.match(after):
        return False
    if form == "passive" and _last_words(before, 8) & objects("withheld"):
        return False
    if _STATES.match(after):
        return True
    first = first_words(after)
    claimed = first[:5] and any(w in objects("claim") or w in objects("deed") for w in first[:5])
    if word in ("deny", "denying"):
        return bool(claimed) or not first
    withheld = next((at for at, w in enumerate(first[:7]) if w in objects("withheld")), None)
    if withheld is None or claimed:
        return True
    # "denied the use of gas" is said of oneself, "denied them the use" is not.
    return first[withheld] in _ASKED and re.match(r"\s*(?:the\s+|any\s+)?\w+\s+of\b", after) is not None


def _rejects(form: Form, before: str, after: str) -> bool:
    """True where what is rejected is a claim."""
    if re.search(r"\b(?:the|an?|this|these|those|its|their|over|of|in)\s+$", before, re.IGNORECASE):
        return False  # "the disputed region"
    claims = objects("claim") - _ALSO_PETITIONS
    if form == "passive" or re.search(rf",\s+an? (?:\w+ )?{claim_nouns()}\b[^.;,]{{0,40}}$", before, re.IGNORECASE):
        *rest, subject = before.rstrip(", ").split(",")
        if rest and re.match(r"\s*which\b", subject):
            subject = rest[-1] + subject
        return bool(_last_words(subject, 12) & claims)
    first = first_words(after)[:8]
    at = next((i for i, w in enumerate(first) if w in claims), None)
    if at is None or first[:1] == ["what"]:
        return (
            re.match(rf"\s*{WHAT_IS_SAID}", after, re.IGNORECASE) is not None
            or re.match(r"\s*that (?:the|there|any|it|they|he|she|its|their)\b", after) is not None
        )
    # "rejected calls for an inquiry into the reports", "claims for compensation"
    return not _NOT_THE_OBJECT & set(first[:at]) and first[at + 1 : at + 2] != ["for"]


def _is_denial(before: str, after: str) -> bool:
    if set(first_words(after)[:5]) & objects("withheld"):
        return False
    return re.search(
        r"(?:['’]s?|\b(?:an?|the|their|its|his|her|any|repeated|continued|official|strong|categorical|despite|issued|public"
        r"|initial|subsequent|flat|firm))\s+$|(?:^|, )$",
        before,
        re.IGNORECASE,
    ) is not None  # fmt: skip


def first_words(text: str) -> list[str]:
    """The words up to where the object is over, lower-cased."""
    end = OBJECT_ENDS.search(text)
    return [w[0].lower() for w in _WORD.finditer(text, 0, end.start() if end else len(text))]


def _last_words(text: str, count: int) -> set[str]:
    return {w.lower() for w in _WORD.findall(text)[-count:]}
