"""What words can count, and single things named with an article."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.language.numbers import find_numbers
from tallystick.language.singles import find_singles
from tallystick.language.things import find_things, word_spans


def things(text: str) -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.thing) for t in find_things(text, word_spans(text, 0, len(text)))]


def singles(text: str) -> list[str]:
    numbers = find_singles(text, find_things(text, word_spans(text, 0, len(text))), find_numbers(text))
    assert all((n.low, n.high, n.qualifier, n.unit) == (1, 1, "exact", "count") for n in numbers)
    return [text[n.start : n.end] for n in numbers]


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("soldier", "person.military"),
        ("soldiers", "person.military"),
        ("Servicemen", "person.military"),
        ("policewomen", "person"),
        ("civilians", "person.civilian"),
        ("children", "person.civilian"),
        ("journalists", "person.journalist"),
        ("mercenaries", "person.mercenary"),
        ("tanks", "equipment.tank"),
        ("armoured personnel carriers", "equipment.armoured_vehicle"),
        ("howitzers", "equipment.artillery"),
        ("villages", "place.village"),
        ("cities", "place.city"),
        ("churches", "structure.cultural"),
        ("T-72s", "equipment.tank"),
        ("T-72B3", "equipment.tank"),
        ("ceasefire violations", "event.violation"),
    ],
)
def test_a_noun_and_its_class(words: str, thing: str) -> None:
    [(quote, found)] = things(f"there were {words} left")
    assert quote == words and found.startswith(thing)


@pytest.mark.parametrize("words", ["T-shirt", "T", "-", "tanked", "manly", "Leopardskin"])
def test_what_only_looks_like_one(words: str) -> None:
    assert things(f"it was {words} again") == []


def test_the_longest_noun_wins() -> None:
    assert things("two anti-tank guided missiles and a missile launcher")[-1] == (
        "missile launcher",
        "equipment.missile_launcher",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They lost a tank and another gun.", ["a", "another"]),
        ("An officer fell; a badly burnt armoured vehicle stood there.", ["An", "a"]),
        ("a “Leopard” tank", ["a"]),
        ("a man of the village", ["a"]),
        ("a view of the tank", []),
        ("a lie, tanks", []),
        ("half a dozen tanks", []),
        ("a few tanks", []),
        ("a dozen tanks", []),
        ("a further 20 tanks", []),
        ("an estimated 20 tanks", []),
        ("a band with 20 tanks and a gun", ["a"]),
        ("a tank", ["a"]),
        ("a", []),
        ("a " + "very " * 20 + "old tank", []),
    ],
)
def test_a_single_thing(text: str, expected: list[str]) -> None:
    assert singles(text) == expected


_PIECES = st.sampled_from(
    ["a", "an", "another", "half", "tank", "tanks", "few", "20", "T-72", " ", " ", "of", ",", "“", "'s", "’", "é",
     "s", "ies", "\x00"]
)  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=100), st.lists(_PIECES, max_size=30).map("".join))


@settings(max_examples=200, deadline=None)
@given(_TEXTS)
def test_singles_stand_apart_from_numbers_and_from_each_other(text: str) -> None:
    numbers = find_numbers(text)
    found = find_singles(text, find_things(text, word_spans(text, 0, len(text))), numbers)
    every = sorted([*numbers, *found], key=lambda n: n.start)
    assert all(a.end <= b.start for a, b in pairwise(every))


@settings(max_examples=200, deadline=None)
@given(_TEXTS)
def test_things_are_in_order_and_apart(text: str) -> None:
    found = find_things(text, word_spans(text, 0, len(text)))
    assert all(t.start < t.end <= len(text) for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
