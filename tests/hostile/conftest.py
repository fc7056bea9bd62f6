"""How hard the fuzzing is, and a network that says anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from tallystick.extraction import reading
from tallystick.extraction.network.tensors import Arrays
from tallystick.records import EVENT_TYPES, MODALITIES, OUTCOMES, THINGS


@pytest.fixture
def examples(request: pytest.FixtureRequest) -> int:
    """So many examples are tried for each law: a few seconds in all, and a hundred times that with --soak."""
    return 3000 if request.config.getoption("--soak") else 30


#: As many answers as the network gives to each question, in the order of `reader.OUTPUTS`.
_ANSWERS = {"outcome": len(OUTCOMES), "thing": len(THINGS), "modality": len(MODALITIES), "type": len(EVENT_TYPES)}


@pytest.fixture
def any_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network that takes everything for a figure or an event, and answers the rest by chance."""
    chance = np.random.default_rng(0)

    def run(arrays: Arrays) -> Sequence[np.ndarray[Any, np.dtype[np.float32]]]:
        batch, queries, options = arrays["buckets"].shape
        pointers = arrays["allowed"].shape[1]

        def said(*shape: int) -> np.ndarray[Any, np.dtype[np.float32]]:
            return (3 * chance.standard_normal((batch, *shape))).astype(np.float32)

        return [
            abs(said(queries)) + 1, *(said(queries, _ANSWERS[name]) for name in ("outcome", "thing", "modality")),
            abs(said(queries)) + 1, said(queries, _ANSWERS["type"]), said(pointers, queries, options + 1),
        ]  # fmt: skip

    monkeypatch.setattr(reading, "shipped_model", lambda threads: (run, "any"))
