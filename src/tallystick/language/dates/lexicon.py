"""Words and numbers of date expressions as tokens: each token has one symbol, so that rules can be short.

A sentence becomes a string of symbols, one character a token ("the 5th of May" is `t#oA`), and the grammar is a set
of regular expressions over such strings. The words come from `knowledge/data/dates_words.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tallystick.errors import KnowledgeError
from tallystick.knowledge import table

#: The symbol of each class of word or number. `x` is any other word, `'` any other mark.
SYMBOLS = {
    "ISO": "I", "YEARMONTH": "Y", "NUMERIC": "J", "CLOCK": "T", "DECADE": "E", "DAY": "d", "ORDINAL": "#",
    "YEAR": "y", "NUMBER": "n", "MONTH": "M", "AMBMONTH": "A", "WEEKDAY": "W", "WDABBR": "w", "SEASON": "S",
    "FALL": "f", "NUMWORD": "q", "AN": "a", "VAGUE": "v", "ORDWORD": "O", "UNIT": "u", "UNITS": "U", "PART": "e",
    "PHASE": "h", "LATER": "l", "AGO": "g", "BEFORE": "b", "NEXT": "+", "SAME": "=", "THAT": "1", "THOSE": "2",
    "THE": "t", "OF": "o", "IN": "i", "ON": "7", "AT": "@", "BETWEEN": "5", "FROM": "6", "BY": "p", "FOR": "4",
    "AND": "&", "APPROX": "~", "CIRCA": "c", "THAN": "3", "ADJ": "j", "EACH": "k", "SET": "K", "REF": "R",
    "TODAY": "D", "DAYPART": "P", "LONG": "L", "OLD": "z", "PERIOD": "Z", "CENTURY": "C", "ERA": "B", "WAR": "G",
    "HOLIDAY": "H", "MERIDIEM": "m", "DASH": "-", "COMMA": ",", "DOT": ".", "SLASH": "/", "OPEN": "(", "CLOSE": ")",
}  # fmt: skip
_MARKS = {"-": "-", "–": "-", "—": "-", "‑": "-", "−": "-", ",": ",", ".": ".", "/": "/", "(": "(", "[": "(",
          ")": ")", "]": ")", ";": ";", ":": ";", "&": "&"}  # fmt: skip

_TOKEN = re.compile(
    r"""(?P<WORD>[^\W\d_]{2,}+(?!\w))
    |(?P<ISO>[12]\d{3}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])(?![\d-])(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?)
    |(?P<YEARMONTH>[12]\d{3}-(?:0[1-9]|1[0-2])(?!\d|-\d|[^\W_]))
    |(?P<NUMERIC>\d{1,2}(?P<s1>[./-])\d{1,2}(?P=s1)[12]\d{3}(?![\w])|[12]\d{3}(?P<s2>[./])\d{1,2}(?P=s2)\d{1,2}(?!\w))
    |(?P<CLOCK>[012]?\d[:.][0-5]\d(?=\s?(?:[ap]\.?m\b|hrs?\b|hours?\b|local\b|UTC|GMT))|[012]?\d:[0-5]\d(?![:\d])
        |[012]?\d(?=\s?[ap](?:m\b|\.m\.))|[012]\d[0-5]\d(?=\s?(?:hrs|hours)\b))
    |(?P<DECADE>[12]\d{2}0s\b|['’][1-9]0s\b|[1-9]\d0s\b)
    |(?P<ORDINAL>\d{1,3}(?:st|nd|rd|th)\b)
    |(?P<DECIMAL>\d+(?:,\d{3})+(?:\.\d+)?\b|\d+\.\d+\b)
    |(?P<INT>\d+)(?![^\W_])
    |(?P<DOTTED>[aApP]\.m\b\.?|[BAC]\.[CDE]\.(?:E\.)?)
    |(?P<LETTER>[^\W\d_](?!\w))
    |(?P<OTHER>\w+|['’]s\b|[^\w\s])""",
    re.VERBOSE,
)


@dataclass(slots=True)
class Token:
    """A token by its place in the text, its text, and what the word list says it stands for."""

    start: int
    end: int
    text: str
    value: str

    @property
    def number(self) -> int:
        """The value as a number, 0 where it is none."""
        return int(self.value) if self.value.lstrip("-").isdigit() else 0


@cache
def vocabulary() -> dict[str, tuple[str, str]]:
    """Symbol and value of each word as it may be written: lower case, Title or UPPER, as the list's `case` allows."""
    forms: dict[str, tuple[str, str]] = {}
    for row in table("dates_words"):
        if row["class"] not in SYMBOLS:
            raise KnowledgeError(f"knowledge/data/dates_words.tsv: {row['word']}: no such class: {row['class']}")
        entry, word = (SYMBOLS[row["class"]], row["value"]), row["word"]
        spellings = {
            "any": (word, word.capitalize(), word.upper()), "title": (word.capitalize(), word.upper()),
            "upper": (word.upper(),),
        }[row["case"]]  # fmt: skip
        for spelling in spellings:
            forms.setdefault(spelling, entry)
    return forms


@dataclass(slots=True)
class Line:
    """A stretch of text as symbols, one a token; tokens themselves are made only where they are asked for."""

    text: str
    symbols: str
    _marks: list[tuple[int, int, str]]

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens of the symbols from start to end."""
        return [Token(s, e, self.text[s:e], value) for s, e, value in self._marks[max(start, 0) : end]]

    def token(self, index: int) -> Token | None:
        """One token, None outside the stretch."""
        return self.tokens(index, index + 1)[0] if 0 <= index < len(self._marks) else None


def line(text: str, start: int, end: int) -> Line:
    """The symbols and tokens of a stretch of text."""
    known = vocabulary()
    symbols: list[str] = []
    marks: list[tuple[int, int, str]] = []
    for match in _TOKEN.finditer(text, start, end):
        kind, word = match.lastgroup, match[0]
        if kind == "WORD" or kind == "LETTER":
            symbol, value = known.get(word, _UNKNOWN)
        elif kind == "OTHER":
            symbol, value = _MARKS.get(word, "x" if word[0].isalnum() else "'"), word
        elif kind == "YEARMONTH" and int(word[5:]) > int(word[2:4]):
            # "2010-11" and "1995-96" are spans of years; "2013-02" cannot be one.
            at = match.start()
            symbols += "y-d"
            marks += [(at, at + 4, word[:4]), (at + 4, at + 5, "-"), (at + 5, at + 7, word[5:])]
            continue
        else:
            symbol, value = _number(text, match.start(), kind or "", word)
        symbols.append(symbol)
        marks.append((*match.span(), value))
    return Line(text, "".join(symbols), marks)


def _number(text: str, start: int, kind: str, word: str) -> tuple[str, str]:
    if kind == "INT":
        return _integer(text, start, word)
    if kind == "ORDINAL":
        return "#", word[:-2]
    if kind == "DECIMAL":
        return "n", word.replace(",", "")
    if kind == "DOTTED":
        return _dotted(word)
    return SYMBOLS[kind], word


_UNKNOWN = ("x", "-")


def _integer(text: str, start: int, word: str) -> tuple[str, str]:
    # "T-72" and "Su-25" are names; "$2000" is money.
    before = text[start - 1 : start]
    if before in ("$", "€", "£", "#") or (before == "-" and len(word) < 4 and text[start - 2 : start - 1].isupper()):
        return "x", "-"
    if len(word) <= 2 and 1 <= int(word) <= 31:
        return "d", word
    if len(word) == 4 and word[0] in "12" and int(word) < 2200:
        return "y", word
    return "n", word if len(word) < 10 else "0"


def _dotted(word: str) -> tuple[str, str]:
    if word[1:3] == ".m":
        return "m", "12" if word[0] in "pP" else "0"
    return "B", "-1" if word.startswith("B") else "1"
