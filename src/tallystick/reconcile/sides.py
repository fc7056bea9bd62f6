"""The sides of a conflict: from the conflict file, or proposed from who is said to harm whom.

A proposal is made without any knowledge of the world, and always the same way:

1. Parties are the names that figures count (`party`) or hold responsible (`actor`). A name that belongs to another
   ("Ruritania Navy" where "Ruritania" is there too) is that other one.
2. Each pair of parties gets a weight. Harm to fighters or materiel by a named actor: -2. Losses of fighters or
   materiel that one party claims of another, where the claimant has such losses counted itself: -1. Being counted,
   acting or speaking together ("A; B"), and forces that one has sent (`deployed`, the sender as actor): +2.
   Harm to civilians and journalists says nothing: bystanders die in every war.
3. Pairs are taken from the heaviest down, names in alphabetical order breaking ties. A pair above zero puts its two
   parties on one side, a pair below makes their sides adversaries, unless earlier pairs have said otherwise.

The enemy of an enemy is nobody's friend by that alone: two parties that fight a third one, each in a war of its own,
stay two sides that have nothing to do with each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Literal, NamedTuple

from tallystick.conflict import Conflict
from tallystick.reconcile.naming import NameIndex, names_in
from tallystick.records import Figure

Origin = Literal["conflict file", "proposed", "none"]
HARMS = frozenset({
    "killed", "wounded", "casualties", "missing", "captured", "detained", "destroyed", "damaged", "abandoned", "lost",
})  # fmt: skip
FIGHTERS = ("person.military", "person.mercenary", "equipment.", "structure.military")


@dataclass(frozen=True, slots=True)
class SideOf:
    """A side: its name, its parties by canonical name, and the names of the sides that it fights."""

    name: str
    parties: tuple[str, ...]
    against: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sides:
    """The sides, where they come from, and which names mean which party."""

    sides: tuple[SideOf, ...] = ()
    origin: Origin = "none"
    parties: tuple[str, ...] = ()
    """Canonical names of all parties known, on a side or not, in the order of the sides."""
    _also: dict[str, str] = field(default_factory=dict)

    def party_of(self, name: str) -> str | None:
        """The party that a name is, or belongs to; None where it names none, or several."""
        found = self.parties_in(name)
        return found[0] if len(found) == 1 else None

    def parties_in(self, name: str) -> tuple[str, ...]:
        """All parties that a single name is, or belongs to.

        What is written out for a party counts before what its name merely contains, and a party's own name before
        the other names for it.
        """
        exact = self._exact.get(name.casefold())
        if exact is not None:
            return (exact,)
        found = self._party_index.holders(name) or self._also_index.holders(name)
        return tuple(dict.fromkeys(self._also.get(held, held) for held in found))

    @cached_property
    def _party_index(self) -> NameIndex:
        return NameIndex(self.parties)

    @cached_property
    def _also_index(self) -> NameIndex:
        return NameIndex(self._also)

    @cached_property
    def _exact(self) -> dict[str, str]:
        also = {name.casefold(): party for name, party in self._also.items()}
        return also | {party.casefold(): party for party in self.parties}

    def side_of(self, party: str) -> SideOf | None:
        """The side of a party by its canonical name."""
        return next((side for side in self.sides if party in side.parties), None)

    def allied(self, one: str, other: str) -> bool:
        """True where the two are one party, or on one side."""
        side = self.side_of(one)
        return one == other or (side is not None and side == self.side_of(other))

    def opposed(self, one: str, other: str) -> bool:
        """True where the two are on sides that fight each other."""
        first, second = self.side_of(one), self.side_of(other)
        return first is not None and second is not None and second.name in first.against


def home_of(party: str | None, sides: Sides) -> str | None:
    """The party a figure is listed under: of those it counts the first that is on a side, else the first."""
    names = counted(party, sides)
    return next((name for name in names if sides.side_of(name)), names[0] if names else None)


def counted(party: str | None, sides: Sides) -> list[str]:
    """The parties that a figure counts, by canonical name."""
    return list(dict.fromkeys(sides.party_of(name) or name for name in names_in(party)))


class Harmed(NamedTuple):
    """What a figure says of who fights whom. Many figures say the same, so they are counted, not kept."""

    party: str | None
    actor: str | None
    claimant: str | None
    deployed: bool
    fighting_loss: bool


def harmed(figure: Figure) -> Harmed:
    """What this figure says of who fights whom."""
    fighting_loss = figure.outcome in HARMS and figure.thing.startswith(FIGHTERS)
    return Harmed(figure.party, figure.actor, figure.claimant, figure.outcome == "deployed", fighting_loss)


def sides_of(conflict: Conflict | None, figures: Iterable[Figure]) -> Sides:
    """The sides that the conflict file states; where it states none, those that the figures suggest."""
    return sides_from(conflict, Counter(map(harmed, figures)))


def sides_from(conflict: Conflict | None, said: Mapping[Harmed, int]) -> Sides:
    """The same from what figures say, with how many say it."""
    if conflict is None or not conflict.sides:
        return _proposed(said)
    names = [side.name for side in conflict.sides]
    sides = tuple(
        SideOf(side.name, tuple(party.name for party in side.parties), tuple(n for n in names if n != side.name))
        for side in conflict.sides
    )
    also = {name: party.name for side in conflict.sides for party in side.parties for name in party.also}
    stated = Sides(sides, "conflict file", tuple(party for side in sides for party in side.parties), also)
    others = [name for name in _named(said) if not stated.parties_in(name)]
    return Sides(sides, "conflict file", (*stated.parties, *_roots(others)), also)


def propose_sides(figures: Iterable[Figure]) -> Sides:
    """Sides as the figures alone suggest them, by the rules above; the same figures always give the same sides."""
    return _proposed(Counter(map(harmed, figures)))


def _proposed(said: Mapping[Harmed, int]) -> Sides:
    roots = _roots(_named(said))
    bare = Sides(parties=roots)
    group_of, hostile = _groups(_weights(said, bare))
    counts: Counter[str] = Counter()
    for one, many in said.items():
        for party in _parties(one.party, bare):
            counts[party] += many
    order = sorted(roots, key=lambda name: (-counts[name], name))
    members: dict[str, list[str]] = {}
    for name in order:
        members.setdefault(group_of.get(name, name), []).append(name)
    names = {group: " and ".join(members[group]) for group in members}
    foes = {group: [other for other in members if frozenset((group, other)) in hostile] for group in members}
    sides = tuple(
        SideOf(names[group], tuple(members[group]), tuple(names[foe] for foe in foes[group]))
        for group in members if foes[group]
    )  # fmt: skip
    known = [party for side in sides for party in side.parties]
    parties = (*known, *(name for name in order if name not in known))
    return Sides(sides, "proposed" if sides else "none", parties)


def _named(said: Iterable[Harmed]) -> list[str]:
    found = (name for one in said for part in (one.party, one.actor) for name in names_in(part))
    return sorted(dict.fromkeys(found))


def _roots(names: Iterable[str]) -> tuple[str, ...]:
    """The names that do not belong to another of them."""
    names = tuple(names)
    index = NameIndex(names)
    return tuple(name for name in names if not index.holders_beside(name))


def _parties(value: str | None, sides: Sides) -> tuple[str, ...]:
    found = (sides.party_of(name) for name in names_in(value))
    return tuple(dict.fromkeys(party for party in found if party))


def _weights(said: Mapping[Harmed, int], sides: Sides) -> Counter[tuple[str, str]]:
    bereft = {p for one in said if one.fighting_loss for p in _parties(one.party, sides)}
    weights: Counter[tuple[str, str]] = Counter()
    for harm, many in said.items():
        for one, other, weight in _signs(harm, sides, bereft):
            if one != other:
                weights[min(one, other), max(one, other)] += weight * many
    return weights


def _signs(harm: Harmed, sides: Sides, bereft: set[str]) -> Iterator[tuple[str, str, int]]:
    parties, actors = _parties(harm.party, sides), _parties(harm.actor, sides)
    claimants = _parties(harm.claimant, sides)
    for together in (parties, actors, claimants):
        for one, other in combinations(together, 2):
            yield one, other, 2
    for party in parties:
        for actor in actors:
            if harm.deployed:
                yield party, actor, 2
            elif harm.fighting_loss:
                yield party, actor, -2
        if harm.fighting_loss and not actors:
            for claimant in bereft.intersection(claimants):
                yield party, claimant, -1


def _groups(weights: Counter[tuple[str, str]]) -> tuple[dict[str, str], set[frozenset[str]]]:
    """The group of each party, by the name of one in it, and the pairs of groups that fight each other."""
    group_of = {name: name for pair in weights for name in pair}
    hostile: set[frozenset[str]] = set()
    for (one, other), weight in sorted(weights.items(), key=lambda item: (-abs(item[1]), item[0])):
        first, second = group_of[one], group_of[other]
        if not weight or first == second:
            continue
        if weight < 0:
            hostile.add(frozenset((first, second)))
        elif frozenset((first, second)) not in hostile:
            group_of = {name: first if group == second else group for name, group in group_of.items()}
            moved = {frozenset(first if group == second else group for group in pair) for pair in hostile}
            hostile = {pair for pair in moved if len(pair) == 2}
    return group_of, hostile
