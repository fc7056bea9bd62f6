"""The rules by which low, best and high are chosen: one module each, found by name.

A rule is a module, or any object, with `NAME`, `VERSION`, `DESCRIPTION` (one sentence) and `bounds(rivals)`. `rivals`
is a data frame (Polars) of the claims that set bounds: `tally`, `claim`, `voice`, `stance`, `modality`, `low`, `high`
(null where open), `time` and `independent` (a third party's claim, or one that is confirmed). `bounds` returns one
row a tally: `tally`, `low`, `best`, `high` (null where the rule cannot say) and `low_from`, `best_from`, `high_from`
(lists of claims); a tally that it leaves out has no bounds. Other packages add rules under the entry point group
`tallystick.rules`.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from typing import Protocol, cast

import polars as pl

from tallystick.errors import RuleError

DEFAULT = "floor-ceiling"
_OURS = {
    "floor-ceiling": "floor_ceiling",
    "own-then-documented": "own_then_documented",
    "latest-official": "latest_official",
}


class Rule(Protocol):
    """What a rule must have."""

    NAME: str
    VERSION: int
    DESCRIPTION: str

    def bounds(self, rivals: pl.DataFrame) -> pl.DataFrame:
        """Low, best and high of each tally, and the claims that set them."""


def rule_names() -> list[str]:
    """The names of all rules at hand, ours first."""
    return [*_OURS, *sorted(point.name for point in entry_points(group="tallystick.rules") if point.name not in _OURS)]


def rule(name: str) -> Rule:
    """The rule of this name. Raises RuleError where there is none, or where it cannot be loaded."""
    if name in _OURS:
        return cast("Rule", import_module(f"tallystick.reconcile.rules.{_OURS[name]}"))
    for point in entry_points(group="tallystick.rules"):
        if point.name == name:
            try:
                return cast("Rule", point.load())
            except Exception as error:
                raise RuleError(f"{name}: the rule cannot be loaded from {point.value} ({error!r})") from error
    raise RuleError(f"{name}: there is no such rule; choose one of {', '.join(rule_names())}")
