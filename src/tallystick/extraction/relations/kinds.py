"""Patterns for the ways in which a masked sentence tells that one party supports, recognises or sanctions another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tallystick.extraction.masking import DATE, DETERMINER, HELPERS, NAME, NAMES, PLACE
from tallystick.knowledge import table
from tallystick.records import RelationKind

#: How plain each way of telling is.
_GIVEN, _VERB, _COMPOUND, _NOUN = 0.85, 0.8, 0.85, 0.7

_ACTOR = (
    rf"(?P<actor>{NAMES})(?:, (?:an?|the|which|who|in|on|through) [^,;.{NAME}]{{1,60}},)?(?: (?:which|who"
    rf"|that))?(?P<helpers>{HELPERS})"
)
_BEFORE = (
    r"(?:(?!(?:by|in|from|to|at|on|against|with|for|that|of|into|near|and|attacks?|calls?|efforts?|claims?"
    r"|plans?|camps?)\b)[a-z-]+ )"
)
_DEEDS = (
    r"interventions?|invasions?|operations?|offensives?|campaigns?|rebellion|uprising|revolution|actions?"
    r"|decisions?|calls?|plans?|proposals?|cause|attacks?"
    r"|advances?|positions?|war effort|efforts?|airstrikes|strikes|civilians|citizens|refugees|nationals"
    r"|companies|people|individuals|banks|entities|officials|oligarchs|population|economy|territory"
    r"|airspace"
)
_TARGET = (
    rf"{DETERMINER}{_BEFORE}{{0,2}}?(?P<target>{NAMES})(?! (?:military |air |army |government |armed |rebel "
    rf"|ground )?(?:{_DEEDS})\b)(?!'|[- ](?:backed|led|held|supported|controlled|occupied|sponsored"
    rf"|affiliated|aligned|linked|run|made|majority)\b)"
)
#: "the X-led coalition" is not X.
_NO_MORE = r"(?![-–](?:led|backed|supported|dominated))"
_GAP = r"(?:(?!(?:to|by|from|that|which|who|and then|but|while)\b)[\w'“”\",$%–-]+ ){0,7}?"
_GAVE = (
    r"(?P<verb>provid(?:ed|es|ing|e)|suppl(?:ied|ies|ying|y)|g(?:ave|ives|iving|iven)|sen(?:t|ds|ding)"
    r"|deliver(?:ed|s|ing)|shipp(?:ed|ing)|donat(?:ed|es|ing)"
    r"|s(?:old|ells|elling)|furnish(?:ed|es|ing)|transferr(?:ed|ing)|smuggl(?:ed|ing)|deploy(?:ed|ing)"
    r"|dispatch(?:ed|ing)|offering|supplying)"
)
_SUPPORTED = (
    r"(?P<verb>arm(?:ed|s|ing)|fund(?:ed|s|ing)|financ(?:ed|es|ing)|bankroll(?:ed|s|ing)|train(?:ed|s"
    r"|ing)|back(?:ed|s|ing)|support(?:ed|s|ing)"
    r"|aid(?:ed|s|ing)|assist(?:ed|s|ing)|sponsor(?:ed|s|ing)|equipp(?:ed|ing)|subsidi[sz](?:ed|ing))"
)
_BY_WORD: dict[str, RelationKind] = {
    "arm": "arms", "equ": "arms", "fun": "money", "fin": "money", "ban": "money", "sub": "money",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A relation that a masked sentence tells: kind, spans of actor and target, span of it all, how plain it is."""

    kind: RelationKind
    actor: tuple[int, int]
    target: tuple[int, int]
    start: int
    end: int
    verb: int
    certainty: float
    place: bool = False


def kind_of_verb(verb: str) -> RelationKind:
    """ "armed" is arms, "funded" money, "supported" support."""
    return _BY_WORD.get(verb.lower()[:3], "support")


@cache
def _goods() -> tuple[dict[str, RelationKind], str]:
    kinds: dict[str, RelationKind] = {}
    for row in table("relations_goods"):
        for word in row["words"].split("|"):
            kinds[word.lower()] = row["kind"]  # type: ignore[assignment]
    listed = sorted(kinds, key=len, reverse=True)
    return kinds, "(?P<goods>" + "|".join(map(re.escape, listed)) + ")"


