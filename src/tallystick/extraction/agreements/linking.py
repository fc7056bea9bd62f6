"""Which tellings of agreements in one document are of one agreement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tallystick.extraction.agreements.cues import Cue, Fate
from tallystick.extraction.agreements.phrases import Phrase
from tallystick.records import AgreementForm, Modality

#: Sentences back, at most, to what "the ceasefire" points at.
_FARTHEST = 8
#: Of many agreements of one name or day only so many of the latest are looked at, so that no text takes long.
_LATEST = 40
_FULL = len("2020-01-01")
_PARTICLES = frozenset({"of", "the", "and"})
_NO_KIND = frozenset(
    {"new", "latest", "final", "second", "first", "third", "recent", "last", "original", "same", "official"}
)
_ORDINALS = frozenset({"another", "second", "third", "fourth", "fifth"})


@dataclass(eq=False)
class Told:
    """One telling of an agreement, with what its sentence says of it."""

    sentence: int
    section: tuple[int, ...]
    phrase: Phrase
    cue: Cue
    start: int
    end: int
    signed: str | None = None
    in_force: str | None = None
    in_force_at: str | None = None
    term: str | None = None
    #: A date that is told of it without saying what happened then: "the 10 November ceasefire".
    dated: str | None = None
    alias: str | None = None
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    claimant: str | None = None
    modality: Modality = "stated"
    fate: Fate | None = None
    fate_date: str | None = None
    doubts: tuple[str, ...] = ()
    #: Its sentence announces a list of its terms.
    lists_terms: bool = False

    @property
    def made(self) -> bool:
        """True where the text says that the agreement was made, and does not only point at it."""
        return self.cue.telling != "referred"

    @property
    def days(self) -> tuple[str, ...]:
        """All dates told of its beginning."""
        return tuple(day for day in (self.signed, self.in_force, self.dated) if day)

    @property
    def name(self) -> frozenset[str] | None:
        """The words of its proper name without year and particles, so that word order does not count."""
        proper = self.alias or (self.phrase.name if self.phrase.proper else None)
        return frozenset(re.findall(r"[^\W\d_]+", proper.lower())) - _PARTICLES if proper else None


@dataclass(eq=False)
class ToldOf:
    """An agreement with all its tellings, in the order of the text, and what they tell together."""

    tellings: list[Told] = field(default_factory=list)
    names: set[frozenset[str]] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    forms: set[AgreementForm] = field(default_factory=set)

    def add(self, telling: Told) -> None:
        """Take in one more telling."""
        self.tellings.append(telling)
        self.names |= {telling.name} if telling.name else set()
        self.days |= set(telling.days)
        self.parties |= set(telling.parties)
        self.forms |= set() if telling.phrase.broad else {telling.phrase.form}

    @property
    def form(self) -> AgreementForm:
        """The form of the first telling that names one; "other" where all say "deal" or "agreement" only."""
        narrow = (telling.phrase.form for telling in self.tellings if not telling.phrase.broad)
        return next(narrow, self.tellings[0].phrase.form)


class _Known:
    """The agreements found so far, by what a telling may know them by."""

    def __init__(self) -> None:
        self.found: list[ToldOf] = []
        self._by_name: dict[frozenset[str], list[ToldOf]] = {}
        self._by_day: dict[str, list[ToldOf]] = {}

    def add(self, telling: Told, agreement: ToldOf) -> None:
        """Note a telling of an agreement, new or known."""
        if not agreement.tellings:
            self.found.append(agreement)
        agreement.add(telling)
        if telling.name and agreement not in (listed := self._by_name.setdefault(telling.name, []))[-_LATEST:]:
            listed.append(agreement)
        for day in telling.days:
            if len(day) == _FULL and agreement not in (dated := self._by_day.setdefault(day, []))[-_LATEST:]:
                dated.append(agreement)

    def home(self, telling: Told) -> ToldOf | None:
        """The agreement that a telling is of: of its name, of its date and parties, or the last it can point at."""
        named = self._by_name.get(telling.name, ()) if telling.name else ()
        for agreement in reversed(named[-_LATEST:]):
            if _same_years(telling, agreement):
                return agreement
        for day in telling.days:
            for agreement in reversed(self._by_day.get(day, ())[-_LATEST:]):
                if _same_by_date(telling, agreement):
                    return agreement
        if telling.phrase.determiner in _ORDINALS or not telling.phrase.definite or telling.phrase.proper:
            return None
        for agreement in reversed(self.found[-_LATEST:]):
            last = agreement.tellings[-1]
            near = telling.sentence - last.sentence <= _FARTHEST and last.section == telling.section
            if near and _fits(telling.phrase, agreement) and _may_be(telling, agreement):
                return agreement
        return None


def linked(tellings: Sequence[Told]) -> list[ToldOf]:
    """The agreements of a document. What only points at one that is not told of is left out."""
    known = _Known()
    for telling in tellings:
        home = known.home(telling)
        if home:
            known.add(telling, home)
        elif (telling.made and not _only_points(telling)) or _stands_alone(telling):
            known.add(telling, ToldOf())
    return known.found


def _only_points(telling: Told) -> bool:
    """ "after accepting the deal": it is said to be made, and nothing else is said of it that could be known by it."""
    return telling.phrase.definite and not telling.name and not telling.days and len(telling.parties) < 2


def _stands_alone(telling: Told) -> bool:
    """A telling that makes an agreement known though it only points at it: it is dated and named or described."""
    if telling.lists_terms and telling.phrase.determiner:
        return True
    if not telling.dated and not (telling.fate and telling.days):
        return False
    return telling.phrase.proper or telling.phrase.form == "ceasefire" or len(telling.parties) > 1


def _same_years(telling: Told, agreement: ToldOf) -> bool:
    years = {day[:4] for day in telling.days}
    return not years or not agreement.days or bool(years & {day[:4] for day in agreement.days})


def _same_by_date(telling: Told, agreement: ToldOf) -> bool:
    if telling.phrase.determiner in _ORDINALS or not _fits(telling.phrase, agreement):
        return False
    if telling.name and agreement.names and telling.name not in agreement.names:
        return False
    return _parties_agree(telling, agreement)


def _may_be(telling: Told, agreement: ToldOf) -> bool:
    """True where nothing that is told speaks against it."""
    near = not telling.days or not agreement.days
    near = near or any(_could_be_one(a, b) for a in telling.days for b in agreement.days)
    return near and _parties_agree(telling, agreement)


def _kind(phrase: Phrase) -> frozenset[str]:
    """The words that tell which kind of agreement it is: "nuclear" of "the new nuclear agreement"."""
    told = phrase.name.lower().split()[:-1]
    return frozenset(word for word in told if word.isalpha()) - _NO_KIND


def _could_be_one(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def _parties_agree(telling: Told, agreement: ToldOf) -> bool:
    return not agreement.parties or not telling.parties or bool(agreement.parties & set(telling.parties))


def _fits(phrase: Phrase, agreement: ToldOf) -> bool:
    ours, theirs = _kind(phrase), _kind(agreement.tellings[0].phrase)
    if phrase.broad and ours and theirs and not ours & theirs:
        return False  # "the nuclear agreement" is not "a political agreement"
    return phrase.broad or not agreement.forms or phrase.form in agreement.forms or agreement.tellings[0].phrase.broad
