"""The formats that there are: each a module under `formats`, found by being there.

A format is a module, or any object, with `NAME`, `DESCRIPTION` (one sentence) and `write(material, path)`, which
writes a new file (or folder) at that path and returns what it wrote and left out, as `Written`. It names no time but
those of the records, and the same material gives the same bytes. Other packages add formats under the entry point
group `tallystick.formats`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from pkgutil import iter_modules
from typing import Protocol, cast

from tallystick import plugins
from tallystick.publish.exchange import formats
from tallystick.publish.exchange.material import Material


@dataclass(slots=True)
class Written:
    """How many records a format wrote, what they are called, and how many it left out, by reason."""

    records: int
    what: str
    left_out: Counter[str] = field(default_factory=Counter)


class Format(Protocol):
    """What a format must have."""

    NAME: str
    DESCRIPTION: str

    def write(self, material: Material, path: Path) -> Written:
        """Write the material as a new file or folder at this path. Raises OSError where that cannot be done."""


_GROUP = "tallystick.formats"


@cache
def _ours() -> dict[str, str]:
    """The module of each format of ours, by the format's name: the module's own. In alphabetical order."""
    found = sorted(module.name for module in iter_modules(formats.__path__))
    return {name: f"{formats.__name__}.{name}" for name in found}


def format_names() -> list[str]:
    """The names of all formats at hand, ours first, each lot in alphabetical order."""
    return plugins.names(_GROUP, _ours())


def format_named(name: str) -> Format:
    """The format of this name. Raises ValueError where there is none, or where it cannot be loaded."""
    try:
        found = plugins.load(_GROUP, name, _ours())
    except plugins.NotLoadedError as error:
        raise ValueError(f"a format that does not work: {error}; repair or remove the package it comes from") from error
    if found is None:
        raise ValueError(f"{name[:60]!r} is no format; choose one of {', '.join(format_names())}")
    return cast("Format", found)
