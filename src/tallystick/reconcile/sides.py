"""The sides of a conflict: from the conflict file, or proposed from who is said to harm whom.

A proposal is made without any knowledge of the world, and always the same way:

1. Parties are the names that figures count (`party`) or hold responsible (`actor`). Spellings of one name are one; a
   name that belongs to another ("Ruritania Navy" where "Ruritania" is there too) is that other one.
2. Each pair of parties gets a weight. Harm to fighters or materiel by a named actor: -2. Losses of fighters or
   materiel that one party claims of another, where the claimant has such losses counted itself: -1. Being counted,
   acting or speaking together ("A; B"), and forces that one has sent (`deployed`, the sender as actor): +2. Each
   record of one backing the other with arms, troops, money or support: +1, since some arm both sides of a war.
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
from tallystick.language.names.spelling import Spellings
from tallystick.reconcile.naming import NameIndex, names_in, roots, spelled_alike
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

        What is written out for a party counts before what its name merely contains, a party's own name before
        the other names for it, and all of these before another spelling of one.
        """
        exact = self._exact.get(name.casefold())
        if exact is not None:
            return (exact,)
        found = self._party_index.holders(name) or self._also_index.holders(name)
        if not found:
            spelled = self._spellings.of(name)
            return (spelled,) if spelled is not None else ()
        return tuple(dict.fromkeys(self._also.get(held, held) for held in found))

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings([*((party, party) for party in self.parties), *self._also.items()])

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


#: How many records say that the first of two parties backs the second, by their names.
Backing = Mapping[tuple[str, str], int]


def sides_of(conflict: Conflict | None, figures: Iterable[Figure], backing: Backing | None = None) -> Sides:
    """The sides that the conflict file states; where it states none, those that figures and backing suggest."""
    return sides_from(conflict, Counter(map(harmed, figures)), backing)


def sides_from(conflict: Conflict | None, said: Mapping[Harmed, int], backing: Backing | None = None) -> Sides:
    """The same from what figures say, with how many say it."""
    if conflict is None or not conflict.sides:
        return _proposed(said, backing or {})
    names = [side.name for side in conflict.sides]
    sides = tuple(
        SideOf(side.name, tuple(party.name for party in side.parties), tuple(n for n in names if n != side.name))
        for side in conflict.sides
    )
    also = {name: party.name for side in conflict.sides for party in side.parties for name in party.also}
    stated = Sides(sides, "conflict file", tuple(party for side in sides for party in side.parties), also)
    others = _parties_of({name: many for name, many in _named(said).items() if not stated.parties_in(name)})
    return Sides(sides, "conflict file", (*stated.parties, *others.parties), others._also | also)


def propose_sides(figures: Iterable[Figure], backing: Backing | None = None) -> Sides:
    """Sides as figures and backing alone suggest them, by the rules above; the same always give the same sides."""
    return _proposed(Counter(map(harmed, figures)), backing or {})


def _proposed(said: Mapping[Harmed, int], backing: Backing) -> Sides:
    bare = _parties_of(_named(said))
    weights = _weights(said, bare)
    weights.update(_backed(backing, bare))
    group_of, hostile = _groups(weights)
    counts: Counter[str] = Counter()
    for one, many in said.items():
        for party in _parties(one.party, bare):
            counts[party] += many
    order = sorted(bare.parties, key=lambda name: (-counts[name], name))
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
    return Sides(sides, "proposed" if sides else "none", parties, bare._also)


def _named(said: Mapping[Harmed, int]) -> Counter[str]:
    """The names that figures count or hold responsible, each with how often."""
    named: Counter[str] = Counter()
    for one, many in said.items():
        for part in (one.party, one.actor):
            named.update(dict.fromkeys(names_in(part), many))
    return named


def _parties_of(named: Mapping[str, int]) -> Sides:
    """The parties among these names, no side yet: the roots, in the spelling used most, with the other spellings."""
    better = spelled_alike(named)
    bare = Sides(parties=roots(sorted({better.get(name, name) for name in named})))
    meant = {name: bare.party_of(preferred) for name, preferred in better.items()}
    return Sides(parties=bare.parties, _also={name: party for name, party in meant.items() if party is not None})


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


def _backed(backing: Backing, sides: Sides) -> Counter[tuple[str, str]]:
    """What backing adds to the weights of pairs that are parties already; it makes nobody a party."""
    weights: Counter[tuple[str, str]] = Counter()
    for (backer, backed), many in backing.items():
        one, other = sides.party_of(backer), sides.party_of(backed)
        if one is not None and other is not None and one != other:
            weights[min(one, other), max(one, other)] += many
    return weights


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
