"""The figures of a row, each with the words that say it: the cell of its number, or the row that is one case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, get_args

from tallystick.records import Evidence, Figure, Slot
from tallystick.tables.account import Account
from tallystick.tables.mapping import FigureMap, TableOptions
from tallystick.tables.numbers import Bounds, bounds_of
from tallystick.tables.pages import Placed
from tallystick.tables.slots import ResolvedPeriod, ResolvedSlot, UnmappedError

_WITH_EVIDENCE = frozenset(get_args(Slot))
_REQUIRED = ("outcome", "thing", "basis")


class RowFilter:
    """Which rows count: those with one of the given values in each column of `where`, and with none of `unless`."""

    def __init__(self, rules: FigureMap | TableOptions, columns: Sequence[str]) -> None:
        self._where = [(columns.index(name), frozenset(values)) for name, values in rules.where.items()]
        self._unless = [(columns.index(name), frozenset(values)) for name, values in rules.unless.items()]

    def takes(self, cells: Sequence[str]) -> bool:
        """Whether this row counts."""
        return all(cells[at] in values for at, values in self._where) and not any(
            cells[at] in values for at, values in self._unless
        )


class FigureMaker:
    """One of the mapping's figures, ready to be made of rows."""

    def __init__(self, rules: FigureMap, columns: Sequence[str], options: TableOptions) -> None:
        self.name, self.part_of, self.label = rules.name, rules.part_of, rules.label
        self.part_form = rules.part_form or "selection"
        self.filter = RowFilter(rules, columns)
        self._rules, self._options = rules, options
        # Rows are counted exactly, whatever holds for the other figures.
        given = {name: slot for name, slot in rules.slots().items() if not (rules.count and name == "qualifier")}
        self._unit = (rules.unit if not rules.count else None) or "count"
        self.counts_groups = rules.count == "groups"
        self._slots = [ResolvedSlot(name, slot, columns) for name, slot in given.items()]
        self._period = ResolvedPeriod(rules.period, columns) if rules.period else None
        self._number = [columns.index(name) for name in (rules.number, rules.low, rules.high) if name is not None]
        quoted = sorted(columns.index(name) for name in rules.quote)
        self._quoted = (quoted[0], quoted[-1]) if quoted else None
        self._empty = frozenset(("", *options.empty))

    def make(self, row: Placed, document: str, text: str, account: Account) -> Figure | None:
        """The figure of this row, None where it gives none; why is then in the account."""
        if not self.filter.takes(row.cells):
            account.filtered += 1
            return None
        blank = next((at for at in self._number if row.cells[at] in self._empty), None)
        if blank is not None:
            account.empty[self._named(blank)] += 1
            return None
        slots = self.slots_of(row, account)
        if slots is None:
            return None
        try:
            bounds = self._bounds(row)
        except ValueError as error:
            account.refuse(row.number, self.label, str(error))
            return None
        start, end = self._span(row, text)
        if self._rules.count:
            slots["part_form"] = "selection"
        return self.figure(row, bounds, slots, (start, end), document, text)

    def slots_of(self, row: Placed, account: Account) -> dict[str, Any] | None:
        """All slots but the number, None where a cell does not say what it must; why is then in the account."""
        found: dict[str, Any] = {}
        try:
            for slot in self._slots:
                found[slot.name] = slot.value(row.cells)
                if found[slot.name] is None and slot.name in _REQUIRED:
                    raise UnmappedError(self._named(slot.at or 0), "")
            if self._period is not None:
                found["since"] = self._period.since(row.cells, found.get("as_of"))
        except UnmappedError as error:
            account.leave_unmapped(error.column, error.value)
            return None
        except ValueError as error:
            account.refuse(row.number, self.label, str(error))
            return None
        since, last = found.get("since"), found.get("as_of")
        if since and last and since[: len(last)] > last[: len(since)]:
            account.refuse(row.number, self.label, f"its period ends ({last}) before it begins ({since})")
            return None
        return found

    def figure(
        self, row: Placed, bounds: Bounds, slots: dict[str, Any], span: tuple[int, int], document: str, text: str
    ) -> Figure:
        """The record: these bounds and slots, and the words at the span."""
        start, end = span
        given = {name: value for name, value in slots.items() if value is not None}
        given.setdefault("qualifier", bounds.qualifier)
        return Figure(
            id=Figure.id_of(document, start, end, bounds.low, bounds.high), document=document, start=start, end=end,
            quote=text[start:end], line=row.line, low=bounds.low, high=bounds.high,
            unit=self._unit, evidence=tuple(self._evidence(row, slots, text)), **given,
        )  # fmt: skip

    def _named(self, at: int) -> str:
        names = [self._rules.number, self._rules.low, self._rules.high]
        numbers = [name for name in names if name is not None]
        return numbers[self._number.index(at)] if at in self._number else self.label

    def _bounds(self, row: Placed) -> Bounds:
        if self._rules.count:
            return Bounds(1.0, 1.0, "exact")
        first, *second = (bounds_of(row.cells[at], self._options.decimal, self._unit) for at in self._number)
        if not second:
            return first
        low, high = first.low, second[0].high
        if low is None or high is None or low > high:
            raise ValueError(f"{row.cells[self._number[0]]!r} and {row.cells[self._number[1]]!r} are no low and high")
        return Bounds(low, high, "range" if low < high else "exact")

    def _span(self, row: Placed, text: str) -> tuple[int, int]:
        if self._number:
            return row.span(min(self._number), max(self._number))
        if self._quoted:
            start, end = row.span(*self._quoted)
            if text[start : min(end, row.end)].strip(" |"):
                return start, min(end, row.end)
        return row.start, row.end

    def _evidence(self, row: Placed, slots: Mapping[str, Any], text: str) -> Iterator[Evidence]:
        for slot in self._slots:
            if slot.name not in _WITH_EVIDENCE or slots.get(slot.name) is None:
                continue
            if slot.at is None:
                yield _by_the_mapping(slot.name)
            else:
                start, end = row.span(slot.at, slot.at)
                yield Evidence(slot=slot.name, how="rule", start=start, end=end, quote=text[start:end], certainty=1.0)


