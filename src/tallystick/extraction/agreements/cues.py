"""Words that tell whether an agreement was made, took effect or failed, or is only wanted, planned or denied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tallystick.extraction.agreements.phrases import Phrase, verbs
from tallystick.knowledge import table, words
from tallystick.records import AgreementFate

#: How an agreement is told of: as made, as come into force, as brought about by a third, as announced, as binding
#: somebody; or it is only pointed at.
Telling = Literal["made", "in force", "brokered", "announced", "bound", "referred"]
#: Code points looked at before the phrase for words that make it unreal, and after it for its predicate.
_BEFORE, _AFTER = 90, 120
#: So many stretches after the phrase are read as told of it.
_MOST_PREDICATES = 4
_ADVERBS = r"(?:(?:\w+ly|also|soon|later|then|again|first|formally|since|thus|been|only|already)\s+){0,2}"
#: Where the predicate of the phrase can no longer stand.
_PREDICATE_ENDS = re.compile(
    r"[.;:—()|\n]|\b(?:which|who|whereby|but|while|although|though|after|before|following|when|until|because|despite"
    r"|since|during|if|as|and)\b|,(?!\s*(?:(?:which|that) (?:was|had been) )?(?:brokered|mediated"
    r"|sponsored|signed|agreed|negotiated)\b)"
)
#: Where a clause begins.
_CLAUSE_BEGINS = re.compile(r"[;:—|]|\b(?:but|while|whereas|although|though|after|before|when|until|because|which)\b")
_IN_FORCE = re.compile(
    r"\b(?:(?:came|come|coming|comes|went|going|go|goes|entered|enters|entering|put)\s+in(?:to"
    r"|\s+to)?\s+(?:effect|force)"
    r"|(?:took|taken|taking)\s+(?:effect|hold)|(?:was|were|is|has been"
    r"|had been)\s+(?:already\s+)?in\s+(?:effect|force|place)"
    r"|began|started|commenced)\b"
)
_DOUBTFUL = re.compile(
    r"\b(?:would|could|may|might|can|cannot|should|will|not|never|neither|nor|no|supposed|expected"
    r"|planned|due|be|to|if|n['’]t"
    r"|proposed|rejected|hoped|failed|almost|nearly)\b|n['’]t\b"
)
_CLAIMED = re.compile(
    r"\b(?:accus\w+|alleg\w+|claim\w*|blam\w+|according|said|says|stat(?:ed|es|ing) that|denied|expected"
    r"|fear\w*|warn\w*"
    r"|threat\w*|risk\w*|if|would|could|may|might|should|reported(?:ly| that)|reports (?:that|of)|charged|condemn\w*)\b"
)
#: What may follow a predicate that would take an object in another sense ("ended the war", "held talks").
_NO_OBJECT = (
    r"(?=\s*(?:$|[.,;:)—]|(?:within|after|on|in|at|when|by|merely|shortly|only|less|just|hours?|days?"
    r"|minutes?|due|because"
    r"|and|as|with|for|until|to take|the (?:next|same|following) day|almost|amid|following|later|again"
    r"|soon|there|here)\b))"
)
_RESUMED = re.compile(
    r"\b(?:fighting|clashes|hostilities|shelling|bombardments?|violence|battles?|airstrikes|air strikes"
    r"|attacks|combat)\s+"
    r"(?:\w+\s+){0,2}?(?:resumed|restarted|broke out again|flared(?: up)? again|recommenced|erupted again)\b"
)
_HOW_SOON = re.compile(
    r"(?:\s+|,\s+)(?:merely\s+|only\s+|just\s+|almost\s+|less than\s+)?(?:within|after|\w+ (?:hours"
    r"|minutes|days) (?:later|after))\b[^.,;:()]{0,30}|\s+(?:immediately|the (?:next|same|following) day"
    r"|minutes later|hours later)"
)
#: "were to leave under an agreement": what binds somebody has been made.
_UNDER = re.compile(r"\b(?:under|in accordance with|as part of|pursuant to)\s+$")
_BETWEEN = re.compile(r"\s+(?:between|with)\b")
_BROKE = re.compile(
    r"\b(broke|broken|breaking|shattered|violated|violating|breached|breaching)\s+(?:off\s+)?(?:both\s+)?$"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that tell that an agreement was made, and in which way they tell it."""

    start: int
    end: int
    telling: Telling
    #: True where the phrase follows as the object: "signed a truce".
    active: bool = False


