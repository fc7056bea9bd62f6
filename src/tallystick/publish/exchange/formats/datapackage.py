"""A Frictionless Data Package: tables as CSV and as Parquet, described by datapackage.json, in a folder or a ZIP.

Lists are joined by "; " in CSV and are lists in Parquet. CSV cells that a spreadsheet would calculate begin with an
apostrophe; Parquet has them as they are. Source: https://specs.frictionlessdata.io, version 1.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import polars as pl

from tallystick.printable import one_line
from tallystick.publish import csv
from tallystick.publish.exchange.frames import tables
from tallystick.publish.exchange.links import web_address
from tallystick.publish.exchange.material import Material
from tallystick.publish.exchange.registry import Written
from tallystick.publish.json import dumps

NAME = "datapackage"
DESCRIPTION = "all records as tables, CSV and Parquet with schema and sources, as a Frictionless Data Package"
DESCRIPTOR = "datapackage.json"
#: The one moment in every ZIP: its format has none earlier.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_DESCRIPTIONS = {
    "documents": "the documents, without their texts",
    "figures": "every claimed figure with its words; low and high are the published bounds, empty where open",
    "evidence": "where each slot of a figure came from; offsets are code points of the document's text",
    "denials": "words with which somebody rejects what another says",
    "events": "dated happenings; those with the same id in `happening` tell one thing, for the reason given",
    "control": "who takes, holds or is to be given a place, from when",
    "agreements": "agreements and ceasefires, as documents tell of them",
    "obligations": "what somebody must do under an agreement",
    "allegations": "who accuses whom of what crime, denials, and what the law did; never facts",
    "relations": "what one party does for, with or against another",
    "event_evidence": "where each slot of an event came from",
    "tallies": "comparable claims with low, best and high under a named rule; empty where it cannot say",
    "claims": "what one voice says in a tally",
    "findings": "what does not fit, and quietly what does",
}
_KEYS: dict[str, str | list[str]] = {
    "documents": "id", "figures": "id", "denials": "id", "events": "id", "control": "id", "agreements": "id",
    "obligations": "id", "allegations": "id", "relations": "id", "tallies": "id", "claims": ["tally", "claim"],
    "findings": "id",
}  # fmt: skip
_FOREIGN = {
    "figures": ("document", "documents"), "evidence": ("figure", "figures"), "denials": ("document", "documents"),
    "events": ("document", "documents"), "event_evidence": ("event", "events"), "control": ("document", "documents"),
    "agreements": ("document", "documents"), "obligations": ("agreement", "agreements"),
    "allegations": ("document", "documents"), "relations": ("document", "documents"), "claims": ("tally", "tallies"),
}  # fmt: skip


def write(material: Material, path: Path) -> Written:
    """Write a folder, or a ZIP where the path ends in .zip."""
    framed = tables(material)
    files = {f"{name}.csv": csv.render(frame).encode() for name, frame in framed.items()}
    files |= {f"{name}.parquet": _parquet(frame) for name, frame in framed.items()}
    files[DESCRIPTOR] = (dumps(_descriptor(material, framed, files), indent=1) + "\n").encode()
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(files.items()):
                archive.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    else:
        path.mkdir()
        for name, content in files.items():
            (path / name).write_bytes(content)
    return Written(sum(map(len, framed.values())), f"rows in {len(framed)} tables")


def _parquet(frame: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.write_parquet(out, compression="zstd")
    return out.getvalue()


def _descriptor(material: Material, framed: dict[str, pl.DataFrame], files: dict[str, bytes]) -> dict[str, Any]:
    rule = material.reconciled.tallies.rule
    title = material.title or "Figures claimed in the documents of an armed conflict"
    described: dict[str, Any] = {
        "name": "tallystick", "title": one_line(title), "profile": "data-package",
        "description": f"Low, best and high under the rule {rule.NAME}, version {rule.VERSION}: {rule.DESCRIPTION}",
        "sources": [_source(document.title or document.path, document.url) for document in material.documents.values()],
        "resources": [_table(name, frame, files) for name, frame in framed.items()]
        + [_raw(name, files) for name in framed],
    }  # fmt: skip
    if not described["sources"]:
        del described["sources"]
    return described


def _source(title: str, url: str | None) -> dict[str, str]:
    address = web_address(url)
    return {"title": one_line(title)} | ({"path": address} if address else {})


def _table(name: str, frame: pl.DataFrame, files: dict[str, bytes]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": column, "type": _type(kind)} for column, kind in frame.schema.items()],
        "missingValues": [""],
    }
    if name in _KEYS:
        schema["primaryKey"] = _KEYS[name]
    if name in _FOREIGN:
        field, other = _FOREIGN[name]
        schema["foreignKeys"] = [{"fields": field, "reference": {"resource": other, "fields": "id"}}]
    return {
        "name": name, "description": _DESCRIPTIONS[name], "path": f"{name}.csv", "profile": "tabular-data-resource",
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", **_check(files[f"{name}.csv"]), "schema": schema,
    }  # fmt: skip


def _raw(name: str, files: dict[str, bytes]) -> dict[str, Any]:
    """Described as a mere file, so that a validator without a reader of Parquet still checks its hash."""
    return {
        "name": f"{name}-parquet", "description": f"the table {name}, with lists and text as they are",
        "path": f"{name}.parquet", "type": "file", "format": "parquet",
        "mediatype": "application/vnd.apache.parquet", **_check(files[f"{name}.parquet"]),
    }  # fmt: skip


def _check(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": "sha256:" + hashlib.sha256(content).hexdigest()}


def _type(kind: pl.DataType) -> str:
    if kind == pl.Boolean:
        return "boolean"
    if kind.is_integer():
        return "integer"
    return "number" if kind.is_float() else "string"
