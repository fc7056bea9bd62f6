"""Killings on a day, at a place: what the tables of event data (UCDP GED, ACLED) have a row for.

Rows are made of tallies: comparable claims of one incident, or of one stated period, of people killed, that say when,
and name one place. Where no text says that its count is of an incident (basis "unknown": a document tells in its own
voice of a day), a country is no place, for such a count may well be a total. The row's low, best and high are the
tally's, under the rule that was asked for. Nothing is summed: a tally is one row, and where
parts of its count are counted out ("8 dead, among them 5 civilians") they stand in the row's columns as they were
published, and not in rows of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tallystick.publish.exchange.days import bounds_of
from tallystick.publish.exchange.material import Material
from tallystick.publish.exchange.placing import Placed
from tallystick.reconcile.naming import names_in
from tallystick.records import Claim, Document, Figure, Role, Tally

Column = Literal["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]
_OF_EVENTS = ("incident", "increment")
_SETTERS = ("best", "low", "high")
_FIGHTERS = ("person.military", "person.mercenary")
_CIVILIANS = ("person.civilian", "person.journalist")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A row: a tally of people killed, when and where, and the deaths by column."""

    tally: Tally
    first: date
    last: date
    place: Placed
    actor: str | None
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    documents: tuple[Document, ...]
    sides: tuple[str | None, str | None]
    deaths: dict[Column, float]
    parts: tuple[Figure, ...] = ()

    @property
    def days(self) -> int:
        """How many days it may have happened on."""
        return (self.last - self.first).days + 1

    @property
    def voices(self) -> list[str]:
        """Who says so, without documents that speak in their own voice."""
        own = {f"document {document.id}" for document in self.documents}
        return list(dict.fromkeys(claim.voice for claim in self.claims if claim.voice not in own))

    def notes(self) -> str:
        """Every claim in words: who says it, how that one stands to the party, the words, and what became of it."""
        return "; ".join(_in_words(claim) for claim in self.claims)


def occurrences(material: Material) -> tuple[list[Occurrence], Counter[str]]:
    """The rows by date and place, and how many figures of people killed have none, by reason."""
    found: list[Occurrence] = []
    left_out: Counter[str] = Counter()
    for tally in material.tallies:
        if tally.outcome != "killed" or tally.unit != "count" or not tally.thing.startswith("person."):
            continue
        made = _occurrence(tally, material)
        if isinstance(made, Occurrence):
            found.append(made)
        else:
            for claim in tally.claims:
                left_out[f"figures of people killed {_why(claim, made)}"] += claim.rows or len(claim.figures)
    rows = _with_parts(found, material)
    return sorted(rows, key=lambda o: (o.first, o.last, o.place.name, o.tally.id)), left_out


def _occurrence(tally: Tally, material: Material) -> Occurrence | str:
    """The row of a tally, or why there is none; "" where that lies in what its claims cover or are."""
    rivals = [claim for claim in tally.claims if claim.role == "rival"]
    if tally.cover == "sum" or not rivals:
        return ""
    days = _days(tally, rivals)
    if days is None:
        return "in an incident or period without its days"
    ordered = sorted(rivals, key=lambda claim: min((_SETTERS.index(s) for s in claim.sets), default=len(_SETTERS)))
    figures = tuple(material.figures[id] for claim in ordered for id in claim.figures)
    placed = next((places for figure in figures if (places := material.places.of(figure))), ())
    if len(placed) != 1:
        return "at several places" if placed else "at a place that is not said"
    if placed[0].precision == "country" and not any(claim.basis in _OF_EVENTS for claim in rivals):
        return ""
    counted = tuple(material.figures_of(tally))
    sources = tuple(material.documents[id] for id in dict.fromkeys(figure.document for figure in counted))
    actor = next((figure.actor for figure in figures if figure.actor), None)
    sides = _sides(tally, actor, material)
    deaths = _deaths(tally, sides, material)
    return Occurrence(tally, *days, placed[0], actor, tally.claims, counted, sources, sides, deaths)


#: Why claims that are no rivals have no row where their tally has none.
_WHY: dict[Role, str] = {
    "counted": "that are rows of a list of cases",
    "denied": "that are told to be denied",
    "item": "that one text lists beside each other, so that neither is its count of all",
    "part": "that are parts of other counts",
    "superseded": "that were replaced by later counts",
}


def _why(claim: Claim, reason: str) -> str:
    """Why the figures of a claim have no row."""
    if claim.role in _WHY:
        return _WHY[claim.role]
    if reason:
        return reason
    return "so far, which are totals" if claim.basis == "total" else "of which the text leaves open what they cover"