@cache
def _patterns() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    goods = _goods()[1]
    relations = r"(?:diplomatic |all |its |their |political |economic |official |trade ){0,3}(?:relations|ties)"
    accused = rf"(?:accus(?:ed|es|ing) {DETERMINER}(?P<actor>{NAMES})"
    accused += rf"|(?P<actor_>{NAMES}){HELPERS} accused(?: by [^;.]{{1,60}}?)?)"
    of = r"(?: [a-z]+){0,2} of (?:[a-z]+ly )?"
    to = r"(?: (?:and|,) (?:[a-z-]+ ){0,3}[a-z-]+)?(?: [a-z-]+)? (?:to|for)"
    rows = (
        ("goods", _GIVEN, rf"{accused}{of}{_GAVE} {_GAP}{goods}{to} {_TARGET}"),
        ("verb", _GIVEN, rf"{accused}{of}{_SUPPORTED} {_TARGET}"),
        ("goods", _GIVEN,
            rf"{_ACTOR} {_GAVE} {_GAP}{goods}(?: (?:and|,) (?:[a-z-]+ ){{0,3}}[a-z-]+|,[^;.:]{{1,80}} and"
            rf" other [a-z]+)?(?: [a-z-]+)? (?:to|for) (?:help |support |assist |aid )?{_TARGET}"),
        ("goods", _GIVEN,
            rf"{_ACTOR} (?P<verb>provid(?:ed|es|ing)|suppl(?:ied|ies|ying)|equipp(?:ed|ing)|furnish(?:ed|es"
            rf"|ing)|arm(?:ed|ing)) {_TARGET} with {_GAP}{goods}\b"),
        ("verb", _VERB, rf"{_ACTOR} {_SUPPORTED} {_TARGET}"),
        ("verb", _VERB,
            rf"{DETERMINER}(?P<target>{NAMES})(?: (?:fighters|forces|militia|militias|troops|militants))?,?"
            rf"(?: (?:which|who|that))?{HELPERS} {_SUPPORTED}(?: (?:and|,) [a-z]+)? by {DETERMINER}(?:[a-z-]+"
            rf" ){{0,2}}?(?P<actor>{NAMES}){_NO_MORE}"),
        ("verb", _VERB,
            rf"^(?:[^{NAME},]{{0,30}}, )?(?i:{_SUPPORTED})(?: (?:and|,) [a-z]+)? by {DETERMINER}"
            rf"(?P<actor>{NAMES}), {_TARGET}"),
        ("verb", _COMPOUND,
            rf"(?P<actor>{NAME})[- –](?P<verb>backed|supported|sponsored|funded|armed|trained)"
            rf" {_BEFORE}{{0,3}}?(?P<target>{NAME})"),
        ("goods", _NOUN, rf"(?P<actor>{NAME})(?:'s?)? (?:[a-z-]+ ){{0,2}}?{goods} (?:for|to) {_TARGET}"),
        ("goods", _NOUN, rf"(?<![\w-]){goods} (?:for|to) {_TARGET} (?:from|by) {DETERMINER}(?P<actor>{NAMES})"),
        ("goods", _NOUN,
            rf"{DETERMINER}(?P<target>{NAMES})(?:,? (?:who|which))?{HELPERS} receiv(?:ed|es|ing|e)"
            rf" {_GAP}{goods}(?! fire)(?: [a-z-]+)?(?: (?:and|,) (?:[a-z-]+ ){{0,3}}[a-z-]+)? from"
            rf" {DETERMINER}(?:[a-z-]+ ){{0,2}}?(?P<actor>{NAMES}){_NO_MORE}"),
        ("sanction", _GIVEN,
            rf"{_ACTOR} (?:impos|introduc|announc|extend|adopt|plac|levi|tighten|slapp|put)\w* (?:[\w'“\"-]+"
            rf" ){{0,6}}?(?:sanctions|embargo)(?: [a-z]+){{0,2}} (?:on|against|upon) {_TARGET}"),
        ("sanction", _GIVEN, rf"{_ACTOR} (?:sanctioned|sanctions|blacklisted) {_TARGET}"),
        ("sanction", _GIVEN, rf"(?P<target>{NAMES}){HELPERS} (?:sanctioned|blacklisted) by {DETERMINER}"
            rf"(?P<actor>{NAMES})"),
        ("sanction", _NOUN, rf"(?P<actor>{NAME})(?:'s?)? (?:[a-z-]+ ){{0,2}}?sanctions (?:on|against) {_TARGET}"),
        ("sanction", _NOUN,
            rf"[Ss]anctions (?:imposed )?(?:on|against) {_TARGET} (?:[a-z]+ ){{0,2}}by {DETERMINER}"
            rf"(?P<actor>{NAMES})"),
        ("sanction", _GIVEN,
            rf"{_ACTOR} (?:suspended|prohibited|banned|halted|stopped|froze) (?:[a-z-]+ ){{0,2}}(?:arms"
            rf"|weapons?|military) (?:exports?|sales|deliveries) (?:[a-z]+ )?to {_TARGET}"),
        ("break", _GIVEN,
            rf"{_ACTOR} (?:severed|severing|cut|cut off|cutting|broke|broke off|breaking off|suspended|ended"
            rf"|terminated|broken|broken off) {relations} (?:with|to) {_TARGET}"),
        ("recognition", _GIVEN,
            rf"{_ACTOR} recogni[sz](?:ed|es|ing) (?:the (?:independence|sovereignty|statehood) of"
            rf" )?{DETERMINER}(?:[a-z-]+ ){{0,2}}?(?P<target>{NAMES}|{PLACE})(?:'s? (?:independence"
            rf"|sovereignty|statehood)| as (?:an? |the )?(?:\w+ ){{0,2}}?(?:state|country|republic|government"
            rf"|representative|authority|independent|sovereign|nation|[a-z]+ representative))"),
        ("recognition", _GIVEN,
            rf"{_ACTOR} recogni[sz](?:ed|es|ing) the (?:independence|sovereignty|statehood) of {DETERMINER}"
            rf"(?:[a-z-]+ ){{0,2}}?(?P<target>{NAMES}|{PLACE})"),
        ("recognition", _GIVEN,
            rf"{_ACTOR} recogni[sz](?:ed|es|ing) {DETERMINER}(?:[a-z-]+ ){{0,2}}?(?P<target>{NAMES})(?=[.;]|$"
            rf"|, | and | on {DATE}| in {DATE})"),
        ("recognition", _NOUN,
            rf"(?P<target>{NAMES}){HELPERS} recogni[sz]ed (?:as (?:[\w'-]+ ){{1,6}})?by {DETERMINER}"
            rf"(?P<actor>{NAMES})"),
        ("mediation", _GIVEN,
            rf"{_ACTOR} (?:mediat|broker|facilitat)\w* (?:[\w'“-]+ ){{0,8}}?between (?P<target>{DETERMINER}"
            rf"(?:[a-z-]+ )?{NAME} (?:and|&) {DETERMINER}(?:[a-z-]+ )?{NAME})"),
        ("mediation", _GIVEN,
            rf"\bbetween (?P<target>{DETERMINER}(?:[a-z-]+ )?{NAME} (?:and|&) {DETERMINER}(?:[a-z-]+"
            rf" )?{NAME})[^;.]{{0,80}}?\b(?:mediated|brokered|facilitated) by {DETERMINER}(?P<actor>{NAMES})"),
        ("mediation", _GIVEN,
            rf"\b(?:mediated|brokered|facilitated) by {DETERMINER}"
            rf"(?P<actor>{NAMES})[^;.{NAME}]{{0,60}}?\bbetween (?P<target>{DETERMINER}(?:[a-z-]+ )?{NAME} "
            rf"(?:and|&) {DETERMINER}(?:[a-z-]+ )?{NAME})"),
        ("mediation", _VERB,
            rf"(?P<target>{NAME} and {DETERMINER}{NAME}){HELPERS} (?:agreed|signed|reached|concluded"
            rf"|announced)[^;.{NAME}]{{0,120}}?\b(?:mediated|brokered|facilitated) by {DETERMINER}"
            rf"(?P<actor>{NAMES})"),
        ("mediation", _GIVEN,
            rf"(?P<actor>{NAME})[- ](?:brokered|mediated) (?:[a-z-]+ ){{0,3}}[^;.{NAME}]{{0,30}}?between "
            rf"(?P<target>{DETERMINER}(?:[a-z-]+ )?{NAME} (?:and|&) {DETERMINER}(?:[a-z-]+ )?{NAME})"),
    )  # fmt: skip
    return tuple((form, certainty, re.compile(pattern)) for form, certainty, pattern in rows)


