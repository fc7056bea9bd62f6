"""A judgement survives that the document is read again, whatever the new reading makes of the words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_reader import FakeReader, figure_at
from reviewed import DOCUMENT, figure, made, reread

from tallystick.ledger import Ledger, open_ledger

JUDGE = {"by": "Ann", "why": "checked"}
TWELVE = figure_at(DOCUMENT, 12, 14, 12)
#: The same number, read with the word after it.
MOVED = figure_at(DOCUMENT, 12, 19, 12)
#: Another number at the same words.
OTHER = figure_at(DOCUMENT, 12, 14, 1200)
FAR = figure_at(DOCUMENT, 31, 33, 30)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(made(tmp_path / "a.db")) as ledger:
        yield ledger
        ledger.verify()


def view(ledger: Ledger) -> list[tuple[str, str | None]]:
    """Ids and parties of the current view, by records, columns and document alike."""
    found = [(figure.id, figure.party) for figure in ledger.figures()]
    assert sorted(ledger.figure_columns().select("id", "party").rows()) == sorted(found)
    assert [(figure.id, figure.party) for figure in ledger.figures_of(DOCUMENT.id)] == found
    assert all(ledger.is_current(figure) for figure in ledger.figures())
    return found


def notes(ledger: Ledger, id: str = TWELVE.id) -> str:
    return " ".join(ledger.history(id).notes)


def test_a_correction_is_laid_over_the_next_reading_of_the_same_id(ledger: Ledger) -> None:
    ledger.correct(TWELVE.id, {"party": "Borduria"}, **JUDGE)
    reread(ledger, TWELVE.model_copy(update={"place": "Esk", "party": "Ruritania"}))
    (now,) = ledger.figures()
    assert (now.party, now.place) == ("Borduria", "Esk")
    assert now.review is not None and not now.review.kept
    assert now.review.changes[0].published == "Ruritania"
    assert now.review.read_otherwise == ("place",), "the reviewer did not see a place"
    assert "read otherwise since it was judged: place" in notes(ledger)


@pytest.mark.parametrize("judge", ["accept", "correct"])
def test_a_judged_figure_that_is_no_longer_read_stays_and_says_so(ledger: Ledger, judge: str) -> None:
    if judge == "accept":
        ledger.accept(TWELVE.id, **JUDGE)
    else:
        ledger.correct(TWELVE.id, {"party": "Borduria"}, **JUDGE)
    reread(ledger, FAR)
    assert [id for id, _ in view(ledger)] == [TWELVE.id, FAR.id]
    review = figure(ledger, "12").review
    assert review is not None and review.kept and review.instead_of is None
    assert "no longer gives it; it stays because it was judged" in notes(ledger)


def test_a_judged_figure_stands_for_the_same_at_words_that_overlap(ledger: Ledger) -> None:
    ledger.correct(TWELVE.id, {"party": "Borduria"}, **JUDGE)
    reread(ledger, MOVED, FAR)
    assert view(ledger) == [(TWELVE.id, "Borduria"), (FAR.id, None)]
    review = figure(ledger, "12").review
    assert review is not None and review.kept and review.instead_of == MOVED.id
    assert f"stands in the place of {MOVED.id}" in notes(ledger)
    assert f"{TWELVE.id}, which is the same" in notes(ledger, MOVED.id)
    assert ledger.history(MOVED.id).state == "stood in for"
    assert not ledger.is_current(MOVED)


def test_what_was_corrected_to_what_the_next_reading_gives_is_one_figure(ledger: Ledger) -> None:
    ledger.correct(TWELVE.id, {"low": "1200", "high": "1200"}, **JUDGE)
    reread(ledger, OTHER)
    assert [id for id, _ in view(ledger)] == [TWELVE.id]


def test_a_rejection_keeps_out_the_same_at_words_that_overlap(ledger: Ledger) -> None:
    ledger.reject(TWELVE.id, **JUDGE)
    reread(ledger, MOVED, FAR)
    assert [id for id, _ in view(ledger)] == [FAR.id]
    assert ledger.history(MOVED.id).state == "stood in for"
    reread(ledger, OTHER, FAR, reading="third")
    assert [id for id, _ in view(ledger)] == [OTHER.id, FAR.id], "another number at these words was not rejected"


def test_a_later_judgement_of_the_new_figure_goes_before_that_of_the_old(ledger: Ledger) -> None:
    ledger.correct(TWELVE.id, {"party": "Borduria"}, **JUDGE)
    reread(ledger, MOVED)
    ledger.correct(MOVED.id, {"party": "Ruritania"}, by="Bo", why="the new words show it")
    assert view(ledger) == [(MOVED.id, "Ruritania")]
    assert ledger.history(TWELVE.id).state == "stood in for"
    assert "that was judged later" in notes(ledger)
    reread(ledger, TWELVE, reading="third")
    assert [id for id, _ in view(ledger)] == [MOVED.id], "and it does so whichever of the two is read"


def test_only_one_of_two_judged_figures_stands_for_a_third(ledger: Ledger) -> None:
    for number, one in enumerate([MOVED, figure_at(DOCUMENT, 12, 26, 12)]):
        ledger.accept(ledger.figures()[0].id, **JUDGE)
        reread(ledger, one, reading=f"reading {number}")
    assert len(view(ledger)) == 1


def test_a_statement_that_was_added_and_is_then_read_is_one(ledger: Ledger) -> None:
    fields = {"low": "1", "high": "1", "qualifier": "vague", "thing": "person.mixed", "outcome": "missing"}
    added = ledger.add("figure", DOCUMENT.id, "day", {**fields, "party": "Borduria"}, **JUDGE)
    found = figure_at(DOCUMENT, 8, 11, 1)
    assert found.id == added.id
    reread(ledger, found, *FakeReader().read(DOCUMENT).figures)
    assert [f.party for f in ledger.figures() if f.id == added.id] == ["Borduria"]
    review = figure(ledger, "day").review
    assert review is not None and review.verdict == "added" and not review.kept
    assert "party" in {change.field for change in review.changes}
    reread(ledger, figure_at(DOCUMENT, 3, 11, 1), reading="third")
    assert [id for id, _ in view(ledger)] == [added.id]


def test_an_undone_judgement_keeps_nothing(ledger: Ledger) -> None:
    number = ledger.accept(TWELVE.id, **JUDGE).review.entry  # type: ignore[union-attr]
    reread(ledger, MOVED)
    ledger.undo(number, **JUDGE)
    assert [id for id, _ in view(ledger)] == [MOVED.id]
    assert ledger.history(TWELVE.id).state == "no longer read"


def test_parts_of_a_rejected_total_stay_and_are_reconciled(ledger: Ledger) -> None:
    from tallystick.reconcile.reconciling import reconcile_ledger

    part = FAR.model_copy(update={"part_of": TWELVE.id, "part_form": "breakdown"})
    reread(ledger, TWELVE, part)
    ledger.reject(TWELVE.id, **JUDGE)
    assert [figure.part_of for figure in ledger.figures()] == [TWELVE.id]
    assert [claim.figures for tally in reconcile_ledger(ledger).tallies.records() for claim in tally.claims]


def test_every_step_is_in_the_history(ledger: Ledger) -> None:
    ledger.accept(TWELVE.id, **JUDGE)
    reread(ledger, TWELVE.model_copy(update={"party": "Borduria"}))
    reread(ledger, MOVED, reading="third")
    number = ledger.reject(TWELVE.id, by="Bo", why="a street number").review.entry  # type: ignore[union-attr]
    ledger.undo(number, **JUDGE)
    lines = ledger.history(TWELVE.id[:6]).lines
    assert [(line.what, line.reading or line.by) for line in lines] == [
        ("given", "first"), ("acceptance", "Ann"), ("given", "second"), ("not given", "third"), ("rejection", "Bo"),
        ("undo", "Ann"),
    ]  # fmt: skip
    assert [(change.field, change.corrected) for change in lines[2].changes] == [("party", "Borduria")]
    assert lines[3].notes == (f"gives the same at words that overlap: {MOVED.id}, “12 were”",)
    assert (lines[4].undone_by, lines[4].in_force, lines[5].undoes) == (number + 1, False, number)


def test_a_document_has_a_history_too(ledger: Ledger) -> None:
    ledger.accept(TWELVE.id, **JUDGE)
    history = ledger.history(DOCUMENT.id)
    assert [line.what for line in history.lines] == ["document", "origin", "reading"]
    assert history.lines[2].counts == (("figures", 3), ("denials", 1))
    assert "read in it: 1" in history.notes[0]
