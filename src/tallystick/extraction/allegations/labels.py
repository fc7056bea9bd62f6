"""Deeds that somebody calls a crime: "X called the strike a war crime", "the strike was labelled ... by X"."""

from __future__ import annotations

import re

from tallystick.extraction.allegations.accusing import Framed
from tallystick.extraction.allegations.crimes import Crime
from tallystick.extraction.allegations.speakers import Speaker, is_object, speaker_of, subject
from tallystick.extraction.masking import DETERMINER, HELPERS, NAMES, Masked

#: How plain a label is.
_LABELLED = 0.75
#: Verbs whose subject is who did what the noun after them names.
COMMIT = (
    r"(?:committed|commits?|committing|perpetrated|perpetrating|perpetrate|carried out|carrying out"
    r"|conducted|conducting|engaged in|engaging in"
    r"|guilty of|responsible for|involved in|participated in|taken part in|practi[sc]ed|practi[sc]ing"
    r"|resorted to|inflicted|using|behind|complicit in|ordered)"
)


#: Whoever did it is told without a name, and so cannot be given.
BY_SOMEBODY = re.compile(rf" {COMMIT} [^;]{{0,120}}$")
_AS = re.compile(
    r"\b(?:as|is|was|were|are|be|been|constitut\w+|amount\w* to|tantamount to|call\w*|labell?ed"
    r"|considered?|considers|deemed|described|being|it|this|that|them|these|strike|attack|killings?)"
    r"(?: (?:also|possibly|probably|clearly|both))? [\"“‘]?(?:an? |the |possible |apparent |likely "
    r"|potential |alleged |clear |obvious |deliberate |single |horrific |another |serious |potentially "
    r"|[a-z]+ ){0,3}[\"“‘]?$",
    re.IGNORECASE,
)


_LABELLED_PASSIVELY = re.compile(
    r"\b(?:was|were|been|being)(?: \w+ly)? (?:label\w+|describ\w+|call\w+|condemn\w+|denounc\w+"
    r"|consider\w+|deem\w+|characteri[sz]\w+)(?: as)? (?:(?:an?|the|possible|clear|likely|potential"
    r"|deliberate|being|[a-z]+(?:ly|ful|ous|al)) ){0,4}[\"“]?$"
)


def passively_labelled(sentence: Masked, crime: Crime) -> Framed | None:
    text = sentence.text
    if crime.form != "noun" or not _LABELLED_PASSIVELY.search(text[: crime.start]):
        return None
    by = re.compile(rf"[\"”]? (?:and [\w ]+ )?by {DETERMINER}(?:[a-z]+ ){{0,2}}(?P<names>{NAMES})").match(
        text, crime.whole
    )
    if by is None:
        return None
    accuser = Speaker(sentence.joined(*by.span("names")), True, None)
    return Framed(crime, accuser, _agent(sentence, crime, accuser), crime.start, by.end(), _LABELLED)


def labelled(sentence: Masked, crime: Crime) -> Framed | None:
    before = sentence.text[: crime.start]
    if crime.form != "noun" or not _AS.search(before) or BY_SOMEBODY.search(before):
        return None
    speaker = _labeller(sentence, crime)
    if speaker is None or not speaker.known or speaker.name is None or speaker.start is None:
        return None
    start = min(speaker.start, crime.start)
    return Framed(crime, speaker, _agent(sentence, crime, speaker), start, crime.whole, _LABELLED)


def _labeller(sentence: Masked, crime: Crime) -> Speaker | None:
    text = sentence.text
    if _LABELLED_PASSIVELY.search(text[: crime.start]):
        return None
    direct = _CALLS.search(text[: crime.start])
    if direct and not is_object(sentence, direct.start("names")):
        return Speaker(subject(sentence, *direct.span("names")), True, direct.start("names"))
    return speaker_of(sentence, crime.start)


_CALLS = re.compile(
    rf"(?P<names>{NAMES})(?:, [^,;.]{{1,80}},)?{HELPERS} (?:call|describ|label|condemn|denounc|consider"
    rf"|declar|deem|characteri[sz]|recogni[sz])\w*\b[^;]{{0,160}}$"
)
_ATTACK = re.compile(
    rf"(?P<names>{NAMES})(?:'s?)? (?:[a-z-]+ ){{0,2}}(?:attacks?|strikes?|airstrikes?|shelling|bombings?"
    rf"|bombardments?|killings?|actions?|offensive|siege|invasion|assault|operations?|conduct)\b"
    rf"|\b(?:attacks?|strikes?|airstrikes?|shelling|bombings?|bombardments?|killings?|actions?|siege"
    rf"|assault|use of [a-z ]+|committed|carried out|destruction of .{{1,50}})(?: of (?:[a-z]+ ){{1,3}})?"
    rf" by {DETERMINER}(?P<by>{NAMES})"
)


def _agent(sentence: Masked, crime: Crime, speaker: Speaker) -> str | None:
    """Who did what is called a crime, where the sentence names one."""
    first = 0 if speaker.start is None else speaker.start + 1
    found = {
        sentence.joined(*m.span("names" if m["names"] else "by"))
        for m in _ATTACK.finditer(sentence.text, first, crime.start)
    }
    agent = found.pop() if len(found) == 1 else None
    return None if agent == speaker.name else agent
