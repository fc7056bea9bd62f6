"""Wars of antiquity have days too: they come in their order, before all others, and nothing fails on them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.chronicle.days import first_day, last_day, ordinal


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("-0489", "-0489-01-01", "-0489-12-31"),
        ("-0479-09", "-0479-09-01", "-0479-09-30"),
        ("-0004-02", "-0004-02-01", "-0004-02-29"),
        ("0000", "0000-01-01", "0000-12-31"),
    ],
)
def test_a_year_before_the_common_era_has_a_first_and_a_last_day(written: str, first: str, last: str) -> None:
    assert (first_day(written), last_day(written)) == (first, last)


@given(st.dates())
def test_ordinals_are_those_of_the_calendar(day: object) -> None:
    assert ordinal(str(day)) == day.toordinal()  # type: ignore[attr-defined]


@given(st.integers(-9998, 9998), st.integers(1, 12))
def test_ordinals_go_on_without_a_gap(year: int, month: int) -> None:
    written = f"{'-' if year < 0 else ''}{abs(year):04}"
    following = year + 1
    next_year = f"{'-' if following < 0 else ''}{abs(following):04}"

    assert ordinal(last_day(written)) + 1 == ordinal(first_day(next_year))
    assert ordinal(first_day(f"{written}-{month:02}")) <= ordinal(last_day(f"{written}-{month:02}"))


@pytest.mark.parametrize("written", ["-0489-13", "-0003-02-29", "490 BC", "-", "--0489", "-489"])
def test_what_is_no_date_is_said_to_be_none(written: str) -> None:
    with pytest.raises(ValueError):
        first_day(written)
