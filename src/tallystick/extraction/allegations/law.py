"""What the law does with an accusation: inquiry, arrest, charge, case, trial, conviction, acquittal, ruling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tallystick.extraction.allegations.accusing import main_subject
from tallystick.extraction.allegations.crimes import Crime, people_words
from tallystick.extraction.allegations.speakers import is_object, subject
from tallystick.extraction.masking import DETERMINER, HELPERS, NAME, NAMES, Masked
from tallystick.knowledge import table
from tallystick.records import AllegationState

_LAW = 0.85


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the law about a crime: who takes it, against whom, with its span in the masked sentence."""

    crime: Crime
    state: AllegationState
    authority: str | None
    accused: str | None
    start: int
    end: int
    certainty: float = _LAW
    follows: bool = False


_GAP = r"[^;:|]{0,70}?"
_TO_THE_CRIME = r"(?:[\w'“\"‘,-]+ ){0,5}[\"“]?$"
_INQUIRY = re.compile(
    rf"\b(?P<verb>opened|launched|started|began|initiated|opening|launching|conducted|conducting"
    rf"|announced|began|starts?|opens)(?: [\w'-]+){{0,5}}? (?:investigations?|inquir(?:y|ies)|probes?)\b"
    rf"{_GAP}\b(?:into|on|of|over|about|for) {_TO_THE_CRIME}"
    rf"|\b(?P<verb2>investigated|investigating|investigates|is investigating|are investigating|probed) {_TO_THE_CRIME}",
    re.IGNORECASE,
)  # fmt: skip


def _step_pattern(verb: str, link: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<verb>{verb})(?: [^;|]{{1,90}}?)??,? (?:{link}) {_TO_THE_CRIME}", re.IGNORECASE)


@cache
def _steps() -> tuple[tuple[AllegationState, re.Pattern[str]], ...]:
    rows = table("allegations_steps")
    return tuple((row["state"], _step_pattern(row["verbs"], row["links"])) for row in rows)  # type: ignore[misc]


_RULED = re.compile(
    rf"(?P<names>{NAMES}){HELPERS} (?:ruled|found|held|concluded|decided)(?: [^;|]{{0,120}})? $", re.IGNORECASE
)
_NOT_DONE = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:for|on)|urg\w+|demand\w*|should|would|could|ask\w*|request\w*|not|never"
    r"|refus\w+|if|voted|hoped|want\w*|to be|propos\w+|possib\w+|attempt\w*|must)\b[^;]{0,60}$",
    re.IGNORECASE,
)
_COURT = re.compile(r"court|tribunal|prosecutor|judge|justice", re.IGNORECASE)


_BY_COURT = re.compile(rf"\b(?:by|in|before|at) {DETERMINER}(?:[a-z]+ ){{0,2}}(?P<names>{NAMES})")


@cache
def _then() -> re.Pattern[str]:
    people = "|".join(map(re.escape, sorted(people_words(), key=len, reverse=True)))
    return re.compile(
        r"\b(?:has|have|had|and|later|then|subsequently) (?P<verb>arrested|detained|charged|indicted|convicted)"
        rf" (?P<accused>(?:[\w-]+ ){{0,4}}?(?:{NAME}|(?:{people})\b))"
    )


def legal_steps(sentence: Masked, crimes: list[Crime]) -> list[Step]:
    """The steps that a sentence tells about its crimes, one of each crime, and the arrest told beside an inquiry."""
    found: list[Step] = []
    for crime in crimes:
        step = _inquiry(sentence, crime) or _step(sentence, crime) or _ruling(sentence, crime)
        if step is not None:
            found.append(step)
    if len(found) == 1 and found[0].state == "investigation":
        found += _follow_up(sentence, found[0])
    return found


def _follow_up(sentence: Masked, inquiry: Step) -> list[Step]:
    """ "opened an inquiry into ..., and has arrested four soldiers": the arrest is for what the inquiry is about."""
    match = _then().search(sentence.text, inquiry.end)
    if match is None or _NOT_DONE.search(sentence.text[inquiry.end : match.start()]):
        return []
    state: AllegationState = {"c": "charge", "i": "charge"}.get(match["verb"][0], "arrest")  # type: ignore[assignment]
    if match["verb"] == "convicted":
        state = "conviction"
    start, end = match.span("accused")
    first, last = sentence.span(start, end)
    told = " ".join(sentence.source[first:last].split())
    return [Step(inquiry.crime, state, inquiry.authority, told, inquiry.start, match.end(), follows=True)]


