"""Fitting the sieve: logistic regression over the features, the threshold from held-back documents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from tallystick.extraction.sieve import Sieve, sieve_features
from tallystick.extraction.surroundings import surroundings
from tallystick.training.examples import GoldDocument, match

#: Figures of held-back documents that the sieve may lose.
MAY_LOSE = 0.004
_RARE = 2
_STEPS = 250


def _rows(documents: Sequence[GoldDocument]) -> tuple[list[list[str]], list[bool]]:
    rows: list[list[str]] = []
    labels: list[bool] = []
    for document in documents:
        right = match(document.figures, document.annotated.numbers)
        features = sieve_features(document.annotated, surroundings(document.annotated))
        rows += features
        labels += [i in right for i in range(len(features))]
    return rows, labels


def _fit(rows: Sequence[Sequence[str]], labels: Sequence[bool]) -> dict[str, float]:
    counts = Counter(f for row in rows for f in row)
    names = sorted(f for f, n in counts.items() if n > _RARE)
    index = {f: i for i, f in enumerate(names)}
    x = torch.zeros(len(rows), len(names))
    for i, row in enumerate(rows):
        x[i, [index[f] for f in row if f in index]] = 1
    y = torch.tensor(labels, dtype=torch.float32)
    weights = torch.zeros(len(names) + 1, requires_grad=True)
    optimizer = torch.optim.Adam([weights], lr=0.05)
    for _ in range(_STEPS):
        loss = nn.functional.binary_cross_entropy_with_logits(x @ weights[:-1] + weights[-1], y)
        loss = loss + 1e-3 * weights[:-1].square().sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    values = weights.detach().numpy()
    return {f: round(float(v), 3) for f, v in zip(names, values, strict=False)} | {"bias": round(float(values[-1]), 3)}


def fit_sieve(documents: Sequence[GoldDocument], count: int = 5) -> tuple[Sieve, dict[str, object]]:
    """The sieve, and what is stored of it: weights, threshold, and the shares of figures and others it lets through."""
    scores: list[float] = []
    labels: list[bool] = []
    for i in range(count):
        weights = _fit(*_rows([d for j, d in enumerate(documents) if j % count != i]))
        rows, right = _rows([d for j, d in enumerate(documents) if j % count == i])
        sieve = Sieve(weights, 0.0)
        scores += [sieve.weigh(row) for row in rows]
        labels += right
    values, truth = np.array(scores), np.array(labels)
    threshold = round(float(np.quantile(values[truth], MAY_LOSE)) - 1e-3, 3)
    weights = _fit(*_rows(documents))
    passed = values >= threshold
    stored: dict[str, object] = {
        "threshold": threshold,
        "figures_passed": round(float(passed[truth].mean()), 4),
        "others_passed": round(float(passed[~truth].mean()), 4),
        "weights": weights,
    }
    return Sieve(weights, threshold), stored


def write_sieve(stored: dict[str, object], folder: Path) -> Path:
    """Write `sieve.json` into the folder."""
    path = folder / "sieve.json"
    path.write_text(json.dumps(stored, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return path
