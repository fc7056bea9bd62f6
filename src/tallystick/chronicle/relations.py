"""Ties: what documents say one party does for, with or against another, by whose word, and who denies it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tallystick.records import RELATION_KINDS, Relation, RelationKind, digest

#: The kinds of relations that put two parties on one side.
BACKING: frozenset[RelationKind] = frozenset({"arms", "troops", "money", "support"})


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation of one kind between two parties, with every record that tells it. Records stay as they are."""

    id: str
    kind: RelationKind
    actor: str
    target: str
    told: tuple[Relation, ...]
    claimants: tuple[str, ...]
    deniers: tuple[str, ...]
    start_date: str | None
    end_date: str | None

    @property
    def modality(self) -> str:
        """The plainest way in which it is told: "stated" or "confirmed" once outweighs "alleged" often."""
        return min((one.modality for one in self.told), key=_PLAINNESS.index)

    @property
    def reason(self) -> str:
        """Why these records are one, in words; empty where there is only one."""
        return "same kind, actor and target" if len(self.told) > 1 else ""


_PLAINNESS = ("confirmed", "stated", "alleged", "denied")


def group_relations(relations: Iterable[Relation]) -> list[Tie]:
    """The ties that these records make up, by kind, those told most often first; same records, same ties."""
    groups: dict[tuple[str, str, str], list[Relation]] = {}
    for one in relations:
        groups.setdefault((one.kind, _folded(one.actor), _folded(one.target)), []).append(one)
    ties = (_tie(told) for told in groups.values())
    return sorted(ties, key=lambda tie: (RELATION_KINDS.index(tie.kind), -len(tie.told), tie.actor, tie.target))


def backing_pairs(relations: Iterable[Relation]) -> dict[tuple[str, str], int]:
    """How many records say that one party backs another, by the pair of their names, without what is only denied."""
    pairs: dict[tuple[str, str], int] = {}
    for one in relations:
        if one.kind not in BACKING or one.modality == "denied":
            continue
        for actor in _names(one.actor):
            for target in _names(one.target):
                pairs[actor, target] = pairs.get((actor, target), 0) + 1
    return pairs


def _tie(told: Sequence[Relation]) -> Tie:
    first = told[0]
    dates = [(one.start_date, one.end_date or one.start_date) for one in told if one.start_date]
    return Tie(
        "T" + digest(*(one.id for one in told))[:12], first.kind, first.actor, first.target, tuple(told),
        tuple(dict.fromkeys(one.claimant for one in told if one.claimant)),
        tuple(dict.fromkeys(one.denier for one in told if one.denier)),
        min((start for start, _ in dates if start), default=None), max((end for _, end in dates if end), default=None),
    )  # fmt: skip


def _names(field: str) -> list[str]:
    return [name.strip() for name in field.split(";") if name.strip()]


def _folded(names: str) -> str:
    return ";".join(sorted(" ".join(name.casefold().split()) for name in names.split(";")))
