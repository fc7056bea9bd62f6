"""Linking: which events of one or several documents tell one thing.

Two events are one only where type and days are the same, no slot that both state differs, and more speaks for it: for
things that a place or person sees once a day (a capture, a dismissal) the same place or person; for things that happen
often (attacks, statements) the words around them too.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tallystick.chronicle.happenings import Happening, Link, happening
from tallystick.chronicle.likeness import Telling, parties_of, shares_telling_word, telling, tells_of_part
from tallystick.records import Document, Event, EventType
from tallystick.wording.phrase import date_phrase

#: Of these a place sees one a day: the same place, or the same thing done to it, is enough.
_OF_A_PLACE: frozenset[EventType] = frozenset({"capture"})
#: Of these a day sees few: the same names and a word of the trigger that tells, or like words around it.
_SELDOM: frozenset[EventType] = frozenset({
    "ceasefire", "agreement", "withdrawal", "mobilisation", "dismissal", "release", "law", "commemoration", "detention",
    "protest", "diplomacy", "deployment",
})  # fmt: skip
#: Of these the same place and actor, or the same target, within a month or year is most likely the same, where only
#: one such is told of with its day.
_ONCE: frozenset[EventType] = frozenset({"capture", "dismissal"})
_WHOLE_DAY = len("2020-11-08")
#: Words of two sentences that must be the same: so many, and such a share of the shorter one's.
_FEWEST_WORDS, _SHARE, _SHARE_SELDOM = 5, 0.5, 0.4
#: A telling is compared with so many others that state the same name or share words, the first ones.
_MOST_COMPARED = 24


def link(events: Iterable[Event], documents: Mapping[str, Document] | Iterable[Document]) -> list[Happening]:
    """The happenings that these events tell of, by first day; every event is in exactly one.

    The same events give the same happenings, in whatever order they come. Time grows with the number of events times
    its logarithm, however many fall on one day.
    """
    known = documents if isinstance(documents, Mapping) else {document.id: document for document in documents}
    blocks: defaultdict[tuple[str, str, str], list[Event]] = defaultdict(list)
    ordered = sorted(events, key=lambda e: (e.document, e.start, e.end, e.id))
    parties = parties_of(ordered)
    for event in ordered:
        blocks[event.type, event.start_date, event.end_date].append(event)
    groups: list[_Group] = []
    for (kind, _, _), listed in blocks.items():
        block = _Block()
        for event in listed:
            document = known.get(event.document) if len(listed) > 1 or kind in _ONCE else None
            block.add(telling(event, document.text if document else "", parties))
        groups += block.groups
    found = [happening([one.event for one in group.tellings], group.links) for group in _with_vague(groups)]
    return sorted(found, key=lambda one: (one.spoken.start_date, one.spoken.end_date, one.type, one.id))


@dataclass
class _Group:
    """Tellings of one happening, and what its slots are settled to be."""

    tellings: list[Telling] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    actors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    lines: dict[tuple[str, int], list[Telling]] = field(default_factory=dict)

    @property
    def date(self) -> tuple[EventType, str, str]:
        """Type and dates, the same for all tellings."""
        first = self.tellings[0].event
        return first.type, first.start_date, first.end_date

    def allows(self, one: Telling) -> bool:
        """False where a slot that the group has settled is stated otherwise, or the paragraph tells one of it."""
        return (
            not self._has_paragraph_of(one)
            and _agree(self.actors, one.actors)
            and _same_target(one.event.type, self.targets, one.targets)
            and (not self.places or not one.places or self.places == one.places)
        )

    def _has_paragraph_of(self, one: Telling) -> bool:
        """A paragraph that tells of two things of a kind on a day means two, but where two voices tell one capture."""
        voice = one.event.claimant if one.event.type in _OF_A_PLACE else None
        told = self.lines.get((one.event.document, one.event.line), ())
        return any(voice is None or two.event.claimant == voice for two in told)

    def take(self, one: Telling) -> None:
        """Put a telling to the group; names that all who state any have in common stay settled."""
        self.tellings.append(one)
        self.actors = self.actors & one.actors or self.actors or one.actors
        self.targets = self.targets & one.targets or self.targets or one.targets
        self.places = self.places or one.places
        self.lines.setdefault((one.event.document, one.event.line), []).append(one)


class _Block:
    """Events of one type and the same days. Each is compared with few others: those filed under the same key."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self._filed: defaultdict[tuple[str, ...], list[tuple[Telling, _Group]]] = defaultdict(list)

    def add(self, one: Telling) -> None:
        """Put an event to the first group that tells the same, else to one of its own."""
        keys = list(_keys(one))
        group, found = self._group_of(one, keys)
        if group is None:
            group = _Group()
            self.groups.append(group)
        elif found is not None:
            group.links.append(found)
        group.take(one)
        for key in keys:
            if len(self._filed[key]) < _MOST_COMPARED:
                self._filed[key].append((one, group))

    def _group_of(self, one: Telling, keys: Sequence[tuple[str, ...]]) -> tuple[_Group | None, Link | None]:
        seen: set[str] = set()
        for key in keys:
            for other, group in self._filed.get(key, ()):
                if other.event.id in seen:
                    continue
                seen.add(other.event.id)
                reason = _why_same(one, other) if group.allows(one) else None
                if reason:
                    return group, Link(one.event.id, other.event.id, reason)
        return None, None


