"""Fitting the sieves: logistic regression over traits, the threshold from held-back documents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from tallystick.extraction.network.number_traits import number_traits
from tallystick.extraction.network.sieve import Sieve, Sifted
from tallystick.extraction.network.surroundings import surroundings
from tallystick.extraction.network.triggers import find_triggers, trigger_traits
from tallystick.extraction.reading import Sieves
from tallystick.training.examples import GoldDocument, match
from tallystick.training.heads import outer_limit, trigger_heads

#: What a sieve may lose of what is wanted in held-back documents. Triggers are vaguer: a happening has several words
#: that could be its trigger, and letting nearly all of them through would have every sentence read.
MAY_LOSE: dict[Sifted, float] = {"numbers": 0.004, "triggers": 0.05}
_RARE = 2
_STEPS = 250
#: How strongly weights are held back, by the square of their size.
_RESTRAINT = 1e-3

#: For each document, the traits of everything that could pass, and whether it should.
Rows = tuple[list[list[str]], list[bool]]


def number_rows(document: GoldDocument) -> Rows:
    """The numbers of a document, and which of them are figures."""
    right = match(document.figures, document.annotated.numbers)
    traits = number_traits(document.annotated, surroundings(document.annotated))
    return traits, [i in right for i in range(len(traits))]


def trigger_rows(document: GoldDocument) -> Rows:
    """The words of a document that may be triggers, as far as its events were annotated, and which of them are."""
    triggers = find_triggers(document.annotated)
    traits = trigger_traits(document.annotated, triggers)
    heads = trigger_heads(document, triggers, traits)
    until = outer_limit(document)
    kept = [i for i, (start, _) in enumerate(triggers) if start < until]
    return [traits[i] for i in kept], [i in heads for i in kept]


def _fit(rows: Sequence[Sequence[str]], labels: Sequence[bool]) -> dict[str, float]:
    counts = Counter(f for row in rows for f in row)
    names = sorted(f for f, n in counts.items() if n > _RARE)
    index = {f: i for i, f in enumerate(names)}
    where = torch.tensor([[i, index[f]] for i, row in enumerate(rows) for f in row if f in index]).T
    x = _sparse(where, (len(rows), len(names)))
    transposed = _sparse(where.flip(0), (len(names), len(rows)))
    y = torch.tensor(labels, dtype=torch.float32)[:, None]
    weights, bias = torch.zeros(len(names), 1), torch.zeros(1)
    # The gradient is written out: that of a sparse product is many times slower.
    optimizer = torch.optim.Adam([weights, bias], lr=0.05)
    for _ in range(_STEPS):
        residual = (torch.sigmoid(x @ weights + bias) - y) / len(rows)
        weights.grad = transposed @ residual + 2 * _RESTRAINT * weights
        bias.grad = residual.sum(0)
        optimizer.step()
    values = zip([*names, "bias"], [*weights[:, 0].tolist(), bias.item()], strict=True)
    return {name: round(value, 3) for name, value in values}


def _sparse(where: torch.Tensor, shape: tuple[int, int]) -> torch.Tensor:
    """Ones at these places (2, N)."""
    return torch.sparse_coo_tensor(where, torch.ones(where.shape[1]), shape, check_invariants=True).coalesce()


def fit_sieve(rows: Sequence[Rows], may_lose: float, count: int = 5) -> tuple[Sieve, dict[str, object]]:
    """A sieve, and what is stored of it: weights, threshold, and the shares of wanted and others it lets through.

    `rows` are those of each document. The threshold is that at which documents not fitted to lose `may_lose`.
    """
    scores: list[float] = []
    labels: list[bool] = []
    for i in range(count):
        sieve = Sieve(_fit(*_joined([d for j, d in enumerate(rows) if j % count != i])), 0.0)
        held, right = _joined([d for j, d in enumerate(rows) if j % count == i])
        scores += [sieve.weigh(row) for row in held]
        labels += right
    values, truth = np.array(scores), np.array(labels)
    threshold = round(float(np.quantile(values[truth], may_lose)) - 1e-3, 3)
    weights = _fit(*_joined(rows))
    passed = values >= threshold
    stored: dict[str, object] = {
        "threshold": threshold,
        "wanted_passed": round(float(passed[truth].mean()), 4),
        "others_passed": round(float(passed[~truth].mean()), 4),
        "weights": weights,
    }
    return Sieve(weights, threshold), stored


def fit_sieves(documents: Sequence[GoldDocument]) -> tuple[Sieves, dict[Sifted, dict[str, object]]]:
    """Both sieves fitted to these documents, and what is stored of each."""
    numbers = fit_sieve([number_rows(d) for d in documents], MAY_LOSE["numbers"])
    triggers = fit_sieve([trigger_rows(d) for d in documents if d.events], MAY_LOSE["triggers"])
    return Sieves(numbers[0], triggers[0]), {"numbers": numbers[1], "triggers": triggers[1]}


def _joined(rows: Sequence[Rows]) -> Rows:
    return [row for held, _ in rows for row in held], [label for _, labels in rows for label in labels]


def write_sieve(stored: dict[str, object], folder: Path, of: Sifted) -> Path:
    """Write a sieve into the folder."""
    path = folder / f"{of}.json"
    path.write_text(json.dumps(stored, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return path
