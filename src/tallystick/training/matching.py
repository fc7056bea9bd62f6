"""When two canonical names, two numbers or two spans are the same, for training and scoring.

Names are the same where both are absent, or where their content words, folded and with demonyms read as the nation,
overlap by half (Jaccard); this is the measure that the annotated documents come with.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from tallystick.knowledge import table, words

_WORD = re.compile(r"[a-z0-9]+")
_OVERLAP = 0.5


@lru_cache(maxsize=65536)
def content_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    nations = _nation_of_word()
    return frozenset(nations.get(w, w) for w in _WORD.findall(folded)) - words("generic_name_words")


def same_name(a: str | None, b: str | None) -> bool:
    """True where two canonical names mean the same, or both are absent."""
    if not a or not b:
        return not a and not b
    if a.casefold() == b.casefold():
        return True
    x, y = content_words(a), content_words(b)
    return bool(x and y) and len(x & y) / len(x | y) >= _OVERLAP


def same_bound(a: float | None, b: float | None) -> bool:
    """True where two bounds agree to three decimals, or both are open."""
    return (a is None and b is None) or (a is not None and b is not None and round(a, 3) == round(b, 3))


@cache
def _nation_of_word() -> dict[str, str]:
    """Demonyms of one word, and their plurals, with the nation of one word that they are read as."""
    pairs = [(d.lower(), r["name"].lower()) for r in table("nations") for d in r["demonyms"].split("|") if d]
    single = {d: n for d, n in pairs if " " not in d and " " not in n}
    return {f"{d}s": n for d, n in single.items()} | single
