"""Annotated documents as training examples: windows with the right answers beside them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tallystick.errors import KnowledgeError
from tallystick.extraction.candidates import ALLOWED
from tallystick.extraction.surroundings import hashed, surroundings
from tallystick.extraction.tensors import POINTERS
from tallystick.extraction.windows import Wanted, Window, WindowMaker, wanted_numbers
from tallystick.language.annotate import Annotated, annotate
from tallystick.language.mentions import Number
from tallystick.records import MODALITIES, OUTCOMES, THINGS, Document
from tallystick.training.matching import same_bound, same_name
from tallystick.training.variants import swapped

Gold = dict[str, Any]
CLASSES: dict[str, tuple[str, ...]] = {"outcome": OUTCOMES, "thing": THINGS, "modality": MODALITIES}


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document, its annotated figures and events, and what the finders make of it."""

    name: str
    annotated: Annotated
    figures: list[Gold]
    events: list[Gold]

    def variant(self, seed: int) -> GoldDocument:
        """The same document with its names dealt anew."""
        text, records = swapped(self.annotated.document.text, [*self.figures, *self.events], seed)
        figures, events = records[: len(self.figures)], records[len(self.figures) :]
        return GoldDocument(self.name, _annotate(text), figures, events)


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its answers: a class index a query, -1 where none counts; pointer targets with null first.

    `targets[s][q]` lists the right options of slot s for query q (0 is null); empty where no option is right.
    Besides numbers, the triggers of annotated events are asked for their slots: they teach pointing. Their scope and
    classes are -1.
    """

    window: Window
    scope: list[int]
    classes: dict[str, list[int]]
    targets: list[list[list[int]]]


def read_gold(folders: Iterable[Path], texts: Path | None = None) -> list[GoldDocument]:
    """The annotated documents of these folders, by name.

    A document is `NAME.figures.jsonl`, with `NAME.events.jsonl` where events were annotated. Its text is `NAME.txt`
    beside it; or, where the first line of the annotations is {"text", "until", "sha256"}, the first `until` code
    points of that file in the folder `texts`, checked by their digest. Raises KnowledgeError where a text is missing
    or is another.
    """
    documents = []
    for folder in folders:
        for path in sorted(folder.glob("*.figures.jsonl")):
            stem = path.name.removesuffix(".figures.jsonl")
            figures, events = _rows(path), path.with_name(f"{stem}.events.jsonl")
            if figures and "sha256" in figures[0]:
                text = _text_elsewhere(path, figures.pop(0), texts)
            else:
                text = path.with_name(f"{stem}.txt").read_text(encoding="utf-8")
            documents.append(GoldDocument(stem, _annotate(text), figures, _rows(events) if events.exists() else []))
    if not documents:
        raise KnowledgeError(f"{', '.join(map(str, folders))}: no NAME.figures.jsonl there; name a folder of gold")
    return documents


def _text_elsewhere(path: Path, source: Gold, texts: Path | None) -> str:
    if texts is None:
        raise KnowledgeError(f"{path}: its text lies elsewhere; name the folder with --texts")
    text = (texts / Path(source["text"]).name).read_text(encoding="utf-8")[: source["until"]]
    if hashlib.sha256(text.encode()).hexdigest() != source["sha256"]:
        raise KnowledgeError(f"{path}: was made for another version of {source['text']}; leave it out")
    return text


def _annotate(text: str) -> Annotated:
    return annotate(Document(id=Document.id_of(text), text=text, path="gold", sha256=""))


def _rows(path: Path) -> list[Gold]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def match(figures: Sequence[Gold], numbers: Sequence[Number]) -> dict[int, Gold]:
    """Which number of the finder's is which annotated figure: overlapping spans, equal bounds, one to one."""
    matched: dict[int, Gold] = {}
    for figure in figures:
        best: tuple[int, int] | None = None
        for i, number in enumerate(numbers):
            overlap = min(number.end, figure["end"]) - max(number.start, figure["start"])
            same = same_bound(number.low, figure["low"]) and same_bound(number.high, figure["high"])
            if overlap > 0 and same and i not in matched and (best is None or overlap > best[0]):
                best = (overlap, i)
        if best:
            matched[best[1]] = figure
    return matched


