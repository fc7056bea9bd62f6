"""Whether a text is English, the one language that is read.

A text is refused only where something shows that it is in another language: letters of another script, or the small
words ("and", "that", "was") of another language and next to none of English. What shows neither (a table, a list of
names, a few words, noise) is kept, as is a text of which a good part is English. Other languages in the Latin script
are known by `knowledge/data/languages.tsv`; one that is not there is not noticed.

Why no library: py3langid 0.4 (4.6 MB) always names some language, and called 2 of 1,187 English articles, releases and
news reports about wars something else; the handful of words for each language here called none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from tallystick.knowledge import table, words

#: Of a long text so many characters are looked at, in as many slices, evenly spread.
_SAMPLE, _SLICES = 120_000, 6
#: Fewer letters of another script, and fewer words, show nothing.
_LETTERS, _WORDS = 20, 30
#: Running English has over a fifth of its words in our list; a text with half of that is partly English.
_ENGLISH = 0.1
#: The small words of another language are at least this share, so many of them different, and this many times those
#: of English.
_FOREIGN, _DIFFERENT, _TIMES = 0.08, 5, 3
_WORD = re.compile(r"[^\W\d_]+")


def foreign_language(text: str) -> str | None:
    """What a text is written in, "French" or "Cyrillic script", where that is surely not English; else None."""
    sample = _sampled(unicodedata.normalize("NFC", text) if len(text) <= _SAMPLE else text)
    found = Counter(_WORD.findall(sample.lower()))
    total = sum(found.values())
    return _script(sample, found) or (_other_language(found, total) if total >= _WORDS else None)


def _sampled(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    size = _SAMPLE // _SLICES
    step = (len(text) - size) // (_SLICES - 1)
    return "\n".join(text[i * step : i * step + size] for i in range(_SLICES))


def _script(sample: str, found: Counter[str]) -> str | None:
    """The script other than the Latin one that two thirds of the letters are of, unless the Latin words are English."""
    letters: Counter[str] = Counter()
    for character, count in Counter(sample).items():
        if character.isalpha():
            letters[_script_of(character)] += count
    latin = letters.pop("", 0)
    if sum(letters.values()) < max(_LETTERS, 2 * latin):
        return None
    latin_words = {word: count for word, count in found.items() if word.isascii()}
    english = sum(count for word, count in latin_words.items() if word in words("english_words"))
    if english >= _DIFFERENT and english >= _ENGLISH * sum(latin_words.values()):
        return None
    name = letters.most_common(1)[0][0]
    return f"{name.upper() if name == 'cjk' else name.capitalize()} script"


@cache
def _script_of(character: str) -> str:
    name = unicodedata.name(character, "").partition(" ")[0].partition("-")[0].lower()
    return name if name in words("scripts") else ""


def _other_language(found: Counter[str], total: int) -> str | None:
    """The language with the most of its small words in the text, where they show that it is not English."""
    english = sum(found[word] for word in words("english_words"))
    best, most = None, max(_FOREIGN * total, _TIMES * english)
    for language, its_words in _languages():
        counts = [found[word] for word in its_words if found[word]]
        if len(counts) >= _DIFFERENT and sum(counts) > most:
            best, most = language, sum(counts)
    return best


@cache
def _languages() -> tuple[tuple[str, tuple[str, ...]], ...]:
    english = words("english_words")
    rows = table("languages")
    return tuple((row["language"], tuple(w for w in row["words"].split() if w not in english)) for row in rows)
