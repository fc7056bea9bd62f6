"""What a slot comes to in one row: a constant, or what the mapping says of a cell."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from fnmatch import translate

from tallystick.documents.dates import iso_date
from tallystick.tables.mapping import DATES, VOCABULARIES, Column, Period, Slot

#: So many distinct cells of a column are remembered with what they come to.
_REMEMBERED = 50_000


class UnmappedError(Exception):
    """A cell has a value that the mapping does not know."""

    def __init__(self, column: str, value: str) -> None:
        super().__init__(f"{column}: {value}")
        self.column = column
        self.value = value


class ResolvedSlot:
    """One slot of one figure, ready to be asked about rows. `at` is the index of its column, None for a constant."""

    def __init__(self, name: str, slot: Slot, columns: Sequence[str]) -> None:
        self.name = name
        self.at = columns.index(slot.column) if isinstance(slot, Column) else None
        self._slot = slot
        self._known: dict[str, str | None] = {}
        keys = slot.values if isinstance(slot, Column) else {}
        self._patterns = [
            (re.compile(translate(key.casefold())), value) for key, value in keys.items() if "*" in key or "?" in key
        ]

    def value(self, cells: Sequence[str]) -> str | None:
        """Its value, None where the cell is empty. Raises UnmappedError, and ValueError where it is no date."""
        if self.at is None:
            return self._slot  # type: ignore[return-value]
        cell = cells[self.at]
        if cell in self._known:
            return self._known[cell]
        value = self._settled(cell)
        if len(self._known) < _REMEMBERED:
            self._known[cell] = value
        return value

    def _settled(self, cell: str) -> str | None:
        assert isinstance(self._slot, Column)
        value = self._mapped(cell, self._slot)
        if value is None or value == "":
            return None
        if self.name in DATES:
            return _date(value, self._slot.format)
        if value not in VOCABULARIES.get(self.name, (value,)):
            raise UnmappedError(self._slot.column, cell)
        return value

    def _mapped(self, cell: str, slot: Column) -> str | None:
        if cell in slot.values:
            return slot.values[cell]
        if cell == "" or not slot.values:
            return cell
        folded = cell.casefold()
        for pattern, value in self._patterns:
            if pattern.fullmatch(folded):
                return value
        if slot.others == "keep":
            return cell
        raise UnmappedError(slot.column, cell)


def _date(text: str, form: str | None) -> str:
    if form is None:
        try:
            return iso_date(text)
        except ValueError as error:
            raise ValueError(f'{error}; give its `format`, such as "%d/%m/%Y"') from error
    try:
        day = datetime.datetime.strptime(text, form).date()
    except (ValueError, re.error) as error:
        shown = text if len(text) <= 40 else text[:40] + "…"
        raise ValueError(f"{shown!r} is no date of the form {form!r}") from error
    precise = re.findall(r"%[-#]?([a-zA-Z])", form)
    length = 10 if set("djxcD") & set(precise) else 7 if set("mbB") & set(precise) else 4
    return day.isoformat()[:length]


class ResolvedPeriod:
    """The first day of a period of which the last is known."""

    def __init__(self, period: Period, columns: Sequence[str]) -> None:
        self._period = period
        self._at = columns.index(period.column) if period.column is not None else None

    def since(self, cells: Sequence[str], last: str | None) -> str | None:
        """None where the last day, or a whole number of days, is not known. Raises ValueError where it is no number."""
        days = self._days(cells)
        if last is None or len(last) < 10 or not days:
            return None
        try:
            return (datetime.date.fromisoformat(last) - datetime.timedelta(days=days - 1)).isoformat()
        except OverflowError as error:
            raise ValueError(f"a period of {days} days begins before all calendars") from error

    def _days(self, cells: Sequence[str]) -> int | None:
        if self._at is None:
            return self._period.days
        cell = cells[self._at]
        if not cell:
            return None
        if not re.fullmatch(r"[0-9]{1,6}(\.0+)?", cell):
            raise ValueError(f"the period {cell[:40]!r} is no number of {self._period.unit}")
        length = int(float(cell))
        if self._period.unit == "hours":
            return length // 24 if length % 24 == 0 else None
        return length
