"""A number keeps the qualifier, the unit and, where it is vague, the words it was published with."""

from __future__ import annotations

import pytest
from hand_made import document, figure
from hypothesis import given
from hypothesis import strategies as st

from tallystick.records import Figure
from tallystick.wording.phrase import bounds, counted_words, date_phrase, plain_number, published_number


def made(quote: str, low: float | None, high: float | None, qualifier: str = "exact", unit: str = "count") -> Figure:
    text = document(f"It is said: {quote}.")
    return figure(text, quote, low=low, high=high, qualifier=qualifier, unit=unit)


@pytest.mark.parametrize(("made_of", "published"), [
    (("2,906 troops", 2906, 2906), "2,906"),
    (("some 60 people", 60, 60, "about"), "about 60"),
    (("at least 541 fighters", 541, None, "at_least"), "at least 541"),
    (("over 5,000 men", 5000, None, "more_than"), "more than 5,000"),
    (("up to 300 tanks", None, 300, "at_most"), "up to 300"),
    (("just under 2,000 soldiers", None, 2000, "less_than"), "fewer than 2,000"),
    (("300,000–500,000 people", 300000, 500000, "range"), "300,000–500,000"),
    (("about 10 to 20 men", 10, 20, "about"), "about 10–20"),
    (("dozens of vehicles", 24, None, "vague"), "dozens (24 or more)"),
    (("one-third of the land", 0.333, 0.333, "exact", "share"), "one-third (0.333)"),
    (("72% of the territory", 72, 72, "exact", "percent"), "72%"),
    (("less than 5% of it", None, 5, "less_than", "percent"), "less than 5%"),
    (("US$2 billion", 2e9, 2e9, "exact", "USD"), "USD 2 billion"),
    (("€1,234,567", 1234567, 1234567, "exact", "EUR"), "EUR 1,234,567"),
    (("120 km2", 120, 120, "exact", "km2"), "120 km²"),
    (("countless dead", None, None, "vague"), "“countless dead”"),
    (("many more", 15000, None, "vague"), "15,000 or more"),
])  # fmt: skip
def test_published_number(made_of: tuple[str, float | None, float | None], published: str) -> None:
    assert published_number(made(*made_of)) == published


def test_what_was_counted_is_the_quote_without_its_number() -> None:
    assert counted_words(made("62 tanks", 62, 62)) == "tanks"
    assert counted_words(made("destroyed: 38", 38, 38)) == "destroyed"
    assert counted_words(made("dozens of vehicles", 24, None, "vague")) == "of vehicles"


def test_a_quote_in_which_the_number_is_not_seen_is_shown_whole() -> None:
    assert counted_words(made("a mortar", 1, 1)) in ("mortar", "“a mortar”")
    assert counted_words(made("many more", 15000, None)) == "“many more”"


def test_bounds_are_shown_as_they_were_understood() -> None:
    assert bounds(made("dozens", 24, None, "vague")) == "24 to open, vague"
    assert bounds(made("72%", 72, 72, "exact", "percent")) == "72 percent, exact"


@pytest.mark.parametrize(("value", "words"), [
    ("2020-10-28", "28 Oct 2020"), ("2020-10", "Oct 2020"), ("2020", "2020"), ("2020-13", "2020-13"),
    ("-0479-04", "Apr 480 BC"), ("0000", "1 BC"), ("2020-10-01/2020-10-05", "2020-10-01/2020-10-05"), ("", ""),
])  # fmt: skip
def test_a_date_says_no_more_than_is_known(value: str, words: str) -> None:
    assert date_phrase(value) == words


@given(st.integers(0, 10**12))
def test_no_digit_is_lost(value: int) -> None:
    assert int(plain_number(float(value)).replace(",", "")) == value
