"""What a reader gives of one document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from tallystick.records.agreements import Agreement, Obligation
from tallystick.records.allegations import Allegation
from tallystick.records.base import Statement
from tallystick.records.control import Control
from tallystick.records.denials import Denial
from tallystick.records.events import Event
from tallystick.records.figures import Figure
from tallystick.records.relations import Relation

#: The kinds of statements, in the order in which a ledger takes them: what a kind may name comes before it.
StatementKind = Literal["figure", "denial", "event", "control", "agreement", "obligation", "allegation", "relation"]
STATEMENT_KINDS: tuple[StatementKind, ...] = get_args(StatementKind)
#: The record that each kind is.
STATEMENT_TYPES: Mapping[StatementKind, type[Statement]] = MappingProxyType(
    dict(
        zip(STATEMENT_KINDS, (Figure, Denial, Event, Control, Agreement, Obligation, Allegation, Relation), strict=True)
    )
)

#: What several of a kind are called: the fields of `Read`.
PLURALS: Mapping[StatementKind, str] = MappingProxyType(
    {kind: "control" if kind == "control" else f"{kind}s" for kind in STATEMENT_KINDS}
)


@dataclass(frozen=True)
class Read:
    """All that was read in a document, each kind in the order of the text."""

    figures: Sequence[Figure] = ()
    denials: Sequence[Denial] = ()
    events: Sequence[Event] = ()
    control: Sequence[Control] = ()
    agreements: Sequence[Agreement] = ()
    obligations: Sequence[Obligation] = ()
    allegations: Sequence[Allegation] = ()
    relations: Sequence[Relation] = ()

    def __len__(self) -> int:
        """How many statements there are, of all kinds."""
        return sum(len(statements) for _, statements in self.by_kind())

    def by_kind(self) -> Iterator[tuple[StatementKind, Sequence[Statement]]]:
        """Each kind with its statements, in the order of `STATEMENT_KINDS`."""
        for kind in STATEMENT_KINDS:
            yield kind, getattr(self, PLURALS[kind])
