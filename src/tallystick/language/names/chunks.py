"""One sentence as a row of chunks: the known phrases and the capitalised words, with what each can be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tallystick.language.names.lexicon import WORD, Entry, Lex, Lexicon, fold

#: What may stand between two words of one name.
_JOINS = frozenset((" ", "-", "–", ". ", "\xa0", "\n", " \n", "\n ", "  ", "‑"))
_PARTICLES = re.compile(
    r"(?:[ \xa0]|\. )"
    r"(?:al|el|as|ash|ad|ar|an|at|az|ul|ud|ur|bin|bint|ibn|ben|de|del|della|da|di|do|dos|du|la|le|von|van|der|den|ter)"
    r"(?:[ -](?:al|la|der|den))?[ -]"
)
#: What may stand between the head word of an organisation and the rest of its name.
_CONNECTORS = re.compile(r" (?:of|for|in|on|against|and|de|del)(?: the)? ")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_EMPTY = Lex()


@dataclass(slots=True)
class Chunk:
    """A known phrase or a capitalised word: its span, what the lexicon says of it, and the name it is, if any."""

    start: int
    end: int
    lex: Lex
    name: Entry | None
    capital: bool
    possessive: bool
    key: str
    ordinal: bool = False

    @property
    def plain(self) -> bool:
        """True where it is a capitalised word that the lexicon knows as nothing but a given name, or not at all."""
        lex = self.lex
        if not self.capital or self.name is not None or (lex.modifier and " " in self.key):
            return False
        return not (lex.office or lex.stop or lex.group or lex.head or lex.subject)


Word = tuple[str, bool, bool]


class Reader:
    """Cuts sentences into chunks. Holds what it has folded, so that each distinct word is folded once."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self._words: dict[str, Word] = {}

    def chunks(self, start: int, end: int) -> list[Chunk]:
        """The chunks of text[start:end], in order, without overlap."""
        tokens = [(m.start(), m.end(), *self._word(m[0])) for m in WORD.finditer(self.text, start, end)]
        lengths = self.lexicon.lengths
        found: list[Chunk] = []
        at, count = 0, len(tokens)
        while at < count:
            token = tokens[at]
            tried = None if self._initial(token) else lengths.get(token[2])
            step = self._phrase(tokens, at, tried, found) if tried else 0
            if not step:
                step = 1
                if token[3] or (token[2][0].isdigit() and _ORDINAL.match(token[2])):
                    found.append(Chunk(token[0], token[1], _EMPTY, None, token[3], token[4], token[2], not token[3]))
            at += step
        return found

    def _initial(self, token: tuple[int, int, str, bool, bool]) -> bool:
        return token[3] and token[1] - token[0] == 1 and self.text[token[1] : token[1] + 1] == "."

    def _word(self, word: str) -> Word:
        known = self._words.get(word)
        if known is None:
            possessive = word[-2:] in ("'s", "’s")
            known = self._words[word] = (fold(word) or word, word[0].isupper(), possessive)
        return known

    def _phrase(
        self, tokens: list[tuple[int, int, str, bool, bool]], at: int, lengths: tuple[int, ...], found: list[Chunk]
    ) -> int:
        text, phrases = self.text, self.lexicon.phrases
        start = tokens[at][0]
        for length in lengths:
            last = at + length - 1
            if last >= len(tokens):
                continue
            run = tokens[at : last + 1]
            key = run[0][2] if length == 1 else " ".join([t[2] for t in run])
            lex = phrases.get(key)
            if lex is None or (length > 1 and not self._joined(run)):
                continue
            if length == 2 and run[0][2] == "the" and self._goes_on(tokens, last):
                continue
            capital = run[0][3] or run[-1][3]
            end, possessive = tokens[last][1], tokens[last][4]
            surface = text[start : end - 2 if possessive else end]
            name = self._pick(lex, surface, capital or any(token[3] for token in run)) if lex.names else None
            if name is None and not _useful(lex, capital):
                if length == 1 and not lex.stop and capital:
                    found.append(Chunk(start, end, lex, None, capital, possessive, key))
                    return 1
                if length == 1 and lex.stop:
                    if capital and (lex.event or self._after_of(tokens, at)):
                        found.append(Chunk(start, end, lex, None, capital, possessive, key))
                    return 1
                continue
            found.append(Chunk(start, end, lex, name, capital, possessive, key))
            return length
        return 0

    @staticmethod
    def _after_of(tokens: list[tuple[int, int, str, bool, bool]], at: int) -> bool:
        """True where a common word is in a name all the same: "Institute for Peace"."""
        before = [token[2] for token in tokens[max(0, at - 2) : at]]
        return before[-1:] in (["of"], ["for"]) or before in (["of", "the"], ["for", "the"])

    def _goes_on(self, tokens: list[tuple[int, int, str, bool, bool]], last: int) -> bool:
        """True where a capitalised word follows: "The National" is a paper, "The National Guard" is not."""
        return last + 1 < len(tokens) and tokens[last + 1][3] and self._joined(tokens[last : last + 2])

    def _joined(self, run: list[tuple[int, int, str, bool, bool]]) -> bool:
        text = self.text
        return all(text[a[1] : b[0]] in _JOINS for a, b in pairwise(run))

    @staticmethod
    def _pick(lex: Lex, surface: str, capital: bool) -> Entry | None:
        for entry in lex.names:
            if entry.exact is not None:
                if surface in (entry.exact, entry.exact + "s"):
                    return entry
            elif capital or not entry.capital:
                return entry
        return None

    def gap(self, left: Chunk, right: Chunk) -> str:
        """The text between two chunks, cut short where it is long."""
        return self.text[left.end : min(right.start, left.end + 40)] if right.start - left.end < 40 else "…"

    def joined(self, left: Chunk, right: Chunk) -> bool:
        """True where nothing but a space or a hyphen parts two chunks."""
        return self.text[left.end : right.start] in _JOINS

    def particle(self, left: Chunk, right: Chunk) -> bool:
        """True where a name particle such as "al-" or "von" joins two chunks."""
        return right.start - left.end <= 12 and bool(_PARTICLES.fullmatch(self.text, left.end, right.start))

    def connected(self, left: Chunk, right: Chunk) -> bool:
        """True where "of", "for the" and the like join two chunks."""
        return right.start - left.end <= 14 and bool(_CONNECTORS.fullmatch(self.text, left.end, right.start))


def _useful(lex: Lex, capital: bool) -> bool:
    return bool(lex.group or lex.head or lex.office or lex.modifier or lex.passing or lex.subject or lex.backer) or (
        capital and not lex.stop and (lex.given or lex.place or lex.event)
    )
