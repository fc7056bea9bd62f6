"""The constructions in which a masked sentence accuses somebody of a crime, tried from the plainest on."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from tallystick.extraction.allegations.accusing import POSSESSIVE, Framed, accusation
from tallystick.extraction.allegations.crimes import Crime
from tallystick.extraction.allegations.labels import BY_SOMEBODY, COMMIT, labelled, passively_labelled
from tallystick.extraction.allegations.speakers import is_object, speaker_of, subject
from tallystick.extraction.masking import DETERMINER, HELPERS, NAME, NAMES, Masked

#: How plain each construction is.
_COMMITTED, _DID, _DONE_BY, _TOLD_OF = 0.85, 0.8, 0.75, 0.65


def framed(sentence: Masked, crimes: list[Crime]) -> list[Framed]:
    """The crimes of a sentence that somebody is accused of, each in the first construction that fits."""
    found: list[Framed] = []
    for at, crime in enumerate(crimes):
        if is_hypothetical(sentence, crime):
            continue
        frame = next((f for build in _CONSTRUCTIONS if (f := build(sentence, crime)) is not None), None)
        if (
            frame is None
            and found
            and at
            and found[-1].crime is crimes[at - 1]
            and _is_joined(sentence, crimes[at - 1], crime)
        ):
            frame = replace(found[-1], crime=crime, end=max(found[-1].end, crime.whole))
        if frame is not None:
            found.append(frame)
    return _filled_backwards(sentence, found)


def _filled_backwards(sentence: Masked, found: list[Framed]) -> list[Framed]:
    """ "torture, rape and looting by X": who did the last one did those joined to it."""
    for at in range(len(found) - 2, -1, -1):
        here, after = found[at], found[at + 1]
        by_name = here.accused is None and after.accused and after.end > after.crime.whole
        if by_name and _is_joined(sentence, here.crime, after.crime):
            found[at] = replace(here, accused=after.accused, end=after.end)
    return found


_NOT_ASSERTED = re.compile(
    r"\b(?:would|will|shall|should|if|unless|whether|prevent\w*|avoid\w*|fear(?:s|ed|ing)?|risk\w*"
    r"|threat\w*|warn\w*|plan\w*|prepar\w+"
    r"|intend\w*|could(?! (?:amount|constitute|be considered))|to stop|calls? for|called for|calling for"
    r"|call for|demand\w*|in case of|in the event of|not|never|no|without"
    r"|\w+n't|neither|nor|possible future|potential|against|ban(?:s|ned|ning)?|prohibit\w*|rather than"
    r"|instead of|cease|stop|halt|definition|convention on|prohibition"
    r"|memorial|anniversary|tribunal for|museum|incite\w*|refus\w+ to|ordered to|orders to|wanted to"
    r"|tried to|attempt\w* to|want\w* to|like|similar to|compared to|reminiscent of"
    r"|false flag|stag(?:e|ed|ing)|prevented|protect\w*)\b[^.;:]{0,50}$",
    re.IGNORECASE,
)
_CLAUSE_BREAK = re.compile(
    r"[;:]|, (?:but|while|although|and|which|who)\b|\b(?:but|while|although|because|after|before|since)\b"
)


def is_hypothetical(sentence: Masked, crime: Crime) -> bool:
    """True where the crime is feared, forbidden, prevented or negated, and not alleged."""
    before = sentence.text[max(crime.start - 90, 0) : crime.start]
    breaks = [m.end() for m in _CLAUSE_BREAK.finditer(before)]
    return _NOT_ASSERTED.search(before[breaks[-1] if breaks else 0 :]) is not None


_JOINED = re.compile(r"(?:(?:,|,? and|,? or|,? as well as|,? including)(?: [\w'-]+){0,4}){1,3} $")


def _is_joined(sentence: Masked, former: Crime, crime: Crime) -> bool:
    return _JOINED.fullmatch(sentence.text, former.whole, crime.start) is not None


# "Y committed ...", "Y shelled ..."


@cache
def _committed() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<names>{NAMES})(?:'s?)?(?:, (?:an?|the|which|who|in|on) [^,;.]{{1,80}},)?(?: (?:that|which"
        rf"|who))?(?P<helpers>{HELPERS}) (?:may have |might have )?{COMMIT} (?:(?!to |that |for |about "
        rf"|against )[\w'“”\"‘,-]+ ){{0,6}}[\"“]?$"
    )


def _committing(sentence: Masked, crime: Crime) -> Framed | None:
    if crime.form != "noun":
        return None
    before = sentence.text[: crime.start]
    match = _committed().search(before)
    if match is None or (is_object(sentence, match.start("names")) and "committing" not in match[0]):
        return None
    return _with_speaker(sentence, crime, *match.span("names"), _COMMITTED)


@cache
def _done() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<names>{NAMES})(?:, (?:an?|the|which|who) [^,;.]{{1,80}},)?(?:,? (?:who|which|that))?"
        rf"(?P<helpers>{HELPERS})"
        rf"(?P<shared> (?:\w+ed|shot|took|beat|held|stormed|overran)(?: [^,;{NAME}]{{0,60}})?,? and(?:"
        rf" then| later| subsequently| also)?)?(?: may have| might have)? $"
    )


def _doing(sentence: Masked, crime: Crime) -> Framed | None:
    if crime.form not in ("past", "ing"):
        return None
    match = _done().search(sentence.text[: crime.start])
    if match is None:
        return None
    passive = re.search(r"\b(?:was|were|been|being|is|are|be)\b", match["helpers"])
    if (passive and crime.form == "past") or (crime.form == "past" and is_object(sentence, match.start("names"))):
        return None
    return _with_speaker(sentence, crime, *match.span("names"), _DID)


def _with_speaker(sentence: Masked, crime: Crime, start: int, end: int, certainty: float) -> Framed | None:
    speaker = speaker_of(sentence, start, (start, end))
    if not speaker.known:
        return None
    accused = subject(sentence, start, end)
    if speaker.name is not None and speaker.name == accused and certainty != _TOLD_OF:
        speaker = replace(speaker)  # a confession stays an allegation by its own author
    first = min(start, speaker.start) if speaker.start is not None else start
    return Framed(
        crime, speaker, accused, first, max(crime.whole, end, speaker.start + 1 if speaker.start else 0), certainty
    )


# "... by Y", "Y's ..."

_BY = re.compile(
    rf"(?:(?: (?:of|against|on|in|at|to|near|from|upon|during) (?:(?!\w+ed\b)[\w'’{NAME}\ue001\ue002-]+ ){{1,7}}?|"
    rf" (?:which |that )?(?:were |was |had been |have been |has been |being )?(?:\w+ly )?)"
    rf"(?:committed |perpetrated |carried out |conducted |allegedly |done |reportedly |apparently )*)?"
    rf"(?:by|at the hands of|on the part of) (?:what [a-z ]+ )?{DETERMINER}(?:[a-z-]+ )?(?P<names>{NAMES})(?! [A-Z])"
)


def _done_by(sentence: Masked, crime: Crime) -> Framed | None:
    text = sentence.text
    if crime.form == "passive":
        match = re.compile(rf" {DETERMINER}(?:[a-z-]+ ){{0,2}}(?P<names>{NAMES})").match(text, crime.whole)
    elif crime.form == "noun":
        match = _BY.match(text, crime.whole) or _BY.match(text, crime.end)
    else:
        return None
    if match is None:
        return None
    return _with_speaker_after(sentence, crime, *match.span("names"), _DONE_BY)


def _with_speaker_after(sentence: Masked, crime: Crime, start: int, end: int, certainty: float) -> Framed | None:
    speaker = speaker_of(sentence, crime.start)
    if not speaker.known:
        return None
    first = min(crime.start, speaker.start) if speaker.start is not None else crime.start
    return Framed(crime, speaker, sentence.joined(start, end), first, max(crime.whole, end), certainty)


def _possessed(sentence: Masked, crime: Crime) -> Framed | None:
    if crime.form != "noun":
        return None
    match = POSSESSIVE.search(sentence.text[: crime.start])
    if match is None or (not match["s"] and sentence.text[match.end("names") : crime.start].strip()):
        return None
    return None if _is_of_victims(sentence, crime) else _claimed(sentence, crime, *match.span("names"))


def _is_of_victims(sentence: Masked, crime: Crime) -> bool:
    """ "the Ruritanian genocide", "the Strelsau massacre" are called after their victims or places."""
    return crime.name in ("genocide", "massacres", "ethnic cleansing", "atrocities", "abductions")


def _claimed(sentence: Masked, crime: Crime, start: int, end: int) -> Framed | None:
    speaker = speaker_of(sentence, start, (start, end))
    if not speaker.known or speaker.start is None or speaker.name is None:
        return None
    return Framed(crime, speaker, subject(sentence, start, end), min(start, speaker.start), crime.whole, _TOLD_OF)


# "X called it a ...", "X documented ..."

_EVIDENCE = re.compile(
    r"\b(?:documented|documents|documenting|recorded|condemned|denounced|alleged|alleging|uncovered"
    r"|verified|found|reported|cited|exposed|listed|published evidence of|confirmed)"
    r" (?:that |an? |the |numerous |several |many |multiple |what [a-z ]+ |evidence of |cases? of "
    r"|instances? of |reports? of |signs of |possible |apparent |alleged |suspected |widespread "
    r"|systematic |at least |\d+ |serious |use of |[a-z]+ ){0,5}[\"“]?$",
    re.IGNORECASE,
)


def _told_of(sentence: Masked, crime: Crime) -> Framed | None:
    before = sentence.text[: crime.start]
    if crime.form != "noun" or not _EVIDENCE.search(before) or BY_SOMEBODY.search(before):
        return None
    if re.search(r"\b(?:was|were|are|is|been|being)(?: \w+ly)? $", before):
        return None  # "were reportedly looting": a deed whose doer is not found
    speaker = speaker_of(sentence, crime.start)
    if not speaker.known or speaker.name is None or speaker.start is None:
        return None
    return Framed(crime, speaker, None, speaker.start, crime.whole, _TOLD_OF)


_CONSTRUCTIONS = (accusation, passively_labelled, _committing, _doing, _done_by, _possessed, labelled, _told_of)
