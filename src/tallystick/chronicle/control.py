"""Who holds which place on a day, since when, by whose word, and where the words differ.

Nothing is decided by counting voices: a later word replaces an earlier one, and where two voices name different holders
for the same time, both stand. A withdrawal and what is due under a deal are told beside the holder and change nothing
by themselves. What has no date is listed apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from tallystick.chronicle.days import first_day, last_day
from tallystick.knowledge import table
from tallystick.language.places.folding import fold, without_articles
from tallystick.records import Control, PlaceKind, digest

#: held: a holder with no rival; announced: the day is that of an announcement; disputed: voices name different
#: holders for the same time; uncertain: the dates leave open whether it was so by that day; unsaid: it changed hands
#: or was left, and to whom is not told; contested: it is fought over, and no holder is told; due: it is only to be
#: handed over; undated: nothing told of it has a date.
HoldingState = Literal["held", "announced", "disputed", "uncertain", "unsaid", "contested", "due", "undated"]
HOLDING_STATES: tuple[HoldingState, ...] = get_args(HoldingState)
_SETTLEMENTS: frozenset[PlaceKind] = frozenset({"city", "town", "village", "settlement"})
_WHENEVER = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Held:
    """A holder by the words of some records, the earliest first. `since` are the days between which it began."""

    holder: str | None
    told: tuple[Control, ...]
    since: tuple[str, str] | None

    @property
    def claimants(self) -> tuple[str | None, ...]:
        """By whose word, each once; None is a document's own voice."""
        return tuple(dict.fromkeys(one.claimant for one in self.told))

    @property
    def implied(self) -> bool:
        """True where no record names the holder in so many words."""
        return all("holder" in one.implied for one in self.told)

    @property
    def announced(self) -> bool:
        """True where every date is that of an announcement."""
        return all(one.dated == "announcement" for one in self.told)

    @property
    def alleged(self) -> bool:
        """True where it is told as a claim only."""
        return all(one.modality == "alleged" for one in self.told)


@dataclass(frozen=True, slots=True)
class Holding:
    """A place on a day. `by` has one holder, or the rival ones where it is disputed; `before` is who held it last.

    `maybe` are words whose dates leave open whether they were so by that day, `left` withdrawals and losses since,
    `due` what is to be handed over, `contested` fighting over it, `unsaid` changes that name no holder, `undated` what
    is told without a date. `reason` says why records with different spellings are about one place.
    """

    id: str
    place: str
    spellings: tuple[str, ...]
    kind: PlaceKind
    named: bool
    state: HoldingState
    by: tuple[Held, ...]
    before: Held | None = None
    maybe: tuple[Control, ...] = ()
    left: tuple[Control, ...] = ()
    due: tuple[Control, ...] = ()
    contested: tuple[Control, ...] = ()
    unsaid: tuple[Control, ...] = ()
    undated: tuple[Control, ...] = ()
    denied: tuple[Control, ...] = ()

    @property
    def holder(self) -> str | None:
        """Who holds it; None where that is disputed or not told."""
        return self.by[0].holder if len(self.by) == 1 else None

    @property
    def reason(self) -> str:
        """Why its records are of one place, in words; empty where they spell it alike."""
        return f"spelt {', '.join(self.spellings)}" if len(self.spellings) > 1 else ""

    def records(self) -> Iterable[Control]:
        """Every record it rests on, each once."""
        several = (
            *(one for held in self.by for one in held.told), *(self.before.told if self.before else ()), *self.maybe,
            *self.left, *self.due, *self.contested, *self.unsaid, *self.undated, *self.denied,
        )  # fmt: skip
        return {one.id: one for one in several}.values()


def control_on(statements: Iterable[Control], day: str | None = None) -> list[Holding]:
    """Every place that was told of by that ISO day, with its holder then; without a day, by the last that is told.

    Sorted by state of knowledge and name: dated ones first, undated ones last. Raises ValueError for what is no day.
    """
    asked = _WHENEVER if day is None else last_day(day)
    held = [
        holding for key, told in _by_place(statements).items() if (holding := _holding(key, told, asked)) is not None
    ]  # fmt: skip
    return sorted(held, key=lambda one: (one.state == "undated", fold(one.place), one.id))