@cache
def _by_the_mapping(slot: Slot) -> Evidence:
    """That no words of the table carry a slot: the mapping gives it."""
    return Evidence(slot=slot, how="rule", certainty=1.0)


def makers_of(figures: Sequence[FigureMap], columns: Sequence[str], options: TableOptions) -> list[FigureMaker]:
    """A maker for each, those that are parts after their totals."""
    made = [FigureMaker(rules, columns, options) for rules in figures]
    above = {maker.name: maker.part_of for maker in made if maker.name is not None}

    def depth(maker: FigureMaker) -> int:
        steps, name = 0, maker.part_of
        while name is not None:
            steps, name = steps + 1, above.get(name)
        return steps

    return sorted(made, key=depth)


def figures_of_row(
    makers: Sequence[FigureMaker], row: Placed, document: str, text: str, account: Account
) -> Iterator[Figure]:
    """All figures of a row, the parts of others with the id of their total, where the row has it."""
    by_name: dict[str, str] = {}
    seen: set[str] = set()
    for maker in makers:
        figure = maker.make(row, document, text, account)
        if figure is None:
            continue
        if figure.id in seen:
            account.refuse(row.number, maker.label, "another figure of the mapping quotes the same cell")
            continue
        seen.add(figure.id)
        if maker.part_of is not None:
            whole = by_name.get(maker.part_of)
            # Without its total it is still no count of all.
            form = maker.part_form if whole else "selection"
            evidence = (*figure.evidence, _by_the_mapping("part_of")) if whole else figure.evidence
            figure = figure.model_copy(update={"part_of": whole, "part_form": form, "evidence": evidence})
        if maker.name is not None:
            by_name[maker.name] = figure.id
        yield figure
