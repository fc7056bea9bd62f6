"""PROV-JSON: from documents over readings to statements, and from these to happenings, tallies and findings.

Source: The PROV-JSON Serialization, W3C Member Submission of 24 April 2013; PROV-DM, W3C Recommendation. Times are
those that the ledger recorded.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from tallystick.chronicle.happenings import Happening
from tallystick.publish.exchange.links import web_address
from tallystick.publish.exchange.material import Material
from tallystick.publish.exchange.registry import Written
from tallystick.publish.json import dumps
from tallystick.records import Document, Figure, Finding, Statement, StatementKind, Tally, digest

NAME = "prov"
DESCRIPTION = "what was read from what, and derived from what, as PROV-JSON"
_RECONCILIATION = "tallystick:reconciliation"
#: Slots that name other statements.
_LINKS = ("agreement", "of")


class _Graph:
    """The sections of a PROV-JSON document."""

    def __init__(self) -> None:
        self.sections: defaultdict[str, dict[str, dict[str, Any]]] = defaultdict(dict)

    def add(self, section: str, id: str, **said: object) -> None:
        """An entity, activity or agent with what is said of it; "prov_type" stands for "prov:type"."""
        self.sections[section].setdefault(id, _named(said))

    def relate(self, section: str, **said: object) -> None:
        """A relation; its blank id follows from its ends, so that the same graph has the same ids."""
        named = _named(said)
        id = "_:" + digest(section, *(f"{key}={value}" for key, value in named.items()))[:16]
        self.sections[section][id] = named

    def agent(self, name: str) -> str:
        """The agent of that name; whether it is a person or a body is not said, so neither do we."""
        id = f"tallystick:voice-{digest(name)[:12]}"
        self.add("agent", id, prov_label=name)
        return id


def write(material: Material, path: Path) -> Written:
    """Write one PROV-JSON document."""
    graph = _Graph()
    for document in material.documents.values():
        _add_document(graph, document, material)
    for figure in material.figures.values():
        _add_figure(graph, figure, material)
    for kind, statements in material.chronicle():
        for statement in statements:
            _add_statement(graph, kind, statement)
    _add_reconciliation(graph, material)
    for entry in material.happenings:
        _add_happening(graph, entry.happening)
    for tally in material.tallies:
        _add_tally(graph, tally)
    for finding in (*material.findings, *material.date_findings):
        _add_finding(graph, finding)
    made = {"prefix": {"tallystick": "urn:tallystick:"}, **dict(graph.sections)}
    path.write_text(dumps(made, indent=1) + "\n", encoding="utf-8", newline="\n")
    return Written(len(graph.sections["entity"]), "entities")


def _add_document(graph: _Graph, document: Document, material: Material) -> None:
    id = f"tallystick:{document.id}"
    graph.add(
        "entity", id, prov_type=_qualified("tallystick:Document"), prov_label=document.title,
        prov_location=web_address(document.url) or document.path, tallystick_path=document.path,
        tallystick_published=document.published, tallystick_sha256=document.sha256,
        tallystick_other_paths=[o.path for o in material.origins[document.id] if o.path != document.path] or None,
    )  # fmt: skip
    if document.publisher:
        graph.relate("wasAttributedTo", prov_entity=id, prov_agent=graph.agent(document.publisher))
    reading = material.readings.get(document.id)
    if reading:
        activity, reader = f"tallystick:reading-{document.id}", f"tallystick:reader-{digest(reading.fingerprint)[:12]}"
        graph.add("agent", reader, prov_type=_qualified("prov:SoftwareAgent"), prov_label=reading.fingerprint)
        graph.add("activity", activity, prov_endTime=reading.recorded_at, prov_type=_qualified("tallystick:Reading"))
        graph.relate("used", prov_activity=activity, prov_entity=id)
        graph.relate("wasAssociatedWith", prov_activity=activity, prov_agent=reader)


def _add_figure(graph: _Graph, figure: Figure, material: Material) -> None:
    id = f"tallystick:{figure.id}"
    slots = figure.model_dump(mode="json", exclude={"id", "document", "evidence", "part_of", "revises"})
    graph.add(
        "entity", id, prov_type=_qualified("tallystick:Figure"), prov_value=figure.quote,
        **{f"tallystick_{slot}": value for slot, value in slots.items() if slot != "quote"},
        tallystick_part_of=_qualified(f"tallystick:{figure.part_of}") if figure.part_of else None,
        tallystick_stance=material.standings[figure.id].stance,
    )  # fmt: skip
    graph.relate(
        "wasDerivedFrom", prov_generatedEntity=id, prov_usedEntity=f"tallystick:{figure.document}",
        prov_type=_qualified("prov:Quotation"),
    )  # fmt: skip
    graph.relate("wasGeneratedBy", prov_entity=id, prov_activity=f"tallystick:reading-{figure.document}")
    if figure.claimant:
        graph.relate("wasAttributedTo", prov_entity=id, prov_agent=graph.agent(figure.claimant))
    if figure.revises in material.figures:
        graph.relate(
            "wasDerivedFrom", prov_generatedEntity=id, prov_usedEntity=f"tallystick:{figure.revises}",
            prov_type=_qualified("prov:Revision"),
        )  # fmt: skip


def _add_statement(graph: _Graph, kind: StatementKind, statement: Statement) -> None:
    """A statement that is no figure, from its document; whoever makes it by the document's word is its agent."""
    id = f"tallystick:{statement.id}"
    slots = statement.model_dump(mode="json", exclude={"id", "document", "quote", "evidence", "review", *_LINKS})
    links = {slot: _qualified(f"tallystick:{found}") for slot in _LINKS if (found := getattr(statement, slot, None))}
    graph.add(
        "entity", id, prov_type=_qualified(f"tallystick:{kind.capitalize()}"), prov_value=statement.quote,
        **{f"tallystick_{slot}": _flat(value) for slot, value in (slots | links).items()},
    )  # fmt: skip
    graph.relate(
        "wasDerivedFrom", prov_generatedEntity=id, prov_usedEntity=f"tallystick:{statement.document}",
        prov_type=_qualified("prov:Quotation"),
    )  # fmt: skip
    graph.relate("wasGeneratedBy", prov_entity=id, prov_activity=f"tallystick:reading-{statement.document}")
    for slot in ("claimant", "accuser", "denier"):
        if voice := getattr(statement, slot, None):
            graph.relate("wasAttributedTo", prov_entity=id, prov_agent=graph.agent(voice))


