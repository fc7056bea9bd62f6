"""A partial date means all its days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.chronicle.days import after_term, first_day, last_day


def test_the_bounds_of_partial_dates() -> None:
    assert (first_day("2032"), last_day("2032")) == ("2032-01-01", "2032-12-31")
    assert (first_day("2032-02"), last_day("2032-02")) == ("2032-02-01", "2032-02-29")


def test_the_end_of_a_term() -> None:
    assert after_term("2031-05-04", "P5Y") == "2036-05-04"
    assert after_term("2032-02-29", "P1Y") == "2033-02-28"
    assert after_term("2031-05-04", "PT48H") == "2031-05-06"
    assert after_term("2031-05", "P5D") is None
    assert after_term("2031-05-04", "R/P1D") is None
    assert after_term("2031-05-04", "P9000Y") is None


@pytest.mark.parametrize("value", ["2031-11-31", "2031-13", "in May", ""])
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"(no date|month|day)"):
        first_day(value)


@given(st.dates().map(str))
def test_a_full_date_is_its_own_bounds(day: str) -> None:
    assert first_day(day) == last_day(day) == day
