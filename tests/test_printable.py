"""Nothing in a document can steer the terminal or show other words than are stored."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.printable import one_line, printable

any_text = st.text(st.characters())


@given(any_text)
def test_no_control_character_passes_but_tab_and_line_feed(text: str) -> None:
    shown = printable(text)
    assert not [c for c in shown if unicodedata.category(c) == "Cc" and c not in "\t\n"]
    assert not [c for c in shown if unicodedata.category(c) in ("Cs", "Zl", "Zp")]
    assert not [c for c in shown if unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF")]
    assert not [c for c in shown if unicodedata.bidirectional(c) in ("LRI", "RLI", "FSI", "PDI")]
    shown.encode()


@given(any_text)
def test_showing_twice_shows_the_same_and_nothing_is_left_out(text: str) -> None:
    assert printable(printable(text)) == printable(text)
    assert len(printable(text)) >= len(text)


@given(any_text)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert "\t" not in one_line(text)


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\x07b", "a␇b"),
        ("\x9b31m", "<U+009B>31m"),
        ("12\u202e34", "12<U+202E>34"),
        ("\u2066x\u2069", "<U+2066>x<U+2069>"),
        ("3\u200b825", "3<U+200B>825"),
        ("back\rspace\x08\x7f", "back␍space␈␡"),
        ("\udcff", "<U+DCFF>"),
    ],
)
def test_what_could_do_harm_is_made_visible(hostile: str, shown: str) -> None:
    assert printable(hostile) == shown


@pytest.mark.parametrize(
    "harmless", ["naïve “quotes” – 3,825", "Ağdam, Füzuli, Ստեփանակերտ, Шуша, شوشا", "a\n\tb", "\u200d"]
)
def test_honest_text_stays_as_it_is(harmless: str) -> None:
    assert printable(harmless) == harmless


def test_a_title_cannot_forge_a_second_line() -> None:
    assert one_line("Title\n\r\nerror: none") == "Title error: none"
