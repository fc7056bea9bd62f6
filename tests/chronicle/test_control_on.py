"""Who holds a place on a day: the last word stands, rivals stand beside each other, and what is unsure says so."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.chronicle.control import Holding, control_on
from tallystick.records import Control, digest


def told(place: str = "Zenda", holder: str | None = "Borduria", start: str | None = None, **fields: object) -> Control:
    """A record as a reader would give it; what is not said is plain: a change, in the document's own voice."""
    document = digest(fields.pop("document", "a"))
    at = int(str(fields.pop("at", 0)))
    end_date = fields.pop("end_date", start)
    filled = {
        "form": "change", "place_kind": "town", "dated": "change" if start else None, "edtf": start, **fields,
    }  # fmt: skip
    return Control.model_validate(
        {"id": Control.id_of(document, at, at + 5, place + str(holder)), "document": document, "start": at,
         "end": at + 5, "quote": "words", "line": 1, "place": place, "holder": holder, "start_date": start,
         "end_date": end_date, **filled}
    )  # fmt: skip


def only(records: Sequence[Control], day: str | None = None) -> Holding:
    (holding,) = control_on(records, day)
    return holding


TAKEN = told(start="2031-05-03")
RETAKEN = told(holder="Ruritania", start="2031-06-01", at=90)


@pytest.mark.parametrize(
    ("day", "holder", "since"),
    [("2031-05-03", "Borduria", "2031-05-03"), ("2031-05-31", "Borduria", "2031-05-03"),
     ("2031-06-01", "Ruritania", "2031-06-01"), (None, "Ruritania", "2031-06-01")],
)  # fmt: skip
def test_the_last_word_by_the_day_tells_the_holder(day: str | None, holder: str, since: str) -> None:
    holding = only([RETAKEN, TAKEN], day)
    assert (holding.state, holding.holder, holding.by[0].since) == ("held", holder, (since, since))


def test_before_anything_is_told_nothing_is() -> None:
    assert control_on([TAKEN], "2031-05-02") == []


def test_who_held_it_before_is_told_too() -> None:
    before = only([TAKEN, RETAKEN]).before
    assert before is not None
    assert (before.holder, before.told) == ("Borduria", (TAKEN,))


def test_two_voices_for_the_same_day_are_disputed_and_both_cited() -> None:
    ours = told(start="2031-05-03", claimant="Borduria", dated="announcement")
    theirs = told(holder="Ruritania", start="2031-05-03", claimant="Ruritania", form="held", dated="by", at=60)
    holding = only([ours, theirs], "2031-05-04")
    assert (holding.state, holding.holder) == ("disputed", None)
    assert {held.holder: held.claimants for held in holding.by} == {
        "Borduria": ("Borduria",), "Ruritania": ("Ruritania",),
    }  # fmt: skip


def test_what_one_telling_tells_of_one_day_goes_in_its_order() -> None:
    lost = told(start="2031-05-03", at=1)
    retaken = told(holder="Ruritania", start="2031-05-03", at=50)
    assert only([lost, retaken]).holder == "Ruritania"


def test_a_change_dated_by_its_announcement_is_an_announcement() -> None:
    assert only([told(start="2031-05-03", dated="announcement", claimant="Borduria")]).state == "announced"


def test_an_implied_holder_is_marked_so() -> None:
    assert only([told(start="2031-05-03", implied=("holder",))]).by[0].implied
    assert not only([TAKEN]).by[0].implied


@pytest.mark.parametrize(("day", "state"), [("2031-05-10", "uncertain"), ("2031-06-01", "held")])
def test_a_month_is_a_bound_and_said_to_be_uncertain(day: str, state: str) -> None:
    holding = only([told(start="2031-05")], day)
    assert holding.state == state


def test_a_month_in_which_another_may_have_taken_it_makes_the_holder_uncertain() -> None:
    holding = only([TAKEN, told(holder="Ruritania", start="2031-06", at=60)], "2031-06-10")
    assert (holding.state, holding.holder) == ("uncertain", "Borduria")
    assert [one.holder for one in holding.maybe] == ["Ruritania"]


def test_a_withdrawal_changes_nothing_by_itself() -> None:
    left = told(holder=None, former="Borduria", start="2031-06-01", at=50)
    holding = only([TAKEN, left])
    assert (holding.state, holding.holder, holding.left) == ("uncertain", "Borduria", (left,))