def _keys(one: Telling) -> Iterable[tuple[str, ...]]:
    """What tellings of one happening may have in common: all names of a slot, one name of it, or words around it."""
    for slot, said in (("place", one.places), ("target", one.targets), ("actor", one.actors)):
        if said:
            yield (slot, *sorted(said))
    for slot, said in (("target", one.targets), ("actor", one.actors)):
        if len(said) > 1:
            yield from ((slot, name) for name in sorted(said))
    # The words with the least hashes: two sentences that share half their words most likely share one of these (Broder
    # 1997, On the resemblance and containment of documents).
    words = sorted(one.around, key=lambda word: (zlib.crc32(word.encode()), word))
    yield from (("words", word) for word in words[:_FEWEST_WORDS])


def _with_vague(groups: Sequence[_Group]) -> list[_Group]:
    """The groups; those of a month or year are put to the one of a day within it that they can only mean."""
    exact: defaultdict[tuple[str, frozenset[str]], list[_Group]] = defaultdict(list)
    for group in groups:
        kind, first, last = group.date
        if kind in _ONCE and len(first) == len(last) == _WHOLE_DAY:
            exact[kind, _whose(group)].append(group)
    kept: list[_Group] = []
    for group in groups:
        home = _only_one(group, exact)
        if home is None:
            kept.append(group)
            continue
        one, other = group.tellings[0].event, home.tellings[0].event
        reason = f"the only {one.type} of {one.place or one.target} with a day in {date_phrase(one.start_date)}"
        home.links += [Link(one.id, other.id, reason), *group.links]
        for told in group.tellings:
            home.take(told)
    return kept


def _only_one(group: _Group, exact: Mapping[tuple[str, frozenset[str]], Sequence[_Group]]) -> _Group | None:
    """The one group of a day that a group of a month or year can mean; None where there is none, or several."""
    kind, first, last = group.date
    if kind not in _ONCE or first != last or len(first) >= _WHOLE_DAY or not _whose(group):
        return None
    if any(tells_of_part(one.event) for one in group.tellings):
        return None
    alike = exact.get((kind, _whose(group)), ())
    found = [one for one in alike if one.date[1].startswith(f"{first}-") and one.targets == group.targets]
    if len(found) != 1 or not found[0].date[2].startswith(f"{first}-"):
        return None
    return (
        found[0]
        if not group.actors.isdisjoint(found[0].actors) and group.lines.keys().isdisjoint(found[0].lines)
        else None
    )


def _whose(group: _Group) -> frozenset[str]:
    """What is taken, or who is dismissed; empty where it is not stated."""
    return group.places if group.date[0] in _OF_A_PLACE else group.targets


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """True where two slots have a name in common, or one of them states none."""
    return not one or not other or not one.isdisjoint(other)


def _same_target(kind: EventType, one: frozenset[str], other: frozenset[str]) -> bool:
    """True where both may be done to the same. A capture without a target is of the whole place, with one of a part."""
    return one == other if kind in _OF_A_PLACE else _agree(one, other)


def _why_same(one: Telling, other: Telling) -> str | None:
    """Why two events of one type and the same days tell of one thing, in words; None where they may be two."""
    kind = one.event.type
    if not (_agree(one.actors, other.actors) and _same_target(kind, one.targets, other.targets)):
        return None
    if one.places and other.places and one.places != other.places:
        return None
    shared = _shared(one, other)
    told = _words_in_common(one, other)
    whole = kind in _OF_A_PLACE and not (tells_of_part(one.event) or tells_of_part(other.event))
    if whole and one.places == other.places and len(one.places) == 1:
        return _in_words(one, other, shared, ())
    if shared and told:
        return _in_words(one, other, shared, told)
    if not shared or (one.event.document == other.event.document and kind not in _SELDOM):
        return None
    telling_word = shares_telling_word(one, other)
    everything = len(shared) == one.stated() == other.stated() and one.stated() > 2
    if telling_word and (everything or (kind in _SELDOM and len(shared) > 1)):
        return _in_words(one, other, shared, (), "a word of their triggers")
    return None


def _shared(one: Telling, other: Telling) -> list[str]:
    """The slots that both state, with names in common."""
    slots = (("actor", one.actors, other.actors), ("target", one.targets, other.targets))
    shared = [name for name, first, second in slots if not first.isdisjoint(second)]
    return [*shared, "place"] if one.places and one.places == other.places else shared


def _words_in_common(one: Telling, other: Telling) -> tuple[str, ...]:
    """The words around both triggers, where they are many enough to be no accident; empty otherwise."""
    common = one.around & other.around
    share = _SHARE_SELDOM if one.event.type in _SELDOM else _SHARE
    least = max(_FEWEST_WORDS, share * min(len(one.around), len(other.around)))
    return tuple(sorted(common)) if len(common) >= least else ()


def _in_words(one: Telling, other: Telling, shared: Sequence[str], told: Sequence[str], besides: str = "") -> str:
    event = one.event
    days = date_phrase(event.start_date)
    if event.end_date != event.start_date:
        days += f" to {date_phrase(event.end_date)}"
    parts = [f"same type ({event.type}) and date ({days})"]
    for slot in shared:
        mine, theirs = getattr(event, slot), getattr(other.event, slot)
        parts.append(f"{slot} {mine}" if mine == theirs else f"{slot} {mine} / {theirs}")
    if told:
        parts.append(f"{len(told)} words around them the same")
    return ", ".join([*parts, besides] if besides else parts)
