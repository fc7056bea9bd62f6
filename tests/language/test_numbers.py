"""The number finder: which quantities a text offers, with their bounds, and what never counts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.language.mentions import Number
from tallystick.language.numbers import find_numbers


def found(text: str) -> list[tuple[str, float | None, float | None, str, str]]:
    return [(text[n.start : n.end], n.low, n.high, n.qualifier, n.unit) for n in find_numbers(text)]


def only(text: str) -> Number:
    numbers = find_numbers(text)
    assert len(numbers) == 1, found(text)
    return numbers[0]


@pytest.mark.parametrize(
    ("quote", "value"),
    [
        ("7", 7),
        ("1,234", 1234),
        ("1,234,567", 1234567),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("12\u202f345\u202f678", 12345678),
        ("1\u2009234", 1234),
        ("1'234", 1234),
        ("1.234.567", 1234567),
        ("12.5", 12.5),
        ("1,234.5", 1234.5),
        ("2.3 million", 2_300_000),
        ("1,5 million", 1_500_000),
        ("4 thousand", 4000),
        ("3 dozen", 36),
        ("zero", 0),
        ("seven", 7),
        ("twenty-three", 23),
        ("twenty three", 23),
        ("Forty", 40),
        ("a hundred", 100),
        ("two hundred and six", 206),
        ("nineteen hundred", 1900),
        ("one thousand two hundred thirty-four", 1234),
        ("two hundred and sixty-seven thousand and four", 267_004),
        ("five hundred thousand", 500_000),
        ("one million two hundred thousand and five", 1_200_005),
        ("one and a half million", 1_500_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("both", 2),
        ("none", 0),
    ],
)
def test_one_number(quote: str, value: float) -> None:
    assert found(f"The column left {quote} guns behind.") == [(quote, value, value, "exact", "count")]


@pytest.mark.parametrize(
    ("quote", "low", "high"),
    [
        ("300–500", 300, 500),
        ("300-500", 300, 500),
        ("1,200 to 1,500", 1200, 1500),
        ("three to five", 3, 5),
        ("two or three", 2, 3),
        ("ten–twelve", 10, 12),
        ("300-to-500", 300, 500),
        ("20 to 30 thousand", 20_000, 30_000),
        ("20–30 thousand", 20_000, 30_000),
        ("1 to 1.5 million", 1_000_000, 1_500_000),
        ("12–14,000", 12_000, 14_000),
        ("500–1,000", 500, 1000),
        ("fifty to one hundred", 50, 100),
        ("500 to one thousand", 500, 1000),
        ("two to three hundred", 200, 300),
        ("two hundred to three hundred thousand", 200_000, 300_000),
        ("two to three dozen", 24, 36),
    ],
)
def test_a_range(quote: str, low: float, high: float) -> None:
    assert found(f"The column had {quote} men.") == [(quote, low, high, "range", "count")]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("between 40 and 60 men", "40 and 60"),
        ("from 40 to 60 men", "40 to 60"),
        ("Between twenty and thirty men", "twenty and thirty"),
        ("between twenty-one and thirty-two men", "twenty-one and thirty-two"),
        ("between one hundred and two hundred men", "one hundred and two hundred"),
        ("between one thousand and two thousand men", "one thousand and two thousand"),
    ],
)
def test_between_makes_a_range(text: str, quote: str) -> None:
    [(words, low, high, qualifier, _)] = found(text)
    assert (words, qualifier) == (quote, "range") and low is not None and high is not None and low < high


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("40 and 60 men", [40, 60]),
        ("twenty and thirty men", [20, 30]),
        ("one hundred and one hundred", [100, 100]),
        ("2,000, 3,000 and 4,000 men", [2000, 3000, 4000]),
        ("62 guns (destroyed: 38, damaged: 16)", [62, 38, 16]),
        ("We counted 10. 20 more came", [10, 20]),
        ("five guns to two", [5, 2]),
        ("60 to 40", [60, 40]),
        ("forty\n\nfive men", [40, 5]),
    ],
)
def test_what_only_stands_together_is_not_joined(text: str, values: list[float]) -> None:
    assert [(n.low, n.high) for n in find_numbers(text)] == [(v, v) for v in values]


@pytest.mark.parametrize(
    ("quote", "low"),
    [
        ("dozens", 24),
        ("several dozen", 24),
        ("hundreds", 200),
        ("several hundred", 200),
        ("a few hundred", 200),
        ("a couple of hundred", 200),
        ("tens", 20),
        ("scores", 40),
        ("thousands", 2000),
        ("tens of thousands", 20_000),
        ("hundreds of thousands", 200_000),
        ("millions", 2_000_000),
        ("several", 3),
    ],
)
def test_vague_words_have_the_bounds_of_the_guide(quote: str, low: float) -> None:
    assert found(f"The flood drove {quote} away.") == [(quote, low, None, "vague", "count")]


@pytest.mark.parametrize(
    ("quote", "low", "high", "qualifier"),
    [
        ("more than 5,000", 5000, None, "more_than"),
        ("over 5,000", 5000, None, "more_than"),
        ("in excess of 5,000", 5000, None, "more_than"),
        ("at least 40", 40, None, "at_least"),
        ("no fewer than forty", 40, None, "at_least"),
        ("40 or more", 40, None, "at_least"),
        ("100+", 100, None, "at_least"),
        ("about 60", 60, 60, "about"),
        ("an estimated 60", 60, 60, "about"),
        ("nearly 80", 80, 80, "about"),
        ("almost eighty", 80, 80, "about"),
        ("40 or so", 40, 40, "about"),
        ("up to 300", None, 300, "at_most"),
        ("no more than 300", None, 300, "at_most"),
        ("300 or fewer", None, 300, "at_most"),
        ("just under 2,000", None, 2000, "less_than"),
        ("fewer than a dozen", None, 12, "less_than"),
        ("exactly 12", 12, 12, "exact"),
        ("at least another 40", 40, None, "at_least"),
        ("in the region of an additional 40", 40, 40, "about"),
    ],
)
def test_qualifiers_move_the_bounds_and_are_quoted(
    quote: str, low: float | None, high: float | None, qualifier: str
) -> None:
    assert found(f"The camp held {quote} men.") == [(quote, low, high, qualifier, "count")]


def test_the_digits_leave_the_qualifier_out() -> None:
    text = "The camp held more than 5,000 men."
    number = only(text)
    assert text[slice(*number.digits)] == "5,000"


@pytest.mark.parametrize("text", ["moreover 40 men left", "as said above\n\n40 men left", "handsome 40 men"])
def test_the_end_of_another_word_or_paragraph_is_no_qualifier(text: str) -> None:
    assert only(text).qualifier == "exact" and text[only(text).start :].startswith("40")


@pytest.mark.parametrize(
    ("quote", "low", "high", "qualifier", "unit"),
    [
        ("half", 0.5, 0.5, "exact", "share"),
        ("one-third", 0.333, 0.333, "exact", "share"),
        ("a third", 0.333, 0.333, "exact", "share"),
        ("two-thirds", 0.667, 0.667, "exact", "share"),
        ("three quarters", 0.75, 0.75, "exact", "share"),
        ("nine tenths", 0.9, 0.9, "exact", "share"),
        ("more than half", 0.5, None, "more_than", "share"),
        ("72%", 72, 72, "exact", "percent"),
        ("72 percent", 72, 72, "exact", "percent"),
        ("12,5 per cent", 12.5, 12.5, "exact", "percent"),
        ("one hundred percent", 100, 100, "exact", "percent"),
        ("10 to 15 percent", 10, 15, "range", "percent"),
        ("10%–15%", 10, 15, "range", "percent"),
        ("about 3,825 km2", 3825, 3825, "about", "km2"),
        ("1,700 square kilometres", 1700, 1700, "exact", "km2"),
        ("60 sq. km", 60, 60, "exact", "km2"),
        ("300 hectares", 300, 300, "exact", "ha"),
        ("$1,200", 1200, 1200, "exact", "USD"),
        ("US$ 4.5 billion", 4.5e9, 4.5e9, "exact", "USD"),
        ("$2.8bn", 2.8e9, 2.8e9, "exact", "USD"),
        ("£3m", 3e6, 3e6, "exact", "GBP"),
        ("€30", 30, 30, "exact", "EUR"),
        ("4 million dollars", 4e6, 4e6, "exact", "USD"),
        ("500 EUR", 500, 500, "exact", "EUR"),
        ("$2–3 million", 2e6, 3e6, "range", "USD"),
        ("at least usd 500", 500, None, "at_least", "USD"),
    ],
)
def test_shares_area_and_money(quote: str, low: float | None, high: float | None, qualifier: str, unit: str) -> None:
    assert found(f"They lost {quote} of it.") == [(quote, low, high, qualifier, unit)]


@pytest.mark.parametrize(
    "words",
    [
        "T-72", "Su-25", "9K37", "MiG-29s", "COVID-19", "the 44th brigade", "1st", "the third attack", "its fifth camp",
        "the twenty-third raid", "a quarter-final", "at 10:30", "at 0630", "44 days", "the 44-day war", "two weeks",
        "30 km", "30-kilometre", "122 mm", "122mm", "50 tons", "20-year-old", "[12]", "[12][13]", "version 1.2.3",
        "v2.0", "1/3", "#5", "Decree no. 17", "05.02.2015", "12,345,67", "12,3456", "1990s", "60 mph", "45°",
        "forty seconds",
    ],
)  # fmt: skip
def test_never_a_number(words: str) -> None:
    assert [n for n in found(f"Here was {words} again.") if n[0].lower() != "no"] == []
    assert [n for n in found(words) if n[0].lower() != "no"] == []


def test_a_number_word_inside_a_qualifier_is_not_a_number_of_its_own() -> None:
    assert found("no fewer than five men and no more than six guns") == [
        ("no fewer than five", 5, None, "at_least", "count"),
        ("no more than six", None, 6, "at_most", "count"),
    ]


def test_letters_of_like_case_are_read_as_the_plain_ones() -> None:
    assert [n.low for n in find_numbers("ſix; ſeveral mıllıon; 5 mİllion guns, 9 ſeconds")] == [6, 2e6, 5e6]


# An independent speller: the test must not lean on the tables that the finder reads.
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _below_thousand(n: int, joint: str, hyphen: str) -> str:
    if n >= 100:
        rest = joint + _below_thousand(n % 100, joint, hyphen) if n % 100 else ""
        return f"{_SMALL[n // 100]} hundred{rest}"
    if n < 20:
        return _SMALL[n]
    return _TENS[n // 10] + (hyphen + _SMALL[n % 10] if n % 10 else "")


def spelled(n: int, joint: str, hyphen: str) -> str:
    parts = []
    for size, name in ((10**9, " billion"), (10**6, " million"), (1000, " thousand")):
        if n >= size:
            parts.append(_below_thousand(n // size, joint, hyphen) + name)
            n %= size
    if n or not parts:
        last = _below_thousand(n, joint, hyphen)
        if parts and n < 100:
            parts[-1] += joint + last
        else:
            parts.append(last)
    return " ".join(parts)


_JOINTS = st.sampled_from([" ", " and "])
_HYPHENS = st.sampled_from(["-", " "])
_BEFORE = st.sampled_from(["", "They left ", "guns (", "“", "lost: ", "\n"])
_AFTER = st.sampled_from(["", " guns", ".", ", and", ")", "”", "\n"])


@settings(deadline=None)
@given(st.integers(0, 10**12 - 1), _JOINTS, _HYPHENS, _BEFORE, _AFTER)
def test_any_integer_in_words(n: int, joint: str, hyphen: str, before: str, after: str) -> None:
    words = spelled(n, joint, hyphen)
    text = before + words + after
    number = only(text)
    assert (number.low, number.high, text[number.start : number.end]) == (n, n, words)


@settings(deadline=None)
@given(st.integers(0, 10**12 - 1), st.sampled_from(["", ",", " ", "\u00a0", "\u202f", "\u2009", "'"]), _BEFORE, _AFTER)
def test_any_integer_in_digits(n: int, separator: str, before: str, after: str) -> None:
    digits = f"{n:,}".replace(",", separator)
    text = before + digits + after
    number = only(text)
    assert (number.low, number.high, text[number.start : number.end]) == (n, n, digits)


@settings(deadline=None)
@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(["–", " to ", " or ", "-"]))
def test_any_two_integers_in_order_are_a_range(a: int, more: int, joint: str) -> None:
    text = f"{a:,}{joint}{a + more:,} guns"
    number = only(text)
    shared = 1000 if joint in "–-" and a < 1000 and (a + more) % 1000 == 0 and a * 1000 < a + more else 1
    assert (number.low, number.high, number.qualifier) == (a * shared, a + more, "range")


_PIECES = st.sampled_from(
    ["1", "12", "1,234", "12.5", "six", "twenty", "hundred", "and", "a", "half", "few", "several", "no", "fewer than",
     "more than", "or more", "or", "to", "between", "million", "dozens", "of", "%", "km2", "$", "bn", " ", " ", " ",
     "-",
     "–", ",", ".", "(", ")", "[", "]", "\n", "ſ", "ı", "K", "é", "e\u0301", "💣", "٣", "²", "\x00", "third", "T-72"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=100), st.lists(_PIECES, max_size=40).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_numbers_are_in_order_apart_and_inside_the_text(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert end <= number.start <= number.digits[0] < number.digits[1] <= number.end <= len(text)
        assert number.low is not None or number.high is not None
        if number.low is not None and number.high is not None:
            assert 0 <= number.low <= number.high
        end = number.end
