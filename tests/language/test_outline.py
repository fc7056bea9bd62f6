"""The shape of a text: headings, paragraphs and sentences."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.language.outline import LONGEST_SENTENCE, outline


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in outline(text).sentences]


def headings(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[p.start : p.end].strip(), p.headings) for p in outline(text).paragraphs if p.heading]


def paragraphs(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[p.start : p.end], p.headings) for p in outline(text).paragraphs if not p.heading]


@pytest.mark.parametrize(
    "text",
    [
        "= War =\n== Losses ==\nOne.\n=== Guns ===\nTwo.\n== Talks ==\nThree.",
        "# War\n## Losses ##\nOne.\n### Guns\nTwo.\n## Talks\nThree.",
        "  =War=  \n==  Losses  ==\t\nOne.\n===Guns===\nTwo.\n==Talks==\nThree.",
    ],
)
def test_paragraphs_stand_under_their_headings(text: str) -> None:
    assert paragraphs(text) == [
        ("One.", ("War", "Losses")),
        ("Two.", ("War", "Losses", "Guns")),
        ("Three.", ("War", "Talks")),
    ]
    assert [path for _, path in headings(text)] == [(), ("War",), ("War", "Losses"), ("War",)]


@pytest.mark.parametrize(
    "line", ["====", "=", "== ==", "#", "# ", "##", "#1 in the list", "a == b", "== open", "# # #"]
)
def test_what_is_no_heading(line: str) -> None:
    assert headings(f"One.\n{line}\nTwo.") == []


def test_uneven_marks_make_a_heading_of_the_smaller_level() -> None:
    assert paragraphs("== A\n=== B ==\nText.")[-1] == ("Text.", ("= B",))


def test_a_heading_is_one_sentence() -> None:
    assert sentences("== Dr. Who. And what. ==\nOne. Two.") == ["== Dr. Who. And what. ==", "One.", "Two."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They came. They left!  Why? 30 stayed… Then rain.",
         ["They came.", "They left!", "Why?", "30 stayed…", "Then rain."]),
        ("“They came.” He left.", ["“They came.”", "He left."]),
        ("They came.[3][4] He left.", ["They came.[3][4]", "He left."]),
        ("(They came.) He left.", ["(They came.)", "He left."]),
        ("Gen. Ivo and Dr. Uri met at St. Bron. They left.", ["Gen. Ivo and Dr. Uri met at St. Bron.", "They left."]),
        ("J. R. Bron left. K. Uri came.", ["J. R. Bron left.", "K. Uri came."]),
        ("The U.S. Navy left the U.S. The rest stayed.", ["The U.S. Navy left the U.S.", "The rest stayed."]),
        ("It was 3.5 km. then no more.", ["It was 3.5 km. then no more."]),
        ("Order No. 5 held. Élan grew.", ["Order No. 5 held.", "Élan grew."]),
        ("Wait... What?! No.", ["Wait...", "What?!", "No."]),
        ("One line\nAnother line", ["One line", "Another line"]),
        ("Un\r\nDeux\u2028Trois", ["Un", "Deux", "Trois"]),
        ("", []),
        (" \n\t\n", []),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


_WRAPPED = "\n".join(
    ["The garrison of the old fort held out for a long time and then it gave up",
     "the gate, the walls and the well. Of the men inside not one was ever seen",
     "again by those who had come to their help. Nobody asked where they went to",
     "",
     "In the next year the fort was built up again by those who had torn it down",
     "before, and they put a garrison of their own into it. That one stayed there",
     "for so long that the people in the valley forgot how it had come about, and",
     "nobody asked."]
)  # fmt: skip


def test_in_hard_wrapped_text_a_paragraph_ends_at_a_blank_line() -> None:
    assert [len(text.splitlines()) for text, _ in paragraphs(_WRAPPED)] == [3, 4]
    assert sentences(_WRAPPED)[0].endswith("and then it gave up\nthe gate, the walls and the well.")


def test_a_heading_in_hard_wrapped_text_stands_alone() -> None:
    text = "# The fort\n" + _WRAPPED
    assert headings(text) == [("# The fort", ())]
    assert paragraphs(text)[0][0].startswith("The garrison")
    assert paragraphs(_WRAPPED.replace("\n\n", "\n# Later\n"))[1][1] == ("Later",)


def test_in_other_text_a_paragraph_is_a_line() -> None:
    text = "Short.\nA much longer line that goes on and on and on, as lines of the web do.\n" * 4
    assert len(outline(text).paragraphs) == 8


@pytest.mark.parametrize("text", ["word " * 2000, "x" * 5000, "a" + " " * 5000 + "b", "字" * 4500])
def test_no_sentence_is_unbounded(text: str) -> None:
    found = outline(text).sentences
    assert all(0 < s.end - s.start <= LONGEST_SENTENCE for s in found)
    assert "".join(text[s.start : s.end] for s in found).replace(" ", "") == text.replace(" ", "")


def test_the_sentence_at_an_offset() -> None:
    found = outline("  One. Two.\nThree.")
    assert [found.sentence_at(i) for i in (0, 2, 6, 7, 11, 12, 99)] == [0, 0, 0, 1, 1, 2, 2]


_PIECES = st.sampled_from(
    ["One", "two", "U.S.", "Dr.", ".", "!", "…", "[1]", "”", "(", " ", " ", "\n", "\n\n", "== H ==", "# H", "=", "#",
     "\t",
     "\r\n", "\u2028", "\x85", "\xa0", "字", "é", "word " * 14, "x" * 2100, " " * 2100, "\x1c", "\x00"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=40).map("".join))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_cover_every_character_that_is_no_space_exactly_once(text: str) -> None:
    found = outline(text)
    covered = Counter(i for s in found.sentences for i in range(s.start, s.end))
    assert all(covered[i] == 1 for i, c in enumerate(text) if not c.isspace())
    assert max(covered.values(), default=1) == 1


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_lie_in_order_inside_their_paragraphs(text: str) -> None:
    found = outline(text)
    end = 0
    for sentence in found.sentences:
        paragraph = found.paragraphs[sentence.paragraph]
        assert max(end, paragraph.start) <= sentence.start < sentence.end <= paragraph.end
        end = sentence.end
    assert {s.paragraph for s in found.sentences} == set(range(len(found.paragraphs)))