# Which records are of one place

_Key = tuple[str, ...]


def _by_place(statements: Iterable[Control]) -> dict[_Key, list[Control]]:
    """The records by place: names by their folded form, unnamed places each document by itself."""
    named: defaultdict[str, list[Control]] = defaultdict(list)
    groups: defaultdict[_Key, list[Control]] = defaultdict(list)
    for one in statements:
        if one.named:
            named[_folded(one)].append(one)
        else:
            groups["words", one.document, fold(one.place), fold(one.holder or one.former or "")].append(one)
    for name, told in named.items():
        kinds = {_class_of(one.place_kind) for one in told} - {""}
        # A bare name is most likely the town, else the region; never the district that is named after its town.
        bare = next((kind for kind in ("settlement", "area", "feature") if kind in kinds), "settlement")
        for one in told:
            groups["name", name, _class_of(one.place_kind) or bare].append(one)
    return dict(groups)


def _folded(one: Control) -> str:
    """The folded name, of districts and areas without the noun: "Kherson Oblast" is "Kherson" among areas."""
    key = without_articles(fold(one.place))
    words = key.split()
    if _class_of(one.place_kind) in ("district", "area") and len(words) > 1 and words[-1] in _area_nouns():
        return " ".join(words[:-1])
    return key


def _class_of(kind: PlaceKind) -> str:
    return "settlement" if kind in _SETTLEMENTS else "" if kind == "unknown" else kind


@cache
def _area_nouns() -> frozenset[str]:
    rows = [row for row in table("control_place_nouns") if row["kind"] in ("district", "area")]
    return frozenset(row[form] for row in rows for form in ("noun", "plural"))


# Who holds it


def _holding(key: _Key, told: Sequence[Control], asked: str) -> Holding | None:
    """The place on that day; None where nothing was told of it by then."""
    told = sorted(told, key=lambda one: (_first(one) or "", one.document, one.start))
    dated = [one for one in told if _first(one) is not None and one.modality != "denied" and one.form != "due"]
    undated = tuple(one for one in told if _first(one) is None and one.modality != "denied" and one.form != "due")
    by_then = [one for one in dated if (_last(one) or "") <= asked]
    maybe = tuple(one for one in dated if (_first(one) or "") <= asked < (_last(one) or ""))
    due = tuple(one for one in told if one.form == "due" and one.modality != "denied")
    if not by_then and not maybe and not undated and not due:
        return None
    current, before = _current([one for one in by_then if one.holder and one.form in ("change", "held")])
    since = max((held.since[1] for held in current if held.since), default="")
    after = [one for one in by_then if (_last(one) or "") >= since]
    spellings = Counter(one.place for one in told)
    return Holding(
        id="h" + digest(*key)[:12], place=max(spellings, key=lambda name: (spellings[name], name)),
        spellings=tuple(sorted(spellings)), kind=_kind(told), named=told[0].named,
        state=_state(current, by_then, maybe, undated), by=tuple(current), before=before, maybe=maybe,
        left=tuple(one for one in after if one.form == "change" and not one.holder and one.former),
        due=due, contested=tuple(one for one in after if one.form == "contested"),
        unsaid=tuple(one for one in after if one.form in ("change", "held") and not one.holder and not one.former),
        undated=undated, denied=tuple(one for one in told if one.modality == "denied"),
    )  # fmt: skip


def _current(told: Sequence[Control]) -> tuple[list[Held], Held | None]:
    """The holders that no later word replaces, rivals beside each other, and who held the place before them."""
    replaced = _Replaced(told)
    holders: dict[str, list[Control]] = {}
    for one in told:
        if not replaced.has(one):
            holders.setdefault(fold(one.holder or ""), []).append(one)
    if len(holders) > 1:
        return [_held(records, records) for records in holders.values()], None
    current = [_held(told, records) for records in holders.values()]
    earlier = [one for one in told if fold(one.holder or "") not in holders]
    before = _held(earlier, [earlier[-1]]) if earlier and current else None
    return current, before


