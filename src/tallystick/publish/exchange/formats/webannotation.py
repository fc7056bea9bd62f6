"""W3C Web Annotation (JSON-LD): one AnnotationPage, an annotation for each statement, and each slot that words carry.

Positions are code points of the document's stored text, which is the source; where the text came from is its `via`.
Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tallystick.publish.exchange.links import identifier, web_address
from tallystick.publish.exchange.material import Material
from tallystick.publish.exchange.registry import Written
from tallystick.publish.json import dumps
from tallystick.records import Document, Event, Evidence, Figure, Statement, StatementKind
from tallystick.wording.labels import OUTCOME_WORDS, THING_WORDS
from tallystick.wording.phrase import published_number

NAME = "webannotation"
DESCRIPTION = "the words of every statement, as W3C Web Annotations (JSON-LD)"
#: So much of the text on either side tells a quote from others like it, in code points.
_AROUND = 32
#: Slots that the annotation has in the standard's own terms, or that have annotations of their own.
_TOLD_OTHERWISE = {"id", "document", "start", "end", "quote", "evidence"}
#: What the body of a statement of the chronicle tells of it, where it says so.
_IN_WORDS = (
    "type", "kind", "form", "state", "crime", "name", "deed", "actor", "accuser", "accused", "holder", "former",
    "target", "victim", "place", "start_date", "end_date", "signed", "in_force", "deadline", "claimant", "denier",
)  # fmt: skip
_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"tallystick": "urn:tallystick:"}]


def write(material: Material, path: Path) -> Written:
    """Write one AnnotationPage, a line an annotation, figures in the order of the documents, then each other kind."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        head = dumps({"@context": _CONTEXT, "id": "urn:tallystick:annotations", "type": "AnnotationPage"})
        file.write(head[:-1] + ', "items": [')
        for annotation in _annotations(material):
            file.write((",\n" if count else "\n") + dumps(annotation))
            count += 1
        file.write("\n]}\n")
    return Written(count, "annotations")


def _annotations(material: Material) -> Iterator[dict[str, Any]]:
    for figure in material.figures.values():
        document = material.documents[figure.document]
        slots = figure.model_dump(mode="json", exclude=_TOLD_OTHERWISE, exclude_none=True)
        told = _annotation(identifier("figure", figure.id), "describing", _words(figure), document, figure)
        yield told | {f"tallystick:{slot}": value for slot, value in slots.items()}
        yield from _slots("figure", figure, document)
    for denial in material.denials:
        document = material.documents[denial.document]
        words = f"denied by {denial.denier}" if denial.denier else "denied"
        yield _annotation(identifier("denial", denial.id), "questioning", words, document, denial) | {
            "tallystick:denies": [identifier("figure", id) for id in denial.of]
        }
    for kind, statements in material.chronicle():
        for statement in statements:
            yield from _told(kind, statement, material)


def _told(kind: StatementKind, statement: Statement, material: Material) -> Iterator[dict[str, Any]]:
    """The annotation of a statement of the chronicle, and those of its slots."""
    document = material.documents[statement.document]
    slots = statement.model_dump(mode="json", exclude=_TOLD_OTHERWISE, exclude_none=True)
    if kind == "event":
        slots["happening"] = identifier("happening", material.happening_of[statement.id][0])
    words = "; ".join((kind, *(f"{slot} {slots[slot]}" for slot in _IN_WORDS if slots.get(slot))))
    told = _annotation(identifier(kind, statement.id), "describing", words, document, statement)
    yield told | {f"tallystick:{slot}": value for slot, value in slots.items() if value != []}
    if isinstance(statement, Event):
        yield from _slots(kind, statement, document)


def _slots(kind: StatementKind, statement: Figure | Event, document: Document) -> Iterator[dict[str, Any]]:
    for evidence in statement.evidence:
        if evidence.start is not None and evidence.end is not None:
            yield _slot(kind, statement, evidence, document)


def _slot(kind: StatementKind, figure: Figure | Event, evidence: Evidence, document: Document) -> dict[str, Any]:
    value = figure.edtf if isinstance(figure, Event) and evidence.slot == "date" else getattr(figure, evidence.slot)
    id = f"{identifier(kind, figure.id)}:{evidence.slot}:{evidence.start}"
    found = _annotation(id, "tagging", f"{evidence.slot}: {value}", document, evidence)
    return found | {
        "tallystick:slotOf": identifier(kind, figure.id), "tallystick:slot": evidence.slot,
        "tallystick:how": evidence.how, "tallystick:certainty": evidence.certainty,
    }  # fmt: skip


def _annotation(id: str, motivation: str, words: str, document: Document, at: Statement | Evidence) -> dict[str, Any]:
    body = {"type": "TextualBody", "value": words, "format": "text/plain", "language": "en", "purpose": motivation}
    return {
        "id": id, "type": "Annotation", "motivation": motivation, "body": body,
        "target": {
            "type": "SpecificResource", "source": _source(document),
            "selector": _selectors(document.text, at.start or 0, at.end or 0),
        },
    }  # fmt: skip


def _source(document: Document) -> dict[str, Any]:
    source: dict[str, Any] = {"id": identifier("document", document.id), "type": "Text", "format": "text/plain"}
    if document.title:
        source["tallystick:title"] = document.title
    address = web_address(document.url)
    return source | {"via": address} if address else source


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    return [
        {
            "type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]  # fmt: skip


def _words(figure: Figure) -> str:
    told = [f"{published_number(figure)} {OUTCOME_WORDS[figure.outcome]} ({THING_WORDS[figure.thing]})"]
    said = {"party": figure.party, "by": figure.actor, "according to": figure.claimant, "at": figure.place}
    told += [f"{slot} {value}" for slot, value in said.items() if value]
    told += [f"as of {figure.as_of}"] if figure.as_of else []
    return "; ".join((*told, f"basis {figure.basis}", figure.modality))
