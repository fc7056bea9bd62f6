"""Whatever a text holds, what is found in it stands in it, in order, and nothing fails."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from hand_made import CONFLICT
from hostile_texts import holds

from tallystick.extraction.reading import DocumentReader
from tallystick.language.annotate import annotate
from tallystick.language.dates import find_dates
from tallystick.language.numbers import find_numbers
from tallystick.language.outline import outline
from tallystick.ledger import misfit
from tallystick.records import Document


def document(text: str) -> Document:
    return Document(id=Document.id_of(text), text=text, path="a.txt", sha256="0" * 64, published="2021-05-04")


def in_order(text: str, found: Iterable[Any]) -> None:
    """Spans of the text that are not empty, by their start."""
    at = 0
    for one in found:
        assert at <= one.start < one.end <= len(text), one
        at = one.start


def test_numbers_stand_in_the_text(examples: int) -> None:
    def law(text: str) -> None:
        found = find_numbers(text)
        in_order(text, found)
        for number in found:
            first, last = number.digits
            assert number.start <= first < last <= number.end
            assert number.low is None or number.high is None or number.low <= number.high
            assert all(bound is None or np.isfinite(bound) for bound in (number.low, number.high))

    holds(law, examples)


def test_dates_stand_in_the_text_and_are_bounded_in_order(examples: int) -> None:
    def law(text: str) -> None:
        found = find_dates(text, outline(text), published="2021-05-04", conflict=CONFLICT)
        in_order(text, found)
        for date in found:
            if date.first and date.last and len(date.first) == len(date.last):
                assert date.first <= date.last, date

    holds(law, examples)


def test_the_outline_covers_what_is_no_white_space(examples: int) -> None:
    def law(text: str) -> None:
        shape = outline(text)
        in_order(text, shape.paragraphs)
        in_order(text, shape.sentences)
        inside = set[int]().union(*(range(s.start, s.end) for s in shape.sentences))
        assert all(char.isspace() for at, char in enumerate(text) if at not in inside)

    holds(law, examples)


def test_everything_that_is_found_stands_in_the_text(examples: int) -> None:
    def law(text: str) -> None:
        found = annotate(document(text), CONFLICT)
        for kind in (found.numbers, found.dates, found.names, found.places, found.things, found.harms, found.cues):
            in_order(text, kind)

    holds(law, examples)


@pytest.mark.usefixtures("any_network")
def test_whatever_the_network_says_every_statement_quotes_the_text(examples: int) -> None:
    reader = DocumentReader(CONFLICT)

    def law(text: str) -> None:
        source = document(text)
        assert misfit(source, reader.read(source)) is None

    holds(law, examples)
