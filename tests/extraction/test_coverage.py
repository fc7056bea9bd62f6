"""What a count covers is read from its words: all so far, a period, one happening, or left open."""

from __future__ import annotations

import pytest
from hand_made import document, figure

from tallystick.extraction.figures.coverage import check_coverage
from tallystick.extraction.figures.revised import check_revised
from tallystick.language.annotate import annotate
from tallystick.records import Evidence, Figure


def covered(text: str, quote: str, number: float, dated: str | None = None, **slots: object) -> Figure:
    """The figure with its coverage; `dated` are the words of the text that its as-of date stands in."""
    source = document(text)
    evidence = []
    if dated:
        start = text.index(dated)
        evidence = [
            Evidence(slot="as_of", how="pointer", start=start, end=start + len(dated), quote=dated, certainty=1)
        ]
    made = figure(source, quote, number, evidence=tuple(evidence), **slots)
    return check_coverage(annotate(source), [made])[0]


@pytest.mark.parametrize(
    ("text", "quote", "dated", "as_of", "basis", "since"),
    [
        ("By 3 May 2021, Borduria had lost 40 soldiers.", "40 soldiers", "3 May 2021", "2021-05-03", "total", None),
        ("As of 3 May 2021, 40 soldiers were dead.", "40 soldiers", "3 May 2021", "2021-05-03", "total", None),
        ("So far 40 soldiers have died.", "40 soldiers", None, None, "total", None),
        ("During the war, 40 soldiers died.", "40 soldiers", None, None, "total", None),
        ("Another 40 soldiers died.", "Another 40 soldiers", None, None, "increment", None),
        ("Another 40 men died on 3 May 2021.", "Another 40 men", "3 May 2021", "2021-05-03", "increment", None),
        ("More than 40 soldiers died.", "More than 40 soldiers", None, None, "unknown", None),
        (
            "In the past 24 hours, 40 soldiers died, it said on 3 May 2021.", "40 soldiers", "3 May 2021",
            "2021-05-03", "increment", "2021-05-03",
        ),
        (
            "Within the first day of May 2021 they lost 40 soldiers.", "40 soldiers", "first day of May 2021",
            "2021-05-01", "increment", "2021-05-01",
        ),
        ("An airstrike on 3 May 2021 killed 40 soldiers.", "40 soldiers", "3 May 2021", "2021-05-03", "incident", None),
        ("During the border clashes 40 soldiers died.", "40 soldiers", None, None, "incident", None),
        ("Borduria says 40 soldiers died.", "40 soldiers", None, None, "unknown", None),
    ],
)  # fmt: skip
def test_basis(text: str, quote: str, dated: str | None, as_of: str | None, basis: str, since: str | None) -> None:
    found = covered(text, quote, 40, dated, as_of=as_of)
    assert (found.basis, found.since) == (basis, since)


def test_what_stands_behind_a_semicolon_is_of_another_clause() -> None:
    found = covered("In total 12 tanks were hit; 40 soldiers died.", "40 soldiers", 40)
    assert found.basis == "unknown"


def test_a_figure_without_a_day_is_set_where_its_paragraph_tells() -> None:
    text = "The old war ended in 1994. It had killed 40 soldiers.\n\nIn 2020 it began again. It killed 30 soldiers."
    assert covered(text, "40 soldiers", 40).setting == "1994-12-31"
    assert covered(text, "30 soldiers", 30).setting == "2020-12-31"
    assert covered(text, "30 soldiers", 30, as_of="2020-10-01").setting is None


def test_words_of_correction_tie_a_number_to_the_one_before() -> None:
    text = "At first 15 drones were reported lost. Later the number was revised to 27 drones. Then 3 tanks were lost."
    source = document(text)
    figures = [
        figure(source, "15 drones", 15, thing="equipment.drone", outcome="lost"),
        figure(source, "27 drones", 27, thing="equipment.drone", outcome="lost"),
        figure(source, "3 tanks", 3, thing="equipment.tank", outcome="lost"),
    ]
    first, second, other = check_revised(annotate(source), figures)
    assert (first.revises, second.revises, other.revises) == (None, first.id, None)


def test_the_next_sentence_says_nothing_of_this_count() -> None:
    assert covered("In the war it lost 40 soldiers. A further 7 are missing.", "40 soldiers", 40).basis == "total"
