"""Accusations in so many words: "X accused Y of ...", "Y was accused by X of ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tallystick.extraction.allegations.crimes import Crime
from tallystick.extraction.allegations.speakers import Speaker, is_object, speaker_of, subject
from tallystick.extraction.masking import DETERMINER, HELPERS, NAME, NAMES, Masked

#: How plain an accusation in so many words is.
_ACCUSED = 0.9
#: Whose a noun is: "Y's", and "Y" where it stands right before.
POSSESSIVE = re.compile(rf"(?P<names>{NAMES})(?P<s>'s?)? (?:[a-z-]+ ){{0,3}}$")


@dataclass(frozen=True, slots=True)
class Framed:
    """A crime with who is accused of it by whom; `start` and `end` span it all in the masked sentence."""

    crime: Crime
    accuser: Speaker
    accused: str | None
    start: int
    end: int
    certainty: float


# "X accused Y of ..."

_ACCUSE = re.compile(
    r"(?<![\w-])(?P<verb>accus(?:ed|es|ing|e)|blam(?:ed|es|ing)|denounc(?:ed|es|ing)|condemn(?:ed|s|ing)"
    r"|criticis(?:ed|es|ing)|criticiz(?:ed|es|ing))"
    r"(?: by (?P<by>.{1,80}?))? (?P<accused>(?!of |for )[^;]{1,140}? )??(?P<link>of|for|in|over)(?= )",
    re.IGNORECASE,
)
_BE = re.compile(
    r"\b(?:was|were|is|are|been|being|be|stands?|stood)(?: (?:\w+ly|also|later|then|often|widely|further"
    r"|previously)){0,2} $"
)
_CONTENT_ENDS = re.compile(
    r"[;|]|, (?:but|while|although|whereas|which|with)\b|\b(?:while|although|whereas)\b|, and (?:said"
    r"|stated|called|urged|demanded|asked|added)\b"
)


_HAVING = re.compile(r"\b(?:having|had|has|have)(?: \w+){0,2} $")


def accusation(sentence: Masked, crime: Crime) -> Framed | None:
    text = sentence.text
    if crime.form == "past" and not _HAVING.search(text[: crime.start]):
        return None
    for match in reversed(list(_ACCUSE.finditer(text, 0, crime.start))):
        if _CONTENT_ENDS.search(text, match.end(), crime.start) or (
            match["link"] != "of" and not match["verb"].lower().startswith(("blam", "denoun", "condem", "critic"))
        ):
            continue
        if match["verb"].lower().startswith("accus") and match["link"] != "of":
            continue
        start = match.start("verb")
        if _BE.search(text[:start]) or match["by"] or (match["accused"] is None and match["verb"].lower() == "accused"):
            return _passive_accusation(sentence, crime, match)
        if match["accused"] is None:
            return None
        accuser = _accuser(sentence, match)
        if not accuser.known:
            return None
        accused = _accused_in(sentence, *match.span("accused"), accuser)
        if accused is None:
            return None
        first = accuser.start if accuser.start is not None else start
        owner = POSSESSIVE.search(text[match.end() : crime.start])
        if crime.form == "noun" and owner and owner["s"]:  # "denounced X for its part in Y's war crimes"
            accused = sentence.joined(match.end() + owner.start("names"), match.end() + owner.end("names"))
        return Framed(crime, accuser, accused, min(first, start), crime.whole, _ACCUSED)
    return None


def accusation_before(sentence: Masked, at: int) -> tuple[Speaker, str, int] | None:
    """Accuser, accused and start of an accusation whose content holds this offset; None where there is none."""
    text = sentence.text
    for match in reversed(list(_ACCUSE.finditer(text, 0, at))):
        if (
            not match["verb"].lower().startswith("accus")
            or match["link"] != "of"
            or _CONTENT_ENDS.search(text, match.end(), at)
        ):
            continue
        start = match.start("verb")
        if _BE.search(text[:start]) or match["by"] or match["accused"] is None:
            found = _SUBJECT.search(text[max(start - 200, 0) : start])
            if found is None:
                return None
            offset = max(start - 200, 0)
            accused = subject(sentence, offset + found.start("names"), offset + found.end("names"))
            by = sentence.joined(match.start("by"), match.start("link")) if match["by"] else None
            return (
                (Speaker(by, True, offset + found.start("names")), accused, offset + found.start("names"))
                if accused
                else None
            )
        accuser = _accuser(sentence, match)
        accused = _accused_in(sentence, *match.span("accused"), accuser)
        if not accuser.known or accused is None:
            return None
        return accuser, accused, accuser.start if accuser.start is not None else start
    return None


def _passive_accusation(sentence: Masked, crime: Crime, match: re.Match[str]) -> Framed | None:
    text, start = sentence.text, match.start("verb")
    subject_match = _SUBJECT.search(text[max(start - 200, 0) : start])
    if not match["verb"].lower().startswith("accus") or subject_match is None:
        return None
    offset = max(start - 200, 0)
    first, last = (offset + at for at in subject_match.span("names"))
    if is_object(sentence, first) and not text[last:start].strip():
        return None
    accused = subject(sentence, first, last)
    by = match["by"]
    if by:
        names = sentence.joined(match.start("by"), match.start("link"))
        return Framed(
            crime, Speaker(names or " ".join(by.split()[-4:]), True, None), accused, first, crime.whole, _ACCUSED
        )
    after = re.match(
        rf"(?: [^;.]{{0,120}}?)? by {DETERMINER}(?:[a-z]+ of )?{DETERMINER}(?P<names>{NAMES})", text[crime.whole :]
    )
    speaker = Speaker(None)
    end = crime.whole
    if after:
        end = crime.whole + after.end()
        speaker = Speaker(sentence.joined(crime.whole + after.start("names"), end), True, None)
    return Framed(crime, speaker, accused, first, end, _ACCUSED)


_SUBJECT = re.compile(rf"(?P<names>{NAMES})(?:, [^,;.]{{1,80}},)?(?:,? (?:which|who))?{HELPERS},? $")
_PARTICIPLE = re.compile(r"(?:,|\band|\bwhile|\bbut|\bby)(?: (?:also|then|later|\w+ly|further|has|have|had))* $")


def _accuser(sentence: Masked, match: re.Match[str]) -> Speaker:
    text, start = sentence.text, match.start("verb")
    offset = max(start - 200, 0)
    direct = _SUBJECT.search(text[offset:start])
    shared = _PARTICIPLE.search(text[offset:start])
    if direct and not (shared and text[start - 2 : start] == ", "):
        first, last = (offset + at for at in direct.span("names"))
        if not is_object(sentence, first):
            return Speaker(subject(sentence, first, last), True, first)
    if shared:
        return main_subject(sentence, start)
    return speaker_of(sentence, match.end("verb") + 1)


def main_subject(sentence: Masked, before: int) -> Speaker:
    """Who a verb without a subject of its own belongs to: the first name of the sentence that is no object."""
    for found in re.finditer(NAMES, sentence.text[:before]):
        if not is_object(sentence, found.start()):
            if len(sentence.text[: found.start()].split()) > 14:
                break
            return Speaker(subject(sentence, *found.span()), True, found.start())
    return Speaker(None, False)


_PRONOUN = re.compile(r"(?:it|them|him|her|us|me|its|their|his)\b", re.IGNORECASE)


def _accused_in(sentence: Masked, start: int, end: int, accuser: Speaker) -> str | None:
    """Who is accused, in the words between the verb and "of"; None where they are a pronoun or too much."""
    words = sentence.text[start:end].strip()
    if words in ("each other", "one another"):
        return accuser.name
    if _PRONOUN.match(words) and NAME not in words:
        return None
    if NAME in words:
        first = words.index(NAME)
        if re.search(r"\b(?:that|said|who|which|and \w+ed)\b", words[:first]) or len(words[:first].split()) > 6:
            return None
        names = re.match(rf"[^{NAME}]*(?P<names>{NAMES})", sentence.text[start:end])
        return subject(sentence, start + names.start("names"), start + names.end("names")) if names else None
    return words if 0 < len(words.split()) <= 4 and not re.search(r"[,.\"“”]", words) else None
