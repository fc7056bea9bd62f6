"""What the benchmarks share: the reader that ships with the package, and which documents it was trained on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tallystick.records import Document, digest

if TYPE_CHECKING:
    from tallystick.extraction.reading import DocumentReader

Row = dict[str, Any]


def ready_reader() -> DocumentReader:
    """The installed reader with its model loaded, so that loading is not timed. Raises ModelError without a model."""
    # Imported here: no script should load numpy to show its help.
    from tallystick.extraction.network.reader import shipped_model, tokenizer
    from tallystick.extraction.reading import DocumentReader

    tokenizer()
    shipped_model()
    reader = DocumentReader()
    reader.read(document("A warm-up", "Two soldiers were killed in the shelling on 3 May 2011, the ministry said."))
    return reader


def document(name: str, text: str) -> Document:
    """A text as a document without a source."""
    return Document(id=Document.id_of(text), text=text, path=name, sha256=digest(text))


@cache
def training_record() -> Row:
    """`model/training.json`, which training writes: `documents` by name and `crossvalidation`; empty where absent."""
    path = files("tallystick.extraction") / "model" / "training.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def trained_on(name: str) -> bool:
    """True where the shipped model has learnt from the document of this name."""
    return name in training_record().get("documents", ())


def notice(names: Iterable[str]) -> str:
    """A sentence on how many of these documents the shipped model was trained on."""
    if not training_record():
        return "NOTE: the model comes without training.json, so whether it was trained on these documents is unknown."
    names = list(names)
    seen = sum(map(trained_on, names))
    if not seen:
        return f"None of these {len(names)} documents was in the training of the shipped model."
    return (
        f"NOTE: the shipped model was TRAINED ON {seen} of these {len(names)} documents. Scores on those say how well"
        " it remembers, not how well it reads; look at those on the others, or at the cross-validation."
    )


def json_lines(path: Path) -> list[Row]:
    """The objects of a file that holds one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def people(figures: Iterable[Row], outcomes: Iterable[str], allowed: Callable[[str], bool] = bool) -> list[Row]:
    """Counts of people with one of these outcomes: not denied, no shares, no parts of another count."""
    wanted = frozenset(outcomes)
    return [
        f for f in figures
        if f["outcome"] in wanted and f["thing"].startswith("person.") and allowed(f["thing"])
        and f["modality"] != "denied" and f["unit"] == "count" and not f.get("part_of")
    ]  # fmt: skip


def lower_bound(figure: Row) -> float:
    """The least that a figure says; of "up to 5", whose lower bound is open, the 5."""
    low = figure["low"] if figure["low"] is not None else figure["high"]
    return float(low or 0)


def share(hits: int, of: int) -> float | None:
    """The share of hits to three decimals, None of nothing."""
    return round(hits / of, 3) if of else None
