"""Accusations: the same allegation told several times is one, with its denials and what the law did beside it.

Records stay as they are; an accusation only lists those taken to be one, and says for each why. Taken apart again, the
records are what they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tallystick.records import Allegation, digest


@dataclass(frozen=True, slots=True)
class Joined:
    """A record that was put to an accusation, and why."""

    record: str
    reason: str


@dataclass(frozen=True, slots=True)
class Accusation:
    """Who accuses whom of what, with every record that says so, that denies it, or that tells what the law did.

    An accusation that nobody makes in these documents, but that is denied or pursued, has no record in `told`.
    """

    id: str
    accuser: str | None
    accused: str | None
    crime: str
    places: tuple[str, ...]
    start_date: str | None
    end_date: str | None
    told: tuple[Allegation, ...]
    denials: tuple[Allegation, ...]
    law: tuple[Allegation, ...]
    joined: tuple[Joined, ...]

    @property
    def records(self) -> tuple[Allegation, ...]:
        """All records that it rests on: told, denied, before the law."""
        return (*self.told, *self.denials, *self.law)

    @property
    def state(self) -> str:
        """Where the matter stands by the last of the records: a step of the law, "denied", or "alleged"."""
        if self.law:
            return max(self.law, key=lambda one: _STEPS.index(one.state)).state
        return "denied" if self.denials else "alleged"


#: The steps of the law, the farthest last.
_STEPS = ("investigation", "arrest", "charge", "case", "trial", "ruling", "acquittal", "conviction")


@dataclass
class _Group:
    told: list[Allegation] = field(default_factory=list)
    denials: list[Allegation] = field(default_factory=list)
    law: list[Allegation] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)


def group_allegations(allegations: Iterable[Allegation]) -> list[Accusation]:
    """The accusations that these records make up, in the order of the records; the same records give the same ones.

    Two tellings are one where accuser, accused and crime are the same, and place, days and victim do not differ: at
    least one of these must be stated by both and agree, or neither says any. A denial belongs to what it names, else
    to what its document accuses the same party of; so does a step of the law.
    """
    records = list(allegations)
    groups: list[_Group] = []
    at: dict[tuple[str, str, str], list[_Group]] = {}
    home: dict[str, _Group] = {}
    for one in records:
        if one.state != "alleged":
            continue
        key = (_folded(one.accuser), _folded(one.accused), one.crime)
        found = next(((g, reason) for g in at.get(key, ()) if (reason := _why_same(g.told, one))), None)
        if found is None:
            group = _Group()
            groups.append(group)
            at.setdefault(key, []).append(group)
        else:
            group = found[0]
            group.joined.append(Joined(one.id, found[1]))
        group.told.append(one)
        home[one.id] = group
    for one in records:
        if one.state != "alleged":
            _attach(one, groups, home)
    return [_accusation(group) for group in groups]


def _why_same(told: Sequence[Allegation], one: Allegation) -> str | None:
    """Why this is told before, in words; None where it is another accusation."""
    same = "same accuser, accused and crime" if one.accuser else "same accused and crime, both without an accuser"
    for other in told:
        if one.accused is None and other.document != one.document:
            continue
        agree: list[str] = []
        differ = False
        for name, first, second in (
            ("place", one.place, other.place), ("victim", one.victim, other.victim),
        ):  # fmt: skip
            if first and second:
                if _folded(first) == _folded(second):
                    agree.append(f"{name} {first}")
                else:
                    differ = True
        if one.start_date and other.start_date:
            if _overlap(one, other):
                agree.append("days that overlap")
            else:
                differ = True
        if differ:
            continue
        if agree:
            return f"{same}; {', '.join(agree)}"
        if not any((one.place, one.victim, one.start_date, other.place, other.victim, other.start_date)):
            return f"{same}; neither says where, when or to whom"
    return None


def _overlap(one: Allegation, other: Allegation) -> bool:
    first, last = one.start_date or "", one.end_date or one.start_date or ""
    start, end = other.start_date or "", other.end_date or other.start_date or ""
    # Partial dates compare by what both have: "2020-10" and "2020-10-08" overlap.
    return first[: len(end)] <= end[: len(first)] and start[: len(last)] <= last[: len(start)]


def _attach(one: Allegation, groups: list[_Group], home: dict[str, _Group]) -> None:
    group, reason = home.get(one.of or ""), "names the allegation it answers"
    if group is None:
        group = next((g for g in groups if any(_answers(one, other) for other in g.told)), None)
        reason = "same accused and crime, in the same document"
    if group is None:
        group = next(
            (g for g in groups if not g.told and any(_same_matter(one, other) for other in (*g.denials, *g.law))), None
        )
        reason = "same accused and crime"
    if group is None:
        group = _Group()
        groups.append(group)
    else:
        group.joined.append(Joined(one.id, reason))
    (group.denials if one.state == "denied" else group.law).append(one)
    home[one.id] = group


def _answers(one: Allegation, told: Allegation) -> bool:
    return one.document == told.document and _same_matter(one, told)


def _same_matter(one: Allegation, other: Allegation) -> bool:
    accused, theirs = set(_folded(one.accused).split(";")), set(_folded(other.accused).split(";"))
    same = bool(one.accused and other.accused) and (accused <= theirs or theirs <= accused)
    return (
        same
        and one.crime == other.crime
        and not (one.place and other.place and _folded(one.place) != _folded(other.place))
    )


def _accusation(group: _Group) -> Accusation:
    records = [*group.told, *group.denials, *group.law]
    first = records[0]
    dated = [one for one in records if one.start_date and one.state in ("alleged", "denied")]
    return Accusation(
        "X" + digest(*(one.id for one in records))[:12],
        group.told[0].accuser if group.told else None,
        next((one.accused for one in records if one.accused), None), first.crime,
        tuple(dict.fromkeys(one.place for one in records if one.place)),
        min((one.start_date for one in dated if one.start_date), default=None),
        max((one.end_date or one.start_date or "" for one in dated), default=None),
        tuple(group.told), tuple(group.denials), tuple(group.law), tuple(group.joined),
    )  # fmt: skip


def _folded(names: str | None) -> str:
    """Without case, and in alphabetical order where they are several."""
    return ";".join(sorted(" ".join(name.casefold().split()) for name in (names or "").split(";")))
