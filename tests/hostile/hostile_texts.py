"""Texts made to confuse or exhaust whatever reads them, and the words that the grammars look for, in any order."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

from hypothesis import example, given, settings
from hypothesis import strategies as st

_WORDS = (
    "12", "1,200", "1.5", "3", "2020", "007", "1/2", "½", "twenty-one", "a hundred and", "a dozen", "no", "some 30",
    "up to",
    "at least", "between", "and", "to", "million", "T-72", "%", "$5", "x", "killed", "wounded", "were", "captured",
    "tanks",
    "soldiers", "civilians", "of them", "including", "a total of", "the toll rose from", "3 May", "May",
    "on 4 June 2021",
    "2020-10-07", "5/6/2021", "Monday", "last week", "from 2 to 5 April", "1990s", "winter of", "Borduria",
    "the Ministry of Defence of Borduria", "Ruritanian forces", "President Hentzau", "Zenda", "near Zenda", "(BLF)",
    "the Bordurian Liberation Front (BLF)", "said that", "denied", "claimed", "according to", "accused",
    "of war crimes",
    "supplied weapons to", "ceasefire", "the Zenda Agreement", "signed", "must withdraw", "by", "took control of",
    "recaptured",
    "retreated from", "it", "they", "which", "not", "would", "the", "its", "-", "–", "…", ".", ". ", ", ", ";", ":",
    "!", "?", "\n",
    "\n\n", "\n== Losses ==\n", "\n# Losses\n", " | ", "\n| 3 | 4 |\n", "* ", "“", "”", '"', "'", "’", "(", ")", "[",
    "]", "[12]",
    "\t", "\r", "\x00", "\x1b[2J", "\u200b", "\u202e", "\u2028", "\u00ad", "\ufeff", "\u0301", "\u00a0", "İ", "ß",
    "٣", "۴۵",
    "²", "Ⅻ", "𝟙𝟚", "😀", "ﬁ", "A.", "U.S.", "No. 5", "Col.", "e.g.",
)  # fmt: skip

#: What once made something fail: each stays an example of every law about texts.
SEEDS = (
    "", " ", "\x00", "12\x0012 killed", "٣٤ killed", "1,,,,2", "--12", "12-", "between 12 and", "from May to",
    "3 May 3 May",
    "31 February 2020 12 killed", "99999999999999999999999999 killed", "1e400", "0.0000000001 killed", "12 of 13 of 14",
    "İİİ 12 İstanbul killed", "((((12))))", "“12 “13 “14 killed", "¼½¾ killed", "²³ killed",
)  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Words of the grammars in any order, among characters of any kind."""
    word = st.sampled_from(_WORDS) | st.text(max_size=3)
    return st.lists(st.tuples(word, st.sampled_from(("", " ", " ", " ")))).map(
        lambda pairs: "".join(word + gap for word, gap in pairs)
    )


def holds(law: Callable[[str], None], examples: int, seeds: Iterable[str] = SEEDS) -> None:
    """Try a law on so many texts, and on those that made trouble before."""
    tried = given(texts())(law)
    for seed in seeds:
        tried = example(seed)(tried)
    settings(max_examples=examples, deadline=None)(tried)()


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _name(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(3)).capitalize()


def _made(sentence: Callable[[random.Random, int], str]) -> Callable[[int], str]:
    def make(size: int) -> str:
        chance, made, length = random.Random(size), [], 0
        while length < size:
            made.append(sentence(chance, len(made)))
            length += len(made[-1])
        return "".join(made)[:size]

    return make


#: Texts of any size by what is in them.
LONG: dict[str, Callable[[int], str]] = {
    "one line": _repeated("a ceasefire, 12 killed on 3 May near Zenda, "),
    "opened brackets": _repeated("(a "),
    "nested brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "commas": _repeated(","),
    "digits": _repeated("1234567890"),
    "groups of digits": _repeated("123,"),
    "numbers": _repeated("12, 13, "),
    "number words": _repeated("one hundred and "),
    "ranges that never end": _repeated("between 12 and "),
    "parts of parts": _repeated("12, including "),
    "opening quotes": _repeated("“said "),
    "quotes": _repeated('"'),
    "no spaces": _repeated("a"),
    "capitals": _repeated("Aa "),
    "initials": _repeated("A."),
    "full stops": _repeated("."),
    "hyphens": _repeated("a-"),
    "spaces": lambda size: "12" + " " * size + "killed",
    "empty lines": _repeated("\n"),
    "headings in headings": lambda size: "".join(f"= Part {n} =\n" for n in range(size // 20)) + "12 killed.\n" * 20,
    "zero-width": _repeated("kil\u200bled 1\u200b2 "),
    "right to left": _repeated("\u202e12 killed\u202c "),
    "accents": _repeated("e\u0301\u0301"),
    "escaped surrogates": _repeated("\\ud800 "),
    "nul": _repeated("12\0killed "),
    "names": _made(lambda chance, n: f"{_name(chance)} {_name(chance)}, "),
    "abbreviations": _made(lambda chance, n: f"The {_name(chance)} Front ({_name(chance)[:2].upper()}F) killed {n}. "),
    "offices in offices": _repeated("the Army of the Republic of "),
    "dates": _made(lambda chance, n: f"from {n % 28 + 1} May to {n % 30 + 1} June, "),
    "months": _repeated("May "),
    "rows": _made(lambda chance, n: f"{_name(chance)} | {n} | {n * 3} killed\n"),
    "one row": _made(lambda chance, n: f"{_name(chance)} | {n} | "),
    "denials": _made(lambda chance, n: f"{_name(chance)} denied that {n} were killed. "),
    "accusations": _made(lambda chance, n: f"{_name(chance)} accused {_name(chance)} of war crimes. "),
    "one accusation": _repeated("Borduria accused Ruritania of war crimes and "),
    "support": _made(lambda chance, n: f"{_name(chance)} supplied weapons to {_name(chance)}. "),
    "agreements": _made(
        lambda chance, n: f"The {_name(chance)} Agreement was signed by {_name(chance)} on {n % 28 + 1} May 2020. "
    ),
    "duties": _made(lambda chance, n: f"{_name(chance)} must withdraw from {_name(chance)} by {n % 28 + 1} May, "),
    "towns": _made(lambda chance, n: f"{_name(chance)} forces captured the town of {_name(chance)}. "),
}
