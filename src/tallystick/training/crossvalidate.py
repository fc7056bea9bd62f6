"""Evaluation by held-back documents: every document is read by a network that has not seen it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from tallystick.extraction.network.reader import Outputs, Run
from tallystick.extraction.network.tensors import Arrays
from tallystick.extraction.network.windows import WindowMaker
from tallystick.extraction.reading import read_counted_and_dated
from tallystick.training.examples import GoldDocument, joined, versions
from tallystick.training.fit import LowerLayers, Settings, fit
from tallystick.training.network import Network
from tallystick.training.scoring import score
from tallystick.training.scoring_events import score as score_events
from tallystick.training.sieve import fit_sieves


def folds(documents: Sequence[GoldDocument], count: int, seed: int = 1) -> list[list[GoldDocument]]:
    """Documents dealt into folds of like size in figures: the largest first, each to the smallest fold."""
    shuffled = list(documents)
    random.Random(seed).shuffle(shuffled)  # noqa: S311
    dealt: list[list[GoldDocument]] = [[] for _ in range(count)]
    for document in sorted(shuffled, key=lambda d: -len(d.figures)):
        min(dealt, key=lambda f: sum(len(d.figures) for d in f)).append(document)
    return dealt


def run_of(network: Network) -> Run:
    """A network of PyTorch behind the same face as the ONNX one."""

    def run(arrays: Arrays) -> Outputs:
        with torch.no_grad():
            outputs = network(**{k: torch.from_numpy(v) for k, v in arrays.items()})
        return [np.asarray(o.float().numpy()) for o in outputs]

    return run


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A document that was held back, and what was read of it, as dict rows."""

    document: GoldDocument
    figures: list[dict[str, Any]]
    events: list[dict[str, Any]]


def crossvalidate(
    documents: Sequence[GoldDocument],
    maker: WindowMaker,
    base: Path,
    settings: Settings,
    count: int,
    report: Callable[[str], None],
    only: Sequence[int] = (),
    also: Sequence[GoldDocument] = (),
) -> tuple[dict[str, Any], list[HeldBack]]:
    """Scores over all documents together, and what was read from each. `only` limits to some folds, for trials.

    `also` are further documents to learn from, never read for the score.
    """
    dealt = folds(documents, count)
    read: list[HeldBack] = []
    # Which words the examples show is the same in all folds; held-back documents are sifted by what has not seen them.
    triggers = fit_sieves((*documents, *also))[0].triggers
    examples = {d.name: versions(d, maker, settings.variants, triggers) for d in (*documents, *also)}
    lower = LowerLayers(base)
    for i, held in enumerate(dealt):
        if only and i not in only:
            continue
        training = [d for j, fold in enumerate(dealt) if j != i for d in fold] + list(also)
        report(f"fold {i + 1} of {count}: {len(training)} documents to learn from, {len(held)} held back")
        network = fit(joined([examples[d.name] for d in training]), base, settings, report, lower)
        run, sieves = run_of(network), fit_sieves(training)[0]
        for document in held:
            figures, events, _ = read_counted_and_dated(document.annotated, maker, sieves, run)
            read.append(HeldBack(document, [f.model_dump() for f in figures], [e.model_dump() for e in events]))
        report(f"  so far: {scores(read)}")
    return scores(read), read


def scores(read: Sequence[HeldBack]) -> dict[str, Any]:
    """The scores of figures, and of events under that name."""
    figures = score((r.document.figures, r.figures) for r in read)
    return figures | {"events": score_events((r.document.events, r.events) for r in read)}
