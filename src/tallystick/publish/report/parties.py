"""The sections of the report: one a party, with its tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tallystick.publish.cite import Citations
from tallystick.publish.model import Reference, Section
from tallystick.publish.report.desk import Desk
from tallystick.reconcile.sides import Sides, counted, home_of
from tallystick.records import Figure


def sections_of(figures: Sequence[Figure], sides: Sides, cite: Citations) -> list[Section]:
    """The figures, in the order given, in one section a party; their citations are numbered in the order of cells."""
    homes = {figure.id: home_of(figure.party, sides) for figure in figures}
    sections = []
    for party in _party_order(figures, homes, sides):
        listed = [figure for figure in figures if homes[figure.id] == party]
        side = sides.side_of(party) if party else None
        tables = Desk(party, sides, cite, listed).tables()
        sections.append(Section(party, side.name if side else None, tables))
    return [_with_references(section, figures, homes, sides, cite) for section in sections]


def bare_sections(parties: Iterable[str | None], sections: Iterable[Section], sides: Sides) -> Iterator[Section]:
    """Sections without tables, of parties that have none: all their figures are rows of lists or of long columns."""
    there = {section.party for section in sections}
    for party in parties:
        if party not in there:
            side = sides.side_of(party) if party else None
            yield Section(party, side.name if side else None, ())


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
