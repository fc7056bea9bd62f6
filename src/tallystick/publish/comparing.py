"""From tallies and findings to what readers see of them: numbers, voices, stances and dates in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tallystick.publish.compared import ClaimShown, FindingShown, Source, TallyShown, Terms
from tallystick.records import (
    ROLES,
    STANCES,
    Claim,
    Figure,
    Finding,
    Outcome,
    Qualifier,
    Role,
    Stance,
    Tally,
)
from tallystick.wording.labels import MODALITY_WORDS, THING_WORDS, row_label, row_order
from tallystick.wording.phrase import date_phrase, published_number

if TYPE_CHECKING:
    import polars as pl

    from tallystick.reconcile.reconciling import Reconciled

NOT_STATED = "not stated"
#: Rivals that differ by less than this are shown without a ratio.
_TELLING_RATIO = 1.05
STANCE_WORDS: dict[Stance, str] = {
    "own": "the party itself", "adversary": "the other side", "third": "third party", "unattributed": "unattributed",
}  # fmt: skip
_ROLE_WORDS: dict[Role, str] = {
    "rival": "", "counted": "", "item": "one of several it lists", "part": "part of a total",
    "superseded": "replaced by a later count", "denied": "told to be denied",
}  # fmt: skip
#: Equipment whose losses recorders follow; lists of trucks and the like are left to `--all`.
_MAIN_EQUIPMENT = frozenset({
    "equipment.tank", "equipment.armoured_vehicle", "equipment.artillery", "equipment.air_defence",
    "equipment.missile_launcher", "equipment.helicopter", "equipment.aircraft", "equipment.drone", "equipment.ship",
})  # fmt: skip
_WHOLE_LOSSES: frozenset[Outcome] = frozenset({
    "killed", "wounded", "casualties", "missing", "captured", "displaced", "deserted",
})  # fmt: skip


def terms_of(reconciled: Reconciled, recorded_before: str | None = None) -> Terms:
    """The terms of a comparison."""
    rule = reconciled.tallies.rule
    return Terms(
        rule.NAME, rule.VERSION, rule.DESCRIPTION, len(reconciled.laid.everything), reconciled.known_on,
        recorded_before, reconciled.left_out,
    )  # fmt: skip


def is_worth_a_look(tally: Tally) -> bool:
    """True for rival counts, for the rows of lists that are counted here and shown nowhere else, and for whole-war
    sums of people and main equipment; the rest only `--all` shows."""
    if any(claim.role == "counted" for claim in tally.claims):
        return True
    if len({claim.voice for claim in tally.claims if claim.role in ("rival", "denied")}) > 1:
        return True
    whole = tally.cover == "sum" and tally.place is None and tally.window == "war" and tally.unit == "count"
    if not whole or tally.party is None or (tally.low, tally.best, tally.high) == (None, None, None):
        return False
    if tally.thing.startswith("person."):
        return tally.outcome in _WHOLE_LOSSES
    return tally.thing in _MAIN_EQUIPMENT and tally.outcome in ("destroyed", "lost")


def sources_of(frame: pl.DataFrame, figures: Iterable[str]) -> dict[str, Source]:
    """Where these figures stand, by id, of a settled frame."""
    import polars as pl

    columns = ["id", "document", "title", "publisher", "published", "path", "line", "quote"]
    wanted = pl.DataFrame({"id": list(dict.fromkeys(figures))}, {"id": pl.String})
    rows = wanted.join(frame.select(columns), on="id", how="inner", maintain_order="left")
    return {row[0]: Source(*row) for row in rows.iter_rows()}


@dataclass
class Numbering:
    """Hands out the numbers under which figures are cited, one each, in the order of asking."""

    sources: dict[str, Source]
    numbers: dict[str, int] = field(default_factory=dict)

    def __call__(self, figure: str) -> int:
        """The number of a figure, a new one on the first call."""
        return self.numbers.setdefault(figure, len(self.numbers) + 1)

    def cited(self) -> list[tuple[int, Source]]:
        """All that were asked for, in order."""
        return [(number, self.sources[figure]) for figure, number in self.numbers.items()]


NumberOf = Callable[[str], int]


def number_words(low: float | None, high: float | None, qualifier: Qualifier, unit: str, quote: str = "") -> str:
    """A number as published: "more than 5,000", "dozens (24 or more)"."""
    bare = Figure.model_construct(
        id="", document="", start=0, end=0, line=0, thing="person.unspecified", outcome="casualties",
        low=low, high=high, qualifier=qualifier, unit=unit, quote=quote,
    )  # fmt: skip
    return published_number(bare)


def bound_words(value: float | None, unit: str = "count", is_open: bool = False) -> str:
    """A bound with its unit: "3,825", "5,000 or more" where it is open, "not stated" where there is none."""
    if value is None:
        return NOT_STATED
    return number_words(value, None if is_open else value, "exact", unit)


def thing_words(tally: Tally) -> str:
    """The kind of thing in words; all kinds where the words of the count took in several."""
    first, *others = tally.kind.split("+")
    names = [first, *(f"{first.split('.')[0]}.{other}" for other in others)]
    return " and ".join(THING_WORDS[name] for name in names if name in THING_WORDS) or THING_WORDS[tally.thing]


def heading_of(tally: Tally) -> str:
    """ "Killed: military", "Armoured vehicles and tanks: destroyed"."""
    group, label = row_label(tally.outcome, tally.thing)
    if tally.kind != tally.thing:
        words = thing_words(tally)
        if group.casefold() == THING_WORDS[tally.thing]:
            group = words[:1].upper() + words[1:]
        else:
            label = words
    return f"{group}: {label}"


def scope_of(tally: Tally) -> str:
    """What a tally is limited to: "counted together with X, on 3 Oct 2020, in Zenda"; empty for a whole war."""
    found = []
    if tally.parties:
        others = [name for name in tally.parties.split("; ") if name != tally.party]
        found.append("counted together with " + ", ".join(others))
    if tally.cover == "period":
        found.append(_period(tally) or "further, in a period not stated")
    elif tally.cover == "incident":
        found.append(_period(tally) or "one incident")
    if tally.place:
        found.append(f"in {tally.place.title()}")
    if tally.window != "war":
        found.append("before this war")
    if tally.unit == "share":
        found.append("as a share of all")
    return ", ".join(found)


def _period(tally: Tally) -> str:
    if not tally.until:
        return ""
    if tally.since in (None, tally.until):
        return f"on {date_phrase(tally.until)}"
    return f"{date_phrase(str(tally.since))} to {date_phrase(tally.until)}"


def show_tally(tally: Tally, sources: dict[str, Source], number_of: NumberOf) -> TallyShown:
    """A tally in words."""
    sizes = [size for claim in tally.claims if claim.role == "rival" and (size := _size(claim))]
    least = min(sizes, default=None)
    ordered = sorted(tally.claims, key=_rank)
    claims = tuple(_show_claim(claim, tally, least, sources, number_of) for claim in ordered)
    times = max((claim.times for claim in claims if claim.times), default=None)
    low, best = bound_words(tally.low, tally.unit), bound_words(tally.best, tally.unit)
    high = bound_words(tally.high, tally.unit, tally.high_is_open)
    return TallyShown(tally, heading_of(tally), scope_of(tally), low, best, high, times, claims)


def _rank(claim: Claim) -> tuple[int, int, str, float]:
    """Rivals first, then what else was said; each by who says it, then by when, then the larger first."""
    return ROLES.index(claim.role), STANCES.index(claim.stance), claim.as_of or "9999", -(_size(claim) or 0)


def _size(claim: Claim) -> float | None:
    return claim.high if claim.high is not None else claim.low


def _show_claim(
    claim: Claim, tally: Tally, least: float | None, sources: dict[str, Source], number_of: NumberOf
) -> ClaimShown:
    notes = [word for word in (_ROLE_WORDS[claim.role], MODALITY_WORDS[claim.modality]) if word]
    if claim.role == "denied":
        notes = notes[:1]
    if claim.rows > len(claim.figures):
        notes.append(f"the first {len(claim.figures)} of its {claim.rows:,} rows are cited")
    size = _size(claim) if claim.role == "rival" else None
    times = size / least if size and least and size / least >= _TELLING_RATIO else None
    # Rows of a list may be counted without being among the sources of what is compared one by one.
    first = sources.get(claim.figures[0])
    return ClaimShown(
        number_words(claim.low, claim.high, claim.qualifier, tally.unit, claim.quote),
        who_says(claim.claimant, first) if first else claim.claimant or claim.voice, STANCE_WORDS[claim.stance],
        when_said(claim.as_of, first.published if first else None) if tally.cover == "sum" else "", claim.quote,
        (*notes, *(f"?\u00a0{doubt}" for doubt in claim.doubts)), claim.sets, times,
        tuple(map(number_of, claim.figures)), claim.rows,
    )  # fmt: skip


def who_says(claimant: str | None, source: Source) -> str:
    """Who speaks: the claimant, else the publisher, else the document in its own voice."""
    if claimant:
        return claimant.replace("; ", " and ").replace(";", " and ")
    return source.publisher or f"“{source.title or source.path}” in its own voice"


def when_said(as_of: str | None, published: str | None) -> str:
    """ "as of 28 Oct 2020", else when it was published, else "undated"."""
    if as_of:
        return f"as of {date_phrase(as_of)}"
    return f"published {date_phrase(published)}" if published else "undated"


def order_of(tally: Tally) -> tuple[object, ...]:
    """Sort key within a party: whole sums first, then as the rows of a report, then by day and place."""
    return (
        *row_order(tally.outcome, tally.thing), tally.cover != "sum", tally.kind, tally.unit, tally.window != "war",
        tally.until or "9999", tally.since or "", tally.place or "", tally.parties or "",
    )  # fmt: skip


def show_findings(found: Iterable[Finding], number_of: NumberOf) -> tuple[FindingShown, ...]:
    """Findings with the marks of their figures."""
    return tuple(FindingShown(one, tuple(map(number_of, one.figures))) for one in found)
