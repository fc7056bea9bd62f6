"""One record shown with its words and where its slots came from."""

from __future__ import annotations

import pytest
from hand_made import document, figure

from tallystick.publish.record import Segment, show
from tallystick.publish.text import render_record
from tallystick.records import Evidence, Locator

SOURCE = document("First line.\nRuritania says that 12 soldiers \x1b[2J fell at <b>Zenda</b>.", title="Bulletin")


def evidence(slot: str, quote: str | None, how: str = "pointer") -> Evidence:
    start = SOURCE.text.index(quote) if quote else None
    end = start + len(quote) if quote and start is not None else None
    return Evidence.model_validate(
        {"slot": slot, "how": how, "start": start, "end": end, "quote": quote, "certainty": 0.875}
    )


FIGURE = figure(
    SOURCE, "12 soldiers", 12, claimant="Ruritania", place="Zenda",
    evidence=(
        evidence("claimant", "Ruritania"), evidence("place", "Zenda"), evidence("outcome", None, "classifier"),
        evidence("actor", None), evidence("as_of", "First", "rule"),
    ),
)  # fmt: skip


def test_the_words_of_the_figure_and_of_its_slots_are_marked() -> None:
    assert show(FIGURE, SOURCE).sentence == (
        Segment("Ruritania", "claimant"), Segment(" says that "), Segment("12 soldiers", "figure"),
        Segment(" \x1b[2J fell at <b>"), Segment("Zenda", "place"), Segment("</b>."),
    )  # fmt: skip


def test_every_slot_says_its_value_and_where_it_came_from() -> None:
    slots = {slot.name: (slot.value, slot.origin) for slot in show(FIGURE, SOURCE).slots}
    assert slots["claimant"] == ("Ruritania", "the reader pointed at “Ruritania” (line 2), certainty 0.88")
    assert slots["outcome"] == ("killed", "the reader decided over the whole sentence, certainty 0.88")
    assert slots["actor"] == ("not stated", "the reader found no words for it (certainty 0.88)")
    assert slots["as of"] == ("not stated", "a rule found “First” (line 1), certainty 0.88")
    assert slots["number"] == ("12, exact", "read from “12 soldiers”")
    assert slots["thing"][1] == "not recorded"


def test_text_puts_brackets_around_the_words() -> None:
    shown = str(show(FIGURE, SOURCE))
    assert "[Ruritania] says that [[12 soldiers]] ␛[2J fell at <b>[Zenda]</b>." in shown
    assert "Bulletin" in shown and "line 2" in shown


def test_colours_only_where_asked_and_escapes_of_documents_never() -> None:
    assert "\x1b" not in render_record(show(FIGURE, SOURCE))
    assert "\x1b[2J" not in render_record(show(FIGURE, SOURCE), colour=True)


def test_a_notebook_shows_it_escaped() -> None:
    page = show(FIGURE, SOURCE)._repr_html_()
    assert "<mark>12 soldiers</mark>" in page
    assert "&lt;b&gt;" in page and "<b>" not in page and "\x1b" not in page


def test_a_document_lists_its_figures() -> None:
    shown = str(show(SOURCE, figures=[FIGURE]))
    assert SOURCE.sha256[:20] in shown and FIGURE.id in shown and "12 soldiers" in shown


def test_a_figure_without_its_document_shows_its_quote() -> None:
    assert show(FIGURE).sentence == (Segment("12 soldiers", "figure"),)


def test_the_document_must_be_the_figure_s() -> None:
    with pytest.raises(ValueError, match=FIGURE.id):
        show(FIGURE, document("Another text."))


def test_a_very_long_sentence_is_shown_around_the_figure() -> None:
    long = document("word " * 300 + "12 soldiers " + "word " * 300)
    sentence = "".join(segment.text for segment in show(figure(long, "12 soldiers"), long).sentence)
    assert "12 soldiers" in sentence and len(sentence) < 700


def test_a_figure_from_a_table_or_page_names_its_place_there() -> None:
    text = "Losses | Ruritania | Borduria\nKilled | 12 soldiers | 30"
    table = Locator(kind="table", number=2, start=0, end=len(text))
    source = document(text, locators=(table,))
    assert "table 2, row 2, cell 2" in show(figure(source, "12 soldiers", 12), source).source
