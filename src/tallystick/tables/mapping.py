"""The mapping file: what the columns of a table mean.

    [source]
    publisher = "…"

    [slots]                                  # of all figures below
    party = { column = "country" }

    [[figures]]                              # a row may give several
    number = "killed_total"
    outcome = "killed"
    thing = "person.mixed"
    basis = "total"
    as_of = { column = "report_date" }

`docs/tables.md` describes every key.
"""

from __future__ import annotations

import json
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from tallystick.documents.dates import iso_date
from tallystick.errors import TallystickError
from tallystick.records import BASES, MODALITIES, OUTCOMES, QUALIFIERS, THINGS, PartForm, digest
from tallystick.tables.numbers import Decimal

#: The words that a slot's values are among.
VOCABULARIES: dict[str, tuple[str, ...]] = {
    "outcome": OUTCOMES, "thing": THINGS, "basis": BASES, "modality": MODALITIES, "qualifier": QUALIFIERS,
}  # fmt: skip
DATES = ("as_of", "since", "setting")
_MAX_BYTES = 1_000_000


class MappingError(TallystickError):
    """A mapping file that cannot be read, does not follow the format, or does not fit its table."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(_Section):
    """A slot whose value stands in a cell.

    `values` says what cells mean; a key with * or ? is a pattern, in any case of letters, and the first that fits
    counts, after exact keys. A cell that no key fits gives no figure, or with `others = "keep"` stands for itself.
    """

    column: str
    values: dict[str, str] = Field(default_factory=dict)
    others: Literal["refuse", "keep"] = "refuse"
    format: str | None = None

    @model_validator(mode="after")
    def _keeps_others_of_some(self) -> Self:
        if self.others == "keep" and not self.values:
            raise ValueError('others = "keep" means nothing without `values`; take it out')
        return self


def _short_form(value: Any) -> Any:
    # Pydantic would report a wrong constant once for every kind of value that a slot may have.
    if not isinstance(value, str | dict | BaseModel):
        raise ValueError('is neither text nor { column = "…" }')
    return Column.model_validate(value) if isinstance(value, dict) else value


Slot = Annotated[str | Column, BeforeValidator(_short_form)]


class Period(_Section):
    """The length of the period that an increment covers, which `as_of` ends."""

    column: str | None = None
    days: int | None = Field(None, ge=1)
    unit: Literal["hours", "days"] = "days"

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.column is None) == (self.days is None):
            raise ValueError("give either `days` or `column`")
        return self


class Slots(_Section):
    """What figures have besides their number: each a constant, or a column."""

    outcome: Slot | None = None
    thing: Slot | None = None
    basis: Slot | None = None
    party: Slot | None = None
    actor: Slot | None = None
    claimant: Slot | None = None
    place: Slot | None = None
    modality: Slot | None = None
    qualifier: Slot | None = None
    unit: str | None = None
    as_of: Slot | None = None
    since: Slot | None = None
    setting: Slot | None = None
    period: Period | None = None

    @model_validator(mode="after")
    def _says_what_there_is(self) -> Self:
        for name, vocabulary in VOCABULARIES.items():
            slot = getattr(self, name)
            said = [slot] if isinstance(slot, str) else list(slot.values.values()) if slot else []
            wrong = next((value for value in said if value not in vocabulary), None)
            if wrong is not None:
                raise ValueError(f"{name}: {not_among(wrong, vocabulary)}")
        for name in DATES:
            slot = getattr(self, name)
            if isinstance(slot, str):
                try:
                    plain = iso_date(slot)
                except ValueError as error:
                    raise ValueError(f"{name}: {error}; write it as 2020-10-07") from error
                if plain != slot:
                    raise ValueError(f"{name}: write {slot!r} as {plain}")
        if self.period and self.since:
            raise ValueError("`since` and `period` both say where the period begins; give one")
        return self

    def slots(self) -> dict[str, str | Column]:
        """Those that are given, by name, without `unit` and `period`."""
        given = {name: getattr(self, name) for name in Slots.model_fields if name not in ("unit", "period")}
        return {name: slot for name, slot in given.items() if slot is not None}


class FigureMap(Slots):
    """A figure that a row gives: where its number stands, what it counts, and of which rows.

    The number is the cell of a column (`number`), a pair of them (`low`, `high`), or 1 where each row is one death or
    one loss (`count = "rows"`), or the number of rows that are alike (`count = "groups"`).
    """

    name: str | None = None
    number: str | None = None
    low: str | None = None
    high: str | None = None
    count: Literal["rows", "groups"] | None = None
    quote: tuple[str, ...] = ()
    part_of: str | None = None
    part_form: PartForm | None = None
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    unless: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _has_one_number(self) -> Self:
        pair = self.low is not None or self.high is not None
        if pair and (self.low is None or self.high is None):
            raise ValueError("`low` and `high` are a pair; give both, or `number`")
        if (self.number is not None) + pair + (self.count is not None) != 1:
            raise ValueError('give one of: `number`, `low` with `high`, `count = "rows"`, `count = "groups"`')
        if self.quote and self.count != "rows":
            raise ValueError('`quote` is for count = "rows"; other figures quote their cells')
        if self.count and (self.qualifier or self.unit):
            raise ValueError("rows are counted exactly; take out `qualifier` and `unit`")
        if self.part_form and not self.part_of:
            raise ValueError("`part_form` says how it is part of another; name that in `part_of`")
        return self

    @property
    def label(self) -> str:
        """What it is called in messages."""
        return self.name or self.number or self.low or f"count of {self.count}"


class TableOptions(_Section):
    """How the file is read, and which of its columns and rows."""

    format: Literal["csv", "tsv", "xlsx", "parquet", "json", "jsonl"] | None = None
    encoding: str | None = None
    delimiter: str | None = Field(None, min_length=1, max_length=1)
    sheet: str | None = None
    skip_rows: int = Field(0, ge=0, le=1_000)
    header: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    decimal: Decimal = "."
    empty: tuple[str, ...] = ()
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    unless: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class SourceMap(_Section):
    """Where the table comes from: constants, or columns where every row has a source of its own."""

    publisher: Slot
    title: str | None = None
    published: Slot | None = None
    url: Slot | None = None

    @model_validator(mode="after")
    def _is_dated(self) -> Self:
        if isinstance(self.published, str):
            try:
                iso_date(self.published)
            except ValueError as error:
                raise ValueError(f"published: {error}; write it as 2020-10-07") from error
        return self


class Mapping(_Section):
    """What a table means. `[slots]` holds for all figures that do not say otherwise."""

    source: SourceMap
    table: TableOptions = TableOptions()
    slots: Slots = Slots()
    figures: tuple[FigureMap, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        names = [figure.name for figure in self.figures if figure.name]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise ValueError(f"two figures are called {twice!r}; rename one")
        grouped = sum(figure.count == "groups" for figure in self.figures)
        if grouped and len(self.figures) > 1:
            raise ValueError('count = "groups" sorts the rows, so it must be the only one of `figures`')
        for at, figure in enumerate(self.merged()):
            given = figure.slots()
            missing = next((name for name in ("outcome", "thing", "basis") if name not in given), None)
            if missing:
                raise ValueError(f"figures.{at}: nothing says its {missing}; give it there or in [slots]")
            if figure.part_of is not None and figure.part_of not in names:
                raise ValueError(f"figures.{at}.part_of: {not_among(figure.part_of, names or ('none has a `name`',))}")
            if figure.name in self._wholes(figure):
                raise ValueError(f"figures.{at}.part_of: makes {figure.name!r} a part of itself; name its total")
        return self

    def _wholes(self, figure: FigureMap) -> list[str]:
        """The names of what it is a part of, and of what that is a part of."""
        above = {one.name: one.part_of for one in self.figures if one.name}
        found: list[str] = []
        name = figure.part_of
        while name is not None and name not in found:
            found.append(name)
            name = above.get(name)
        return found

    def merged(self) -> list[FigureMap]:
        """The figures with the slots that hold for all."""
        shared = {name: getattr(self.slots, name) for name in self.slots.model_fields_set}
        return [
            figure.model_copy(update={n: v for n, v in shared.items() if n not in figure.model_fields_set})
            for figure in self.figures
        ]

    @property
    def fingerprint(self) -> str:
        """A digest that changes with whatever could make a table read differently."""
        return digest("table", json.dumps(self.model_dump(mode="json"), sort_keys=True))[:16]


def read_mapping(path: str | Path) -> Mapping:
    """Read a mapping file. Raises MappingError where it is unreadable or not valid."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise MappingError(f"{path}: is larger than a mapping can be; is it the table itself?")
        return Mapping.model_validate(tomllib.loads(data.decode("utf-8-sig")))
    except OSError as error:
        raise MappingError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except RecursionError as error:
        raise MappingError(f"{path}: is nested too deeply; a mapping needs four levels at most") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingError(f"{path}: is not valid TOML ({error}); mend it") from error
    except ValidationError as error:
        raise MappingError(f"{path}: {_told(error)}") from error


def not_among(value: str, known: tuple[str, ...] | list[str], what: str = "word") -> str:
    """That a word is not one of those known, with those that are near it."""
    near = get_close_matches(value, known, n=3, cutoff=0.5)
    told = f"near it: {', '.join(near)}" if near else f"there are {', '.join(list(known)[:20])}"
    return f"there is no {what} {value!r}; {told}"


def _told(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        message = "is no key of a mapping; check the spelling (docs/tables.md lists all)"
    elif first["type"] == "missing":
        message = "is missing; add it"
    return f"{where}: {message}" if where else message
