"""Numbers, bounds and dates in words. A number keeps the qualifier it was published with; nothing is rounded."""

from __future__ import annotations

import re

from tallystick.records import Figure, Qualifier

_BEFORE: dict[Qualifier, str] = {
    "about": "about ", "at_least": "at least ", "more_than": "more than ", "at_most": "up to ",
    "less_than": "fewer than ",
}  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def plain_number(value: float) -> str:
    """Digits in groups of three; only the decimals there are: 2906.0 -> "2,906", 0.333 -> "0.333"."""
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.6f}".rstrip("0").rstrip(".")


_AREAS = {"km2": "km²", "ha": "ha", "sqmi": "sq mi"}


def published_number(figure: Figure) -> str:
    """The number with its qualifier and unit: "about 60", "more than 5,000", "300,000–500,000", "72%", "USD 2 billion".

    Vague numbers and shares keep the words they were published in, with the bounds those stand for: "dozens (24 or
    more)", "one-third (0.333)". Where a figure has no bound at all, its quote stands for the number.
    """
    if figure.low is None and figure.high is None:
        return f"“{figure.quote}”"
    if figure.qualifier == "vague" or figure.unit == "share":
        words = _number_words(figure)
        bounds = _interval(figure)
        return f"{words} ({bounds})" if words else bounds
    return _interval(figure)


def bounds(figure: Figure) -> str:
    """The normalised bounds in mathematical form: "2,906, exact", "24 to open, vague", "72 percent, exact"."""
    low, high = (("open" if v is None else plain_number(v)) for v in (figure.low, figure.high))
    span = low if low == high else f"{low} to {high}"
    unit = "" if figure.unit == "count" else f" {figure.unit}"
    return f"{span}{unit}, {figure.qualifier.replace('_', ' ')}"


def date_phrase(value: str) -> str:
    """An ISO date, possibly partial, as "28 Oct 2020", "Oct 2020" or "2020"; anything else as it is.

    Before the common era ISO counts a year 0, and people do not: "-0479" is "480 BC".
    """
    match = _DATE.fullmatch(value)
    if not match or not 1 <= int(match[2] or 1) <= 12:
        return value
    year, month, day = match.groups()
    if int(year) <= 0:
        year = f"{1 - int(year)} BC"
    return " ".join(part for part in (day and str(int(day)), month and _MONTHS[int(month) - 1], year) if part)


def _interval(figure: Figure) -> str:
    low, high = figure.low, figure.high
    if low is not None and high is not None and low != high:
        before = "about " if figure.qualifier == "about" else ""
        return before + _with_unit(figure.unit, low, high)
    value = low if low is not None else high
    assert value is not None
    number = _with_unit(figure.unit, value)
    if figure.qualifier in _BEFORE:
        less = figure.qualifier == "less_than" and figure.unit != "count"
        return ("less than " if less else _BEFORE[figure.qualifier]) + number
    if high is None:
        return f"{number} or more"
    return f"{number} or less" if low is None else number


def _with_unit(unit: str, *values: float) -> str:
    if unit in ("count", "share"):
        return "–".join(map(plain_number, values))
    if unit == "percent":
        return "–".join(map(plain_number, values)) + "%"
    if unit in _AREAS:
        return "–".join(map(plain_number, values)) + f" {_AREAS[unit]}"
    return f"{unit} " + "–".join(map(_large, values))


def _large(value: float) -> str:
    """Money in millions or billions where that loses no digit."""
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if value >= size and round(value / size, 3) * size == value:
            return f"{plain_number(value / size)} {name}"
    return plain_number(value)


def counted_words(figure: Figure) -> str:
    """The quote without its number: what was counted, in the document's own words. "62 tanks" -> "tanks"."""
    span = _number_span(figure)
    if span is None:
        return f"“{figure.quote}”"
    vague = figure.qualifier == "vague" or figure.unit == "share"
    left, right = figure.quote[: span[0]], figure.quote[span[1] :]
    if vague and span[0] <= _LEAD:
        left = ""
    return " ".join((left + " " + right).split()).strip(" :;,–—-")


#: So many code points before a vague number belong to it.
_LEAD = 12


def _number_words(figure: Figure) -> str | None:
    """The number word with what little stands before it in the quote, as in "low thousands"."""
    span = _number_span(figure)
    if span is None:
        return None
    return figure.quote[span[0] if span[0] > _LEAD else 0 : span[1]].strip(" :;,–—-")


def _number_span(figure: Figure) -> tuple[int, int] | None:
    """Where in the quote this number stands, None where the finder does not see it there."""
    from tallystick.language.numbers import find_numbers

    for number in find_numbers(figure.quote):
        if (number.low, number.high) == (figure.low, figure.high):
            return number.start, number.end
    return None
