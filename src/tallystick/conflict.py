"""The conflict file: what the analyst tells the program about the conflict.

title = "…"
first_day = "2020-09-27"
last_day = "2020-11-10"
area = ["AM", "AZ"]                      # ISO 3166 countries in which places are looked for first

[[sides]]
name = "…"
[[sides.parties]]
name = "…"                               # canonical
also = ["…"]                             # other names, offices and people that speak for it

[[places]]
name = "…"
also = ["…"]
lat = 39.8
lon = 46.8
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from tallystick.errors import ConflictFileError


def _is_in_calendar(day: str) -> str:
    try:
        date.fromisoformat((day + "-01-01")[:10])
    except ValueError as error:
        raise ValueError(f"{day} is no date of the calendar; write YYYY, YYYY-MM or YYYY-MM-DD") from error
    return day


_Day = Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"), AfterValidator(_is_in_calendar)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Party(_Section):
    """A party by its canonical name, with the other names that mean it."""

    name: str
    also: tuple[str, ...] = ()


class Side(_Section):
    """Parties that fight together."""

    name: str
    parties: tuple[Party, ...] = ()


class Place(_Section):
    """A place the gazetteer lacks or has wrong."""

    name: str
    also: tuple[str, ...] = ()
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class Conflict(_Section):
    """One conflict: its days, its sides, its area. Everything is optional."""

    title: str | None = None
    first_day: _Day | None = None
    last_day: _Day | None = None
    area: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    places: tuple[Place, ...] = ()

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.first_day and self.last_day and self.last_day < self.first_day[: len(self.last_day)]:
            raise ValueError(f"last_day {self.last_day} is before first_day {self.first_day}; swap or mend them")
        return self

    @model_validator(mode="after")
    def _stands_on_one_side(self) -> Self:
        seen: dict[str, int] = {}
        for at, side in enumerate(self.sides):
            for name in (name for party in side.parties for name in (party.name, *party.also)):
                before = seen.setdefault(" ".join(name.casefold().split()), at)
                if before != at:
                    raise ValueError(
                        f"“{name}” is on two sides, “{self.sides[before].name}” and “{side.name}”; take it out of one,"
                        " or give those who changed sides a name of their own"
                    )
        return self

    def side_of(self, name: str) -> str | None:
        """The side of a party by its canonical name or another of its names, None where it is on none."""
        folded = name.casefold()
        for side in self.sides:
            for party in side.parties:
                if folded in {n.casefold() for n in (party.name, *party.also)}:
                    return side.name
        return None


def read_conflict(path: Path) -> Conflict:
    """Read a conflict file. Raises ConflictFileError where it is unreadable or not valid."""
    try:
        return Conflict.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConflictFileError(f"{path}: cannot be read ({error.strerror})") from error
    except RecursionError as error:
        raise ConflictFileError(f"{path}: is nested too deeply; a conflict file needs four levels at most") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConflictFileError(f"{path}: is not valid TOML ({error})") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        message = f"{where}: {first['msg']}" if where else first["msg"]
        raise ConflictFileError(f"{path}: {message}") from error