def test_a_later_change_to_nobody_knows_whom_makes_the_holder_uncertain() -> None:
    taken_again = told(holder=None, start="2031-06-01", at=50)
    holding = only([TAKEN, taken_again])
    assert (holding.state, holding.holder, holding.unsaid) == ("uncertain", "Borduria", (taken_again,))


def test_a_withdrawal_alone_names_no_holder() -> None:
    assert only([told(holder=None, former="Borduria", start="2031-06-01")]).state == "unsaid"


def test_what_is_due_changes_nothing_by_itself() -> None:
    due = told(holder="Ruritania", former="Borduria", start="2031-06-01", form="due", dated="by", at=50)
    holding = only([TAKEN, due], "2031-07-01")
    assert (holding.holder, holding.due) == ("Borduria", (due,))
    assert only([due]).state == "due"


def test_what_is_denied_changes_nothing() -> None:
    denied = told(holder="Ruritania", start="2031-06-01", modality="denied", at=50)
    holding = only([TAKEN, denied])
    assert (holding.holder, holding.denied) == ("Borduria", (denied,))


def test_a_place_told_without_a_day_is_listed_as_undated_and_never_dropped() -> None:
    undated = told()
    holding = only([undated], "1900-01-01")
    assert (holding.state, holding.holder, holding.undated) == ("undated", None, (undated,))


def test_a_day_that_does_not_exist_is_kept_as_undated() -> None:
    assert only([told(start="2031-11-31")], "2031-12-01").state == "undated"


def test_accents_and_articles_do_not_part_a_place() -> None:
    holding = only([told("Füzen", start="2031-05-03"), told("Fuzen", start="2031-05-04", at=50)])
    assert holding.spellings == ("Fuzen", "Füzen")
    assert holding.reason


@pytest.mark.parametrize("kind", ["district", "feature", "area"])
def test_a_town_and_what_is_named_after_it_are_different_things(kind: str) -> None:
    assert len(control_on([TAKEN, told(start="2031-05-03", place_kind=kind, at=50)])) == 2


def test_a_name_without_a_kind_is_the_town() -> None:
    bare = told(start="2031-05-04", place_kind="unknown", at=50)
    district = told("Zenda District", start="2031-05-03", place_kind="district", at=90)
    assert sorted(len(list(one.records())) for one in control_on([TAKEN, bare, district])) == [1, 2]


def test_unnamed_places_of_two_documents_are_not_one() -> None:
    one = told("dozens of villages", start="2031-05-03", named=False, document="a")
    other = told("dozens of villages", start="2031-05-03", named=False, document="b")
    assert len(control_on([one, other])) == 2


def test_another_wars_capture_keeps_its_day() -> None:
    old = told(holder="Ruritania", start="1994", at=1)
    assert only([old, TAKEN], "2000-01-01").holder == "Ruritania"


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match="no date"):
        control_on([TAKEN], "yesterday")


RECORDS = st.lists(
    st.builds(
        lambda place, holder, start, form, at, claimant, document: told(
            place, None if form == "contested" else holder, start, form=form, at=at, claimant=claimant,
            document=document, former=None,
        ),
        st.sampled_from(["Zenda", "Hentzau"]), st.sampled_from(["Borduria", "Ruritania", "Karst"]),
        st.sampled_from([None, "2031", "2031-05", "2031-05-03", "2031-05-04", "2031-11-31"]),
        st.sampled_from(["change", "held", "due", "contested"]), st.integers(0, 500),
        st.sampled_from([None, "Borduria"]), st.sampled_from(["a", "b"]),
    ),
    max_size=12, unique_by=lambda one: one.id,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(RECORDS, st.randoms())
def test_every_record_is_told_somewhere_whatever_their_order(records: list[Control], random: object) -> None:
    holdings = control_on(records)
    shown = {one.id for holding in holdings for one in holding.records()}
    for record in records:
        replaced = any(
            other.start_date and record.start_date and other.place == record.place and other.holder != record.holder
            for other in records
        )
        assert record.id in shown or replaced or record.form == "contested"
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert control_on(shuffled) == holdings
    assert all((len(one.by) > 1) == (one.state == "disputed") for one in holdings)
