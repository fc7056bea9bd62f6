"""Low, best and high of each party, and its counts over time, for the section in which they stand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from tallystick.publish.cite import Citations
from tallystick.publish.compared import SeriesShown, TallyShown
from tallystick.publish.comparing import is_worth_a_look, order_of, show_tally, sources_of
from tallystick.publish.model import Section
from tallystick.publish.report.columns import Columns
from tallystick.publish.series import series_claims, show_series
from tallystick.records import Figure, Tally

if TYPE_CHECKING:
    from tallystick.reconcile.reconciling import Reconciled


class Compared:
    """Tallies and counts over time, by the party whose section they stand in."""

    def __init__(self, reconciled: Reconciled, figures: dict[str, Figure], columns: Columns, cite: Citations) -> None:
        self._figures, self._cite = figures, cite
        self.tallies = sorted(reconciled.tallies.records(), key=lambda tally: (tally.party or "", order_of(tally)))
        self._sources = sources_of(reconciled.laid.frame, reconciled.laid.frame["id"])
        self._bounds: dict[str | None, list[TallyShown]] = defaultdict(list)
        for tally in filter(is_worth_a_look, self.tallies):
            shown = show_tally(_without_past(tally, columns), self._sources, self.number_of)
            self._bounds[tally.party].append(shown)
        self._series: dict[str | None, list[SeriesShown]] = defaultdict(list)
        claims = series_claims(reconciled.tallies.claims)
        apart = [columns.figures.isdisjoint(figures) for figures in claims["figures"]]
        for one in (*show_series(claims.filter(apart), self.number_of), *columns.shown(self.number_of)):
            self._series[one.party].append(one)

    def number_of(self, figure: str) -> int:
        """The number under which a figure is cited."""
        return self._cite.number_of(self._figures[figure])

    def parties(self) -> list[str | None]:
        """The parties of which there is something to show, in order; None for no party comes last."""
        found = {party for shown in (self._bounds, self._series) for party, lines in shown.items() if lines}
        return sorted(found, key=lambda party: (party is None, party or ""))

    def with_bounds(self, section: Section) -> Section:
        """The section with low, best and high of its party, and its counts over time."""
        bounds, series = self._bounds[section.party], self._series[section.party]
        return replace(section, bounds=tuple(bounds), series=tuple(series))


def _without_past(tally: Tally, columns: Columns) -> Tally:
    """The tally without what a long column of a table said before its last day: the column has its own line."""
    kept = [c for c in tally.claims if c.role == "rival" or c.sets or not columns.figures.issuperset(c.figures)]
    return tally.model_copy(update={"claims": tuple(kept)})