def _add_happening(graph: _Graph, one: Happening) -> None:
    """What events are taken to tell of together, from each of them, with the reason."""
    id, reasons = f"tallystick:{one.id}", {link.event: link.reason for link in one.links}
    graph.add("entity", id, prov_type=_qualified("tallystick:Happening"), tallystick_type=one.type)
    graph.relate("wasGeneratedBy", prov_entity=id, prov_activity=_RECONCILIATION)
    for event in one.events:
        graph.relate(
            "wasDerivedFrom", prov_generatedEntity=id, prov_usedEntity=f"tallystick:{event.id}",
            tallystick_reason=reasons.get(event.id),
        )  # fmt: skip


def _flat(value: object) -> object:
    """A value as PROV-JSON has it: lists of words, no lists of lists, and nothing for an empty list."""
    if not isinstance(value, list):
        return value
    return ["-".join(map(str, one)) if isinstance(one, list) else one for one in value] or None


def _add_reconciliation(graph: _Graph, material: Material) -> None:
    rule = material.reconciled.tallies.rule
    graph.add("activity", _RECONCILIATION, prov_type=_qualified("tallystick:Reconciliation"))
    id = f"tallystick:rule-{rule.NAME}-{rule.VERSION}"
    graph.add("agent", id, prov_type=_qualified("prov:SoftwareAgent"), prov_label=f"{rule.NAME}: {rule.DESCRIPTION}")
    graph.relate("wasAssociatedWith", prov_activity=_RECONCILIATION, prov_agent=id)


def _add_tally(graph: _Graph, tally: Tally) -> None:
    id = f"tallystick:{tally.id}"
    said = tally.model_dump(mode="json", exclude={"id", "claims"})
    graph.add(
        "entity", id, prov_type=_qualified("tallystick:Tally"),
        **{f"tallystick_{slot}": value for slot, value in said.items()},
    )  # fmt: skip
    graph.relate("wasGeneratedBy", prov_entity=id, prov_activity=_RECONCILIATION)
    for claim in tally.claims:
        for figure in claim.figures:
            graph.relate(
                "wasDerivedFrom", prov_generatedEntity=id, prov_usedEntity=f"tallystick:{figure}",
                tallystick_role=claim.role, tallystick_rows=claim.rows or None,
                tallystick_sets=list(claim.sets) or None,
            )  # fmt: skip


def _add_finding(graph: _Graph, finding: Finding) -> None:
    id = f"tallystick:{finding.id}"
    graph.add(
        "entity", id, prov_type=_qualified("tallystick:Finding"), prov_label=finding.summary,
        tallystick_kind=finding.kind, tallystick_certainty=finding.certainty, tallystick_quiet=finding.quiet,
    )  # fmt: skip
    graph.relate("wasGeneratedBy", prov_entity=id, prov_activity=_RECONCILIATION)
    for figure in finding.figures:
        graph.relate("wasDerivedFrom", prov_generatedEntity=id, prov_usedEntity=f"tallystick:{figure}")


def _named(said: dict[str, object]) -> dict[str, Any]:
    """What is said, under names with a prefix; what is None is not said."""
    return {key.replace("_", ":", 1): value for key, value in said.items() if value is not None}


def _qualified(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}
