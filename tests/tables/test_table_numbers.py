"""A cell's number is read as it is printed, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.tables.numbers import bounds_of


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1234", (1234, 1234, "exact")),
        ("1,234", (1234, 1234, "exact")),
        ("1 234 567", (1234567, 1234567, "exact")),
        ("1\u00a0234", (1234, 1234, "exact")),
        ("12.0", (12, 12, "exact")),
        ("0", (0, 0, "exact")),
        ("2-3", (2, 3, "range")),
        ("2 – 3", (2, 3, "range")),
        ("20 to 30", (20, 30, "range")),
        ("3-3", (3, 3, "exact")),
        (">50", (50, None, "more_than")),
        ("≥ 50", (50, None, "at_least")),
        ("50+", (50, None, "at_least")),
        ("At least 1,000", (1000, None, "at_least")),
        ("<50", (None, 50, "less_than")),
        ("up to 50", (None, 50, "at_most")),
        ("~50", (50, 50, "about")),
        ("about 50", (50, 50, "about")),
    ],
)
def test_numbers_ranges_and_qualifiers_are_read(cell: str, expected: tuple[float | None, float | None, str]) -> None:
    assert bounds_of(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "many",
        "-5",
        "−5",
        "1,23",
        "1,23,456",
        "1,234 567",
        "3-2",
        "1-2-3",
        "1.5",
        "12%",
        ">50+",
        "2020-10-07",
        "1e3",
        "NaN",
        "5 men",
        "9" * 100,
    ],
)
def test_what_is_no_number_for_sure_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="'"):
        bounds_of(cell)


def test_a_decimal_comma_is_read_only_where_the_mapping_says_so() -> None:
    assert bounds_of("1.234", ",") == (1234, 1234, "exact")
    assert bounds_of("1.234,5", ",", "km2") == (1234.5, 1234.5, "exact")
    with pytest.raises(ValueError, match="no whole number"):
        bounds_of("1.234", ".")


def test_a_percentage_may_have_its_sign() -> None:
    assert bounds_of("72%", ".", "percent") == (72, 72, "exact")


@given(st.integers(0, 10**12))
def test_whatever_parts_the_thousands_the_number_is_the_same(number: int) -> None:
    for written in (str(number), f"{number:,}", f"{number:,}".replace(",", " "), f"{number:,}".replace(",", "’")):
        assert bounds_of(written) == (number, number, "exact")


@given(st.text(max_size=80))
def test_any_text_gives_bounds_in_order_or_is_refused(cell: str) -> None:
    try:
        low, high, _ = bounds_of(cell)
    except ValueError:
        return
    assert low is not None or high is not None
    assert low is None or high is None or 0 <= low <= high
