"""What a date expression looks like: rules over the symbols of a sentence. Nothing here knows what day it is.

A rule is written with the class names of the lexicon, in upper case; `MACROS` names the parts that many rules share.
Rules are tried in order at each token and the first that fits is taken, so that longer forms stand before shorter
ones. No rule repeats without a bound: matching is linear in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tallystick.knowledge import words
from tallystick.language.dates.lexicon import SYMBOLS, Line, Token

MACROS = {
    # "three", "twenty-one", "a few", "several", "a couple of", "2.5", "half a"
    "QUANTITY": "(?:PHASE AN|AN VAGUE OF?|VAGUE OF?|AN|NUMWORD(?:DASH NUMWORD)?|DAY|NUMBER|YEAR)",
    "QUALIFIED": "(?:AT? APPROX THAN?){0,2}",
    "ONEUNIT": "[UNIT CENTURY]",
    "ANYUNIT": "[UNIT UNITS CENTURY]",
    "NAMED": "(?:MONTH DOT?|AMBMONTH DOT?)",
    "NUMBERED": "[DAY ORDINAL]",
    "SEASONED": "[SEASON FALL]",
    "ANNO": "(?:(?:CIRCA DOT?)?(?:[YEAR DAY NUMBER] ERA|ERA [YEAR DAY NUMBER]|YEAR))",
    "WEEKDAYED": "(?:[WEEKDAY WDABBR] DOT? COMMA? THE?)",
    # "of that year", "of the same month", "of next year"
    "OFTHAT": "(?:OF (?:THE? (?:SAME|NEXT) SAME?|THAT SAME?) UNIT|THE? NEXT UNIT)",
    "ATDATE": "(?:WEEKDAYED? (?:THE? NUMBERED OF? NAMED|NAMED THE? NUMBERED (?!DASH? UNITS|CLOCK))"
              "(?:(?:COMMA|OF)? ANNO|OFTHAT)?|WEEKDAYED? ISO|WEEKDAYED? NUMERIC)",
    # "early", "mid-", "late in", "the end of", "the first half of", "the latter part of", "the second week of"
    "PHASED": "(?:THE? (?:PART|ORDWORD|ORDINAL|NEXT|LATER)? [PHASE UNIT] OF THE?|THE? PART OF THE?"
              "|THE? PART [DASH IN ON]? THE?|LATER IN THE?)",
    "PARTED": "(?:COMMA? (?:IN THE|AT)? PART? DAYPART)",
    "OFPART": "(?:(?:PART IN)? THE? PART? DAYPART UNITS? [OF ON] THE?)",
    "ENDED": "(?=[COMMA DOT CLOSE ; : AND QUOTE]|$)",
}  # fmt: skip

#: Form and pattern, in order of trial. `(?<=...)` looks at the symbols before the expression, `(?=...)` after it.
RULES: tuple[tuple[str, str], ...] = (
    # "from 2 to 5 April 2020", "2–5 April", "7/8 May"; "and" makes an interval only after "between"
    ("interval", "(?:PHASED|OFPART)? NUMBERED (?:DASH|SLASH|BY THE?|(?<=BETWEEN.) AND THE?) NUMBERED OF? NAMED"
                 "(?:COMMA? ANNO|OFTHAT)?"),
    ("interval", "(?:PHASED|OFPART)? NAMED NUMBERED (?:DASH|SLASH|BY|(?<=BETWEEN..) AND) NUMBERED"
                 "(?!UNITS|OF? NAMED|[DASH SLASH] NUMBERED)(?:COMMA? ANNO|OFTHAT)?"),
    ("yearspan", "(?:PHASED? THE? SEASONED OF?)? YEAR [DASH SLASH][DAY NUMBER](?![DASH SLASH])"),
    # "9, 11 and 14 May": days whose month stands with the last; "July 3 and 5": with the first
    ("dayof", "NUMBERED (?=(?:COMMA NUMBERED){0,6} COMMA? AND THE? NUMBERED OF? NAMED)"),
    ("dayof", "(?<=[MONTH AMBMONTH][DAY ORDINAL] AND) NUMBERED ENDED"),
    ("day", "(?:OFPART|PHASED)? ATDATE PARTED?"),
    ("holiday", "HOLIDAY UNIT? (?:COMMA? OF? ANNO)?"),
    # "the fifth day of the war", "the second week of fighting"
    ("warday", "PHASED? THE? [ORDWORD ORDINAL NEXT] [UNIT DAYPART] OF THE? WAR"),
    ("decade", "PHASED? DECADE ERA?|PHASED? THE? PART? DECADE ERA?|THE DECADE"),
    ("century", "PHASED? THE? (?:ORDINAL|ORDWORD|NUMWORD DASH ORDWORD) DASH? CENTURY ERA?"),
    ("month", "PHASED? THE? NAMED (?:COMMA? OF? ANNO|OFTHAT)|YEARMONTH"),
    ("season", "PHASED? THE? SEASONED (?:COMMA? OF? ANNO|OFTHAT)"),
    # "two days later", "a week ago", "three days after that"
    ("offset", "QUALIFIED QUANTITY ADJ? ANYUNIT (?:AND QUANTITY ANYUNIT)? [LATER AGO]"),
    ("offset", "QUALIFIED QUANTITY ADJ? ANYUNIT BEFORE (?:THAT|ENDED)"),
    ("after", "QUALIFIED QUANTITY ADJ? ANYUNIT BEFORE"),
    ("vague", "APPROX? UNITS [LATER AGO]|APPROX? UNITS BEFORE (?:THAT|ENDED)"),
    # "the day after", "the night before", "the day following"
    ("adjacent", "THE [UNIT DAYPART] [BEFORE NEXT]"),
    # "the next three days", "the past two weeks", "the following days", "the first two years"
    ("stretch", "(?:THE|THOSE)? [NEXT ORDWORD SAME] QUANTITY ADJ? DASH? ANYUNIT"),
    ("stretch", "(?:THE|THOSE) NEXT? ADJ? UNITS(?=OF|ENDED)|THE? NEXT UNITS|THOSE UNITS"),
    # "the next day", "that same evening", "last October", "later that month", "the end of the year"
    ("relative", "(?:PHASED|OFPART|[PART LATER] THE?)? (?:THE? NEXT|THE SAME{1,2} NEXT?|THAT SAME?|SAME{1,2})"
                 "(?:WEEKDAY|ONEUNIT|SEASONED|NAMED|DAYPART) (?:OFTHAT|PARTED)?"),
    ("relative", "PHASED (?:[UNIT SEASON](?!OF)|DAYPART)|OFPART THE? UNIT"),
    ("weekday", "(?:PART ON|OFPART)? WEEKDAY PARTED?"),
    ("warday", "OFPART? THE [ORDWORD ORDINAL] [UNIT DAYPART] (?!OF)"),
    ("today", "PART? TODAY PARTED?"),
    ("set", "EACH [UNIT DAYPART WEEKDAY]|SET"),
    ("month", "PHASED NAMED|MONTH DOT?"),
    ("month", "(?:(?<=[IN BY OF BEFORE BETWEEN FROM OPEN])|(?<=[MONTH AMBMONTH YEAR DAY][AND DASH COMMA]))"
              "AMBMONTH DOT?|AMBMONTH (?=[DASH BY AND SLASH][MONTH AMBMONTH])"),
    ("season", "(?:PHASED|THE|PART) SEASON|(?<=[IN BY OF BEFORE AND FROM BETWEEN]) SEASON|(?<=IN) THE FALL (?!OF)"),
    ("year", "PHASED? (?:THE [UNIT UNITS])? ANNO"),
    ("bareyear", "(?:PHASED? (?:SEASONED|NAMED) OF?|PHASED) NUMBER|(?<=[IN BY FROM BETWEEN BEFORE]) NUMBER"
                 "|[NUMBER DAY](?=(?:DASH|BY|AND)[NUMBER DAY] ERA)"),
    # "three years", "more than 40 days", "ten-day", "year-long", "half an hour", "the first year"
    ("duration", "QUALIFIED QUANTITY (?:[BY DASH AND] QUANTITY)? (?:ADJ|LONG)? DASH? ANYUNIT"
                 "(?!DASH OLD)(?:DASH? LONG|DASH? PERIOD)?|UNIT DASH LONG|(?<=FOR) UNITS|THE ORDWORD UNIT (?=OF)"),
    ("clock", "CLOCK MERIDIEM?"),
    ("part", "(?:PART IN)? [THE AN]? PART? DAYPART (?:DASH? PERIOD)?"),
    ("reference", "THE? REF|THE NEXT ENDED|(?<=AT)(?:THE SAME?|THAT) PERIOD|(?<=[IN BY]) THAT PERIOD"),
)  # fmt: skip
_EXTRA = {"QUOTE": "'"}
#: Without one of these a sentence holds no date.
_ANCHORS = "".join(SYMBOLS[n] for n in (
    "ISO", "YEARMONTH", "NUMERIC", "CLOCK", "DECADE", "YEAR", "MONTH", "AMBMONTH", "WEEKDAY", "SEASON", "FALL", "UNIT",
    "UNITS", "SET", "REF", "TODAY", "DAYPART", "PERIOD", "CENTURY", "ERA", "HOLIDAY", "NUMBER", "NEXT",
))  # fmt: skip
#: What an expression never begins with; the rules are tried at all else.
_OPENERS = "".join(symbol for name, symbol in SYMBOLS.items() if name not in (
    "OF", "IN", "ON", "BETWEEN", "FROM", "BY", "FOR", "AND", "THAN", "BEFORE", "AGO", "ADJ", "LONG", "PERIOD", "WAR",
    "MERIDIEM", "OLD", "DASH", "COMMA", "DOT", "SLASH", "OPEN", "CLOSE",
))  # fmt: skip


@dataclass(slots=True)
class Phrase:
    """An expression found: its form, its symbols and tokens, the tokens around it, and whether it is in brackets."""

    form: str
    symbols: str
    tokens: list[Token]
    before: Token | None
    after: Token | None
    bracketed: bool

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text, exclusive."""
        return self.tokens[-1].end


