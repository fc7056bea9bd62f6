"""What the sieve weighs of a number: what stands around it, and the words beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.language.annotate import Annotated
from tallystick.language.mentions import Number
from tallystick.language.singles import is_single

#: Code points on each side of a number in which words are looked at, and how many words of them.
_REACH, _BEFORE, _AFTER = 60, 4, 5
#: Words are told apart by so many first letters: "killed" and "killing" are one.
_STEM = 7
_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")


def number_traits(annotated: Annotated, around: Sequence[Sequence[str]]) -> list[list[str]]:
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
