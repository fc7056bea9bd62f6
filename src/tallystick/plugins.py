"""What other packages bring: objects under an entry point group, found by name, beside our own modules.

Ours come first, and nobody can take the name of one of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib import import_module
from importlib.metadata import entry_points


class NotLoadedError(Exception):
    """Something that another package brings does not load. The message names it, and says from where and why."""


def names(group: str, ours: Collection[str]) -> list[str]:
    """The names of all that there are: ours, in the order given, then those that other packages bring, sorted."""
    return [*ours, *sorted({point.name for point in entry_points(group=group)} - set(ours))]


def load(group: str, name: str, ours: Mapping[str, str]) -> object | None:
    """What goes by this name: our module, of the path that `ours` has for it, or what another package brings.

    None where there is nothing of the name. Raises NotLoadedError where another package's does not load.
    """
    if name in ours:
        return import_module(ours[name])
    for point in entry_points(group=group):
        if point.name == name:
            try:
                return point.load()  # type: ignore[no-any-return]
            except Exception as error:
                raise NotLoadedError(f"{name}: it cannot be loaded from {point.value} ({error!r})") from error
    return None