def phrases(line: Line, eras: bool) -> Iterator[Phrase]:
    """The date expressions of a line, left to right, none overlapping.

    `eras` says that the document counts years before or after Christ, so that "in 480" may be a year.
    """
    symbols = line.symbols
    if not _anchors().search(symbols):
        return
    at, rules = 0, _rules()
    while match := rules.search(symbols, at):
        start, end = match.span()
        at = start + 1
        # "Oct." needs its dot only inside a longer expression; at the end it is the sentence's.
        while symbols[end - 1] == ".":
            end -= 1
        phrase = Phrase(
            (match.lastgroup or "").rstrip("0123456789"), symbols[start:end], line.tokens(start, end),
            line.token(start - 1), line.token(end), symbols.count("(", 0, start) > symbols.count(")", 0, start),
        )  # fmt: skip
        if phrase.form == "day" and _counts_after_month(phrase):
            # "In October 20 soldiers fell": the number is theirs, the month stands alone.
            end -= 1
            phrase.form, phrase.symbols, phrase.tokens = "month", phrase.symbols[:-1], phrase.tokens[:-1]
        check = _CHECKS.get(phrase.form)
        if check is None or check(phrase, eras):
            yield phrase
            at = end


def _counts_something(phrase: Phrase) -> bool:
    return phrase.after is not None and phrase.after.text.lower() in words("dates_counted")


