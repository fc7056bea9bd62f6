"""All finders over one document."""

from __future__ import annotations

import pytest
from hand_made import document
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.language.annotate import annotate


def numbers(text: str) -> list[str]:
    return [text[n.start : n.end] for n in annotate(document(text)).numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 27 September 2020 about 40 men fell.", ["about 40"]),
        ("In 1994 and on 3 May 2,000 men fled.", ["2,000"]),
        ("At 10:30 on 05.02.2015 the 5th brigade lost three tanks.", ["three"]),
        ("In 44 days they lost a tank and two guns.", ["a", "two"]),
        ("From 2–5 April 2020, 30 km away, 12 men died.", ["12"]),
    ],
)
def test_numbers_of_dates_count_nothing(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


_PIECES = st.sampled_from(
    ["On ", "3 May ", "2020", " ", "40", " tanks", "a ", "Ruritania", " said ", ".", ", ", "\n", "== H ==", "Paris",
     "ſ",
     "killed", "字", "e\u0301", "🚁", "Gen. ", "(", ")", "\x00", "\u202e", "%", "’s", " of "]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(_PIECES, max_size=40).map("".join)))
def test_everything_found_is_in_order_and_inside_the_text(text: str) -> None:
    found = annotate(document(text))
    for spans in (found.numbers, found.dates, found.names, found.places, found.things, found.harms, found.cues):
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert [s.start for s in spans] == sorted(s.start for s in spans)
    for number in found.numbers:
        assert not any(d.start < number.digits[1] and number.digits[0] < d.end for d in found.dates)