@dataclass(frozen=True, slots=True)
class Fate:
    """The words that tell what became of an agreement."""

    start: int
    end: int
    fate: AgreementFate


@cache
def _unreal() -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(words("agreements_unreal"), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])|n['’]t\b")


@cache
def _verb(*meanings: str) -> str:
    return "(?:" + "|".join(sorted(verbs(*meanings), key=len, reverse=True)) + ")"


@cache
def _passive() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<aux>\b(?:was|were|is|has|have|had)\s+{_ADVERBS}(?:been\s+)?{_ADVERBS})?"
        rf"\b(?P<verb>{_verb('made', 'announced', 'brokered')})\b(?!-)(?:(?<=agreed)\s+(?:on|upon|to)\b(?!\s+\d))?"
    )


@cache
def _active() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<verb>{_verb('made', 'announced', 'brokered')})\s+(?:(?P<to>to|on|upon|into|of|in|with)\s+)?"
        r"(?:(?:the\s+)?(?:terms|conditions) of\s+)?(?:both\s+)?[\"“]?$"
    )


_NEEDS = {"agreed": ("to", "on", "upon", "with"), "entered": ("into",), "agreeing": ("to", "on", "upon")}
_MAY_HAVE = {"signing": ("of",), "announcing": ("of",)}


def cue_of(text: str, sentence: tuple[int, int], phrase: Phrase) -> Cue | None:
    """How the sentence tells of the agreement that the phrase names; None where it is unreal."""
    clause = clause_start(text, sentence[0], phrase.start)
    before = text[max(clause, phrase.start - _BEFORE) : phrase.end]
    if sentence[0] >= phrase.start - _BEFORE and sentence[0] == clause:
        before = before[:1].lower() + before[1:]
    unreal = _unreal().search(before) is not None
    active = _active_cue(text, clause, phrase)
    if unreal:
        return None
    after_end = predicate_end(text, phrase.end, sentence[1])
    after = text[phrase.end : after_end]
    in_force = _IN_FORCE.search(after)
    if in_force and not _DOUBTFUL.search(after[: in_force.start()]):
        return Cue(phrase.end + in_force.start(), phrase.end + in_force.end(), "in force")
    passive = _passive_cue(after, phrase)
    if passive:
        return passive
    if active:
        return active
    under = _UNDER.search(text[max(clause, phrase.start - 40) : phrase.start])
    if under and phrase.determiner in ("a", "an") and _BETWEEN.match(after):
        return Cue(phrase.start, phrase.end, "bound")
    if _DOUBTFUL.match(after.lstrip()) and not re.match(r"\s+(?:to|in)\b", after):
        return None
    return Cue(phrase.start, phrase.end, "referred")


def clause_start(text: str, start: int, before: int) -> int:
    """Where the clause begins in which offset `before` stands, at or after `start`."""
    found = start
    for match in _CLAUSE_BEGINS.finditer(text, max(start, before - 400), before):
        found = match.end()
    return found


def predicate_end(text: str, start: int, end: int) -> int:
    """Where what is said of a subject that ends at `start` is over."""
    bound = min(end, start + _AFTER)
    ends = _PREDICATE_ENDS.search(text, start, bound)
    return ends.start() if ends else bound


def _passive_cue(after: str, phrase: Phrase) -> Cue | None:
    for match in _passive().finditer(after):
        gap = after[: match.start()]
        if _DOUBTFUL.search(gap) and not re.fullmatch(r"\s+(?:to|for|in|on)\s+(?!be\b)[^,]*", gap):
            return None
        if not match["aux"] and (len(gap) > 25 or match["verb"].endswith("ing") or gap.strip(" ,")):
            continue
        verb = match["verb"]
        telling: Telling = "made"
        if verb in verbs("brokered"):
            telling = "brokered"
        elif verb in verbs("announced"):
            telling = "announced"
        return Cue(phrase.end + match.start(), phrase.end + match.end(), telling)
    return None


