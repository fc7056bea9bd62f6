"""The rules by which low, best and high are chosen: one module each, found by name.

A rule is a module, or any object, with `NAME`, `VERSION`, `DESCRIPTION` (one sentence) and `bounds(rivals)`. `rivals`
is a data frame (Polars) of the claims that set bounds: `tally`, `claim`, `voice`, `stance`, `modality`, `low`, `high`
(null where open), `time` and `independent` (a third party's claim, or one that is confirmed). `bounds` returns one
row a tally: `tally`, `low`, `best`, `high` (null where the rule cannot say) and `low_from`, `best_from`, `high_from`
(lists of claims); a tally that it leaves out has no bounds. Other packages add rules under the entry point group
`tallystick.rules`.
"""

from __future__ import annotations

from typing import Protocol, cast

import polars as pl

from tallystick import plugins
from tallystick.errors import RuleError

DEFAULT = "floor-ceiling"
_GROUP = "tallystick.rules"
_OURS = {
    "floor-ceiling": f"{__name__}.floor_ceiling",
    "own-then-documented": f"{__name__}.own_then_documented",
    "latest-official": f"{__name__}.latest_official",
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
    return plugins.names(_GROUP, _OURS)


def rule(name: str) -> Rule:
    """The rule of this name. Raises RuleError where there is none, or where it cannot be loaded."""
    try:
        found = plugins.load(_GROUP, name, _OURS)
    except plugins.NotLoadedError as error:
        raise RuleError(f"a rule that does not work: {error}; repair or remove the package it comes from") from error
    if found is None:
        raise RuleError(f"{name}: there is no such rule; choose one of {', '.join(rule_names())}")
    missing = [part for part in ("NAME", "VERSION", "DESCRIPTION", "bounds") if not hasattr(found, part)]
    if missing:
        raise RuleError(f"{name}: the rule has no {', '.join(missing)}; ask the package it comes from to add them")
    return cast("Rule", found)
