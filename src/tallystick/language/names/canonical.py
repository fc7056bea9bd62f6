"""How a name is filed: "Azerbaijani Defence Ministry" under "Azerbaijan Ministry of Defence"."""

from __future__ import annotations

import re
from functools import cache

from tallystick.knowledge import table

_SPACES = re.compile(r"\s+")
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|['’])$")


@cache
def _families() -> dict[str, str]:
    return {row["name"]: row["family"] for row in table("organisations") if row["family"]}


def filed_under(canonical: str) -> str:
    """The one name for what goes by several: "ISIL", "ISIS" and "Daesh" are "Islamic State". Others are themselves."""
    return _families().get(canonical, canonical)


def tidy(surface: str) -> str:
    """A mention as it stands in the text, with single spaces and without an article or a possessive at its ends."""
    name = _SPACES.sub(" ", surface).strip(" \"'“”‘’,.;:()")
    if name[:4] in ("the ", "The ") and name[4:5].islower():
        name = name[4:]
    return _POSSESSIVE.sub("", name)


def joined(names: list[str]) -> str:
    """Several names as one, in the order of the alphabet: "Armenia; Azerbaijan"."""
    return "; ".join(sorted(set(names), key=str.casefold))
