"""States of a place, which is their subject: it fell, it came under or is under the control of, it is contested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tallystick.extraction.control.frame import TO_PASSIVE, Frame, places_before
from tallystick.extraction.control.lists import list_at
from tallystick.extraction.control.parties import Party, agent, subject_of
from tallystick.extraction.control.sentences import DATE, Masked, N
from tallystick.knowledge import table
from tallystick.records import ControlForm

_TO_FALL = re.compile(
    rf"(?:,? (?:which|that))?(?: \([^()]{{0,80}}\))?(?:, [^,;]{{0,80}},)?(?: (?:had|has|have|also|then|finally"
    rf"|eventually|later|soon|\w{{2,}}ly|on {DATE}))* $"
)
_FELL = re.compile(
    rf"(?<![\w-])(?P<verb>fell|fallen"
    rf"|falls)(?P<to> to (?:the )?(?:[a-z-]+ ){{0,2}}?(?P<who>{N})(?!-))?(?= (?:to the|into|on|in|by|after"
    rf"|{DATE}|during|within|without|shortly|later|soon|and|as|when|at|early|the)\b| {DATE}|[.,;)]|$)"
)
_STATES = {row["verb"]: row["meaning"] for row in table("control_states")}
_CONTROL = r"(?:control|rule|occupation|authority|administration|hands|possession|sovereignty)"
_UNDER = re.compile(
    rf"(?<![\w-])(?P<verb>{'|'.join(_STATES)})(?P<between>(?: (?!under|into|in\b)[\w'-]+| [\ue010-\ue013]){{0,12}}?)"
    rf" (?:back )?(?:under|into|in|within) (?:the )?(?:[a-z]+ly |[a-z]+ ){{0,2}}?"
    rf"(?:{_CONTROL}(?: of (?:the )?(?:[a-z-]+ ){{0,2}}?(?P<of>{N}))?"
    rf"|(?P<whose>{N})(?:'s?)?(?:-[a-z]+)? (?:[a-z-]+ ){{0,2}}?{_CONTROL})(?![\w-])"
)
_KEPT = re.compile(
    rf"(?P<who>{N})(?:-| )(?:held|controlled|occupied|administered)(?: (?:and|or) [\w-]+)? (?=\w|{N}|[\ue011])"
)
_FOR_CONTROL = re.compile(
    r"(?<![\w-])(?:fighting|fought|battle|battled|clashes|clash|clashed|struggle|contest|competing|competed"
    r"|vying) (?:\w+ )?(?:for|over) (?:the )?(?:full )?control of(?= )",
    re.IGNORECASE,
)
_CONTESTED = re.compile(
    r"(?<![\w-])(?:(?:was|is|remained|remains|being|still) (?:heavily |hotly |still |bitterly )?contested"
    r"|changed hands)(?![\w-])"
)
_NEGATED = re.compile(
    r"(?:\b(?:not|never|n't|without|would|could|might|may|should|will|to|if|unless|cannot)(?: (?:have|be"
    r"|\w+ly))*|n't) ?$"
)
_LATER = re.compile(r"\bwould (?:later |eventually |subsequently |ultimately )$")

#: So far back the words are looked at that say that it did not come about.
_REACH = 160


def states_of(sentence: Masked) -> Iterator[Frame]:
    """What the states of places tell of control."""
    yield from _fallen(sentence)
    yield from _under(sentence)
    yield from _kept(sentence)
    yield from _contested(sentence)


def _fallen(sentence: Masked) -> Iterator[Frame]:
    """ "Strelsau fell", "the town fell to the rebels"."""
    for match in _FELL.finditer(sentence.text):
        before = sentence.text[max(match.start() - _REACH, 0) : match.start()]
        if _NEGATED.search(before) and not _LATER.search(before):
            continue
        places = places_before(sentence, match.start(), _TO_FALL)
        if places is None or all(
            item.name is None and not match["to"] and not item.points_back for item in places.items
        ):
            continue
        if re.match(r" into (?!the hands|[\ue010\ue012]|rebel|government)", sentence.text[match.end() :]):
            continue
        if _UNDER.match(sentence.text, match.start()):
            continue
        holder = None
        if match["to"]:
            holder = Party(sentence.names[match.start("who")].canonical, match.start("who"))
        yield Frame(places.start, match.end(), places, "change", holder, verb=match.span("verb"))


def _under(sentence: Masked) -> Iterator[Frame]:
    """ "came under the control of the rebels", "brought the town under their control", "remains in rebel hands"."""
    text = sentence.text
    for match in _UNDER.finditer(text):
        verb = match["verb"]
        brings = _STATES[verb] == "brings"
        before = text[max(match.start() - _REACH, 0) : match.start()]
        if _NEGATED.search(before) and not _LATER.search(before) and not _seen(before):
            continue
        if re.search(r"\b(?:not|no longer|never|n't)\b", match["between"]):
            continue
        group = "of" if match["of"] else "whose" if match["whose"] else None
        holder: Party | str | None = (
            Party(sentence.names[match.start(group)].canonical, match.start(group)) if group else None
        )
        between = match.span("between")
        places = list_at(sentence, between[0] + 1) if match["between"] else None
        if places is not None and not (brings and places.end <= between[1]):
            places = None
        if places is None:
            if brings and verb in ("bringing", "bring", "brings"):
                continue
            places = places_before(sentence, match.start(), TO_PASSIVE)
        elif holder is None or (brings and holder is None):
            holder = subject_of(sentence, match.start())
        if places is None or (holder is None and verb != "brought"):
            continue
        if holder is None and (by := agent(sentence, match.end())) is not None:
            holder = by
        if holder is None:
            continue
        form: ControlForm = "held" if _STATES[verb] == "stays" else "change"
        yield Frame(min(places.start, match.start()), match.end(), places, form, holder, verb=match.span("verb"))


def _seen(before: str) -> bool:
    """True for "would see the town come under": what a later war brought."""
    return re.search(r"\b(?:would|to) (?:later )?see\b[^;]*$", before) is not None


def _kept(sentence: Masked) -> Iterator[Frame]:
    """ "the rebel-held town of Strelsau"."""
    for match in _KEPT.finditer(sentence.text):
        places = list_at(sentence, match.end())
        if places is None or places.items[0].name is None or len(places.items) != 1:
            continue
        who = match.start("who")
        item = places.items[0]
        if item.kind in ("area", "district", "unknown"):
            # The held part of it, and not the whole.
            places = replace(places, items=(replace(item, name=None, words=(match.start(), places.end)),))
        yield Frame(
            match.start(),
            places.end,
            places,
            "held",
            Party(sentence.names[who].canonical, who),
            verb=(match.start(), match.end()),
        )


def _contested(sentence: Masked) -> Iterator[Frame]:
    for match in _FOR_CONTROL.finditer(sentence.text):
        places = list_at(sentence, match.end() + 1)
        if places is not None:
            yield Frame(match.start(), places.end, places, "contested", verb=match.span())
    for match in _CONTESTED.finditer(sentence.text):
        places = places_before(sentence, match.start(), TO_PASSIVE)
        if places is not None:
            yield Frame(places.start, match.end(), places, "contested", verb=match.span())
