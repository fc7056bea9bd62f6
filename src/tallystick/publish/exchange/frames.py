"""Records as tables (Polars): documents, statements of every kind, evidence, claims, tallies, findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from tallystick.publish.comparing import terms_of
from tallystick.publish.exchange.material import Material
from tallystick.publish.frames import finding_frame, tally_frame
from tallystick.records import PLURALS, Event, Figure, Statement, StatementKind

Schema = dict[str, pl.DataType | type[pl.DataType]]
_TEXT, _WHOLE, _NUMBER, _LIST = pl.String, pl.Int64, pl.Float64, pl.List(pl.String)
_DOCUMENTS: Schema = {
    "id": _TEXT, "title": _TEXT, "publisher": _TEXT, "published": _TEXT, "url": _TEXT, "path": _TEXT, "sha256": _TEXT,
    "other_paths": _LIST, "characters": _WHOLE,
}  # fmt: skip
_FIGURES: Schema = {
    "id": _TEXT, "document": _TEXT, "start": _WHOLE, "end": _WHOLE, "line": _WHOLE, "quote": _TEXT, "low": _NUMBER,
    "high": _NUMBER, "qualifier": _TEXT, "unit": _TEXT, "outcome": _TEXT, "thing": _TEXT, "party": _TEXT,
    "actor": _TEXT, "claimant": _TEXT, "modality": _TEXT, "as_of": _TEXT, "since": _TEXT, "setting": _TEXT,
    "basis": _TEXT, "place": _TEXT, "place_precision": _TEXT, "latitude": _NUMBER, "longitude": _NUMBER,
    "country": _TEXT, "part_of": _TEXT, "part_form": _TEXT, "revises": _TEXT, "certainty": _NUMBER,
    "listed_under": _TEXT, "voice": _TEXT, "stance": _TEXT, "doubts": _LIST,
}  # fmt: skip
_EVIDENCE: Schema = {
    "figure": _TEXT, "slot": _TEXT, "how": _TEXT, "start": _WHOLE, "end": _WHOLE, "quote": _TEXT,
    "certainty": _NUMBER,
}  # fmt: skip
_DENIALS: Schema = {
    "id": _TEXT, "document": _TEXT, "start": _WHOLE, "end": _WHOLE, "line": _WHOLE, "quote": _TEXT, "denier": _TEXT,
    "of": _LIST, "certainty": _NUMBER,
}  # fmt: skip
_SPAN: Schema = {
    "id": _TEXT, "document": _TEXT, "start": _WHOLE, "end": _WHOLE, "line": _WHOLE, "quote": _TEXT,
    "certainty": _NUMBER,
}  # fmt: skip
_EVENTS: Schema = _SPAN | dict.fromkeys(
    ("type", "start_date", "end_date", "edtf", "actor", "target", "place", "claimant", "happening", "reason"), _TEXT
)  # fmt: skip
_EVENT_EVIDENCE: Schema = {"event": _TEXT} | {name: kind for name, kind in _EVIDENCE.items() if name != "figure"}
_CONTROL: Schema = _SPAN | {"named": pl.Boolean, "implied": _LIST} | dict.fromkeys(
    ("place", "place_kind", "form", "holder", "former", "start_date", "end_date", "edtf", "dated", "claimant",
     "modality"), _TEXT
)  # fmt: skip
_AGREEMENTS: Schema = _SPAN | dict.fromkeys(("parties", "mediators", "mentions", "doubts"), _LIST) | dict.fromkeys(
    ("name", "form", "signed", "in_force", "in_force_at", "term", "fate", "fate_date", "fate_span", "fate_words",
     "claimant", "modality"), _TEXT
)  # fmt: skip
_OBLIGATIONS: Schema = _SPAN | dict.fromkeys(("who", "mentions", "doubts"), _LIST) | dict.fromkeys(
    ("agreement", "who_words", "deed", "place", "deadline", "since", "term"), _TEXT
)  # fmt: skip
_ALLEGATIONS: Schema = _SPAN | dict.fromkeys(
    ("crime", "crime_quote", "crime_span", "state", "accuser", "accused", "denier", "authority", "victim", "place",
     "start_date", "end_date", "of"), _TEXT
)  # fmt: skip
_RELATIONS: Schema = _SPAN | dict.fromkeys(
    ("kind", "actor", "target", "claimant", "modality", "denier", "start_date", "end_date"), _TEXT
)  # fmt: skip
_CHRONICLE: dict[StatementKind, Schema] = {
    "event": _EVENTS, "control": _CONTROL, "agreement": _AGREEMENTS, "obligation": _OBLIGATIONS,
    "allegation": _ALLEGATIONS, "relation": _RELATIONS,
}  # fmt: skip
_CLAIMS: Schema = {
    "tally": _TEXT, "claim": _WHOLE, "voice": _TEXT, "claimant": _TEXT, "stance": _TEXT, "role": _TEXT,
    "low": _NUMBER, "high": _NUMBER, "qualifier": _TEXT, "modality": _TEXT, "basis": _TEXT, "as_of": _TEXT,
    "quote": _TEXT, "doubts": _LIST, "figures": _LIST, "rows": _WHOLE, "sets": _LIST,
}  # fmt: skip


def tables(material: Material) -> dict[str, pl.DataFrame]:
    """The tables by name, rows in the order of the records."""
    return {
        "documents": _framed(_documents(material), _DOCUMENTS),
        "figures": _framed((_figure(figure, material) for figure in material.figures.values()), _FIGURES),
        "evidence": _framed(
            (
                {"figure": figure.id, **one.model_dump()}
                for figure in material.figures.values()
                for one in figure.evidence
            ),
            _EVIDENCE,
        ),
        "denials": _framed((denial.model_dump() for denial in material.denials), _DENIALS),
        **{
            PLURALS[kind]: _framed((_told(one, material) for one in statements), _CHRONICLE[kind])
            for kind, statements in material.chronicle()
        },
        "event_evidence": _framed(
            ({"event": event.id, **one.model_dump()} for event in material.events for one in event.evidence),
            _EVENT_EVIDENCE,
        ),
        "tallies": tally_frame(material.reconciled.tallies),
        "claims": _framed(
            (
                {"tally": tally.id, "claim": number, **claim.model_dump()}
                for tally in material.tallies
                for number, claim in enumerate(tally.claims, 1)
            ),
            _CLAIMS,
        ),
        "findings": finding_frame([*material.findings, *material.date_findings], terms_of(material.reconciled)),
    }


def _framed(rows: Iterable[dict[str, Any]], schema: Schema) -> pl.DataFrame:
    lists = [name for name, kind in schema.items() if kind == _LIST]
    kept = [
        {name: list(row[name]) if name in lists and row[name] is not None else row[name] for name in schema}
        for row in rows
    ]
    return pl.DataFrame(kept, schema)


def _told(statement: Statement, material: Material) -> dict[str, Any]:
    """A statement of the chronicle; spans as "12-34", an event with the happening that it tells."""
    said = {name: _spanned(name, value) for name, value in statement.model_dump().items()}
    if isinstance(statement, Event):
        said["happening"], said["reason"] = material.happening_of[statement.id]
    return said


def _spanned(name: str, value: Any) -> Any:
    if name == "mentions":
        return [f"{start}-{end}" for start, end in value]
    return f"{value[0]}-{value[1]}" if name.endswith("_span") and value else value


def _documents(material: Material) -> Iterable[dict[str, Any]]:
    for document in material.documents.values():
        others = [other.path for other in material.origins[document.id] if other.path != document.path]
        said = document.model_dump(exclude={"text"})
        yield {**said, "other_paths": others, "characters": len(document.text)}


def _figure(figure: Figure, material: Material) -> dict[str, Any]:
    places, stands = material.places.of(figure), material.standings[figure.id]
    only = places[0] if len(places) == 1 else None
    return {
        **figure.model_dump(exclude={"evidence"}),
        "place_precision": only.precision if only else "several" if places else None,
        "latitude": only.lat if only else None,
        "longitude": only.lon if only else None,
        "country": only.country if only else None,
        "listed_under": stands.party,
        "voice": stands.voice,
        "stance": stands.stance,
        "doubts": list(stands.doubts),
    }
