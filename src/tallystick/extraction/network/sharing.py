"""Figures of one clause share what they say: mixing the reader's answers among them before they are settled.

"X said 3 soldiers were killed, 5 wounded and a tank lost" has one claimant, one day, one place. Each figure's own
probabilities are mixed with the mean of its clause (a sentence, or what a semicolon parts of it). In the annotated
documents neighbours agree in modality (0.99), as-of (0.98), actor (0.97), claimant (0.96) and place (0.94); the weights
are low enough that a clear word of one figure's own still decides.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tallystick.extraction.network.tensors import POINTERS

_WEIGHTS = {"party": 0.0, "actor": 0.5, "claimant": 0.15, "place": 0.5, "as_of": 0.6}
_MODALITY_WEIGHT = 0.6
Logits = NDArray[np.float32]


def share_answers(
    modality: Logits, pointers: Logits, clauses: Sequence[int], figures: Sequence[int]
) -> tuple[Logits, Logits]:
    """Log-probabilities of modality (Q, M) and pointers (S, Q, 1 + O), mixed among the figures of each clause.

    `clauses` gives the clause of each query, `figures` lists the queries that are figures; the others stay apart.
    """
    p_modality, p_pointers = _probabilities(modality), _probabilities(pointers)
    weights = np.array([_WEIGHTS[slot] for slot in POINTERS])[:, None, None]
    for clause in {clauses[q] for q in figures}:
        group = [q for q in figures if clauses[q] == clause]
        if len(group) > 1:
            p_modality[group] = _mixed(p_modality[group], 0, _MODALITY_WEIGHT)
            p_pointers[:, group] = _mixed(p_pointers[:, group], 1, weights)
    return _logs(p_modality), _logs(p_pointers)


def _mixed(own: NDArray[np.float64], axis: int, weight: float | NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(own * (1 - weight) + own.mean(axis, keepdims=True) * weight)


def _probabilities(logits: Logits) -> NDArray[np.float64]:
    exp = np.exp(logits.astype(np.float64) - logits.max(-1, keepdims=True))
    return np.asarray(exp / exp.sum(-1, keepdims=True))


def _logs(probabilities: NDArray[np.float64]) -> Logits:
    return np.asarray(np.log(np.maximum(probabilities, 1e-30)), np.float32)
