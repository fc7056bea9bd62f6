"""Names in a figure's party, actor and claimant: lists of them, and which party a longer name speaks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from tallystick.knowledge import table
from tallystick.language.names.spelling import one_spelling

#: After these a party's name says where or about whom a body works, not for whom: "the mission in X" is not X's.
_NOT_OF = frozenset({"in", "for", "on", "to", "from", "against", "about", "at", "near", "with", "versus", "vs"})
_ARTICLES = frozenset({"the", "republic", "of"})


@cache
def names_in(field: str | None) -> tuple[str, ...]:
    """The names in a field that may hold several, parted by semicolons, without repeats, in order."""
    parts = (" ".join(part.split()) for part in (field or "").split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


@cache
def _words(name: str) -> tuple[str, ...]:
    """The name's words, folded, without a genitive ending or the marks around them; a hyphened word is one word."""
    words = (word.strip(".,()[]\"“”‘’'").casefold() for word in name.split())
    return tuple(word.removesuffix("'s").removesuffix("’s").rstrip("'’") for word in words if word)


@cache
def place_in(name: str, longer: str) -> int | None:
    """The word at which `longer` names `name` as whoever it belongs to, None where it does not.

    "Ruritania Ministry of Defence" and "Army of Ruritania" belong to Ruritania. "Observers in Ruritania" and
    "Ruritania-backed rebels" do not.
    """
    wanted, words = _words(name), _words(longer)
    if not wanted:
        return None
    for at in range(len(words) - len(wanted) + 1):
        if words[at : at + len(wanted)] == wanted:
            before = [word for word in words[max(at - 4, 0) : at] if word not in _ARTICLES]
            if not before or before[-1] not in _NOT_OF:
                return at
    return None


def holders(longer: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that `longer` is, or belongs to; of names inside one another only the longest.

    An exact match excludes all others.
    """
    folded = longer.casefold()
    candidates = tuple(names)
    exact = tuple(name for name in candidates if name.casefold() == folded)
    if exact:
        return exact[:1]
    found = sorted(
        ((at, len(_words(name)), name) for name in candidates if (at := place_in(name, longer)) is not None),
        key=lambda item: (-item[1], item[0], item[2]),
    )
    kept: list[tuple[int, int, str]] = []
    for at, length, name in found:
        if all(at + length <= start or start + span <= at for start, span, _ in kept):
            kept.append((at, length, name))
    return tuple(name for _, _, name in sorted(kept))


class NameIndex:
    """Names by their first word, so that what a longer name belongs to is found without trying them all."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        self._folded = {name.casefold(): name for name in reversed(self._names)}
        self._by_word: dict[str, list[str]] = {}
        for name in self._names:
            self._by_word.setdefault(next(iter(_words(name)), ""), []).append(name)

    def holders(self, longer: str) -> tuple[str, ...]:
        """As `holders` over all names of the index."""
        exact = self._folded.get(longer.casefold())
        return (exact,) if exact is not None else holders(longer, self._near(longer))

    def holders_beside(self, name: str) -> tuple[str, ...]:
        """The names, other than this one itself, that it belongs to."""
        return holders(name, (other for other in self._near(name) if other != name))

    def _near(self, longer: str) -> list[str]:
        return [name for word in dict.fromkeys(_words(longer)) for name in self._by_word.get(word, ())]


def roots(names: Iterable[str]) -> tuple[str, ...]:
    """The names that do not belong to another of them, in the order given."""
    names = tuple(names)
    index = NameIndex(names)
    return tuple(name for name in names if not index.holders_beside(name))


def spelled_alike(names: Mapping[str, int]) -> dict[str, str]:
    """For each of these names, counted, that is another's but for its spelling, that other: the one used most.

    What belongs to another of the names is left alone: "Ruritania Navy" is of Ruritania, whatever else it is like.
    """
    index = NameIndex(names)
    return {name: better for name, better in one_spelling(names).items() if not index.holders_beside(name)}


def is_observer(name: str) -> bool:
    """True for a body known to count for itself, such as a human-rights observatory or a list of documented losses."""
    return name.casefold() in _observers()


@cache
def _observers() -> frozenset[str]:
    rows = (r for r in table("organisations") if r["type"] == "observer")
    return frozenset(n.casefold() for r in rows for n in (r["name"], *r["also"].split("|")) if n)
