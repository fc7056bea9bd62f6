"""When two names, bounds or spans are the same, for training and scoring."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.language.numbers import find_numbers
from tallystick.training.examples import match
from tallystick.training.matching import same_bound, same_name


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (None, None, True),
        (None, "", True),
        ("Armenia", None, False),
        ("Armenia", "ARMENIA", True),
        ("Armenia", "Armenian forces", True),
        ("Armenia", "Armenians", True),
        ("Armenia", "the government of Armenia", True),
        ("Armenia Ministry of Defence", "Armenian Ministry of Defence", True),
        ("Armenia", "Azerbaijan", False),
        ("Armenia", "Armenia; Azerbaijan", True),
        ("Armenia", "Armenia; Azerbaijan; Georgia", False),
        ("São Tomé", "Sao Tome", True),
        ("the army", "the forces", False),
        ("Київ", "київ", True),
        ("Київ", "Львів", False),
    ],
)
def test_same_name(a: str | None, b: str | None, expected: bool) -> None:
    assert same_name(a, b) == same_name(b, a) == expected


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_name_is_the_same_as_itself_and_order_does_not_matter(a: str, b: str) -> None:
    assert same_name(a, a)
    assert same_name(a, b) == same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (None, None, True),
        (None, 0, False),
        (0, None, False),
        (5, 5.0, True),
        (0.333, 0.3333, True),
        (0.333, 0.334, False),
    ],
)
def test_same_bound(a: float | None, b: float | None, expected: bool) -> None:
    assert same_bound(a, b) == expected


def test_numbers_are_matched_one_to_one_where_spans_overlap_and_bounds_agree() -> None:
    text = "40 tanks and 40 guns, about 50 trucks and 60 cars"
    numbers = find_numbers(text)
    figures = [
        {"start": 0, "end": 8, "low": 40, "high": 40},
        {"start": 13, "end": 20, "low": 40, "high": 40},
        {"start": 14, "end": 20, "low": 40, "high": 40},  # the same number again
        {"start": 22, "end": 37, "low": 50, "high": None},  # other bounds
        {"start": 45, "end": 49, "low": 60, "high": 60},  # beside its number
    ]
    assert match(figures, numbers) == {0: figures[0], 1: figures[1]}
