"""Tallies and findings as JSON objects, with the whole records and citations that they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from tallystick.publish.compared import Terms
from tallystick.publish.model import Citation
from tallystick.records import Finding, Statement, Tally


@dataclass(frozen=True)
class Records:
    """The whole records of figures and other statements by id, and their citations."""

    figures: dict[str, Statement]
    citations: dict[str, Citation]

    @classmethod
    def of(cls, figures: Iterable[Statement], citations: Iterable[Citation]) -> Records:
        """From figures or other statements and the citations of all of them."""
        return cls({f.id: f for f in figures}, {c.figure: c for c in citations})

    def citation(self, figure: str) -> dict[str, Any]:
        """Where a figure stands, with its sentence."""
        found = asdict(self.citations[figure])
        del found["number"]
        return found

    def tally(self, tally: Tally) -> dict[str, Any]:
        """A tally; each claim has the citations of its figures."""
        found = tally.model_dump(mode="json")
        for claim in found["claims"]:
            claim["citations"] = [self.citation(figure) for figure in claim["figures"]]
        return found

    def finding(self, finding: Finding, terms: Terms) -> dict[str, Any]:
        """A finding; its figures are whole records, each with its citation."""
        figures = [self.figures[id].model_dump(mode="json") | {"citation": self.citation(id)} for id in finding.figures]
        found = finding.model_dump(mode="json") | {"figures": figures}
        return found | {"rule": terms.rule, "rule_version": terms.rule_version}
