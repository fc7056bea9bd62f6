"""Several names as one: "Armenian and Artsakh authorities" are "Armenia; Artsakh"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tallystick.language.mentions import Name
from tallystick.language.names.canonical import joined

LONGEST_CHAIN = 8
_AND = re.compile(
    r"(?:,? (?:and|&|or|as well as|along with|alongside|together with|and also|with|nor)|[,/–-]|,)"
    r" ?(?:(?:the|its|their|by|several|some|other|local|both|between) )*"
)


def coordinations(text: str, names: list[Name]) -> Iterator[Name]:
    """The coordinated mentions among those of one sentence, which must be in order."""
    outer: list[Name] = []
    for name in names:
        if not outer or name.start >= outer[-1].end:
            outer.append(name)
    at = 0
    while at < len(outer):
        last = at
        while last + 1 < len(outer) and last - at < LONGEST_CHAIN and _coordinated(text, outer[last], outer[last + 1]):
            last += 1
        chain = outer[at : last + 1]
        if len({n.canonical for n in chain}) > 1 and _conjoined(text, chain):
            yield _together(chain)
        at = last + 1


def _coordinated(text: str, left: Name, right: Name) -> bool:
    return right.start - left.end <= 40 and bool(_AND.fullmatch(text, left.end, right.start))


def _conjoined(text: str, chain: list[Name]) -> bool:
    """A comma alone may set off an apposition; somewhere in the chain there must be more."""
    return any(text[a.end : b.start].strip() != "," for a, b in pairwise(chain))


def _together(chain: list[Name]) -> Name:
    kinds = {n.kind for n in chain}
    return Name(
        chain[0].start,
        chain[-1].end,
        joined([n.canonical for n in chain]),
        kinds.pop() if len(kinds) == 1 else "group",
        any(n.speaks for n in chain),
        any(n.fights for n in chain),
    )
