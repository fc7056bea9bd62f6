"""Counting rows that are alike: the rows of a group stand together, and the figure quotes them all.

The number is not printed in the table, so the quote is what was counted: as many lines as the figure says. For that
the rows are sorted, and each begins with its number in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tallystick.errors import DocumentError
from tallystick.records import Figure
from tallystick.tables.account import Account
from tallystick.tables.figures import FigureMaker
from tallystick.tables.numbers import Bounds
from tallystick.tables.pages import Placed

#: Rows and characters that are held in memory to be sorted.
MAX_SORTED, MAX_SORTED_CHARACTERS = 1_000_000, 200_000_000
#: Characters of one quote: who checks the count must be able to read it.
MAX_QUOTE = 20_000
ROW_COLUMN = "row of the file"

Numbered = tuple[int, Sequence[str]]


@dataclass
class Group:
    """Rows that are alike, or those that give no figure (`slots` is None)."""

    slots: dict[str, Any] | None
    rows: list[Numbered]


def groups_of(rows: Iterable[Numbered], maker: FigureMaker, path: str, account: Account) -> list[Group]:
    """The groups, in the order of their slots, the rows that count for none last. Raises DocumentError on too many."""
    found: dict[tuple[str | None, ...] | None, Group] = {}
    many = length = 0
    for number, cells in rows:
        many, length = many + 1, length + sum(map(len, cells))
        if many > MAX_SORTED or length > MAX_SORTED_CHARACTERS:
            reason = f"has too many rows to be sorted ({MAX_SORTED:,}, or {MAX_SORTED_CHARACTERS // 1_000_000} MB)"
            raise DocumentError(path, f'{reason}; split it, or use count = "rows"')
        slots = _slots(maker, number, cells, account)
        key = tuple(slots.values()) if slots is not None else None
        found.setdefault(key, Group(slots, [])).rows.append((number, cells))
    return sorted(found.values(), key=lambda group: _order(group.slots))


def _slots(maker: FigureMaker, number: int, cells: Sequence[str], account: Account) -> dict[str, Any] | None:
    if not maker.filter.takes(cells):
        account.filtered += 1
        return None
    return maker.slots_of(Placed(number, cells, 0, 0, 0), account)


def _order(slots: dict[str, Any] | None) -> tuple[bool, list[tuple[bool, str]]]:
    values = [] if slots is None else [(value is None, str(value)) for value in slots.values()]
    return slots is None, values


def figure_of_group(
    group: Group, placed: Sequence[Placed], maker: FigureMaker, document: str, text: str, account: Account
) -> Iterator[Figure]:
    """The count of a group's rows, none where they are more than can be quoted."""
    if group.slots is None:
        return
    first, last = placed[0], placed[-1]
    if last.end - first.start > MAX_QUOTE:
        reason = (
            f"its group of {len(placed)} rows is too long to be quoted ({MAX_QUOTE:,} characters); group finer, keep"
            ' fewer `columns`, or use count = "rows"'
        )
        account.refuse(first.number, maker.label, reason)
        return
    number = float(len(placed))
    yield maker.figure(first, Bounds(number, number, "exact"), group.slots, (first.start, last.end), document, text)
