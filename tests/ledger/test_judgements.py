"""A reviewer's judgement is an entry beside what was published; the current view follows it, and it can be undone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_reader import FakeReader
from reviewed import DOCUMENT, clock, figure, made, read

from tallystick.errors import LedgerError, RecordNotFoundError
from tallystick.ledger import Ledger, open_ledger
from tallystick.ledger.columns import FIGURE_COLUMNS
from tallystick.reconcile.reconciling import reconcile_ledger
from tallystick.records import Change, Figure

__all__ = ["clock"]
JUDGE = {"by": "Ann", "why": "the text says so"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(made(tmp_path / "a.db")) as ledger:
        yield ledger


def quotes(ledger: Ledger) -> list[str]:
    """The words of the figures in the current view, which records and columns must agree on."""
    found = [figure.quote for figure in ledger.figures()]
    assert sorted(ledger.figure_columns()["quote"]) == sorted(found)
    assert [figure.quote for figure in ledger.figures_of(DOCUMENT.id)] == found
    return found


def test_a_correction_stands_beside_what_was_published(ledger: Ledger) -> None:
    before = list(ledger.entries())
    published = figure(ledger, "12")
    corrected = ledger.correct(published.id, {"outcome": "wounded", "party": "Borduria"}, **JUDGE)
    assert list(ledger.entries())[:-1] == before, "what was published is not touched"
    assert isinstance(corrected, Figure)
    assert (corrected.outcome, corrected.party, corrected.quote) == ("wounded", "Borduria", "12")
    assert corrected.review is not None
    assert (corrected.review.verdict, corrected.review.by, corrected.review.why) == ("corrected", *JUDGE.values())
    assert corrected.review.changes == (
        Change(field="outcome", published="killed", corrected="wounded"),
        Change(field="party", published=None, corrected="Borduria"),
    )
    assert corrected.review.entry == len(before) + 1
    assert ledger.published(published.id) == published
    assert ledger.record(published.id) == figure(ledger, "12") == corrected
    row = ledger.figure_columns().filter(id=published.id).row(0, named=True)
    assert row == corrected.model_dump(include=set(FIGURE_COLUMNS))
    assert ledger.is_current(corrected)
    ledger.verify()


def test_corrections_of_several_reviewers_add_up_and_the_last_value_of_a_field_stands(ledger: Ledger) -> None:
    id = figure(ledger, "12").id
    ledger.correct(id, {"party": "Borduria", "low": "11"}, by="Ann", why="misread")
    last = ledger.correct(id, {"party": "Ruritania"}, by="Bo", why="see the headline")
    assert isinstance(last, Figure)
    assert (last.party, last.low, last.high) == ("Ruritania", 11, 12)
    assert last.review is not None and last.review.by == "Bo" and last.review.against == ()
    assert {change.field: change.published for change in last.review.changes} == {"party": None, "low": 12}


def test_a_corrected_bound_leaves_the_id_that_was_published(ledger: Ledger) -> None:
    id = figure(ledger, "12").id
    assert ledger.correct(id, {"low": "11", "high": ""}, **JUDGE).id == id
    assert (figure(ledger, "12").low, figure(ledger, "12").high) == (11, None)
    ledger.verify()


def test_a_rejected_figure_leaves_the_current_view_and_is_still_found(ledger: Ledger) -> None:
    rejected = ledger.reject(figure(ledger, "30").id, **JUDGE)
    assert quotes(ledger) == ["12", "14"]
    assert ledger.record(rejected.id[:8]) == rejected
    assert rejected.review is not None and rejected.review.verdict == "rejected"
    assert not ledger.is_current(rejected)
    assert set(reconcile_ledger(ledger).laid.frame["quote"]) == {"12", "14"}


def test_a_denial_is_judged_like_a_figure(ledger: Ledger) -> None:
    (denial,) = ledger.denials()
    ledger.correct(denial.id, {"denier": "Ruritania", "of": denial.of[0]}, **JUDGE)
    assert [(one.denier, one.of) for one in ledger.denials()] == [("Ruritania", denial.of[:1])]
    ledger.reject(denial.id, **JUDGE)
    assert ledger.denials() == []
    ledger.verify()


def test_an_accepted_figure_stays_as_it_is_and_says_who_accepted_it(ledger: Ledger) -> None:
    before = figure(ledger, "12")
    accepted = ledger.accept(before.id, **JUDGE)
    assert accepted.review is not None and accepted.review.verdict == "accepted"
    assert accepted.model_copy(update={"review": None}) == before


def test_a_rejected_figure_that_is_accepted_comes_back_with_its_corrections(ledger: Ledger) -> None:
    id = figure(ledger, "12").id
    ledger.correct(id, {"party": "Borduria"}, **JUDGE)
    ledger.reject(id, **JUDGE)
    ledger.accept(id, by="Bo", why="it is a count after all")
    assert figure(ledger, "12").party == "Borduria"


def test_a_reviewer_adds_what_no_reader_found(ledger: Ledger) -> None:
    fields = {"low": "1", "high": "1", "qualifier": "vague", "thing": "person.mixed", "outcome": "missing"}
    added = ledger.add("figure", DOCUMENT.id[:6], "day", fields, **JUDGE)
    assert isinstance(added, Figure)
    assert (added.start, added.end, added.line, added.id) == (8, 11, 1, added.expected_id())
    assert added.review is not None and added.review.verdict == "added" and added.review.changes == ()
    assert quotes(ledger) == ["day", "12", "30", "14"]
    assert ledger.record(added.id) == added and ledger.is_current(added)
    with pytest.raises(RecordNotFoundError, match="no reading gives"):
        ledger.published(added.id)
    ledger.verify()


def test_an_added_statement_can_be_corrected_and_rejected(ledger: Ledger) -> None:
    event = {"type": "statement", "start_date": "2020-10", "end_date": "2020-10", "edtf": "2020-10"}
    added = ledger.add("event", DOCUMENT.id, "says", event, **JUDGE)
    ledger.correct(added.id, {"actor": "Ruritania"}, by="Bo", why="named above")
    (now,) = ledger.statements("event")
    assert now.actor == "Ruritania" and now.review is not None
    assert now.review.changes == (Change(field="actor", published=None, corrected="Ruritania"),)
    ledger.verify()
    ledger.reject(added.id, **JUDGE)
    assert ledger.statements("event") == []


def test_words_that_stand_there_more_than_once_are_counted_from_one(ledger: Ledger) -> None:
    fields = {"low": "2", "high": "2", "qualifier": "exact", "thing": "person.mixed", "outcome": "killed"}
    with pytest.raises(LedgerError, match="'s' stands there 4 times; say which one with --nth"):
        ledger.add("figure", DOCUMENT.id, "s", fields, **JUDGE)
    with pytest.raises(LedgerError, match="there is no number 5"):
        ledger.add("figure", DOCUMENT.id, "s", fields, nth=5, **JUDGE)
    for missing in "S", "", "12 were  killed":
        with pytest.raises(LedgerError, match="does not stand in the document"):
            ledger.add("figure", DOCUMENT.id, missing, fields, **JUDGE)
    added = ledger.add("figure", DOCUMENT.id, "s", fields, nth=2, **JUDGE)
    assert added.start == [i for i, c in enumerate(DOCUMENT.text) if c == "s"][1]


def test_what_is_there_already_is_not_added(ledger: Ledger) -> None:
    fields = {"low": "12", "high": "12", "qualifier": "exact", "thing": "person.mixed", "outcome": "killed"}
    with pytest.raises(LedgerError, match="says that at these words already"):
        ledger.add("figure", DOCUMENT.id, "12", fields, **JUDGE)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"outcome": "killd"}, "outcome='killd' is not allowed; write one of killed, wounded, casualties"),
        ({"part_form": "some"}, "part_form='some' is not allowed; write one of breakdown, selection"),
        ({"low": "twelve"}, "low='twelve' is not allowed"),
        ({"low": "20"}, "low=20 is above high=12; give both"),
        ({"low": "-1"}, "counts less than nothing"),
        ({"low": "nan"}, "a bound is not a finite number"),
        ({"low": float("inf"), "high": None}, "a bound is not a finite number"),
        ({"as_of": "yesterday"}, "as_of='yesterday' is no date; write it like 2020-10-07"),
        ({"as_of": "2020-13"}, "is no date"),
        ({"as_of": "20201007"}, "is no date"),
        ({"colour": "red"}, "colour is no field; those of a figure are low, high"),
        ({"quote": "13"}, "quote is what it is bound to; reject it and add another"),
        ({"id": "f000000000000"}, "id is what it is bound to"),
        ({"part_of": "f000000000000"}, "names f000000000000, which is no other statement of the same document"),
        ({}, "nothing to correct; name a field"),
        ({"outcome": "killed"}, "says that already"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_with_what_is(
    ledger: Ledger, fields: dict[str, object], reason: str
) -> None:
    before = list(ledger.entries())
    with pytest.raises(LedgerError) as caught:
        ledger.correct(figure(ledger, "12").id, fields, **JUDGE)
    assert reason in str(caught.value) and str(caught.value).startswith(ledger.name)
    assert list(ledger.entries()) == before


def test_what_an_addition_lacks_is_named(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="qualifier is not given; give qualifier=VALUE, one of exact, about"):
        ledger.add("figure", DOCUMENT.id, "day", {"low": "1", "high": "1"}, **JUDGE)
    with pytest.raises(LedgerError, match="rumour is no kind of statement; they are figure, denial"):
        ledger.add("rumour", DOCUMENT.id, "day", {}, **JUDGE)  # type: ignore[arg-type]


def test_figures_cannot_be_parts_of_each_other(ledger: Ledger) -> None:
    first, second, third = (figure(ledger, quote).id for quote in ("12", "30", "14"))
    ledger.correct(first, {"part_of": second}, **JUDGE)
    ledger.correct(second, {"part_of": third}, **JUDGE)
    for whole in first, third:
        with pytest.raises(LedgerError, match=r"which names it in turn|no other statement"):
            ledger.correct(third, {"part_of": whole}, **JUDGE)
    assert [f.part_of for f in ledger.figures()] == [second, third, None]


@pytest.mark.parametrize(("by", "why"), [("", "reason"), ("  ", "reason"), ("Ann", ""), ("Ann", "\n")])
def test_nobody_judges_without_a_name_and_a_reason(ledger: Ledger, by: str, why: str) -> None:
    before, id = list(ledger.entries()), figure(ledger, "12").id
    for judge in ledger.accept, ledger.reject:
        with pytest.raises(LedgerError, match=r"a judgement needs --(by|why)"):
            judge(id, by=by, why=why)
    with pytest.raises(LedgerError, match=r"a judgement needs --(by|why)"):
        ledger.correct(id, {"party": "x"}, by=by, why=why)
    assert list(ledger.entries()) == before


def test_a_document_cannot_be_judged_and_an_unknown_id_is_named(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="is a document"):
        ledger.reject(DOCUMENT.id, **JUDGE)
    with pytest.raises(RecordNotFoundError, match="no record f00"):
        ledger.reject("f00", **JUDGE)
    with pytest.raises(LedgerError, match="no document"):
        ledger.add("figure", figure(ledger, "12").id, "day", {}, **JUDGE)


def test_a_rejected_figure_is_not_corrected_or_rejected_again(ledger: Ledger) -> None:
    id = figure(ledger, "12").id
    number = ledger.reject(id, **JUDGE).review.entry  # type: ignore[union-attr]
    with pytest.raises(LedgerError, match=f"was rejected by entry {number}; undo that, or accept it first"):
        ledger.correct(id, {"party": "x"}, **JUDGE)
    with pytest.raises(LedgerError, match=f"was rejected already, by entry {number}"):
        ledger.reject(id, **JUDGE)


def test_every_judgement_can_be_undone_and_an_undo_too(ledger: Ledger) -> None:
    start = ledger.figures()
    id = figure(ledger, "12").id
    number = ledger.correct(id, {"party": "x"}, **JUDGE).review.entry  # type: ignore[union-attr]
    corrected = ledger.figures()
    undone = ledger.undo(number, by="Bo", why="was right")
    assert ledger.figures() == start
    assert (undone.kind, undone.undoes, undone.record) == ("undo", number, id)
    ledger.undo(undone.entry.seq, by="Ann", why="no, it was not")
    assert ledger.figures() == corrected
    assert [(j.kind, j.undone_by, j.in_force) for j in ledger.reviews()] == [
        ("correction", None, True), ("undo", undone.entry.seq + 1, False), ("undo", None, False),
    ]  # fmt: skip
    ledger.verify()


def test_an_undone_addition_is_gone_and_can_be_added_again(ledger: Ledger) -> None:
    fields = {"low": "1", "high": "1", "qualifier": "vague", "thing": "person.mixed", "outcome": "missing"}
    added = ledger.add("figure", DOCUMENT.id, "day", fields, **JUDGE)
    ledger.undo(added.review.entry, **JUDGE)  # type: ignore[union-attr]
    assert quotes(ledger) == ["12", "30", "14"]
    for ask in ledger.record, lambda id: ledger.accept(id, **JUDGE):
        with pytest.raises(RecordNotFoundError, match="was undone"):
            ask(added.id)
    ledger.add("figure", DOCUMENT.id, "day", fields, **JUDGE)
    assert quotes(ledger) == ["day", "12", "30", "14"]
    ledger.verify()


def test_what_is_no_judgement_or_undone_already_is_not_undone(ledger: Ledger) -> None:
    number = ledger.reject(figure(ledger, "12").id, **JUDGE).review.entry  # type: ignore[union-attr]
    undo = ledger.undo(number, **JUDGE).entry.seq
    with pytest.raises(LedgerError, match=f"was undone already, by entry {undo}"):
        ledger.undo(number, **JUDGE)
    for wrong in 0, 1, 4, 999, -1:
        with pytest.raises(LedgerError, match=f"entry {wrong} is no judgement"):
            ledger.undo(wrong, **JUDGE)


def test_judgements_are_seen_as_they_were_at_any_moment(tmp_path: Path, clock: Callable[[int], None]) -> None:
    with open_ledger(tmp_path / "a.db", create=True) as ledger:
        read(ledger)
        id = figure(ledger, "12").id
        clock(24)
        number = ledger.correct(id, {"party": "Borduria"}, **JUDGE).review.entry  # type: ignore[union-attr]
        clock(48)
        ledger.undo(number, **JUDGE)
        clock(72)
        ledger.reject(id, **JUDGE)
        seen = {}
        for day in "2020-10-08", "2020-10-09", "2020-10-10", None:
            seen[day] = [figure.party for figure in ledger.figures(day) if figure.id == id]
            assert ledger.figure_columns(day).filter(id=id)["party"].to_list() == seen[day]
            assert len(ledger.reviews(day)) == [0, 1, 2, 3][len(seen) - 1]
        assert list(seen.values()) == [[None], ["Borduria"], [None], []]


def test_the_bodies_of_judgements_are_plain_json(ledger: Ledger) -> None:
    published = figure(ledger, "12")
    ledger.correct(published.id, {"low": "11"}, by=" Ann ", why=" misread ")
    *_, judged, correction = ledger.entries()
    judged = next(entry for entry in ledger.entries() if entry.record == published.id)
    assert json.loads(correction.body) == {
        "by": "Ann", "why": "misread", "kind": "figure", "judged": judged.hash, "fields": {"low": 11.0},
    }  # fmt: skip


def test_a_reader_cannot_record_a_judgement(ledger: Ledger) -> None:
    judged = ledger.accept(figure(ledger, "12").id, **JUDGE)
    found = FakeReader().read(DOCUMENT)
    with pytest.raises(LedgerError, match="carries a judgement"):
        ledger.append_document(DOCUMENT, type(found)([judged, *found.figures[1:]]), "second")  # type: ignore[list-item]
