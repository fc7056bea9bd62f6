"""From runs of capitalised words to spans that may name a place, and to the people a text names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tallystick.language.places.folding import ARTICLES, fold, without_articles
from tallystick.language.places.gazetteer import Gazetteer, Place
from tallystick.language.places.lexicon import Kind, Lexicon
from tallystick.language.places.tokens import Run

_NEXT_WORDS = re.compile(r"[ \u00a0]([^\W\d_][\w’'-]*)(?:[ \u00a0]([^\W\d_][\w’'-]*))?(?:[ \u00a0]([^\W\d_][\w’'-]*))?")
_OPENING = " \t\n\r\u00a0\"“‘'(["


@dataclass(slots=True)
class Candidate:
    """A span that may name a place. `places` is empty where the gazetteer lacks it.

    `base` is the folded name without its noun of kind; `before`, `before2` and `after` are the words around it, lower
    case, empty where a mark stands between. `alone` is true where it fills its run of capitalised words, `body` where
    a word such as "Police" follows in the run.
    """

    start: int
    end: int
    base: str
    places: tuple[Place, ...]
    kind: Kind | None
    named_kind: bool
    before: str
    before2: str
    after: str
    alone: bool
    body: bool
    words: int


def last_words(text: str, start: int) -> tuple[str, str]:
    """The last word before this offset and the one before it, in lower case, articles skipped; "" past a mark."""
    chunk = text[max(0, start - 48) : start]
    stripped = chunk.rstrip(_OPENING)
    if len(stripped) == len(chunk):
        return "", ""
    words = stripped.lower().rsplit(None, 3)[-3:]
    if len(words) > 1 and words[-1] in ("the", "a", "an"):
        words.pop()
    found = []
    for word in reversed(words):
        if not (word[-1].isalnum() or word[-1] in "’'"):
            break
        found.append(word)
    return found[0] if found else "", found[1] if len(found) > 1 else ""


class Reader:
    """Reads the runs of one document, in order."""

    def __init__(self, text: str, gazetteer: Gazetteer, lexicon: Lexicon, extra: frozenset[str]) -> None:
        self._text = text
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._extra = extra
        self.persons: set[str] = set()
        self.found: list[Candidate] = []

    def read(self, run: Run) -> None:
        """Take in one run: add its candidates, and note its people."""
        first = 0
        for i in range(len(run)):
            if self._splits(run, i):
                if first < i:
                    self._segment(run[first:i])
                first = i + 1
        if first < len(run):
            self._segment(run[first:] if first else run)

    def _splits(self, run: Run, i: int) -> bool:
        """True for a word that ends a name: an opening word, a month, a people, unless a longer name holds it."""
        key, lex = run[i].key, self._lexicon
        if key not in lex.openers and key not in lex.never and key not in lex.demonyms and key not in lex.strong:
            return False
        return not (
            self._reaches(run, i, i + 2) or (i and self._reaches(run, i - 1, i + 1)) or self._is_district(run, i)
        )

    def _reaches(self, run: Run, first: int, last: int) -> bool:
        """True where a name of the gazetteer starts at one word and takes in the other."""
        if last > len(run):
            return False
        match = self._longest(run, first)
        return match is not None and match[0] >= last

    def _is_district(self, run: Run, i: int) -> bool:
        """True for "North District" and "Central Province"."""
        kind = self._lexicon.kinds.get(run[i + 1].key) if i + 1 < len(run) else None
        return bool(kind and kind.after and kind.precision == "region" and run[i].key not in self._lexicon.openers)

    def _longest(self, run: Run, first: int) -> tuple[int, tuple[Place, ...], str] | None:
        """The longest name of the gazetteer that starts with this word: index after its last word, places, key."""
        key = run[first].key
        most = self._gazetteer.longest(key.split(" ", 1)[0])
        cut = without_articles(key)
        if cut != key:
            most = max(most, self._gazetteer.longest(cut.split(" ", 1)[0]) + 1)
        if not most and not self._extra:
            return None
        for end in range(min(len(run), first + max(most, 4 if self._extra else 1)), first, -1):
            whole = key if end - first == 1 else fold(self._text[run[first].start : run[end - 1].end])
            places = self._gazetteer.find(whole)
            if not places and (bare := without_articles(whole)) != whole:
                places = self._gazetteer.find_without_article(bare)
            if places or whole in self._extra:
                return end, places, whole
        return None

    def _segment(self, words: Run) -> None:
        lex = self._lexicon
        i = 0
        while i < len(words):
            if len(words[i].key) == 1 and i + 1 < len(words) and words[i + 1].hyphen:
                # "R-Dayton": a party, then a place
                words = words[i + 1 :]
                i = 0
                continue
            match = self._longest(words, i)
            title = words[i].key in lex.titles
            if match and not (title and match[0] == i + 1 and len(words) > 1):
                taken = self._known(words, i, *match)
                if taken:
                    i = taken
                    continue
            if title:
                self._after_title(words, i)
                return
            person = self._person(words) if i == 0 else []
            if person and self._is_person(person):
                self._note_person(person)
                i = len(person)
                continue
            taken = self._unknown(words, i) if i == 0 or not words[i].joined else 0
            i = taken or i + 1

    def _after_title(self, words: Run, i: int) -> None:
        j = i + 1
        while j < len(words) and words[j].joined:
            j += 1
        self._note_person(words[i + 1 : j])
        if j < len(words):
            self._segment(words[j:])

    def _person(self, words: Run) -> Run:
        """The words up to the first "of", "in" or "on", which tie place names but not names of people."""
        for i in range(1, len(words)):
            if self._text[words[i - 1].end : words[i].start].strip().lower() in ("of", "in", "on", "upon", "the"):
                return words[:i]
        return words

    def _is_person(self, words: Run) -> bool:
        """True for a given name with another name after it, or a name after a title in lower case."""
        lex = self._lexicon
        if self._around(words[0].start, words[0].end)[0] in lex.titles:
            return True
        if not 2 <= len(words) <= 5 or words[0].key not in lex.given:
            return False
        tail = words[-1].key
        return tail not in lex.bodies and tail not in lex.kinds and (tail not in lex.common or tail in lex.given)

    def _note_person(self, words: Run) -> None:
        self.persons.update(word.key for word in words if len(word.key) > 2)

    def _known(self, words: Run, i: int, end: int, places: tuple[Place, ...], key: str) -> int:
        """Make a candidate of a name of the gazetteer, unless the words around it make it part of another name.

        Returns the index of the word to go on with, 0 where it made none.
        """
        lex = self._lexicon
        multi = end - i > 1
        great = bool(places) and places[0].main and not places[0].is_small
        if key in lex.never:
            return end
        if i > 0 and words[i].joined and not great:
            previous = words[i - 1].key
            kind = lex.kinds.get(previous)
            if previous in lex.given or (previous not in lex.common if kind is None else not kind.before):
                return 0
        if not multi and key in lex.bodies:
            return 0
        given = i == 0 and not multi and len(words) > 1 and words[0].key in lex.given
        if given and self._is_person(self._person(words)):
            return 0
        stop, kind, named = self._with_kind(words[end - 1].end)
        if named:
            stop = self._with_kind(stop)[0]
            while end < len(words) and words[end].start < stop:
                end += 1
        rest = words[end].key if end < len(words) and words[end].joined else ""
        if rest in lex.media and (end + 1 == len(words) or not words[end + 1].joined):
            return end
        ordinary = any(rest in words for words in (lex.titles, lex.common, lex.bodies, lex.kinds))
        if rest and not (ordinary or great or named or multi):
            return 0
        alone = not rest and (i == 0 or not words[i].joined)
        self._add(words[i].start, stop, key, places, kind, named, alone, rest in lex.bodies, end - i)
        return end

    def _unknown(self, words: Run, i: int) -> int:
        """Make a candidate of a name that the gazetteer lacks; the index to go on with, 0 where it made none."""
        lex = self._lexicon
        first = lex.kinds.get(words[i].key)
        tied = i + 1 < len(words) and words[i + 1].joined and words[i + 1].key not in lex.common
        if tied and first and first.before and first.precision == "feature":
            return self._after_kind(words, i, first)
        end = i + 1
        stop, kind, named = self._with_kind(words[i].end)
        while end < len(words) and not named and self._tied(words, end):
            stop, kind, named = self._with_kind(words[end].end)
            end += 1
        name_end = words[end - 1].end
        if named:
            while end < len(words) and words[end].start < stop:
                end += 1
        keys = [w.key for w in words[i:end]]
        if not named and any(k in lex.bodies or k in lex.titles for k in keys):
            return 0
        if not named and (all(k in lex.common for k in keys) or (keys[0] in lex.common and len(keys) == 1)):
            return 0
        name = self._text[words[i].start : name_end]
        if fold(name) in lex.demonyms or fold(name) in lex.never or (not named and fold(name) in lex.kinds):
            return end
        if name.isupper() and len(name) < 6 and not named:
            return 0
        alone = (i == 0 or not words[i].joined) and (end == len(words) or not words[end].joined)
        self._add(words[i].start, stop, fold(name), (), kind, named, alone, False, end - i)
        return end

    def _after_kind(self, words: Run, i: int, kind: Kind) -> int:
        """Make a candidate of "Mount X": the X of the gazetteer, or one word that it lacks."""
        end, places, key = self._longest(words, i + 1) or (i + 2, (), words[i + 1].key)
        alone = end == len(words) or not words[end].joined
        self._add(words[i].start, words[end - 1].end, key, places, kind, True, alone, False, end - i)
        return end

    def _tied(self, words: Run, i: int) -> bool:
        """True where a space, a hyphen or an Arabic article stands before the word."""
        word = words[i]
        return word.joined or word.hyphen or self._text[words[i - 1].end : word.start].strip().lower() in ARTICLES

    def _add(
        self, start: int, stop: int, base: str, places: tuple[Place, ...], kind: Kind | None, named: bool, alone: bool,
        body: bool, words: int,
    ) -> None:  # fmt: skip
        before, before2, after = self._around(start, stop)
        if kind is None:
            noun = before2 if before == "of" else before
            kind = self._lexicon.kinds.get(noun)
            kind = kind if kind and kind.before else None
        self.found.append(Candidate(start, stop, base, places, kind, named, before, before2, after, alone, body, words))

    def _around(self, start: int, end: int) -> tuple[str, str, str]:
        before, before2 = last_words(self._text, start)
        following = _NEXT_WORDS.match(self._text, end)
        return before, before2, following[1].lower() if following else ""

    def _with_kind(self, end: int) -> tuple[int, Kind | None, bool]:
        """The end of the name with the noun of kind that follows, that kind, and whether it belongs to the name."""
        match = _NEXT_WORDS.match(self._text, end)
        if match and match[1].lower() in self._lexicon.kind_openers:
            for count in (3, 2, 1):
                if match[count] is not None:
                    noun = " ".join(match[k] for k in range(1, count + 1)).lower()
                    kind = self._lexicon.kinds.get(noun)
                    if kind and kind.after:
                        return (match.end(count), kind, True) if kind.keep else (end, kind, False)
        return end, None, False
