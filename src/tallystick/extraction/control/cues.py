"""Words that tell that a place is taken, held, lost or left, and whether they tell it as something that came about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tallystick.extraction.control.lexicon import listed
from tallystick.extraction.control.sentences import N
from tallystick.knowledge import table

_ADJECTIVES = listed("control_adjectives")
_CAME_ABOUT = listed("control_came_about")
_UNREAL = listed("control_unreal")
Part = Literal["take", "claim", "hold", "lose", "give", "leave", "expel", "fall", "under"]
Voice = Literal["active", "passive", "noun", "infinitive", "base", "gerund"]

_BE = r"(?:was|were|is|are|been|being|be|got|gets|get)"
_ADVERBS = (
    r"(?:(?:\w+ly|also|then|again|now|later|once|still|already|soon|back|never|not|first|both|all|since"
    r"|thus|finally|just|even|briefly|almost) )*"
)
_PASSIVE = re.compile(rf"\b{_BE} {_ADVERBS}$")
_BARE_BE = re.compile(rf"\b(?:be|being) {_ADVERBS}$")
_HAD = re.compile(rf"\b(?:had|has|have|having) {_ADVERBS}$")
_DUE = re.compile(
    rf"\b(?:(?:was|were|is|are|being) (?:due |set |supposed |scheduled |obliged |required |expected )?to|will"
    rf"|would|must|shall|agreed to|agrees to"
    rf"|undertook to|undertakes to|pledged to|promised to|committed to|had to|obliged to"
    rf"|required to) {_ADVERBS}(?:be |have )?{_ADVERBS}$"
)
_CONTROL = rf"(?: {_ADJECTIVES}){{0,2}} (?:control|possession|ownership)(?: back)? (?:of|over|in)(?: both)?"
#: So far back the words are looked at that say that something did not come about.
_REACH = 90
_CLAUSE_UNREAL = re.compile(
    r"\b(?:if|unless|whether|in case|would have|could have|had hoped|goals?|objectives?|aim|aims|intention"
    r"|suspected|so that|lest)\b[^,;]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ControlCue:
    """A verb or noun of control: its characters in the masked sentence, where its place begins, and how it stands.

    `due` is true where it is told as something to be done, `wants` which places it takes ("any" or "place").
    """

    start: int
    end: int
    part: Part
    voice: Voice
    wants: str = "any"
    due: bool = False
    held: bool = False


@cache
def _verbs() -> dict[str, list[tuple[dict[str, str], str]]]:
    """By form of a verb, its rows and which form it is."""
    found: dict[str, list[tuple[dict[str, str], str]]] = {}
    for row in table("control_verbs"):
        for form in ("past", "participle", "gerund", "base", "third"):
            entries = found.setdefault(row[form], [])
            if not any(entry[0] is row for entry in entries):
                entries.append((row, form))
    return found


@cache
def _verb_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, _verbs()), key=len, reverse=True))})(?![\w-])")


@cache
def _noun_pattern() -> re.Pattern[str]:
    phrases = sorted(_noun_rows(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, phrases))})(?= )", re.IGNORECASE)


@cache
def _noun_rows() -> dict[str, dict[str, str]]:
    return {row["phrase"]: row for row in table("control_nouns")}


def _after_pattern(after: str) -> str:
    return "".join(_CONTROL if word == "control" else f" {word}" for word in after.split())


@cache
def _followed(after: str) -> re.Pattern[str]:
    return re.compile(_after_pattern(after) + r"(?= )")


def cues_in(text: str) -> Iterator[ControlCue]:
    """What tells of control in the text of a masked sentence, in its order."""
    for match in _verb_pattern().finditer(text):
        yield from _verb_cues(text, match)
    for match in _noun_pattern().finditer(text):
        row = _noun_rows()[match[0].lower()]
        before = text[max(match.start() - _REACH, 0) : match.start()]
        if not _is_unreal_noun(before):
            yield ControlCue(match.start(), match.end(), row["part"], "noun", "place", held=row["form"] == "held")  # type: ignore[arg-type]
    for match in _IN_CONTROL.finditer(text):
        if not _is_unreal(text[max(match.start() - _REACH, 0) : match.start()]):
            yield ControlCue(match.start(), match.end(), "hold", "active", held=True)


_IN_CONTROL = re.compile(r"(?<![\w-])in (?:[a-z]+ )?(?:control|possession) of(?= )")


def _verb_cues(text: str, match: re.Match[str]) -> Iterator[ControlCue]:
    entries = _verbs()[match[0]]
    before = text[max(match.start() - _REACH, 0) : match.start()]
    best: tuple[int, ControlCue] | None = None
    for row, form in entries:
        followed = _followed(row["after"]).match(text, match.end(), match.end() + 60) if row["after"] else None
        passive = _is_passive(row, form, text, match, before)
        if row["after"] and followed is None and not (passive and _particle_only(row, text, match)):
            continue
        end = followed.end() if followed else match.end()
        cue = _cue(row, form, (match.start(), end), before, passive)
        if cue is not None and (best is None or end > best[0]):
            best = end, cue
    if best is not None:
        yield best[1]


def _particle_only(row: dict[str, str], text: str, match: re.Match[str]) -> bool:
    """True for "was handed over", where no place follows the particle."""
    return (
        row["part"] in ("give", "take")
        and re.match(rf" {re.escape(row['after'])}\b", text[match.end() : match.end() + 30]) is not None
    )


def _is_passive(row: dict[str, str], form: str, text: str, match: re.Match[str], before: str) -> bool:
    if row["participle"] != match[0]:
        return False
    if _PASSIVE.search(before):
        return True
    # "the town captured by the rebels"
    return (
        not _HAD.search(before)
        and re.match(
            r"(?: over"
            r"| back)? by ",
            text[match.end() : match.end() + 10],
        )
        is not None
    )


def _cue(row: dict[str, str], form: str, span: tuple[int, int], before: str, passive: bool) -> ControlCue | None:
    part: Part = row["part"]  # type: ignore[assignment]
    held = part == "hold"
    due = part in ("give", "leave") and (form == "base" or passive) and _DUE.search(before) is not None
    if due:
        return ControlCue(*span, part, "passive" if passive else "active", row["wants"], True)
    if _is_unreal(before) or _CLAUSE_UNREAL.search(before):
        return None
    if passive:
        return ControlCue(*span, part, "passive", row["wants"], held=held)
    if form == "gerund":
        return ControlCue(*span, part, "gerund", row["wants"], held=held) if _real_gerund(before) else None
    if form == "base" and row["base"] != row["past"]:
        if _came_about(before):
            return ControlCue(*span, part, "active", row["wants"], held=held)
        if held and part == "hold" and re.search(rf"{N} (?:still |now |currently |also |\w+ly )*$", before):
            return ControlCue(*span, part, "active", row["wants"], held=True)
        seen = re.search(
            rf"\b(?:saw|see|sees|seen|seeing|watched|helped?|helping|let) (?:the )?(?:{N})(?: \w+)? $", before
        )
        return ControlCue(*span, part, "active", row["wants"]) if seen else None
    if form == "participle" and row["participle"] != row["past"] and not _HAD.search(before):
        return None
    return ControlCue(*span, part, "active", row["wants"], held=held)


@cache
def _unreal() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b|(?<=\w)(?=n't)){_UNREAL}(?: (?:to|the|be|have|been|being|fully|completely"
        rf"|\w+ly|re|any|its|their|an?))* ?$"
    )


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"\b{_CAME_ABOUT} {_ADVERBS}$")


#: "managed to break through and retake"
_WITH_ANOTHER = re.compile(r"\b(?:managed|managing|able) to (?!n't)[^,;:.]{1,120}(?:,)? and (?:\w+ly )?$")


def _came_about(before: str) -> bool:
    about = _about().search(before) or _WITH_ANOTHER.search(before)
    return about is not None and not re.search(
        r"\b(?:not|never|n't|neither|nor)\b[^,;]{0,12}$", before[: about.start()]
    )


def _is_unreal(before: str) -> bool:
    if _came_about(before):
        return False
    return _unreal().search(before) is not None


_REAL_BEFORE_GERUND = re.compile(
    rf"(?:,|;|{N}|\b(?:and|or|but|after|by|before|while|with|when|thus|thereby|forces|troops|units|also|then"
    rf"|\w+ly|upon)) $|^$|\) $"
)


def _real_gerund(before: str) -> bool:
    if _came_about(before) or re.search(r"\b(?:in addition to|besides) $", before):
        return True
    if re.search(
        r"\b(?:aim|aims|goal|plan|plans|hope|hopes|chance|intention|purpose|objective|possibility|risk|capable"
        r"|accused|cost|task"
        r"|instead|began|started|are|is|was|were|be) (?:of )?(?:\w+ly )?$",
        before,
    ):
        return False
    if re.search(r"\b(?:of|or) $", before):
        return False
    return _REAL_BEFORE_GERUND.search(before) is not None


def _is_unreal_noun(before: str) -> bool:
    stripped = re.sub(r"(?:\b(?:the|its|their|an?|full|complete|final|quick|swift|rapid|\w+ly) )*$", "", before)
    if re.search(
        r"\b(?:for|towards?|of|despite|without|than|against|to|on|future|like) $", stripped
    ) and not _came_about(before):
        return (
            re.search(
                r"\b(?:news|reports?|announcement|announced|led|leading|due|thanks|prior|day|days|week|weeks"
                r"|time|date|result|aftermath|wake) (?:of|to) $",
                stripped,
            )
            is None
        )
    return _unreal().search(before) is not None or _CLAUSE_UNREAL.search(before) is not None
