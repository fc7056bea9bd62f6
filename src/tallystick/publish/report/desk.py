"""Where one party's figures are sorted into rows, cells and entries.

The tables are made of figures as they are, laid side by side. They add nothing up, choose between no two, and leave
none out: every figure used stands in exactly one entry, and has exactly one citation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tallystick.publish.cite import Citations
from tallystick.publish.model import Echo, Entry, Row, Table
from tallystick.reconcile.naming import names_in
from tallystick.reconcile.sides import Sides
from tallystick.reconcile.stance import Standing, standing
from tallystick.records import STANCES, Figure, Outcome, Stance, Thing
from tallystick.wording.labels import TOPICS, row_label, row_order, topic_of
from tallystick.wording.phrase import counted_words, published_number

_Key = tuple[Outcome, Thing]


@dataclass
class Desk:
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
