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
from tallystick.extraction.network.candidates import ALLOWED
from tallystick.extraction.network.sieve import Sieve
from tallystick.extraction.network.surroundings import surroundings
from tallystick.extraction.network.tensors import POINTERS
from tallystick.extraction.network.triggers import OF_EVENT, find_triggers, trigger_traits, wanted_triggers
from tallystick.extraction.network.windows import Wanted, Window, WindowMaker, wanted_numbers
from tallystick.language.annotate import Annotated, annotate
from tallystick.language.mentions import Number
from tallystick.records import EVENT_TYPES, MODALITIES, OUTCOMES, THINGS, Document
from tallystick.training.heads import outer_limit, trigger_heads
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
    #: The code point up to which events were annotated; None where they were in all of it.
    events_until: int | None = None

    def variant(self, seed: int) -> GoldDocument:
        """The same document with its names dealt anew."""
        limit = [{"start": self.events_until, "end": self.events_until}] if self.events_until is not None else []
        text, records = swapped(self.annotated.document.text, [*self.figures, *self.events, *limit], seed)
        figures, events = (
            records[: len(self.figures)],
            records[len(self.figures) : len(self.figures) + len(self.events)],
        )
        return GoldDocument(self.name, _annotate(text), figures, events, records[-1]["end"] if limit else None)


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its answers: a class index a query, -1 where none counts; pointer targets with null first.

    `scope` is of numbers, `event` of words that may be triggers. `targets[s][q]` lists the right options of slot s for
    query q (0 is null); empty where no option is right.
    """

    window: Window
    scope: list[int]
    event: list[int]
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
            documents.append(GoldDocument(stem, _annotate(text), figures, *_events(events)))
    if not documents:
        raise KnowledgeError(f"{', '.join(map(str, folders))}: no NAME.figures.jsonl there; name a folder of gold")
    return documents


def _events(path: Path) -> tuple[list[Gold], int | None]:
    """The annotated events, and up to which code point there are any; None for all of the text."""
    if not path.exists():
        return [], 0
    rows = _rows(path)
    until = rows.pop(0)["until"] if rows and "sha256" in rows[0] else None
    return rows, until


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


def make_examples(document: GoldDocument, maker: WindowMaker, sieve: Sieve) -> list[Example]:
    """All windows of a document with their answers. `sieve` picks the words that may be triggers."""
    annotated = document.annotated
    numbers = wanted_numbers(annotated, surroundings(annotated), range(len(annotated.numbers)))
    right = match(document.figures, annotated.numbers)
    asked: list[tuple[Wanted, Gold | None]] = [(n, right.get(i)) for i, n in enumerate(numbers)]
    asked += _triggers(document, sieve)
    asked.sort(key=lambda a: (a[0].start, a[0].is_trigger))
    windows = maker.windows(annotated, [a[0] for a in asked])
    return [_example(w, [asked[q.index] for q in w.queries]) for w in windows]


def _triggers(document: GoldDocument, sieve: Sieve) -> list[tuple[Wanted, Gold | None]]:
    """The words to learn from: the heads of events, and what else passes the sieve outside their quotes."""
    triggers = find_triggers(document.annotated)
    traits = trigger_traits(document.annotated, triggers)
    heads = trigger_heads(document, triggers, traits)
    quoted = [(e["start"], e["end"]) for e in document.events]
    until = outer_limit(document)
    others = {
        i
        for i in sieve.passing(traits)
        if triggers[i][0] < until and not any(start <= triggers[i][0] < end for start, end in quoted)
    }
    kept = sorted(others | set(heads))
    wanted = wanted_triggers(document.annotated, [triggers[i] for i in kept], [traits[i] for i in kept])
    return [(w, heads.get(i)) for i, w in zip(kept, wanted, strict=True)]


def versions(document: GoldDocument, maker: WindowMaker, variants: int, sieve: Sieve) -> list[list[Example]]:
    """The examples of a document, and of so many variants of it."""
    told = [document, *(document.variant(seed) for seed in range(1, variants + 1))]
    return [make_examples(d, maker, sieve) for d in told]


def joined(documents: Sequence[Sequence[Sequence[Example]]]) -> list[list[Example]]:
    """The versions of many documents as versions of all of them together."""
    return [[e for examples in same_version for e in examples] for same_version in zip(*documents, strict=True)]


def _example(window: Window, asked: Sequence[tuple[Wanted, Gold | None]]) -> Example:
    figures = [None if wanted.is_trigger else gold for wanted, gold in asked]
    events = [gold if wanted.is_trigger else None for wanted, gold in asked]
    scope = [-1 if wanted.is_trigger else int(gold is not None) for wanted, gold in asked]
    event = [int(gold is not None) if wanted.is_trigger else -1 for wanted, gold in asked]
    classes = {slot: [names.index(g[slot]) if g else -1 for g in figures] for slot, names in CLASSES.items()}
    classes["type"] = [EVENT_TYPES.index(g["type"]) if g else -1 for g in events]
    targets = [
        [_right_options(window, slot, gold, wanted.is_trigger) if gold else [] for wanted, gold in asked]
        for slot in POINTERS
    ]
    return Example(window, scope, event, classes, targets)


def _right_options(window: Window, slot: str, gold: Gold, is_event: bool) -> list[int]:
    if is_event and slot == "as_of":
        return [i + 1 for i, o in enumerate(window.options) if o.candidate.span and _is_when(gold, o.candidate.span)]
    wanted = gold.get(OF_EVENT.get(slot, slot) if is_event else slot)
    if not wanted:
        return [0]
    same = _same_date if slot == "as_of" else same_name
    return [
        i + 1
        for i, o in enumerate(window.options)
        if o.candidate.traits & ALLOWED[slot] and same(wanted, o.candidate.value)
    ]


def _is_when(event: Gold, span: tuple[str, str]) -> bool:
    """True where a date is that of the event: its whole span, or its first day ("from 2 to 5 April")."""
    return span[0] == event["start_date"] and span[1] in (event["end_date"], event["start_date"])


def _same_date(a: str | None, b: str | None) -> bool:
    return a == b


def answers(examples: Sequence[Example], queries: int, options: int) -> dict[str, NDArray[np.generic]]:
    """The answers of one batch as arrays, padded with -1: scope, event and classes (B, Q), targets (B, S, Q, 1 + O)."""
    b = len(examples)
    arrays: dict[str, NDArray[np.generic]] = {}
    for slot in ("scope", "event", *CLASSES, "type"):
        rows = np.full((b, queries), -1, np.int64)
        for i, e in enumerate(examples):
            values = {"scope": e.scope, "event": e.event}.get(slot) or e.classes[slot]
            rows[i, : len(values)] = values
        arrays[slot] = rows
    targets = np.zeros((b, len(POINTERS), queries, 1 + options), np.bool_)
    for i, e in enumerate(examples):
        for s, slots in enumerate(e.targets):
            for q, rights in enumerate(slots):
                targets[i, s, q, rights] = True
    arrays["targets"] = targets
    return arrays