def _active_cue(text: str, clause: int, phrase: Phrase) -> Cue | None:
    offset = max(clause, phrase.start - 60)
    match = _active().search(text[offset : phrase.start])
    if not match:
        return None
    verb, to = match["verb"], match["to"]
    if verb in _NEEDS and to not in _NEEDS[verb]:
        return None
    if verb not in _NEEDS and to and to not in _MAY_HAVE.get(verb, ()):
        return None
    telling: Telling = "made"
    if verb in verbs("brokered"):
        telling = "brokered"
    elif verb in verbs("announced"):
        telling = "announced"
    return Cue(offset + match.start("verb"), offset + match.end("verb"), telling, active=True)


# What became of it


@cache
def _fates() -> tuple[tuple[re.Pattern[str], AgreementFate], ...]:
    compiled = []
    for row in table("agreements_fates"):
        told = row["words"].replace("was ", r"(?:was|were|is|had been|has been)\s+").replace("X ", _ADVERBS)
        told = told.replace(" ", r"\s+") if "(?:" not in told else re.sub(r" (?![^(]*\))", r"\\s+", told)
        compiled.append((re.compile(rf"\b{told}\b{_NO_OBJECT}"), row["fate"]))
    return tuple(compiled)  # type: ignore[arg-type]


def fate_of(text: str, sentence: tuple[int, int], following: tuple[int, int] | None, phrase: Phrase) -> Fate | None:
    """What the sentence, or the next of its paragraph, tells of what became of the agreement, in its own voice."""
    whole = text[sentence[0] : sentence[1]]
    if _CLAIMED.search(whole):
        return None
    for start, end in _predicates(text, phrase, sentence[1]):
        found = [
            (match.start(), -match.end(), match, fate)
            for pattern, fate in _fates()
            if (match := pattern.search(text, start, end))
        ]
        for *_, match, fate in sorted(found, key=lambda one: one[:2]):
            if not _DOUBTFUL.search(text[start : match.start()]):
                return _with_how_soon(text, match.start(), match.end(), fate, sentence[1])
    before = _BROKE.search(text[max(sentence[0], phrase.start - 40) : phrase.start])
    if before and phrase.form == "ceasefire":
        at = max(sentence[0], phrase.start - 40) + before.start()
        how: AgreementFate = "violated" if before[1].startswith(("violat", "breach")) else "broken"
        return _with_how_soon(text, at, phrase.end, how, sentence[1])
    if phrase.form != "ceasefire":
        return None
    for bounds in (sentence, following):
        if not bounds or _CLAIMED.search(text[bounds[0] : bounds[1]]):
            continue
        from_ = phrase.end if bounds is sentence else bounds[0]
        resumed = _RESUMED.search(text, from_, min(bounds[1], from_ + 200))
        if resumed and _contrasts(text[from_ : resumed.start()], bounds is sentence):
            return _with_how_soon(text, resumed.start(), resumed.end(), "broken", bounds[1])
    return None


def _contrasts(between: str, same: bool) -> bool:
    if same:
        return re.search(r"\b(?:but|however|though|although|yet)\b", between) is not None
    return re.match(r"(?:However|But|Nevertheless|Nonetheless|Despite (?:this|the|that)|Yet)\b", between) is not None


def _predicates(text: str, phrase: Phrase, end: int) -> list[tuple[int, int]]:
    """The stretches in which the phrase, or a pronoun for it, is the subject."""
    spans = [(phrase.end, predicate_end(text, phrase.end, end))]
    pronoun = re.compile(r"\b(?:but|and|though|although|which|that)\s+(?:it\s+|they\s+|this\s+)?")
    for match in pronoun.finditer(text, phrase.end, min(end, phrase.end + 200)):
        spans.append((match.end(), predicate_end(text, match.end(), min(end, match.end() + 45))))
    return spans[:_MOST_PREDICATES]


def _with_how_soon(text: str, start: int, end: int, fate: AgreementFate, bound: int) -> Fate:
    soon = _HOW_SOON.match(text, end, bound)
    return Fate(start, soon.end() if soon else end, fate)


def sentence_claims(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """True where any of the stretches tells what somebody claims."""
    return any(_CLAIMED.search(text[start:end]) for start, end in spans)
