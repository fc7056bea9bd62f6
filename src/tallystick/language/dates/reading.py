"""What a date phrase says: its year, months, days, season, amount, unit, direction, as far as its words give them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tallystick.language.dates.grammar import Phrase
from tallystick.language.dates.lexicon import Token

#: Forms whose numbers are amounts, not days or years.
_COUNTING = frozenset(("offset", "duration", "after", "stretch", "vague"))
_DAYS = frozenset(("interval", "day", "dayof", "yearspan"))


@dataclass(slots=True)
class Reading:
    """The parts of one expression. What its words do not give is None or empty.

    Years are astronomical. `unit` is an ISO 8601 designator with a factor ("D", "10Y", "TH"); `direction` is 1 for
    later, -1 for earlier, 0 for the same; `pointer` is "this", "that" or "same" where it points at a time already
    named; `year_shift` and `month_shift` say how far "of that year", "of the next month" lies from there.
    """

    year: int | None = None
    months: list[int] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    weekday: int | None = None
    season: int | None = None
    part: str | None = None
    amount: float | None = None
    unit: str | None = None
    direction: int | None = None
    ordinal: int | None = None
    pointer: str | None = None
    year_shift: int | None = None
    month_shift: int | None = None
    daypart: str | None = None
    approximate: bool = False
    clock: str | None = None


def read(phrase: Phrase) -> Reading:
    """Read the parts off the tokens of a phrase."""
    found = Reading()
    end = _read_reference(phrase, found)
    symbols, tokens = phrase.symbols[:end], phrase.tokens[:end]
    for i, (symbol, token) in enumerate(zip(symbols, tokens, strict=True)):
        if symbol in "ydnE" and "B" in (symbols[i + 1 : i + 2], symbols[max(i - 1, 0) : i]):
            _read_era(found, token, tokens[symbols.index("B")])
        elif reader := _READERS.get(symbol):
            reader(found, token, phrase.form)
    found.part = _part(symbols, tokens)
    if "v" in symbols:
        found.amount = None
    return found


def _read_reference(phrase: Phrase, found: Reading) -> int:
    """Read "of that year", "in August last year" at the end; the index where what stands before it ends."""
    symbols = phrase.symbols
    if symbols[-1] != "u" or phrase.form == "warday":
        return len(symbols)
    head = symbols[:-1].rstrip("t=+1")
    bare = len(head)
    at = bare - 1 if head.endswith("o") else bare
    if at <= 0 or bare == len(symbols) - 1 or head[at - 1] not in "MASf.d#":
        return len(symbols)
    shift = next((t.number for t, s in zip(phrase.tokens[at:], symbols[at:], strict=True) if s == "+"), 0)
    unit = phrase.tokens[-1].value
    if unit == "Y":
        found.year_shift = shift
    elif unit == "M":
        found.month_shift = shift
    return at


def _read_era(found: Reading, token: Token, era: Token) -> None:
    digits = token.value.rstrip("s")
    if digits.isdigit():
        found.year = int(digits) if era.number > 0 else 1 - int(digits)


def _part(symbols: str, tokens: list[Token]) -> str | None:
    """Early, mid, late, a half, or None. "later" is none: it points on, it does not cut a period."""
    for i, symbol in enumerate(symbols):
        if symbol == "h":
            return _phase(tokens[i].value, symbols[:i], tokens)
        if symbol == "e" and symbols[i + 1 : i + 2] not in ("P", "h"):
            return tokens[i].value
    return None


def _phase(value: str, before: str, tokens: list[Token]) -> str | None:
    """What "the first half", "the latter part", "the end" mean."""
    said = {t.value for t in tokens[: len(before)]}
    if value == "half":
        return "last half" if said & {"2", "-1"} else "first half"
    if value in ("part", "rest"):
        return "early" if "early" in said else "late"
    return value if value in ("early", "mid", "late") else None


def _day(found: Reading, token: Token, form: str) -> None:
    if form in _DAYS:
        found.days.append(token.number)
    elif form == "bareyear":
        found.year = 1 - token.number
    elif form in _COUNTING:
        _amount(found, token, form)


def _number(found: Reading, token: Token, form: str) -> None:
    if form in _COUNTING:
        _amount(found, token, form)
    else:
        _day(found, token, form)


def _year(found: Reading, token: Token, form: str) -> None:
    if form in _COUNTING:
        _amount(found, token, form)
    else:
        found.year = token.number


def _amount(found: Reading, token: Token, form: str) -> None:
    if form not in _COUNTING or (found.unit and form != "stretch"):
        return
    value = 0.5 if token.value == "half" else _quantity(token.value)
    if value is None or found.amount == 0.5:
        return
    # "twenty-one"; of "two or three" the last stays.
    compound = found.amount is not None and found.amount >= 20 and value < 10 and token.value != token.text
    found.amount = (found.amount or 0) + value if compound else value


def _quantity(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _phase_amount(found: Reading, token: Token, form: str) -> None:
    if token.value == "half":
        _amount(found, token, form)


def _unit(found: Reading, token: Token, form: str) -> None:
    found.unit = token.value


def _century(found: Reading, token: Token, form: str) -> None:
    if form in _COUNTING:
        found.unit = "100Y"


def _direction(found: Reading, token: Token, form: str) -> None:
    found.direction = token.number
    if token.text.lower() == "last":
        found.ordinal = -1


def _ordinal(found: Reading, token: Token, form: str) -> None:
    if form in _DAYS and token.text[0].isdigit():
        found.days.append(token.number)
    else:
        found.ordinal = token.number


def _iso(found: Reading, token: Token, form: str) -> None:
    year, month, *day = (int(n) for n in token.text[:10].split("-"))
    found.year, found.months, found.days = year, [month], day


def _numeric(found: Reading, token: Token, form: str) -> None:
    """Day first, as most of the world writes, unless only month first makes a date."""
    first, second, third = (int(n) for n in token.text.replace("/", ".").replace("-", ".").split("."))
    year, month, day = (first, second, third) if first > 31 else (third, second, first)
    if month > 12:
        month, day = day, month
    found.year, found.months, found.days = year, [month], [day]


def _decade(found: Reading, token: Token, form: str) -> None:
    digits = token.text.strip("'’s")
    # "the '90s" and "the 80s" are of the twentieth century.
    found.year = int(digits) if len(digits) == 4 else 1900 + int(digits)


def _clock(found: Reading, token: Token, form: str) -> None:
    digits = token.text.replace(".", ":")
    hour, minute = digits.split(":")[:2] if ":" in digits else (digits[:-2] or digits, digits[-2:])
    if len(digits) <= 2:
        hour, minute = digits, "00"
    found.clock = f"{int(hour):02d}:{minute}"


def _meridiem(found: Reading, token: Token, form: str) -> None:
    if found.clock and token.value in ("0", "12"):
        found.clock = f"{int(found.clock[:2]) % 12 + token.number:02d}{found.clock[2:]}"


def _holiday(found: Reading, token: Token, form: str) -> None:
    month, _, day = token.value.partition("-")
    found.months, found.days = [int(month)], [int(day)]


def _month(found: Reading, token: Token, form: str) -> None:
    found.months.append(token.number)


def _weekday(found: Reading, token: Token, form: str) -> None:
    found.weekday = token.number


def _season(found: Reading, token: Token, form: str) -> None:
    found.season = token.number


def _pointer(found: Reading, token: Token, form: str) -> None:
    found.pointer = token.value if token.value in ("this", "that") else "same"


def _daypart(found: Reading, token: Token, form: str) -> None:
    found.daypart = token.value


def _approximate(found: Reading, token: Token, form: str) -> None:
    found.approximate = True


#: How each symbol of the lexicon is read.
_READERS: dict[str, Callable[[Reading, Token, str], None]] = {
    "M": _month, "A": _month, "d": _day, "#": _ordinal, "O": _ordinal, "q": _amount, "a": _amount, "n": _number,
    "y": _year, "h": _phase_amount, "u": _unit, "U": _unit, "K": _unit, "C": _century, "l": _direction,
    "g": _direction, "b": _direction, "+": _direction, "D": _direction, "I": _iso, "Y": _iso, "J": _numeric,
    "E": _decade, "T": _clock, "m": _meridiem, "H": _holiday, "W": _weekday, "w": _weekday, "S": _season,
    "f": _season, "1": _pointer, "=": _pointer, "P": _daypart, "c": _approximate,
}  # fmt: skip
