"""Harm words and cues, by their stems."""

from __future__ import annotations

import pytest

from tallystick.language.stems import find_cues, find_harms
from tallystick.language.things import word_spans


def harms(text: str) -> list[tuple[str, str]]:
    return [(text[h.start : h.end], h.outcome) for h in find_harms(text, word_spans(text, 0, len(text)))]


def cues(text: str) -> list[tuple[str, str]]:
    return [(text[c.start : c.end], c.kind) for c in find_cues(text, word_spans(text, 0, len(text)))]


def test_harm_words_in_order() -> None:
    assert harms("Killed or wounded, missing, Captured, displaced; destroyed and damaged guns.") == [
        ("Killed", "killed"), ("wounded", "wounded"), ("missing", "missing"), ("Captured", "captured"),
        ("displaced", "displaced"), ("destroyed", "destroyed"), ("damaged", "damaged"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("said", "speech"),
        ("claimed", "alleged"),
        ("reportedly", "alleged"),
        ("confirmed", "confirmed"),
        ("denied", "denied"),
    ],
)
def test_cues(word: str, kind: str) -> None:
    assert cues(f"so it was {word} there") == [(word, kind)]


def test_the_longest_stem_wins_and_a_whole_word_stem_takes_no_ending() -> None:
    assert cues("reports reportedly") == [("reports", "speech"), ("reportedly", "alleged")]
    assert cues("may mayor say sayer") == [("may", "alleged"), ("say", "speech")]


@pytest.mark.parametrize("text", ["claimed the lives of 9", "claiming 9 lives", "claims some 900 more lives"])
def test_what_claims_lives_makes_no_claim(text: str) -> None:
    assert cues(text) == []


@pytest.mark.parametrize("text", ["claimed 9 dead", "claimed that 9 lives ended", "claimed 9 lives were lost"])
def test_what_is_claimed_of_lives_is_a_claim(text: str) -> None:
    assert cues(text) == [("claimed", "alleged")]
