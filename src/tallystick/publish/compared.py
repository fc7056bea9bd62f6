"""What was compared, made ready to be shown: tallies, findings, and counts over time. Nothing here is escaped yet."""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.records import Finding, Tally


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which rule, and as of when, a comparison was made.

    `figures` were used; `left_out` were not, because they were not yet claimed on `known_on`, or nobody knows when.
    """

    rule: str
    rule_version: int
    rule_description: str
    figures: int
    known_on: str | None = None
    recorded_before: str | None = None
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure stands."""

    figure: str
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    path: str
    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """One claim of a tally in words. `times` is how many times the least rival it is, None where that says nothing.

    `rows` says of how many rows of a list Tallystick counted it; nobody published it then, and `quote` is empty.
    """

    number: str
    who: str
    stance: str
    when: str
    quote: str
    notes: tuple[str, ...]
    sets: tuple[str, ...]
    times: float | None
    citations: tuple[int, ...]
    rows: int = 0


@dataclass(frozen=True, slots=True)
class TallyShown:
    """One tally in words: what is counted, low, best and high ("not stated" where the rule cannot say), its claims."""

    tally: Tally
    heading: str
    scope: str
    low: str
    best: str
    high: str
    times: float | None
    claims: tuple[ClaimShown, ...]

    @property
    def party(self) -> str | None:
        """The party counted."""
        return self.tally.party

    def setters(self, bound: str) -> tuple[ClaimShown, ...]:
        """The claims that set "low", "best" or "high"."""
        return tuple(claim for claim in self.claims if bound in claim.sets)

    def counted(self) -> tuple[ClaimShown, ...]:
        """What Tallystick counted from the rows of lists: it sets no bounds and stands beside them."""
        return tuple(claim for claim in self.claims if claim.rows)


@dataclass(frozen=True, slots=True)
class SeriesShown:
    """What one voice said of one thing over time, in a line."""

    party: str | None
    words: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FindingShown:
    """One finding with the marks of the figures that it rests on."""

    finding: Finding
    citations: tuple[int, ...]
