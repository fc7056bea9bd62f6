"""What the reader sees at once: every number in exactly one window, and no window out of bounds."""

from __future__ import annotations

from collections import Counter

import pytest
from hand_made import document
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.extraction.network.reader import tokenizer
from tallystick.extraction.network.surroundings import surroundings
from tallystick.extraction.network.tensors import POINTERS, collate
from tallystick.extraction.network.windows import (
    CORE,
    HINT,
    LEFT,
    MOST_CANDIDATES,
    MOST_QUERIES,
    PLACES_OF_CANDIDATE,
    RIGHT,
    Window,
    WindowMaker,
    wanted_numbers,
)
from tallystick.language.annotate import Annotated, annotate

#: A core may be overrun a little rather than cut, and three pieces mark a window's parts.
_LARGEST = LEFT + CORE + 32 + RIGHT + HINT + 3
#: What the network can take.
_NETWORK = 512


@pytest.fixture(scope="module")
def maker() -> WindowMaker:
    return WindowMaker(tokenizer())


def windows_of(maker: WindowMaker, text: str, **fields: str) -> tuple[Annotated, list[Window]]:
    annotated = annotate(document(text, **fields))
    numbers = wanted_numbers(annotated, surroundings(annotated), range(len(annotated.numbers)))
    windows = maker.windows(annotated, numbers)
    check(annotated, windows)
    return annotated, windows


def check(annotated: Annotated, windows: list[Window]) -> None:
    asked = Counter(q.index for w in windows for q in w.queries)
    assert asked == Counter(range(len(annotated.numbers)))
    for window in windows:
        assert 0 < len(window.queries) <= MOST_QUERIES and len(window.ids) <= _LARGEST < _NETWORK
        assert len(window.options) <= MOST_CANDIDATES + 4
        for span in (*window.queries, *window.options):
            assert 0 < span.first < span.last < len(window.ids)
        assert all(0 <= piece < len(window.ids) for piece, _ in window.features)
        assert [len(row) for row in window.buckets] == [len(window.options)] * len(window.queries)
        assert all(0 <= b < PLACES_OF_CANDIDATE for row in window.buckets for b in row)
    if windows:
        arrays = collate(windows)
        assert len({a.shape[0] for a in arrays.values()}) == 1
        pooled = arrays["query_pool"].sum(axis=2)
        assert all(abs(pooled[i, : len(w.queries)] - 1).max() < 1e-5 for i, w in enumerate(windows))


def words_of(window: Window, first: int, last: int) -> str:
    return tokenizer().decode(window.ids[first:last])


def test_a_query_holds_the_words_of_its_number(maker: WindowMaker) -> None:
    text = "The garrison lost twenty-three men, more than 1,200 horses and a gun."
    _, [window] = windows_of(maker, text)
    assert [words_of(window, q.first, q.last).replace(" ", "") for q in window.queries] == [
        "twenty-three",
        "1,200",
        "a",
    ]


def test_a_candidate_holds_the_words_of_its_mention(maker: WindowMaker) -> None:
    _, [window] = windows_of(maker, "On 3 May 2020 Armenia said that 40 men had died near Paris.")
    inside = {
        o.candidate.value: words_of(window, o.first, o.last)
        for o in window.options
        if o.first > window.queries[0].first - 12
    }
    assert inside["Armenia"] == "armenia" and inside["Paris"] == "paris"


def test_a_text_without_numbers_needs_no_window(maker: WindowMaker) -> None:
    for text in ("", "The men came and left.", "... !!! ...", " \n"):
        assert windows_of(maker, text)[1] == []


def test_sentences_without_numbers_far_away_are_left_out(maker: WindowMaker) -> None:
    _, windows = windows_of(
        maker, "It was said in the camp. " * 100 + "They lost 40 men. " + "The men came back. " * 100
    )
    assert len(windows) == 1
    assert len(windows[0].ids) <= 3 + HINT + LEFT + RIGHT + 10


def test_one_window_serves_neighbouring_sentences(maker: WindowMaker) -> None:
    _, windows = windows_of(maker, "They lost 40 men. Then 50 more fell. Later 60 were taken.")
    assert [len(w.queries) for w in windows] == [3]


def test_paragraphs_are_kept_apart(maker: WindowMaker) -> None:
    _, windows = windows_of(maker, "They lost 40 men.\nThen 50 more fell.")
    assert [len(w.queries) for w in windows] == [1, 1]


def test_the_hint_opens_with_title_and_headings(maker: WindowMaker) -> None:
    _, windows = windows_of(maker, "== Losses ==\nThey lost 40 men.", title="The Gorge War")
    assert words_of(windows[-1], 1, 8).startswith("the gorge war losses")


@pytest.mark.parametrize(
    "text",
    [
        "word " * 1000 + "lost 40 men " + "word " * 1000,
        "lost 40 men and then " * 400,
        ", ".join(f"{n} guns" for n in range(2, 502)) + ".",
        " ".join(str(n) for n in range(2, 502)),
        "Armenia, Azerbaijan, Russia, Turkey, Syria " * 60 + "lost 40 men.",
        "== " + "Losses and more " * 200 + "==\nThey lost 40 men.",
        "They lost 40 men. " + "x" * 3000,
        "x" * 3000 + " 40 men",
        "損失 40 人、敵は 50 人を失った。" * 60,
        "字" * 1990 + "、1234567890、" + "字" * 100,
        "💣 40 💣💣 men 🚁 50 e\u0301e\u0301 60 \u0301\u0301 70",
        "40",
        "40 " * 3,
        "٤٠ men, ५० more",
        "40\u200b men\u200d \ufeff50\x00\x01 men \u202e60",
        "\x00" * 3000 + "40",
        "Ж" * 150 + " 40 " + "Ж" * 150,
    ],
    ids=range(17),
)
def test_texts_of_unusual_shape(maker: WindowMaker, text: str) -> None:
    annotated, windows = windows_of(maker, text)
    assert annotated.numbers and windows


def test_a_title_of_any_length_fits_the_hint(maker: WindowMaker) -> None:
    for title in ("", "x" * 100_000, "word " * 1000, "\x00", "💣" * 300):
        windows_of(maker, "They lost 40 men.", title=title)


_PIECES = st.sampled_from(
    ["40", "1,234", "twenty", " ", " ", " ", "men", "tanks", "a", "Armenia", "On 3 May 2020", "said", ".",
     ". The", "\n",
     "\n\n== H ==\n", ",", "word " * 60, "12 " * 50, "字", "字" * 700,
     "e\u0301", "💣", "\x00", "\u200b", "(", ")", "%", "killed"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_any_text(text: str) -> None:
    windows_of(WindowMaker(tokenizer()), text)


def test_an_empty_slot_can_point_only_where_its_traits_allow(maker: WindowMaker) -> None:
    _, windows = windows_of(maker, "On 3 May 2020 Armenia said that 40 men had died.")
    allowed = collate(windows)["allowed"][0]
    options = windows[0].options
    for slot, wanted in (("as_of", "date"), ("party", "nation")):
        points = {
            t for o, yes in zip(options, allowed[POINTERS.index(slot)], strict=False) if yes for t in o.candidate.traits
        }
        assert wanted in points and not ({"date", "nation"} - {wanted}) & points
