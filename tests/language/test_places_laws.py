"""What holds of the place finder for any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.language.outline import outline
from tallystick.language.places import find_places
from tallystick.language.places.folding import fold, skeleton, without_articles

_PIECES = st.sampled_from(
    ["Mosul", "Paris", "in", "near", "the village of", "al-Bab", "U.S.", ",", ".", "\n", " ", "—", "O'Neil",
     "St. Petersburg", "Kherson Oblast", "Mr", "The", "Ali", "'s", "’s", "-", "(", ")", "İzmir",
     "Ḥimṣ", "\x00", "\u202e", "🇺🇦", "A-",
     "al-"]
)  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=200), st.lists(st.one_of(_PIECES, st.just(" ")), max_size=60).map("".join))


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    last = 0
    for place in find_places(text, outline(text)):
        assert last <= place.start < place.end <= len(text)
        assert not text[place.start].isspace() and not text[place.end - 1].isspace()
        last = place.end


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_coordinates_come_whole_or_not_at_all(text: str) -> None:
    for place in find_places(text, outline(text)):
        assert (place.lat is None) == (place.lon is None) == (place.precision == "unresolved")
        assert place.lat is None or (-90 <= place.lat <= 90 and -180 <= (place.lon or 0) <= 180)
        assert place.name and (
            place.precision != "unresolved" or place.name == " ".join(text[place.start : place.end].split())
        )


@settings(max_examples=200, deadline=None)
@given(_TEXTS)
def test_the_same_text_gives_the_same_places(text: str) -> None:
    assert find_places(text, outline(text)) == find_places(text, outline(text))


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert without_articles(without_articles(fold(name))) == without_articles(fold(name))


def test_a_skeleton_survives_transliteration() -> None:
    assert skeleton(fold("Deir ezzor")) == skeleton(fold("Dayr az Zawr"))
    assert skeleton(fold("Maaret al-Numaan")) == skeleton(fold("Ma'arrat an Nu'man"))
