"""What became of a table's rows: nothing is left out without being counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

#: So many are kept to be shown; the rest are counted.
EXAMPLES = 5
#: So many distinct values of a column are told apart.
_DISTINCT = 1_000
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Refused:
    """A row, or one figure of it, that was not taken, and why."""

    row: int
    column: str | None
    reason: str

    def __str__(self) -> str:
        where = f"row {self.row}" + (f", {self.column}" if self.column else "")
        return f"{where}: {self.reason}"


@dataclass
class Account:
    """The counts of one import, filled while the table is read.

    Rows are those with anything in them. A figure that a row might have given and did not is in exactly one of
    `filtered` (the mapping leaves it out), `empty` (its number's cell says nothing; missing is not zero), `unmapped`
    (a cell has a value that the mapping does not know, by column and value) and `refusals`.
    """

    rows: int = 0
    figures: int = 0
    filtered: int = 0
    refused: int = 0
    empty: Counter[str] = field(default_factory=Counter)
    unmapped: dict[str, Counter[str]] = field(default_factory=dict)
    refusals: list[Refused] = field(default_factory=list)

    def refuse(self, row: int, column: str | None, reason: str) -> None:
        """Count a refusal; the first few are kept."""
        self.refused += 1
        if len(self.refusals) < EXAMPLES:
            self.refusals.append(Refused(row, column, reason))

    def leave_unmapped(self, column: str, value: str) -> None:
        """Count a value that the mapping does not know."""
        values = self.unmapped.setdefault(column, Counter())
        shown = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
        values[shown if shown in values or len(values) < _DISTINCT else "(others)"] += 1

    def lines(self) -> list[str]:
        """What was left out, in words, a line each; none where nothing was."""
        told = []
        if self.filtered:
            told.append(f"{self.filtered} left out by the mapping's filters")
        for column, many in self.empty.most_common():
            told.append(f"{many} without a figure: {column!r} is empty (missing is not zero)")
        for column, values in self.unmapped.items():
            first = ", ".join(f"{value!r} ({many})" for value, many in values.most_common(EXAMPLES))
            more = f" and {len(values) - EXAMPLES} more values" if len(values) > EXAMPLES else ""
            told.append(
                f"{values.total()} without a figure: the mapping does not say what {column!r} means where it is"
                f" {first}{more}"
            )
        if self.refused:
            more = f"; and {self.refused - len(self.refusals)} more" if self.refused > len(self.refusals) else ""
            told.append(f"{self.refused} refused: {'; '.join(map(str, self.refusals))}{more}")
        return told
