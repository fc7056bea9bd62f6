"""No text makes the reading of it take much longer than its length: twice the text, about twice the time."""

from __future__ import annotations

import time

import pytest
from hostile_texts import LONG

from tallystick.documents.language import foreign_language
from tallystick.extraction.agreements import find_agreements
from tallystick.extraction.allegations import find_allegations
from tallystick.extraction.control import find_control
from tallystick.extraction.denials import find_denials
from tallystick.extraction.network.number_traits import number_traits
from tallystick.extraction.network.surroundings import surroundings
from tallystick.extraction.network.triggers import find_triggers, trigger_traits
from tallystick.extraction.relations import find_relations
from tallystick.language.annotate import annotate
from tallystick.records import Document, Figure


def find_everything(text: str) -> None:
    """Run all that reads a text, but for the network; every number is a figure."""
    document = Document(id=Document.id_of(text), text=text, path="a.txt", sha256="0" * 64, published="2021-05-04")
    foreign_language(text)
    found = annotate(document)
    number_traits(found, surroundings(found))
    trigger_traits(found, find_triggers(found))
    figures = [figure_of(document, *number.digits) for number in found.numbers]
    denials = find_denials(found, figures)
    find_agreements(found, [])
    find_control(found, [], figures)
    find_allegations(found, denials)
    find_relations(found, denials)


def figure_of(document: Document, start: int, end: int) -> Figure:
    return Figure(
        id=Figure.id_of(document.id, start, end, 1.0, 1.0), document=document.id, start=start, end=end,
        quote=document.text[start:end], line=1, low=1.0, high=1.0, qualifier="exact", thing="person.military",
        outcome="killed",
    )  # fmt: skip


def seconds(text: str) -> float:
    began = time.process_time()
    find_everything(text)
    return time.process_time() - began


@pytest.mark.parametrize("kind", LONG)
def test_a_hostile_page_is_read_soon(kind: str) -> None:
    # It takes a tenth of a second; what takes time by the square of the length takes far more.
    assert seconds(LONG[kind](8_000)) < 10


@pytest.mark.soak
@pytest.mark.parametrize("kind", LONG)
def test_the_time_grows_with_the_length_and_no_faster(kind: str) -> None:
    seconds(LONG[kind](1_000))
    short, long = seconds(LONG[kind](75_000)), seconds(LONG[kind](600_000))
    # Eight times the text: where each half second of the short one grew by the square, it would be sixty-four.
    assert long < 20 * short + 0.5


@pytest.mark.soak
def test_a_report_of_five_megabytes_is_read() -> None:
    assert seconds(LONG["one line"](5_000_000)) < 600
