"""A colour for each side of the conflict, by name only where there is one: the words always say who it is."""

from __future__ import annotations

from functools import cached_property

from tallystick.publish.site.cards import shortened
from tallystick.publish.site.content import Content
from tallystick.reconcile.naming import names_in

#: So many sides have a colour of their own; of the palette, no more can be told apart.
_COLOURED = 4
OTHERS = "sx"
#: A side that was proposed is called by all its parties.
_LONGEST = 60


class SideStyles:
    """Which class of the stylesheet draws what a party does or holds."""

    def __init__(self, content: Content) -> None:
        self._sides = content.sides
        self._known: dict[str | None, str] = {}

    def of(self, names: str | None) -> str:
        """The class for a field of names: that of their side; of several sides, or of none, that of the others."""
        if names not in self._known:
            self._known[names] = self._find(names)
        return self._known[names]

    def _find(self, names: str | None) -> str:
        found = set()
        for name in names_in(names):
            party = self._sides.party_of(name)
            side = self._sides.side_of(party) if party else None
            found.add(next((f"s{at}" for at, one in enumerate(self._sides.sides[:_COLOURED]) if one == side), OTHERS))
        return found.pop() if len(found) == 1 else OTHERS

    @cached_property
    def key(self) -> list[tuple[str, str]]:
        """The classes with the names of their sides."""
        named = [(f"s{at}", shortened(side.name, _LONGEST)) for at, side in enumerate(self._sides.sides[:_COLOURED])]
        return [*named, (OTHERS, "others, several sides, or not stated")]