#: A sentence without one of these tells of no relation.
RELATING = re.compile(
    r"back|support|suppl|arm(?:ed|ing|s\b)|fund|financ|provid|weapon|aid|assist|train|sponsor|sanction"
    r"|embargo|sever|broke|cut |recogni|mediat"
    r"|facilitat|ties|relations|sen[td]|deliver|equip|reinforc|receiv|export"
)


def told_in(text: str) -> Iterator[Told]:
    """The relations that a masked sentence tells, each span once, from the plainest pattern on."""
    taken: list[tuple[int, int, int]] = []
    for form, certainty, pattern in _patterns():
        for match in pattern.finditer(text):
            groups = match.groupdict()
            (first, last), target = match.span("actor" if groups["actor"] else "actor_"), match.start("target")
            if (
                any(target == t and first < e and s < last for s, e, t in taken)
                or _is_passive(groups)
                or "humanitarian" in match[0]
            ):
                continue
            taken.append((first, last, target))
            kind: RelationKind
            if form == "goods":
                kind = _goods()[0][groups["goods"].lower()]
                if kind == "troops" and " receiv" in match[0]:
                    continue  # "received reinforcements from X" says where they came from
            else:
                kind = kind_of_verb(groups["verb"]) if form == "verb" else form  # type: ignore[assignment]
            verb = (
                match.start("verb") if groups.get("verb") else max(last, match.start("goods") if form == "goods" else 0)
            )
            yield Told(
                kind, (first, last), match.span("target"), match.start(), match.end(), verb, certainty,
                PLACE in match["target"],
            )  # fmt: skip


def _is_passive(groups: dict[str, str | None]) -> bool:
    """True where a pattern of somebody doing has met somebody done to: "X was armed ..." """
    helpers, verb = groups.get("helpers"), groups.get("verb")
    return bool(helpers and re.search(r"\b(?:was|were|been|being|is|are|be)\b", helpers)) and not (
        verb or "ing"
    ).endswith("ing")
