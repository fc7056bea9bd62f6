"""Evaluation by held-back documents: every document is read by a network that has not seen it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from tallystick.extraction.figures import read_figures
from tallystick.extraction.reader import Outputs, Run
from tallystick.extraction.tensors import Arrays
from tallystick.extraction.windows import WindowMaker
from tallystick.training.examples import GoldDocument, joined, versions
from tallystick.training.fit import LowerLayers, Settings, fit
from tallystick.training.network import Network
from tallystick.training.scoring import score
from tallystick.training.sieve import fit_sieve


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


def crossvalidate(
    documents: Sequence[GoldDocument],
    maker: WindowMaker,
    base: Path,
    settings: Settings,
    count: int,
    report: Callable[[str], None],
    only: Sequence[int] = (),
    also: Sequence[GoldDocument] = (),
) -> tuple[dict[str, Any], list[tuple[GoldDocument, list[dict[str, Any]]]]]:
    """Scores over all documents together, and what was read from each. `only` limits to some folds, for trials.

    `also` are further documents to learn from, never read for the score.
    """
    dealt = folds(documents, count)
    read: list[tuple[GoldDocument, list[dict[str, Any]]]] = []
    examples = {d.name: versions(d, maker, settings.variants) for d in (*documents, *also)}
    lower = LowerLayers(base)
    for i, held in enumerate(dealt):
        if only and i not in only:
            continue
        training = [d for j, fold in enumerate(dealt) if j != i for d in fold] + list(also)
        report(f"fold {i + 1} of {count}: {len(training)} documents to learn from, {len(held)} held back")
        network = fit(joined([examples[d.name] for d in training]), base, settings, report, lower)
        run, sieve = run_of(network), fit_sieve(training)[0]
        for document in held:
            figures = [f.model_dump() for f in read_figures(document.annotated, maker, sieve, run)]
            read.append((document, figures))
        report(f"  so far: {score((d.figures, f) for d, f in read)}")
    return score((d.figures, f) for d, f in read), read
