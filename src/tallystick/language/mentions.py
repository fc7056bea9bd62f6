"""What the finders find: spans of the text with a normal form. Offsets are code points, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tallystick.records import Qualifier

NameKind = Literal["nation", "organisation", "person", "group", "place", "unknown"]
DateKind = Literal["date", "duration", "time", "set", "reference"]
Precision = Literal["point", "settlement", "region", "country", "feature", "unresolved"]


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity in the text. The span takes in its qualifier word; `digits` is the number word or digits alone."""

    start: int
    end: int
    digits: tuple[int, int]
    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression. `value` is ISO 8601 or EDTF; a duration is P..; None where it could not be resolved.

    `first` and `last` are the ISO days (or months, or years) that bound it, for comparisons.
    """

    start: int
    end: int
    kind: DateKind
    value: str | None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a party, organisation, person, armed group or place, by its canonical name.

    `canonical` is the name a newspaper index would file it under ("Armenia" for "Armenian forces"). `speaks` is true
    where it can make statements (a state, ministry, person, observer), `fights` where it can have forces or do harm.
    """

    start: int
    end: int
    canonical: str
    kind: NameKind
    speaks: bool
    fights: bool


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name in the text, with what the gazetteer says of it; coordinates are WGS 84 degrees."""

    start: int
    end: int
    name: str
    lat: float | None
    lon: float | None
    geonames_id: int | None
    country: str | None
    precision: Precision
