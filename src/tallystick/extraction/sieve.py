"""Which numbers are worth the encoder: a logistic sieve over dictionary hits, set to let nearly all figures through.

Most numbers of a text count nothing in scope, and most sentences hold none that does. The sieve sees only what the
finders found around a number and the words beside it, costs microseconds, and is set by cross-validation to lose one
figure in two hundred at most; what it lets through the encoder decides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from tallystick.errors import ModelError
from tallystick.language.annotate import Annotated
from tallystick.language.mentions import Number
from tallystick.language.singles import is_single
from tallystick.records import digest

#: Code points on each side of a number in which words are looked at, and how many words of them.
_REACH, _BEFORE, _AFTER = 60, 4, 5
#: Words are told apart by so many first letters: "killed" and "killing" are one.
_STEM = 7
_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")


def sieve_features(annotated: Annotated, around: Sequence[Sequence[str]]) -> list[list[str]]:
    """For each number of the document: what stands around it (`surroundings`), and the words beside it."""
    text = annotated.document.text
    return [[*traits, *_words_beside(text, n)] for n, traits in zip(annotated.numbers, around, strict=True)]


def _words_beside(text: str, number: Number) -> list[str]:
    form = "single" if is_single(text, number) else "count"
    before = _stems(text[max(0, number.start - _REACH) : number.start])[-_BEFORE:]
    after = _stems(text[number.end : number.end + _REACH])[:_AFTER]
    nearest = [f"{form}:word{i}:{w}" for i, w in enumerate(after[:2])] + [f"word-1:{w}" for w in before[-1:]]
    return nearest + [f"words after:{w}" for w in after] + [f"words before:{w}" for w in before]


def _stems(stretch: str) -> list[str]:
    return [w.lower()[:_STEM] for w in _WORD.findall(stretch)]


class Sieve:
    """The fitted sieve."""

    def __init__(self, weights: dict[str, float], threshold: float) -> None:
        self._weights = weights
        self._threshold = threshold

    @property
    def fingerprint(self) -> str:
        """Changes with whatever the sieve lets through."""
        return digest(json.dumps(self._weights, sort_keys=True), self._threshold)[:16]

    def passing(self, annotated: Annotated, around: Sequence[Sequence[str]]) -> list[int]:
        """The indexes of the numbers worth reading. Unknown features weigh nothing."""
        features = sieve_features(annotated, around)
        return [i for i, held in enumerate(features) if self.weigh(held) >= self._threshold]

    def weigh(self, features: Sequence[str]) -> float:
        """The log-odds that a number with these features is a figure."""
        return self._weights["bias"] + sum(self._weights.get(f, 0.0) for f in features)


@cache
def shipped_sieve() -> Sieve:
    """The sieve in the package. Raises ModelError where it is missing."""
    path = files("tallystick.extraction") / "model" / "sieve.json"
    if not path.is_file():
        raise ModelError(f"{path}: the reader's sieve is missing; reinstall tallystick or run `make train`")
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Sieve(stored["weights"], stored["threshold"])