def make_examples(document: GoldDocument, maker: WindowMaker) -> list[Example]:
    """All windows of a document with their answers."""
    annotated = document.annotated
    numbers = wanted_numbers(annotated, surroundings(annotated), range(len(annotated.numbers)))
    right = match(document.figures, annotated.numbers)
    asked: list[tuple[Wanted, Gold | None, bool]] = [(n, right.get(i), True) for i, n in enumerate(numbers)]
    at = annotated.outline.sentence_at
    homes = {at(n.start) for n in numbers}
    # Triggers in sentences without a number would only make more windows.
    asked += [(_trigger(e), _as_slots(e), False) for e in document.events if at(e["start"]) in homes]
    asked.sort(key=lambda a: a[0].start)
    windows = maker.windows(annotated, [a[0] for a in asked])
    return [_example(w, [asked[q.index][1:] for q in w.queries]) for w in windows]


def versions(document: GoldDocument, maker: WindowMaker, variants: int) -> list[list[Example]]:
    """The examples of a document, and of so many variants of it."""
    told = [document, *(document.variant(seed) for seed in range(1, variants + 1))]
    return [make_examples(d, maker) for d in told]


def joined(documents: Sequence[Sequence[Sequence[Example]]]) -> list[list[Example]]:
    """The versions of many documents as versions of all of them together."""
    return [[e for examples in same_version for e in examples] for same_version in zip(*documents, strict=True)]


def _trigger(event: Gold) -> Wanted:
    span = (event["start"], event["end"])
    return Wanted(*span, span, (hashed("trigger"),))


def _as_slots(event: Gold) -> Gold:
    """An event's slots under the names of a figure's: whom it is done to is the party, its day the as-of date."""
    one_day = event["start_date"] if event["start_date"] == event["end_date"] else None
    return {**event, "party": event.get("target"), "as_of": one_day}


def _example(window: Window, asked: Sequence[tuple[Gold | None, bool]]) -> Example:
    figures = [gold if is_number else None for gold, is_number in asked]
    scope = [int(gold is not None) if is_number else -1 for gold, is_number in asked]
    classes = {slot: [names.index(g[slot]) if g else -1 for g in figures] for slot, names in CLASSES.items()}
    targets = [[_targets(window, slot, g, is_number) if g else [] for g, is_number in asked] for slot in POINTERS]
    return Example(window, scope, classes, targets)


def _targets(window: Window, slot: str, gold: Gold, is_number: bool) -> list[int]:
    # Without a day, or without someone it is done to, an event says nothing about where a figure's date or party is.
    if not is_number and not gold.get(slot) and slot in ("as_of", "party"):
        return []
    return _right_options(window, slot, gold)


def _right_options(window: Window, slot: str, gold: Gold) -> list[int]:
    wanted = gold.get(slot)
    if not wanted:
        return [0]
    same = _same_date if slot == "as_of" else same_name
    return [
        i + 1
        for i, o in enumerate(window.options)
        if o.candidate.traits & ALLOWED[slot] and same(wanted, o.candidate.value)
    ]


def _same_date(a: str | None, b: str | None) -> bool:
    return a == b


def answers(examples: Sequence[Example], queries: int, options: int) -> dict[str, NDArray[np.generic]]:
    """The answers of one batch as arrays, padded with -1: scope and classes (B, Q), targets (B, S, Q, 1 + O)."""
    b = len(examples)
    arrays: dict[str, NDArray[np.generic]] = {}
    for slot in ("scope", *CLASSES):
        rows = np.full((b, queries), -1, np.int64)
        for i, e in enumerate(examples):
            values = e.scope if slot == "scope" else e.classes[slot]
            rows[i, : len(values)] = values
        arrays[slot] = rows
    targets = np.zeros((b, len(POINTERS), queries, 1 + options), np.bool_)
    for i, e in enumerate(examples):
        for s, slots in enumerate(e.targets):
            for q, rights in enumerate(slots):
                targets[i, s, q, rights] = True
    arrays["targets"] = targets
    return arrays
