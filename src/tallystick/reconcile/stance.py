"""The stance of a figure: its claimant against the party counted.

own: the party itself, or one on its side. adversary: a party of another side. third: neither. unattributed: the
document says it in its own voice. What had to be assumed on the way stands in `doubts`, in words a reader can judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from tallystick.knowledge import words
from tallystick.reconcile.naming import is_observer, names_in
from tallystick.reconcile.sides import Sides
from tallystick.records import Stance


class Claimed(Protocol):
    """What a stance depends on, besides the party: a figure has it, and so has any summary of figures."""

    @property
    def claimant(self) -> str | None: ...
    @property
    def actor(self) -> str | None: ...


_OWN_VOICE = "own voice of the publisher"


@dataclass(frozen=True, slots=True)
class Standing:
    """A stance, and what makes it doubtful."""

    stance: Stance
    doubts: tuple[str, ...] = ()


def standing(figure: Claimed, sides: Sides, party: str | None, publisher: str | None = None) -> Standing:
    """Where a figure stands when it is listed under `party` (canonical; None for "party not stated").

    `publisher` is the document's: where the document speaks in its own voice and its publisher belongs to a party, as
    in a ministry's own communiqué, the figure is that party's claim; where it is a known observer that counts for
    itself, the figure is a third party's. The doubt says so.
    """
    claimants, doubts = names_in(figure.claimant), []
    if not claimants:
        if publisher is None:
            return Standing("unattributed")
        if sides.party_of(publisher) is None:
            return Standing("third", (_OWN_VOICE,)) if is_observer(publisher) else Standing("unattributed")
        claimants = (publisher,)
        doubts.append(_OWN_VOICE)
    if party is None:
        stance, doubt = _against_actor(claimants, figure, sides)
        return Standing(stance, (*doubts, doubt))
    stances = [_of_one(claimant, sides, party, doubts) for claimant in claimants]
    if "own" in stances and "adversary" in stances:
        doubts.append("claimed by both sides together")
    found: Stance = "own" if "own" in stances else "adversary" if "adversary" in stances else "third"
    return Standing(found, tuple(dict.fromkeys(doubts)))


def _of_one(claimant: str, sides: Sides, party: str, doubts: list[str]) -> Stance:
    speakers = sides.parties_in(claimant)
    if len(speakers) > 1 and not all(sides.allied(speakers[0], other) for other in speakers):
        doubts.append("claimant names several sides")
        return "third"
    if not speakers:
        if _may_be_a_person(claimant):
            doubts.append("side unknown")
        return "third"
    if any(sides.allied(speaker, party) for speaker in speakers):
        return "own"
    return "adversary" if any(sides.opposed(speaker, party) for speaker in speakers) else "third"


def _against_actor(claimants: tuple[str, ...], figure: Claimed, sides: Sides) -> tuple[Stance, str]:
    """Nobody says who was counted; who did it still tells a claim by the doer from one by those it was done to."""
    speakers = [party for claimant in claimants for party in sides.parties_in(claimant)]
    actors = [party for name in names_in(figure.actor) for party in sides.parties_in(name)]
    if any(sides.allied(speaker, actor) for speaker in speakers for actor in actors):
        return "adversary", "claimed by the side that did it"
    if any(sides.opposed(speaker, actor) for speaker in speakers for actor in actors):
        return "own", "claimed against the side that did it"
    return "third", "party not stated"


def _may_be_a_person(name: str) -> bool:
    """True for two to four words that are capitalised, or particles between such, with no word of organisations."""
    parts, bodies = name.replace("-", " ").split(), words("body_words")
    spelt = all(part.strip(".'’").replace("'", "").replace("’", "").isalpha() for part in parts)
    particles = [part for part in parts[1:-1] if part.islower()]
    return (
        2 <= len(parts) <= 4
        and spelt
        and all(part[0].isupper() or part in particles for part in parts[bool(parts[0].islower()) :])
        and not any(len(part) > 3 or part in _LINKS for part in particles)
        and not any(part.casefold() in bodies for part in parts)
    )


#: Small words in the names of bodies, not of people.
_LINKS = frozenset({"of", "the", "for", "and", "in", "on"})