def _is_year(phrase: Phrase, eras: bool) -> bool:
    if "B" in phrase.symbols:
        return True
    before = phrase.before.text.lower() if phrase.before else ""
    after = phrase.after.text if phrase.after else ""
    if _counts_something(phrase) or after in ("%", "°") or before in ("no", "resolution", "highway", "route", "at"):
        return False
    year, counted = phrase.tokens[-1].number, after[:1].islower()
    plural = counted and after.endswith("s") and len(after) > 3
    if (counted and before in _COUNTING_LEADS) or (plural and before.isalpha() and before not in _YEAR_LEADS):
        return False
    if year >= 1900:
        return year < 2100
    # Of older years a number is one only where it stands as a year does.
    if before in ("-", "–", "—") and after[:1].isupper():
        return False  # "1000-1500 Ruritanian soldiers"
    if year >= 1500:
        return len(phrase.symbols) > 1 or not counted
    return eras or before in ("in", "since", "until", "during")


_YEAR_LEADS = frozenset((
    "the", "a", "in", "since", "by", "until", "till", "of", "from", "to", "during", "after", "before", "between",
    "through", "around", "late", "early", "this", "that", "its", "their", "for", "on", "with",
))  # fmt: skip
_COUNTING_LEADS = frozenset((
    "about", "over", "than", "least", "nearly", "almost", "some", "approximately", "roughly", "around", "only",
    "another",
))  # fmt: skip


def _is_bare_year(phrase: Phrase, eras: bool) -> bool:
    return eras and not _counts_something(phrase) and len(phrase.tokens[-1].text) <= 3


def _counts_after_month(phrase: Phrase) -> bool:
    on = phrase.before is not None and phrase.before.text.lower() == "on"
    return phrase.symbols[-2:] in ("Md", "Ad") and not on and _counts_something(phrase)


def _is_relative(phrase: Phrase, eras: bool) -> bool:
    # "following months of clashes": without an article these are prepositions.
    first = phrase.tokens[0].text.lower()
    return first not in ("following", "preceding", "prior", "subsequent", "coming", "ensuing", "previous", "upcoming")


def _is_reference(phrase: Phrase, eras: bool) -> bool:
    last = phrase.tokens[-1].text.lower()
    if phrase.symbols == "tR" and last == "former":
        # "the former president", not "the former and the latter"
        return phrase.after is not None and phrase.after.text.isalpha()
    return phrase.symbols != "t+" or last == "past"


def _is_warday(phrase: Phrase, eras: bool) -> bool:
    return phrase.symbols[-1] in "GP" or phrase.tokens[-1].value == "D"


def _is_part(phrase: Phrase, eras: bool) -> bool:
    # "Operation Red Dawn" is a name.
    return phrase.before is None or phrase.tokens[-1].text[0].islower()


_CHECKS = {
    "warday": _is_warday, "part": _is_part,
    "year": _is_year, "bareyear": _is_bare_year, "relative": _is_relative, "stretch": _is_relative,
    "reference": _is_reference,
}  # fmt: skip


@cache
def _anchors() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(_ANCHORS)}]")


@cache
def _rules() -> re.Pattern[str]:
    rules = "|".join(f"(?P<{form}{i}>{_translated(p)})" for i, (form, p) in enumerate(RULES))
    return re.compile(f"(?=[{re.escape(_OPENERS)}])(?:{rules})")


def _translated(pattern: str) -> str:
    for _ in range(4):
        pattern = re.sub(r"[A-Z]{2,}", lambda m: MACROS.get(m[0], m[0]), pattern)
    symbols = SYMBOLS | _EXTRA
    return re.sub(r"[A-Z]{2,}", lambda m: re.escape(symbols[m[0]]), pattern).replace(" ", "")
