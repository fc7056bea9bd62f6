"""Figures and documents as columns (Polars), read straight from the bodies of entries, for work on millions of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import polars as pl

from tallystick.records import Figure, Statement

#: What is read of a figure.
FIGURE_COLUMNS: dict[str, type[pl.DataType]] = {
    "id": pl.String, "document": pl.String, "start": pl.Int64, "line": pl.Int64, "quote": pl.String,
    "low": pl.Float64, "high": pl.Float64, "qualifier": pl.String, "unit": pl.String, "thing": pl.String,
    "outcome": pl.String, "party": pl.String, "actor": pl.String, "claimant": pl.String, "modality": pl.String,
    "as_of": pl.String, "place": pl.String, "part_of": pl.String, "part_form": pl.String, "basis": pl.String,
    "since": pl.String, "setting": pl.String, "revises": pl.String, "certainty": pl.Float64,
}  # fmt: skip
#: What is read of a document.
DOCUMENT_COLUMNS: dict[str, type[pl.DataType]] = {
    "document": pl.String, "publisher": pl.String, "published": pl.String, "title": pl.String, "path": pl.String,
}  # fmt: skip

#: Bodies decoded at once: enough to be quick, few enough that their JSON, taken apart, stays small beside the columns
#: (50,000 at once took a gigabyte and twice the time).
BATCH = 5_000

_FIELDS = {name: Figure.model_fields[name] for name in FIGURE_COLUMNS}
#: Fields that may be missing from the bodies that an older version wrote, and what they then are.
_DEFAULTS = {name: f.default for name, f in _FIELDS.items() if not f.is_required() and f.default is not None}
#: Fields that are never null. Bounds are required too, but null where they are open.
_NEVER_NULL = [name for name, f in _FIELDS.items() if f.is_required() and name not in ("low", "high")]


def figures_frame(batches: Iterable[list[str]]) -> pl.DataFrame:
    """A row a figure from the JSON bodies of figures, batch by batch. Raises ValueError where one is not a figure's."""
    frames = [_decoded(bodies) for bodies in batches]
    return pl.concat(frames, rechunk=True) if frames else pl.DataFrame(schema=FIGURE_COLUMNS)


def _decoded(bodies: list[str]) -> pl.DataFrame:
    try:
        frame = pl.Series(bodies, dtype=pl.String).str.json_decode(pl.Struct(FIGURE_COLUMNS)).struct.unnest()
    except pl.exceptions.PolarsError as error:
        raise ValueError("the body of a figure is not one") from error
    frame = frame.with_columns(pl.col(name).fill_null(value) for name, value in _DEFAULTS.items())
    missing = [name for name in _NEVER_NULL if frame[name].has_nulls()]
    if missing:
        raise ValueError(f"a figure has no {missing[0]}")
    return frame


def with_judged(frame: pl.DataFrame, without: Collection[str], judged: Iterable[Statement]) -> pl.DataFrame:
    """The frame without the figures of these ids, and with judged ones at its end. Many rows, few of both."""
    rows = [statement.model_dump(include=set(FIGURE_COLUMNS)) for statement in judged]
    out = pl.DataFrame({"id": list(without)}, {"id": pl.String})
    kept = frame.join(out, on="id", how="anti", maintain_order="left")
    return pl.concat([kept, pl.DataFrame(rows, FIGURE_COLUMNS)])


def documents_frame(origins: Mapping[str, Mapping[str, object]]) -> pl.DataFrame:
    """A row a document, from the origin of each by its id."""
    rows = [{**{name: origin[name] for name in DOCUMENT_COLUMNS if name != "document"}, "document": id}
            for id, origin in origins.items()]  # fmt: skip
    return pl.DataFrame(rows, DOCUMENT_COLUMNS)
