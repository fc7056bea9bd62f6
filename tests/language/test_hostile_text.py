"""Very long lines made to hurt: every finder reads them to the end (none takes the square of their length)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallystick.language.numbers import find_numbers
from tallystick.language.outline import outline
from tallystick.language.singles import find_singles
from tallystick.language.stems import find_cues, find_harms
from tallystick.language.things import find_things, word_spans

_LENGTH = 300_000
_TEXTS = {
    "digits": "7" * _LENGTH,
    "commas": "," * _LENGTH,
    "brackets": "(" * _LENGTH,
    "full stops": "." * _LENGTH,
    "a full stop before brackets": ". " + "(" * _LENGTH,
    "equals signs": "=" * _LENGTH,
    "a heading of spaces": "= a" + " " * _LENGTH + "b",
    "a heading of marks": "# " + "# " * (_LENGTH // 2) + "x",
    "one word": "X" * _LENGTH,
    "one word with hyphens": "T-" * (_LENGTH // 2),
    "spaces behind a number word": "few" + " " * _LENGTH + "hundred",
    "groups of digits": "1" + ",111" * (_LENGTH // 4),
    "articles": "a " * (_LENGTH // 10),
    "articles and nouns": "a tank " * (_LENGTH // 50),
    "and": "and " * (_LENGTH // 20),
    "two and": "two and " * (_LENGTH // 50),
    "hundred": "hundred " * (_LENGTH // 40),
    "footnotes": "." + "[1]" * (_LENGTH // 20),
    "initials": "U.S. " * (_LENGTH // 20),
    "wrapped lines": ("word " * 15 + "\n") * (_LENGTH // 300),
}


def _things(text: str) -> None:
    words = word_spans(text, 0, len(text))
    things = find_things(text, words)
    find_harms(text, words)
    find_cues(text, words)
    find_singles(text, things, [])


@pytest.mark.parametrize("read", [find_numbers, outline, _things], ids=["numbers", "outline", "things"])
@pytest.mark.parametrize("kind", _TEXTS)
def test_is_read_to_the_end(kind: str, read: Callable[[str], object]) -> None:
    read(_TEXTS[kind])
