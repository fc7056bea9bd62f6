"""Who stands where around a verb or noun of control: its places, who holds them then, and who held them before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tallystick.extraction.control.cues import ControlCue, cues_in
from tallystick.extraction.control.frame import TO_PASSIVE, Frame, places_before
from tallystick.extraction.control.lists import PlaceList, list_at
from tallystick.extraction.control.parties import Party, agent, possessor, recipient, subject_of, taken_from
from tallystick.extraction.control.sentences import Masked, N
from tallystick.extraction.control.states import states_of
from tallystick.records import ControlForm


def frames_of(sentence: Masked) -> Iterator[Frame]:
    """What a sentence tells of control, in the order of its verbs and nouns."""
    for cue in cues_in(sentence.text):
        frame = _FRAMES[cue.voice](sentence, cue)
        if frame is not None and _are_places(frame, cue):
            yield replace(frame, form="due" if cue.due else frame.form, verb=(cue.start, cue.end))
    yield from states_of(sentence)


def _are_places(frame: Frame, cue: ControlCue) -> bool:
    if cue.wants == "any":
        return True
    return all(item.name is not None or not item.points_back or item.kind != "unknown" for item in frame.places.items)


def _form(cue: ControlCue) -> ControlForm:
    return "held" if cue.held else "change"


def _active(sentence: Masked, cue: ControlCue) -> Frame | None:
    places = list_at(sentence, cue.end + 1)
    subject = subject_of(sentence, cue.start)
    if places is not None and subject is None and cue.voice == "gerund":
        subject = _subject_after(sentence, cue, places)
    if places is None or subject is None:
        return None
    if cue.part == "expel":
        return (
            None
            if cue.voice == "gerund"
            else Frame(cue.start, places.end, places, "change", subject, _named_between(sentence, cue))
        )
    return _of_part(sentence, cue, places, subject)


def _of_part(sentence: Masked, cue: ControlCue, places: PlaceList, subject: Party | str | None) -> Frame | None:
    frame = Frame(cue.start, places.end, places, _form(cue))
    if cue.part in ("take", "claim", "hold"):
        former = taken_from(sentence, places.end) if cue.part == "take" else None
        return replace(frame, holder=subject, former=former, claims=cue.part == "claim")
    if cue.part == "lose":
        return replace(frame, former=subject, holder=recipient(sentence, places.end), left=True)
    if cue.part == "give":
        to = recipient(sentence, places.end)
        word = sentence.text[cue.start : cue.end]
        if to is None and word.startswith(("return", "transfer", "give", "hand", "surrender")) and not cue.due:
            return None
        return replace(frame, former=subject, holder=to, left=True)
    if cue.part == "leave":
        return replace(frame, former=subject, left=True)
    return None


def _named_between(sentence: Masked, cue: ControlCue) -> Party | None:
    """Whom they drove out: the party between the verb and "out of"."""
    inside = [at for at in sentence.names if cue.start <= at < cue.end]
    return Party(sentence.names[inside[0]].canonical, inside[0]) if inside else None


_OPENS = re.compile(
    r"(?:^|[;:] )\W*(?:in addition to|besides|after|by|upon|while|since|having) (?:\\w+ly )?$", re.IGNORECASE
)


def _subject_after(sentence: Masked, cue: ControlCue, places: PlaceList) -> Party | None:
    """The subject that follows an opening participle: "After taking the port, the rebels left"."""
    if not _OPENS.search(sentence.text[max(cue.start - 30, 0) : cue.start]):
        return None
    match = re.match(
        rf"[^,;]{{0,60}}, (?:the )?(?P<who>{N})(?!'s? [a-z]+ (?:was|were|is))",
        sentence.text[places.end : places.end + 90],
    )
    if match is None:
        return None
    at = places.end + match.start("who")
    return Party(sentence.names[at].canonical, at)


def _gerund(sentence: Masked, cue: ControlCue) -> Frame | None:
    return _active(sentence, cue)


def _passive(sentence: Masked, cue: ControlCue) -> Frame | None:
    if cue.part in ("expel", "leave"):
        places = list_at(sentence, cue.end + 1)
        subject = subject_of(sentence, cue.start)
        if places is None or not isinstance(subject, Party) or not _can_hold(sentence, subject):
            return None
        by = agent(sentence, places.end, strict=False) if cue.part == "expel" else None
        return Frame(cue.start, places.end, places, "change", by, subject, left=True)
    places = places_before(sentence, cue.start, TO_PASSIVE)
    if places is not None and not _IS.search(sentence.text[places.end : cue.start]):
        places = _nearest(sentence, cue.start, places)
    if places is None or (_TO_BE.search(sentence.text, places.end, cue.start) and not places.items[0].name):
        return None  # "the third village to be retaken" tells of one that is named elsewhere
    frame = Frame(places.start, cue.end, places, _form(cue))
    if cue.part in ("take", "claim", "hold"):
        by = agent(sentence, cue.end) or agent(sentence, cue.end, strict=False)
        former = taken_from(sentence, cue.end) if cue.part == "take" else None
        if cue.part == "hold" and by is None:
            return None
        return replace(frame, holder=by, former=former, freed=_FREED.match(sentence.text, cue.start) is not None)
    if cue.part in ("lose", "give"):
        to = recipient(sentence, cue.end)
        if to is None:
            return None
        return replace(frame, holder=to, former=agent(sentence, cue.end))
    return None


_TO_BE = re.compile(r"\bto be\b")
_IS = re.compile(r"\b(?:was|were|is|are|been|being|be)\b")


def _nearest(sentence: Masked, verb: int, places: PlaceList) -> PlaceList:
    """Of the places before "captured by", without "was", the last: "near A and B, a town captured by X" is B."""
    return replace(places, items=places.items[-1:]) if len(places.items) > 1 else places


def _can_hold(sentence: Masked, party: Party) -> bool:
    """False for a people: that it was driven out changes no control."""
    name = sentence.names.get(party.at) if party.at is not None else None
    return name is None or name.fights


def _noun(sentence: Masked, cue: ControlCue) -> Frame | None:
    places = list_at(sentence, cue.end + 1)
    if places is None:
        return None
    # What a noun takes must be plain: a named place, or a counted or described one.
    if any(item.points_back and item.kind == "unknown" for item in places.items):
        return None
    owner = possessor(sentence, cue.start)
    by = agent(sentence, places.end)
    frame = Frame(cue.start, places.end, places, _form(cue), noun=True)
    if cue.part in ("take", "hold"):
        holder = by or owner
        if cue.held and holder is None:
            return None
        return replace(frame, holder=holder, former=taken_from(sentence, places.end))
    if cue.part == "fall":
        return replace(frame, holder=recipient(sentence, places.end), former=owner, claims=True)
    former = owner if owner is not None else by
    if cue.part == "leave" and former is None:
        return None
    holder = recipient(sentence, places.end)
    return replace(frame, former=former, holder=holder, left=cue.part == "leave", claims=True)


#: Who tells of a place being freed or retaken, and is at war, is likely to be who did it.
_FREED = re.compile(r"liberated|recaptured|retaken|reclaimed")
_FRAMES = {
    "active": _active, "gerund": _gerund, "passive": _passive, "noun": _noun, "infinitive": _active, "base": _active,
}  # fmt: skip
