"""The history of a record tells every step in words and as data."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from reviewed import clock, figure, made, reread

from tallystick.ledger import merge, open_ledger
from tallystick.publish.history import history_json, history_text, reviews_json, reviews_text

__all__ = ["clock"]


@pytest.fixture
def path(tmp_path: Path, clock: Callable[[int], None]) -> Path:
    """Ann corrects the 12, Bo, without seeing that, corrects it otherwise and undoes another judgement; merged."""
    path = made(tmp_path / "a.db")
    other = Path(shutil.copy(path, tmp_path / "b.db"))
    clock(1)
    with open_ledger(path) as ledger:
        ledger.correct(figure(ledger, "12").id, {"party": "Borduria", "low": ""}, by="Ann", why="head\x1b[2Jline")
    clock(2)
    with open_ledger(other) as ledger:
        ledger.correct(figure(ledger, "12").id, {"party": "Ruritania"}, by="Bo", why="byline")
        number = ledger.reject(figure(ledger, "30").id, by="Bo", why="no").review.entry  # type: ignore[union-attr]
        ledger.undo(number, by="Bo", why="yes")
    merge(path, other)
    return path


def test_the_text_has_a_line_an_entry_and_says_how_it_stands(path: Path) -> None:
    with open_ledger(path) as ledger:
        reread(ledger, figure(ledger, "14"))
        written = history_text(ledger.history(figure(ledger, "12").id))
    lines = written.splitlines()
    assert lines[0].startswith("fd514f69c1902, figure “12”, document d")
    assert "2020-10-07T00:00:00Z  entry 4   read by first" in lines
    assert "2020-10-07T01:00:00Z  entry 8   corrected by Ann: head" in written
    assert "party: Borduria, published not stated" in written and "low: not stated, published 12.0" in written
    assert "conflict: Bo judged otherwise in entry 10" in " ".join(written.split())
    assert "corrected by Bo: byline (came from another ledger by merge 9)" in written
    assert "which does not give it" in written
    assert "Now in the current view, as reviewers corrected it." in written
    assert "\x1b" not in written
    assert all(len(line) <= 100 for line in lines)


def test_the_json_has_what_the_text_has(path: Path) -> None:
    with open_ledger(path) as ledger:
        found = json.loads(history_json(ledger.history("fd514f69c1902")))
    assert [line["what"] for line in found["lines"]] == ["given", "correction", "correction"]
    assert found["lines"][1]["changes"][1] == {"field": "party", "published": None, "corrected": "Borduria"}
    assert found["lines"][2]["merged"] == 9
    assert found["state"] == "corrected" and found["now"]["party"] == "Ruritania"
    assert found["published"]["party"] is None and "review" not in found["published"]


def test_the_history_of_a_document_lists_where_it_was_found_and_read(path: Path) -> None:
    with open_ledger(path) as ledger:
        written = history_text(ledger.history("d6d1727"))
    assert "the document came" in written and "found at a.txt" in written
    assert "read by first: 3 figures, 1 denials" in written


def test_the_list_of_judgements_ends_with_what_is_in_conflict(path: Path) -> None:
    with open_ledger(path) as ledger:
        reviews, conflicts = ledger.reviews(), ledger.conflicts()
    written = " ".join(reviews_text(reviews, conflicts).split())
    assert "Bo corrected party to Ruritania figure fd514f69c1902: byline" in written
    assert "Bo rejected figure" in written and "; undone by entry 12" in written
    assert "without having seen that, corrected party to Ruritania (entry 10)" in written
    found = json.loads(reviews_json(reviews, conflicts))
    assert [one["what"] for one in found["reviews"]] == ["correction", "correction", "rejection", "undo"]
    assert found["conflicts"][0]["overruled"] == 8 and found["conflicts"][0]["deciding"] == 10


def test_a_ledger_that_nobody_judged_says_so(tmp_path: Path) -> None:
    with open_ledger(made(tmp_path / "a.db")) as ledger:
        assert reviews_text(ledger.reviews(), ledger.conflicts()) == "Nobody has judged anything yet.\n"
