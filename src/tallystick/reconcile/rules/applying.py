"""Asking a rule for its bounds. A rule may be anybody's, so what it gives is looked at before it is used."""

from __future__ import annotations

import polars as pl

from tallystick.errors import RuleError
from tallystick.reconcile.rules import Rule

_NUMBERS = ("low", "best", "high")
_SETTERS = tuple(f"{name}_from" for name in _NUMBERS)


def bounded(rule: Rule, rivals: pl.DataFrame) -> pl.DataFrame:
    """The bounds that the rule finds: `tally`, the three numbers, and the claims that set each.

    Raises RuleError, which names the rule, where it fails, or where what it gives is not what a rule must give.
    """
    try:
        found = rule.bounds(rivals)
    except Exception as error:
        raise _failed(rule, f"it stopped with {_words(error)}") from error
    if not isinstance(found, pl.DataFrame):
        raise _failed(rule, f"it gave {type(found).__name__} and no data frame of Polars")
    missing = [name for name in ("tally", *_NUMBERS, *_SETTERS) if name not in found.columns]
    if missing:
        raise _failed(rule, f"what it gave has no column {', '.join(missing)}")
    claims = pl.List(rivals.schema["claim"])
    types: dict[str, pl.DataType] = {
        "tally": rivals.schema["tally"], **dict.fromkeys(_NUMBERS, pl.Float64()), **dict.fromkeys(_SETTERS, claims)
    }  # fmt: skip
    try:
        found = found.select(pl.col(name).cast(type) for name, type in types.items())
    except pl.exceptions.PolarsError as error:
        raise _failed(rule, f"a column is of the wrong type, {_words(error)}") from error
    if found["tally"].has_nulls() or found["tally"].is_duplicated().any():
        raise _failed(rule, "it gave a tally more than one row, or a row without a tally")
    return found


def _words(error: Exception) -> str:
    """The error in a line; those of Polars go on to print the query."""
    return " ".join([type(error).__name__, *str(error).splitlines()[:1]])


def _failed(rule: Rule, reason: str) -> RuleError:
    name = getattr(rule, "NAME", type(rule).__name__)
    return RuleError(f"{name}: the rule does not work: {reason}; choose another rule, or ask who made it")
