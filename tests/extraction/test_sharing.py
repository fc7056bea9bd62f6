"""Figures of one sentence share claimant, day and place, unless a word of their own is clear."""

from __future__ import annotations

import numpy as np
import pytest

from tallystick.extraction.network.sharing import share_answers
from tallystick.extraction.network.tensors import POINTERS
from tallystick.records import MODALITIES

CLAIMANT = POINTERS.index("claimant")
PARTY = POINTERS.index("party")


def answers(queries: int, options: int) -> tuple[np.ndarray, np.ndarray]:
    modality = np.zeros((queries, len(MODALITIES)), np.float32)
    return modality, np.zeros((len(POINTERS), queries, 1 + options), np.float32)


def test_an_unsure_figure_takes_the_claimant_of_its_sentence() -> None:
    modality, pointers = answers(2, 2)
    pointers[CLAIMANT, 0] = [0, 6, 0]
    pointers[CLAIMANT, 1] = [0.1, 0, 0]
    _, shared = share_answers(modality, pointers, [4, 4], [0, 1])
    assert shared[CLAIMANT].argmax(-1).tolist() == [1, 1]


def test_figures_of_other_sentences_are_not_asked() -> None:
    modality, pointers = answers(2, 2)
    pointers[CLAIMANT, 0] = [0, 6, 0]
    pointers[CLAIMANT, 1] = [0.3, 0, 0]
    _, shared = share_answers(modality, pointers, [4, 5], [0, 1])
    assert shared[CLAIMANT].argmax(-1).tolist() == [1, 0]


def test_numbers_that_are_no_figures_have_no_say() -> None:
    modality, pointers = answers(2, 1)
    pointers[CLAIMANT, 1] = [0, 9]
    _, shared = share_answers(modality, pointers, [0, 0], [0])
    assert np.exp(shared[CLAIMANT, 0]) == pytest.approx([0.5, 0.5])


def test_a_clear_party_of_its_own_stays() -> None:
    modality, pointers = answers(2, 2)
    pointers[PARTY, 0] = [0, 5, 0]
    pointers[PARTY, 1] = [0, 0, 5]
    _, shared = share_answers(modality, pointers, [0, 0], [0, 1])
    assert shared[PARTY].argmax(-1).tolist() == [1, 2]


def test_what_comes_out_are_probabilities() -> None:
    random = np.random.default_rng(3)
    modality = random.normal(size=(3, len(MODALITIES))).astype(np.float32)
    pointers = random.normal(size=(len(POINTERS), 3, 5)).astype(np.float32)
    shared = share_answers(modality, pointers, [0, 0, 0], [0, 1, 2])
    for logs in shared:
        assert np.exp(logs).sum(-1) == pytest.approx(np.ones(logs.shape[:-1]), abs=1e-5)
