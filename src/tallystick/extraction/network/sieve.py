"""What is worth the encoder: a logistic sieve over named traits, set to let nearly all that is wanted through.

Most numbers of a text count nothing in scope, most words trigger no event, and most sentences hold neither. A sieve
sees only what the finders found around a number or word and the words beside it, costs microseconds, and is set by
cross-validation to lose little (`training.sieve.MAY_LOSE`); what it lets through the encoder decides.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from tallystick.errors import ModelError
from tallystick.records import digest

#: What there are sieves for.
Sifted = Literal["numbers", "triggers"]


class Sieve:
    """The fitted sieve."""

    def __init__(self, weights: dict[str, float], threshold: float) -> None:
        self._weights = weights
        self._threshold = threshold

    @property
    def fingerprint(self) -> str:
        """Changes with whatever the sieve lets through."""
        return digest(json.dumps(self._weights, sort_keys=True), self._threshold)[:16]

    def passing(self, traits: Sequence[Sequence[str]]) -> list[int]:
        """The indexes of those worth reading, given the traits of each. Unknown traits weigh nothing."""
        return [i for i, held in enumerate(traits) if self.weigh(held) >= self._threshold]

    def weigh(self, traits: Sequence[str]) -> float:
        """The log-odds that something with these traits is wanted."""
        return self._weights["bias"] + sum(self._weights.get(trait, 0.0) for trait in traits)


@cache
def shipped_sieve(of: Sifted) -> Sieve:
    """A sieve in the package. Raises ModelError where it is missing."""
    path = files("tallystick.extraction") / "model" / f"{of}.json"
    if not path.is_file():
        raise ModelError(f"{path}: the reader's sieve is missing; reinstall tallystick or run `make train`")
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Sieve(stored["weights"], stored["threshold"])