class _Replaced:
    """Which records a later word of another holder replaces.

    A word is later that is of a later day, or of the same day and further on in the same telling.
    """

    def __init__(self, told: Sequence[Control]) -> None:
        self._latest: dict[str, str] = {}
        self._said: dict[tuple[str, str | None, str | None], tuple[int, str]] = {}
        for one in told:
            name, first = fold(one.holder or ""), _first(one) or ""
            self._latest[name] = max(first, self._latest.get(name, ""))
            if one.form == "change":
                self._said[self._voice(one)] = max((one.start, name), self._said.get(self._voice(one), (-1, "")))
        #: The two holders of the latest words: of one of them a record is not.
        self._two = sorted(self._latest.items(), key=lambda pair: pair[1])[-2:]

    @staticmethod
    def _voice(one: Control) -> tuple[str, str | None, str | None]:
        return one.document, one.claimant, _last(one)

    def has(self, one: Control) -> bool:
        """True where another's later word replaces this one."""
        name, last = fold(one.holder or ""), _last(one) or ""
        if any(first > last for other, first in self._two if other != name):
            return True
        start, further = self._said.get(self._voice(one), (-1, ""))
        return further != name and start > one.start


def _held(told: Sequence[Control], last: Sequence[Control]) -> Held:
    """A holder with every word for him since another held the place; the earliest word says since when."""
    name = fold(last[0].holder or "")
    others = [_last(one) or "" for one in told if fold(one.holder or "") != name]
    begun = [_first(one) or "" for one in last]
    floor = max((day for day in others if day < min(begun)), default="")
    own = [one for one in told if fold(one.holder or "") == name and (_first(one) or "") > floor] or list(last)
    earliest = min(own, key=lambda one: (_last(one) or "", _first(one) or ""))
    since = (_first(earliest) or "", _last(earliest) or "")
    return Held(last[-1].holder, tuple(own), since)


def _state(
    current: Sequence[Held], by_then: Sequence[Control], maybe: Sequence[Control], undated: Sequence[Control]
) -> HoldingState:
    if len(current) > 1:
        return "disputed"
    if current:
        other = any(one.holder and fold(one.holder) != fold(current[0].holder or "") for one in maybe)
        spoken = max((_first(one) or "") for one in current[0].told)
        # It changed hands or was left since his last word, and to whom is not told: he may hold it no longer.
        other = other or any((_first(one) or "") > spoken and _loses(current[0], one) for one in by_then)
        return "uncertain" if other else "announced" if current[0].announced else "held"
    if any(one.holder for one in maybe):
        return "uncertain"
    if any(one.form == "contested" for one in by_then):
        return "contested"
    if by_then or maybe:
        return "unsaid"
    return "undated" if undated else "due"


def _loses(held: Held, one: Control) -> bool:
    """True for a change that names no holder, and not another than this one as who left."""
    gone = one.form == "change" and one.holder is None
    return gone and (one.former is None or fold(one.former) == fold(held.holder or ""))


def _kind(told: Sequence[Control]) -> PlaceKind:
    kinds = Counter(one.place_kind for one in told if one.place_kind != "unknown")
    exact = {kind: count for kind, count in kinds.items() if kind != "settlement"} or kinds
    return max(exact, key=lambda kind: (exact[kind], kind)) if exact else "unknown"


def _first(one: Control) -> str | None:
    return _day(one.start_date, first_day)


def _last(one: Control) -> str | None:
    return _day(one.end_date or one.start_date, last_day)


def _day(written: str | None, bound: object) -> str | None:
    """The day of a date; None where it is none: documents tell of 31 November."""
    if written is None:
        return None
    try:
        return first_day(written) if bound is first_day else last_day(written)
    except ValueError:
        return None


def impossible(one: Control) -> bool:
    """True where a record has a date that is none."""
    return one.start_date is not None and (_first(one) is None or _last(one) is None)


__all__ = ["HOLDING_STATES", "Held", "Holding", "HoldingState", "control_on", "impossible"]
