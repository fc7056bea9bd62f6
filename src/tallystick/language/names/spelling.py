"""When two names are two spellings of one: "Hezbollah" and "Hizbullah", "Centre for Peace" and "Center for Peace".

Precision before recall: names are the same where every word is, and a word is only where its consonants are (as
transliteration leaves them) and its letters are nearly. Numerals, compass points and all other words of the language
must be equal, so "1st Brigade" and "2nd Brigade", "Northern Command" and "Southern Command" stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from tallystick.knowledge import table, words
from tallystick.language.names.lexicon import fold_phrase

#: Shorter words are too easily near each other by chance.
SHORTEST_WORD = 5
SHORTEST_ALONE = 8
#: rapidfuzz ratios (normalised indel similarity, 0 to 100) that words of equal consonants must reach: of five letters,
#: one in five may differ only by being there or not; of more, one vowel in three may differ.
NEAR_SHORT, NEAR_LONG = 85, 75
#: A slip of the pen is forgiven in a word so long, in a name of so many other words.
SHORTEST_SLIP, OTHER_WORDS = 8, 2
#: So many spellings are kept to compare with under one key; there are never so many but in made-up text.
MOST_NEAR = 50

_ARTICLES = frozenset(("the", "al", "el", "ul", "ad", "ar", "as", "ash", "an", "at", "az"))
_SMALL = frozenset(("of", "for", "and", "in", "on", "de"))
_SAME_SOUND = (
    (re.compile(r"([bdfgjklmnprstvz])\1+"), r"\1"),
    (re.compile(r"kh|gh|dh"), lambda m: m[0][0] if m[0] != "kh" else "h"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[qk]"), "k"),
    (re.compile(r"z|c(?=[eiy])"), "s"),
    (re.compile(r"(?<=[aeo])h$"), ""),
)
_END = {"a": "a", "e": "e", "i": "i", "y": "i", "o": "o", "u": "o"}
_VOWELS = re.compile(r"[aeiou]|(?<!^)y")

Words = tuple[str, ...]


@cache
def _spellings_of_words() -> dict[str, str]:
    rows = table("names_spellings")
    return {form: row["word"] for row in rows for form in row["also"].split("|") if form}


def words_of(name: str) -> Words:
    """The folded words of a name without articles, each in the one spelling of data/names_spellings.tsv.

    A short or common word keeps its article: "the Monitor" is a paper, a monitor is none.
    """
    known = _spellings_of_words()
    whole = tuple(known.get(word, word) for word in fold_phrase(name))
    rest = tuple(word for word in whole if word not in _ARTICLES)
    alone = len(rest) == 1 and (len(rest[0]) < SHORTEST_ALONE or _plain(rest))
    return whole if alone else rest


def alike(one: str, other: str) -> bool:
    """True where two names are the same but for their spelling."""
    return _alike(words_of(one), words_of(other))


def _alike(one: Words, other: Words) -> bool:
    if not one or not other:
        return False
    if one == other:
        return True
    if len(one) != len(other):
        return "".join(one) == "".join(other) and len("".join(one)) > SHORTEST_SLIP and not _plain(one + other)
    if len(one) == 1 and (min(len(one[0]), len(other[0])) < SHORTEST_ALONE or _plain(one) or _plain(other)):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if not _same_word(a, b)]
    return not differing or (len(differing) == 1 and _slip(one, *differing[0]))


@cache
def _skeleton(word: str) -> str:
    """What transliteration leaves of a word: its consonants, that it begins with a vowel, and the vowel at its end."""
    if not word.isalpha():
        return word
    for pattern, sound in _SAME_SOUND:
        word = pattern.sub(sound, word)
    first = "a" if word[:1] in "aeiou" else ""
    return first + _VOWELS.sub("", word) + _END.get(word[-1:], "")


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    short = min(len(one), len(other))
    if short < SHORTEST_WORD or _of_the_language(one, other) or not (one + other).isalpha():
        return False
    return _skeleton(one) == _skeleton(other) and ratio(one, other) >= (
        NEAR_LONG if short > SHORTEST_WORD else NEAR_SHORT
    )


def _of_the_language(one: str, other: str) -> bool:
    common = words("places_common_words")
    return one in common and other in common


def _plain(name: Words) -> bool:
    return all(word in words("places_common_words") for word in name)


def _slip(name: Words, one: str, other: str) -> bool:
    """True for one letter wrong in a long word, or an s at its end, where all other words are equal."""
    others = sum(word not in _SMALL for word in name) - 1
    if others < OTHER_WORDS or not (one + other).isalpha():
        return False
    if others > OTHER_WORDS and one.rstrip("s") == other.rstrip("s"):
        return True
    long_enough = min(len(one), len(other)) >= SHORTEST_SLIP
    return long_enough and not _of_the_language(one, other) and OSA.distance(one, other, score_cutoff=1) <= 1


def _keys(name: Words) -> Iterator[str]:
    """What names that are alike have in common: their skeletons, or all words but one."""
    yield "".join(map(_skeleton, name))
    yield "".join(name)
    if sum(word not in _SMALL for word in name) > OTHER_WORDS:
        for at in range(min(len(name), 12)):
            yield " ".join((*name[:at], "*", *name[at + 1 :]))


class Spellings:
    """Names to compare others with, the preferred spelling first."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` are pairs of a form and the name it stands for."""
        self._near: dict[str, list[tuple[Words, str]]] = {}
        for form, name in names:
            self.add(form, name)

    def add(self, form: str, name: str) -> None:
        """Take in one more form, after those that are there."""
        split = words_of(form)
        for key in dict.fromkeys(_keys(split)):
            near = self._near.setdefault(key, [])
            if len(near) < MOST_NEAR:
                near.append((split, name))

    def of(self, name: str) -> str | None:
        """The name that this is a spelling of, None where there is none."""
        split = words_of(name)
        for key in dict.fromkeys(_keys(split)):
            for form, known in self._near.get(key, ()):
                if _alike(form, split):
                    return known
        return None


def one_spelling(names: Mapping[str, int]) -> dict[str, str]:
    """For each name that has a better spelling among them, that one: the more frequent, then the first in the alphabet.

    `names` are counted; bare common nouns are left alone. What this says of two names does not lead on to a third: all
    are compared with the best alone.
    """
    better: dict[str, str] = {}
    kept = Spellings(())
    for name in sorted(names, key=lambda name: (-names[name], name)):
        if name.islower() and " " not in name:
            continue
        known = kept.of(name)
        if known is None:
            kept.add(name, name)
        else:
            better[name] = known
    return better


@cache
def known_organisations() -> Spellings:
    """The names of data/organisations.tsv in all their forms, without abbreviations and the forces of nations.

    What is one word but for an article is left out too: it may as well be a place.
    """
    nations = {row["name"] for row in table("nations")}
    rows = [row for row in table("organisations") if row["family"] not in nations]
    pairs = [(form, row["name"].partition(" (")[0]) for row in rows for form in (row["name"], *row["also"].split("|"))]
    return Spellings((form, name) for form, name in pairs if form and "(" not in form and not _too_short(form))


def _too_short(form: str) -> bool:
    letters = form.replace(".", "")
    abbreviation = len(letters) <= SHORTEST_WORD and letters.upper() == letters
    whole = fold_phrase(form)
    return abbreviation or (len(whole) > 1 and sum(word not in _ARTICLES for word in whole) < 2)


@cache
def known_people() -> Spellings:
    """The names of data/names_people.tsv in full."""
    return Spellings((row["name"], row["name"]) for row in table("names_people") if " " in row["name"])
