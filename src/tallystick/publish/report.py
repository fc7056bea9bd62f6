"""Builds the report: for each party its losses, and who says what of them, each figure with its citation.

The tables are made of figures as they are, laid side by side. They add nothing up, choose between no two, and leave
none out: every figure used stands in exactly one entry, and has exactly one citation. Above them stand low, best and
high under the rule that is named, and what does not fit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.conflict import Conflict
from tallystick.publish.choosing import check_day
from tallystick.publish.cite import Citations
from tallystick.publish.compared import SeriesShown, TallyShown
from tallystick.publish.comparing import (
    is_worth_a_look,
    order_of,
    show_findings,
    show_tally,
    sources_of,
    terms_of,
)
from tallystick.publish.model import Echo, Entry, Reference, Report, Row, Section, Table
from tallystick.publish.series import series_claims, show_series
from tallystick.publish.sheet import DEFAULT_RULE
from tallystick.reconcile.naming import names_in
from tallystick.reconcile.sides import Sides, counted, home_of
from tallystick.reconcile.stance import Standing, standing
from tallystick.records import STANCES, Denial, Document, Figure, Outcome, Stance, Thing
from tallystick.wording.labels import TOPICS, row_label, row_order, topic_of
from tallystick.wording.phrase import counted_words, published_number

if TYPE_CHECKING:
    from tallystick.ledger import Ledger
    from tallystick.reconcile.reconciling import Reconciled

_Key = tuple[Outcome, Thing]


def build_report(
    documents: Iterable[Document],
    figures: Iterable[Figure],
    conflict: Conflict | None = None,
    denials: Iterable[Denial] = (),
    *,
    rule: str = DEFAULT_RULE,
    known_on: str | None = None,
    recorded_before: str | None = None,
) -> Report:
    """Lay the figures side by side, bound them under a rule, and tell what does not fit.

    Stances follow the sides of the conflict file, or sides proposed from the figures. With `known_on`, an ISO day,
    figures that had not been claimed by then are left out. `recorded_before` only says when the ledger held these.
    Every figure's document must be among the documents; raises KeyError if not, and RuleError where there is no such
    rule.
    """
    from tallystick.reconcile.reconciling import reconcile

    by_id = {document.id: document for document in documents}
    given = {figure.id: figure for figure in figures}
    missing = {figure.document for figure in given.values()} - by_id.keys()
    if missing:
        raise KeyError(min(missing))
    reconciled = reconcile(
        given.values(), by_id.values(), denials, conflict=conflict, rule_name=rule, known_on=known_on
    )
    ordered = sorted(
        (given[id] for id in reconciled.laid.frame["id"]),
        key=lambda f: (by_id[f.document].published or "9999", by_id[f.document].path, f.start, f.end, f.id),
    )
    sides = reconciled.laid.sides
    homes = {figure.id: home_of(figure.party, sides) for figure in ordered}
    cite = Citations(by_id)
    sections = []
    for party in _party_order(ordered, homes, sides):
        listed = [figure for figure in ordered if homes[figure.id] == party]
        side = sides.side_of(party) if party else None
        tables = _Desk(party, sides, cite, listed).tables()
        sections.append(Section(party, side.name if side else None, tables))
    title = conflict.title if conflict else None
    with_references = [_with_references(section, ordered, homes, sides, cite) for section in sections]
    compared = _Compared(reconciled, given, cite)
    return Report(
        title, sides, tuple(map(compared.with_bounds, with_references)), tuple(cite.written), len(by_id),
        terms_of(reconciled, recorded_before), show_findings(reconciled.findings, compared.number_of),
        tuple(compared.tallies), tuple(ordered),
    )  # fmt: skip


class _Compared:
    """Tallies and counts over time, by the party whose section they stand in."""

    def __init__(self, reconciled: Reconciled, figures: dict[str, Figure], cite: Citations) -> None:
        self._figures, self._cite = figures, cite
        self.tallies = sorted(reconciled.tallies.records(), key=lambda tally: (tally.party or "", order_of(tally)))
        self._sources = sources_of(reconciled.laid.frame, reconciled.laid.frame["id"])
        self._bounds: dict[str | None, list[TallyShown]] = defaultdict(list)
        for tally in filter(is_worth_a_look, self.tallies):
            self._bounds[tally.party].append(show_tally(tally, self._sources, self.number_of))
        self._series: dict[str | None, list[SeriesShown]] = defaultdict(list)
        for one in show_series(series_claims(reconciled.tallies.claims), self.number_of):
            self._series[one.party].append(one)

    def number_of(self, figure: str) -> int:
        """The number under which a figure is cited."""
        return self._cite.number_of(self._figures[figure])

    def with_bounds(self, section: Section) -> Section:
        """The section with low, best and high of its party, and its counts over time."""
        bounds, series = self._bounds[section.party], self._series[section.party]
        return replace(section, bounds=tuple(bounds), series=tuple(series))


def _party_order(figures: Iterable[Figure], homes: dict[str, str | None], sides: Sides) -> list[str | None]:
    """Parties on a side first, in its order; then the others, most figures first; then "not stated"."""
    counts = Counter(party for figure in figures for party in counted(figure.party, sides))
    known = [party for side in sides.sides for party in side.parties if party in counts]
    others = sorted((party for party in counts if party not in known), key=lambda party: (-counts[party], party))
    return [*known, *others, *([None] if None in homes.values() else [])]


def _with_references(
    section: Section, figures: Iterable[Figure], homes: dict[str, str | None], sides: Sides, cite: Citations
) -> Section:
    found: dict[str, list[int]] = defaultdict(list)
    for figure in figures:
        home = homes[figure.id]
        if home and section.party and home != section.party and section.party in counted(figure.party, sides):
            found[home].append(cite.number_of(figure))
    return replace(section, elsewhere=tuple(Reference(home, tuple(found[home])) for home in found))


@dataclass
class _Desk:
    """Where one party's figures are sorted into rows, cells and entries."""

    party: str | None
    sides: Sides
    cite: Citations
    figures: Sequence[Figure]

    def __post_init__(self) -> None:
        self.by_id = {figure.id: figure for figure in self.figures}
        self.standings = {figure.id: self._standing(figure) for figure in self.figures}
        self.parts: dict[str, list[Figure]] = defaultdict(list)
        self.tops: list[Figure] = []
        for figure in self.figures:
            total = self._total(figure)
            if total:
                self.parts[total].append(figure)
            else:
                self.tops.append(figure)

    def tables(self) -> tuple[Table, ...]:
        """The tables of this party that have a row, in the order of the topics."""
        rows: dict[_Key, dict[Stance, list[Figure]]] = {}
        for figure in self.tops:
            row = rows.setdefault((figure.outcome, figure.thing), {stance: [] for stance in STANCES})
            row[self.standings[figure.id].stance].append(figure)
        tables = []
        for topic in TOPICS:
            keys = sorted((key for key in rows if topic_of(key[0]) == topic), key=lambda key: row_order(*key))
            if keys:
                tables.append(Table(topic, tuple(self._row(key, rows[key]) for key in keys)))
        return tuple(self._with_echoes(table) for table in tables)

    def _row(self, key: _Key, cells: dict[Stance, list[Figure]]) -> Row:
        return Row(*key, *row_label(*key), {stance: self._entries(cells[stance]) for stance in STANCES})

    def _standing(self, figure: Figure) -> Standing:
        return standing(figure, self.sides, self.party, self.cite.documents[figure.document].publisher)

    def _total(self, figure: Figure) -> str | None:
        """The id of the total under which a figure is shown, None where it stands for itself.

        A part stands for itself where its total is under another party or in another column, or where following
        totals leads back to the figure.
        """
        seen, at = {figure.id}, figure
        while at.part_of in self.by_id:
            if at.part_of in seen:
                return None
            seen.add(at.part_of)
            at = self.by_id[at.part_of]
        total = self.by_id.get(figure.part_of or "")
        if total is None or self.standings[total.id].stance != self.standings[figure.id].stance:
            return None
        return total.id

    def _entries(self, figures: Iterable[Figure], total: Figure | None = None) -> tuple[Entry, ...]:
        groups: dict[tuple[object, ...], list[list[Figure]]] = defaultdict(list)
        for figure in figures:
            alike = groups[self._claim(figure)]
            group = next((group for group in alike if all(_may_repeat(figure, other) for other in group)), None)
            if group is None:
                alike.append([figure])
            else:
                group.append(figure)
        claims = [group for alike in groups.values() for group in alike]
        return tuple(self._entry(group, total) for group in sorted(claims, key=self._when))

    def _claim(self, figure: Figure) -> tuple[object, ...]:
        """Figures with different keys are different claims. What is nobody's claim is the document's own."""
        document = self.cite.documents[figure.document]
        voice = figure.claimant or (document.publisher or document.id,)
        return (
            voice, figure.low, figure.high, published_number(figure), figure.qualifier, figure.unit, figure.thing,
            figure.outcome, figure.party, figure.actor, figure.modality, figure.as_of, figure.place,
        )  # fmt: skip

    def _when(self, group: Sequence[Figure]) -> tuple[str, str]:
        """Oldest first, so that a revision follows what it revises; undated last."""
        published = (self.cite.documents[figure.document].published or "9999" for figure in group)
        return group[0].as_of or "9999", min(published)

    def _entry(self, group: Sequence[Figure], total: Figure | None) -> Entry:
        first = group[0]
        standings = [self.standings[figure.id] for figure in group]
        numbers = tuple(self.cite.number_of(figure) for figure in group)
        days = (self.cite.documents[figure.document].published for figure in group)
        parts = [part for figure in group for part in self.parts[figure.id]]
        return Entry(
            tuple(group), published_number(first), counted_words(first), self._claimant(first, total),
            tuple(sorted({day for day in days if day})), self._notes(first, total),
            tuple(dict.fromkeys(doubt for one in standings for doubt in one.doubts)), numbers,
            self._entries(parts, first),
        )  # fmt: skip

    def _claimant(self, figure: Figure, total: Figure | None) -> str | None:
        claimant = figure.claimant or self.cite.documents[figure.document].publisher
        if total is not None and figure.claimant == total.claimant:
            return None
        return None if claimant == self.party else claimant

    def _notes(self, figure: Figure, total: Figure | None) -> tuple[str, ...]:
        """What the cell does not tell: which people of the party, with whom, by whom, where, part of what."""
        names = names_in(figure.party)
        mine = [name for name in names if (self.sides.party_of(name) or name) == self.party]
        others = [name for name in names if name not in mine]
        notes = [f"of {name}" for name in mine if name != self.party]
        if others:
            notes.append("counted together with " + ", ".join(others))
        if figure.actor and not self._told(figure) and not (total and total.actor == figure.actor):
            notes.append("by " + ", ".join(names_in(figure.actor)))
        if figure.place and not (total and total.place == figure.place):
            notes.append("in " + ", ".join(names_in(figure.place)))
        if figure.part_of and total is None:
            whole = self.by_id.get(figure.part_of)
            notes.append("part of " + (published_number(whole) if whole else "a total listed elsewhere"))
        return tuple(notes)

    def _told(self, figure: Figure) -> bool:
        """True where the claimant tells the actor: the doer itself, or a body of the doer, reports its deed."""
        actors = {party for name in names_in(figure.actor) for party in self.sides.parties_in(name)}
        claimants = {party for name in names_in(figure.claimant) for party in self.sides.parties_in(name)}
        return figure.actor == figure.claimant or (bool(actors) and actors <= claimants)

    def _with_echoes(self, table: Table) -> Table:
        """Remind each row of the parts that belong to it by outcome and kind but stand under a total in another."""
        rows = []
        for row in table.rows:
            echoes: dict[Stance, tuple[Echo, ...]] = {}
            for total, parts in self.parts.items():
                for part in parts:
                    whole = self.by_id[total]
                    if (part.outcome, part.thing) == (row.outcome, row.thing) != (whole.outcome, whole.thing):
                        stance = self.standings[part.id].stance
                        echoes[stance] = (*echoes.get(stance, ()), self._echo(part, whole))
            rows.append(replace(row, echoes=echoes))
        return Table(table.topic, tuple(rows))

    def _echo(self, part: Figure, whole: Figure) -> Echo:
        total = f"{published_number(whole)} {whole.outcome}"
        return Echo(published_number(part), total, self._claimant(part, None), (self.cite.number_of(part),))


