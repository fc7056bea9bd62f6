"""The words of a figure, and which figure is a part of which."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.extraction.figures.parts import find_totals
from tallystick.extraction.network.quotes import figure_span
from tallystick.language.numbers import find_numbers
from tallystick.language.outline import outline
from tallystick.language.things import find_things, word_spans


def spans(text: str) -> list[tuple[int, int]]:
    shape = outline(text)
    things = find_things(text, word_spans(text, 0, len(text)))
    found = []
    for number in find_numbers(text):
        sentence = shape.sentences[shape.sentence_at(number.start)]
        inside = [t for t in things if number.end <= t.start < sentence.end]
        found.append(figure_span(text, number, sentence, inside))
    return found


def quotes(text: str) -> list[str]:
    return [text[s:e] for s, e in spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In all about 40 soldiers fell.", ["about 40 soldiers"]),
        ("They lost 40 of their tanks there.", ["40 of their tanks"]),
        ("They lost 40 T-72 tanks.", ["40 T-72 tanks"]),
        ("They lost 40 badly armed young soldiers.", ["40 badly armed young soldiers"]),
        ("Of the 40, ten soldiers died.", ["40", "ten soldiers"]),
        ("About 40 were killed by soldiers.", ["About 40"]),
        ("Lost: 62 tanks (destroyed: 38, badly damaged: at least 16; T-72: 8).",
         ["62 tanks", "destroyed: 38", "badly damaged: at least 16", "8"]),
        ("One came. Killed: 38.", ["One", "Killed: 38"]),
        ("Losses\n- Tanks destroyed: 38\n• Guns: 5", ["Tanks destroyed: 38", "Guns: 5"]),
        ("They had lost by then: 38 tanks.", ["38 tanks"]),
        ("They knew what they had lost in the end, killed: 38.", ["killed: 38"]),
        ("We think that we know what they then had lost: 38 tanks.", ["38 tanks"]),
        ("72% of homes burnt", ["72% of homes"]),
    ],
)  # fmt: skip
def test_quotes(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


_PIECES = st.sampled_from(
    ["40", "about ", "tanks", " ", " ", "killed", ": ", ", ", "(", ")", ". The ", "\n", "of the",
     "T-72", "a few", "-", "字", "e\u0301", "word " * 30]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_a_quote_holds_its_number_and_stays_in_the_sentence(text: str) -> None:
    shape = outline(text)
    for number, (start, end) in zip(find_numbers(text), spans(text), strict=True):
        sentence = shape.sentences[shape.sentence_at(number.start)]
        assert sentence.start <= start <= number.start < number.end <= end
        assert end <= max(sentence.end, number.end)


def parts(text: str) -> dict[str, str | None]:
    """The quote of each number with that of its total."""
    numbers, found = find_numbers(text), spans(text)
    words = [text[n.start : n.end] for n in numbers]
    parts = find_totals(text, numbers, found)
    return {w: None if p is None else words[p.total] for w, p in zip(words, parts, strict=True)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("62 tanks (destroyed: 38, damaged: 16)", {"62": None, "38": "62", "16": "62"}),
        ("62 tanks (destroyed: 38 (burnt: 12), damaged: 16), 9 guns",
         {"62": None, "38": "62", "12": "38", "16": "62", "9": None}),
        ("62 tanks (destroyed: 38) and 16 guns (burnt: 5)", {"62": None, "38": "62", "16": None, "5": "16"}),
        ("120 people, including 40 soldiers and 12 officers", {"120": None, "40": "120", "12": "120"}),
        ("120 people died, among them 40 soldiers, of whom 12 were officers", {"120": None, "40": "120", "12": "40"}),
        ("120 people died, of whom 40 were soldiers. Another 12 fled", {"120": None, "40": "120", "12": None}),
        ("120 people died; including 40 soldiers", {"120": None, "40": None}),
        ("120 people and 40 soldiers", {"120": None, "40": None}),
        ("12 people (40 on the day before)", {"12": None, "40": None}),
        ("12 people, including up to 40 soldiers", {"12": None, "up to 40": None}),
        ("120 people, including up to 40 soldiers", {"120": None, "up to 40": "120"}),
        ("more than 100 people, including 140 men", {"more than 100": None, "140": "more than 100"}),
        ("120 people, including half of the soldiers", {"120": None, "half": None}),
        ("120 people)(40 soldiers", {"120": None, "40": None}),
        ("120 people, including " + "word " * 100 + "40 soldiers", {"120": None, "40": None}),
    ],
)  # fmt: skip
def test_parts_and_totals(text: str, expected: dict[str, str | None]) -> None:
    assert parts(text) == expected


_MORE = st.sampled_from(
    ["62 tanks", "38", "more than 5", "up to 7", "half", "72%", " (", ")", ", ", "; ", ". ", " including ", " of whom ",
     " "]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_MORE, max_size=30).map("".join))
def test_a_part_comes_after_its_total_in_its_unit_and_is_never_larger(text: str) -> None:
    numbers = find_numbers(text)
    for j, found in enumerate(find_totals(text, numbers, spans(text))):
        if found is not None:
            total, part = numbers[found.total], numbers[j]
            assert found.total < j and total.unit == part.unit
            assert total.high is None or part.low is None or part.low <= total.high