def _inquiry(sentence: Masked, crime: Crime) -> Step | None:
    match = _INQUIRY.search(sentence.text[: crime.start])
    if match is None or _NOT_DONE.search(sentence.text[max(match.start() - 80, 0) : match.start()]):
        return None
    verb = match.start("verb") if match["verb"] else match.start("verb2")
    who = _subject_before(sentence, verb)
    if who is None:
        return None
    by = re.compile(rf"[^;,]{{0,40}}? by {DETERMINER}(?P<names>{NAMES})").match(sentence.text, crime.end)
    accused = sentence.joined(*by.span("names")) if by else None
    return Step(crime, "investigation", who[0], accused, who[1], by.end() if by else crime.whole)


def _step(sentence: Masked, crime: Crime) -> Step | None:
    before = sentence.text[: crime.start]
    for state, pattern in _steps():
        match = pattern.search(before)
        if match is None or _NOT_DONE.search(before[max(match.start() - 60, 0) : match.start()]):
            continue
        passive = re.search(
            r"\b(?:was|were|is|are|been|being|be|to be)(?: \w+ly| later| also| each)? $", before[: match.start()]
        )
        of_itself = (
            match["verb"].lower().startswith(("pleaded", "stood", "stand", "on trial", "face", "facing", "went"))
        )
        who = _subject_before(sentence, match.start())
        in_object = re.search(NAMES, sentence.text[match.end("verb") : crime.start])
        participle = match["verb"].lower().endswith("ed") and before[: match.start()].endswith(", ")
        accused: str | None = None
        authority: str | None = None
        first = who[1] if who else match.start()
        if passive or of_itself or participle:
            accused = who[0] if who else None
            court = _BY_COURT.search(sentence.text, match.start())
            named = sentence.joined(*court.span("names")) if court else None
            authority = named if named and _COURT.search(named) else None
        else:
            authority = who[0] if who else None
            offset = match.end("verb")
            accused = sentence.joined(offset + in_object.start(), offset + in_object.end()) if in_object else None
        if accused is None:
            return None
        return Step(crime, state, authority, accused, min(first, match.start()), crime.whole)
    return None


def _ruling(sentence: Masked, crime: Crime) -> Step | None:
    match = _RULED.search(sentence.text[: crime.start])
    if match is None or is_object(sentence, match.start("names")):
        return None
    authority = sentence.joined(*match.span("names"))
    if authority is None or not _COURT.search(authority):
        return None
    rest = re.search(NAMES, sentence.text[match.end("names") : crime.start])
    offset = match.end("names")
    accused = sentence.joined(offset + rest.start(), offset + rest.end()) if rest else None
    return Step(crime, "ruling", authority, accused, match.start("names"), crime.whole)


def _subject_before(sentence: Masked, verb: int) -> tuple[str, int] | None:
    offset = max(verb - 220, 0)
    match = re.search(
        rf"(?P<names>{NAMES})(?:'s?)?(?: (?:[a-z-]+ ){{0,3}}(?:prosecutors?|courts?|office|police))?(?:,"
        rf" [^,;.]{{1,90}},|,)?(?:,? (?:who|which))?{HELPERS} $",
        sentence.text[offset:verb],
    )
    if match and not is_object(sentence, offset + match.start("names"), but_of=True):
        first, last = offset + match.start("names"), offset + match.end("names")
        named = subject(sentence, first, last)
        return (named, first) if named else None
    if re.search(
        r"(?:\band|,|\bafter being|\bbeing|\bbefore being)(?: (?:\w+ly|also|later|then))? $",
        sentence.text[offset:verb],
    ):
        speaker = main_subject(sentence, verb)
        if speaker.name and speaker.start is not None:
            return speaker.name, speaker.start
    return None