#: From here on two equal numbers by one claimant are taken for one figure, whatever noun goes with them.
_TELLING = 100


def _may_repeat(one: Figure, other: Figure) -> bool:
    """Whether figures that agree in every slot repeat one claim, rather than being two with small equal numbers.

    Two in one line are two ("one howitzer, one mortar"). Elsewhere the nouns must have a word in common, or the
    number must be large enough not to turn up twice by chance.
    """
    if one.document == other.document and one.line == other.line:
        return False
    words, others = (set(counted_words(figure).casefold().split()) for figure in (one, other))
    return not words or not others or bool(words & others) or (one.low or one.high or 0) >= _TELLING


def report(
    ledger: Ledger | str | Path,
    *,
    conflict: Conflict | None = None,
    rule: str = DEFAULT_RULE,
    known_on: str | None = None,
    recorded_before: str | None = None,
) -> Report:
    """The report on a ledger, open or named by its path, with low, best and high under a named rule.

    `known_on`, an ISO day, uses only what had been claimed by then; `recorded_before`, an ISO day or instant, only
    what the ledger held by then. Raises RuleError where there is no such rule, ValueError for a day that is none, and
    LedgerError where the ledger cannot be opened or read.
    """
    from tallystick.ledger import open_ledger

    if isinstance(ledger, str | Path):
        with open_ledger(ledger) as opened:
            return report(opened, conflict=conflict, rule=rule, known_on=known_on, recorded_before=recorded_before)
    day = check_day(known_on)
    figures, denials = ledger.figures(recorded_before), ledger.denials(recorded_before)
    return build_report(
        ledger.documents(recorded_before), figures, conflict, denials,
        rule=rule, known_on=day, recorded_before=recorded_before,
    )  # fmt: skip