def _days(tally: Tally, rivals: Iterable[Claim]) -> tuple[date, date] | None:
    first, last = bounds_of(tally.since), bounds_of(tally.until)
    if first and last:
        return first[0], last[1]
    if tally.cover == "period":
        return None
    # An incident without its day is comparable with nothing, but its month may still be known.
    return next((days for claim in rivals if (days := bounds_of(claim.as_of))), None)


def _sides(tally: Tally, actor: str | None, material: Material) -> tuple[str | None, str | None]:
    """Side A and side B, in the order of the conflict's sides: the one that suffers, and the one that it fights."""
    sides = material.reconciled.laid.sides
    order = [side.name for side in sides.sides]
    if len(order) == 2:
        return order[0], order[1]
    suffers = sides.side_of(tally.party) if tally.party else None
    did = [side for name in names_in(actor) for party in sides.parties_in(name) if (side := sides.side_of(party))]
    if suffers is None:
        return None, None
    other = did[0].name if did else suffers.against[0] if len(suffers.against) == 1 else None
    if other is None or other == suffers.name:
        return suffers.name, None
    one, two = sorted((suffers.name, other), key=order.index)
    return one, two


def _deaths(tally: Tally, sides: tuple[str | None, str | None], material: Material) -> dict[Column, float]:
    if tally.best is None:
        return {}
    return {_column(tally.thing, tally.kind, tally.party, sides, material): tally.best}


def _column(
    thing: str, kind: str, party: str | None, sides: tuple[str | None, str | None], material: Material
) -> Column:
    """The column for deaths of that kind: fighters by their side, civilians whoever they belong to, else unknown."""
    if thing in _CIVILIANS and kind == thing:
        return "deaths_civilians"
    if thing in _FIGHTERS and kind == thing and party:
        side = material.reconciled.laid.sides.side_of(party)
        if side and side.name == sides[0]:
            return "deaths_a"
        if side and side.name == sides[1]:
            return "deaths_b"
    return "deaths_unknown"


def _with_parts(found: list[Occurrence], material: Material) -> list[Occurrence]:
    """The rows that are no parts of others, with those parts in their columns."""
    row_of = {figure.id: at for at, row in enumerate(found) for figure in row.figures}
    total_of = {at: _total_of(row, at, row_of) for at, row in enumerate(found)}
    parts: defaultdict[int, list[Figure]] = defaultdict(list)
    for figure in material.figures.values():
        at = row_of.get(figure.part_of or "")
        if at is not None and row_of.get(figure.id) != at and figure.outcome == "killed" and figure.unit == "count":
            parts[at].append(figure)
    tops: dict[int, list[Figure]] = {}
    for at in total_of:
        top = _top_of(at, total_of)
        tops.setdefault(top, []).extend(parts[at])
    return [_filled(found[at], parts[at], tuple(tops[at]), material) for at in sorted(tops)]


def _total_of(row: Occurrence, at: int, row_of: dict[str, int]) -> int | None:
    """The row that all figures of a row are parts of; None where there is none, or several."""
    totals = {row_of.get(figure.part_of or "") for figure in row.figures}
    return totals.pop() if len(totals) == 1 and at not in totals else None


def _top_of(at: int, total_of: dict[int, int | None]) -> int:
    """The row that is no part of another, from part to total; a row itself where that leads in a circle."""
    seen, top = {at}, at
    while (total := total_of[top]) is not None:
        if total in seen:
            return at
        seen.add(total)
        top = total
    return top


def _filled(row: Occurrence, own: list[Figure], parts: tuple[Figure, ...], material: Material) -> Occurrence:
    """The row with its parts in their columns. Two parts of one column stay out of it: their sum is nobody's claim."""
    by_column: defaultdict[Column, list[Figure]] = defaultdict(list)
    for part in own:
        party = material.standings[part.id].party
        by_column[_column(part.thing, part.thing, party, row.sides, material)].append(part)
    told: dict[Column, float] = {}
    for column, figures in by_column.items():
        counts = {(figure.thing, figure.low, figure.high) for figure in figures}
        _, low, high = next(iter(counts))
        if len(counts) == 1 and low is not None and low == high and column not in row.deaths:
            told[column] = low
    deaths = dict(row.deaths)
    if told:
        # What is left of the total when its parts are taken out is said by nobody.
        deaths.pop("deaths_unknown", None)
    return replace(row, deaths=deaths | told, parts=parts)


def _in_words(claim: Claim) -> str:
    voice = "a document" if claim.voice.startswith("document ") and claim.claimant is None else claim.voice
    told = "" if claim.role == "rival" else f" [{claim.role}]"
    sets = f" [sets {', '.join(claim.sets)}]" if claim.sets else ""
    doubts = f" [doubt: {', '.join(claim.doubts)}]" if claim.doubts else ""
    modality = "" if claim.modality == "stated" else f", {claim.modality}"
    return f"{voice} ({claim.stance}{modality}): “{claim.quote}”{sets}{told}{doubts}"
