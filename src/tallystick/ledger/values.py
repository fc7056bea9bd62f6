"""The values that reviewers give for fields: read from text, checked against the record, refused with the way out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from tallystick.errors import LedgerError
from tallystick.ledger.verification import statement_misfit
from tallystick.records import STATEMENT_TYPES, Figure, Statement, StatementKind

#: What a statement is bound to. Where the words themselves are wrong, reject it and add another.
BOUND = frozenset({
    "id", "document", "start", "end", "quote", "line", "evidence", "certainty", "review", "mentions",
})  # fmt: skip
#: Fields that hold an ISO 8601 date, possibly partial, or an instant.
DATES = frozenset({
    "as_of", "since", "setting", "start_date", "end_date", "signed", "in_force", "in_force_at", "fate_date", "deadline",
})  # fmt: skip
_PARTIAL = re.compile(r"[0-9]{4}(-[0-9]{2})?")


def fields_of(kind: StatementKind) -> list[str]:
    """The fields of a statement of this kind that a reviewer can give."""
    return [name for name in STATEMENT_TYPES[kind].model_fields if name not in BOUND]


def read_values(kind: StatementKind, given: Mapping[str, object], what: str) -> dict[str, Any]:
    """Values for fields, as JSON has them. `what` stands in messages.

    Text is read as the field wants it: empty for none, parted by ";" for several, a number for a bound. Raises
    LedgerError that names the field, the value and what is allowed.
    """
    record = STATEMENT_TYPES[kind]
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in fields_of(kind):
            why = "is what it is bound to; reject it and add another" if name in record.model_fields else "is no field"
            raise LedgerError(f"{what}: {name} {why}; those of a {kind} are {', '.join(fields_of(kind))}")
        values[name] = _from_text(record.model_fields[name], value) if isinstance(value, str) else value
        if name in DATES and values[name] is not None and not _is_date(str(values[name])):
            raise LedgerError(f"{what}: {name}={value!r} is no date; write it like 2020-10-07, 2020-10 or 2020")
    return values


def checked(kind: StatementKind, values: Mapping[str, Any], document: str, text: str, what: str) -> Statement:
    """The statement that these values make, its id apart. Raises LedgerError where they make none, with what is
    allowed, or one that quotes what does not stand in the text."""
    try:
        statement = STATEMENT_TYPES[kind].model_validate(dict(values))
    except ValidationError as error:
        raise LedgerError(f"{what}: {_told(STATEMENT_TYPES[kind], error)}") from error
    except (ValueError, TypeError) as error:
        raise LedgerError(f"{what}: {error}") from error
    problem = statement_misfit(kind, document, text, statement.model_copy(update={"id": statement.expected_id()}))
    if problem:
        raise LedgerError(f"{what}: {problem}; mend the values")
    if isinstance(statement, Figure):
        _check_bounds(statement, what)
    return statement


def as_json(statement: Statement, names: Mapping[str, Any]) -> dict[str, Any]:
    """The values of some fields of a statement as its JSON has them."""
    return statement.model_dump(mode="json", include=set(names))


def _from_text(field: FieldInfo, text: str) -> object:
    text = text.strip()
    several = any(get_origin(one) is tuple for one in (field.annotation, *get_args(field.annotation)))
    if several and text.startswith("["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    if several:
        return [part.strip() for part in text.split(";") if part.strip()]
    return text or None


def _is_date(text: str) -> bool:
    if _PARTIAL.fullmatch(text):
        return text[5:] == "" or 1 <= int(text[5:]) <= 12
    try:
        date.fromisoformat(text)
    except ValueError:
        try:
            datetime.fromisoformat(text)
        except ValueError:
            return False
        return "T" in text
    return len(text) == len("2020-10-07")


def _check_bounds(figure: Figure, what: str) -> None:
    low, high = figure.low, figure.high
    if min(low or 0, high or 0) < 0:
        raise LedgerError(f"{what}: low={low} high={high} counts less than nothing; write a bound from 0 up, or none")
    if low is not None and high is not None and low > high:
        raise LedgerError(f"{what}: low={low:g} is above high={high:g}; give both, the lesser as low")


def _told(record: type[Statement], error: ValidationError) -> str:
    """The first thing that is wrong, in words."""
    first = error.errors(include_url=False)[0]
    name = ".".join(map(str, first["loc"]))
    choices = ", ".join(_choices(record.model_fields[str(first["loc"][0])])) if first["loc"] else ""
    if first["type"] == "missing":
        return f"{name} is not given; give {name}=VALUE" + (f", one of {choices}" if choices else "")
    reason = f"; write one of {choices}" if choices else f" ({first['msg']}); write another"
    return f"{name}={first['input']!r} is not allowed{reason}"


def _choices(field: FieldInfo) -> list[str]:
    """The words that a field may hold, where it holds only certain ones."""
    for one in (field.annotation, *get_args(field.annotation)):
        for inner in (one, *(get_args(one) if get_origin(one) is tuple else ())):
            if get_origin(inner) is Literal:
                return [str(word) for word in get_args(inner)]
    return []
