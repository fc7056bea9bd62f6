"""How an agreement and its obligations stand on a day follows from what is told, with the reason, and is no guess."""

from __future__ import annotations

import pytest
from hand_made import document
from hypothesis import given
from hypothesis import strategies as st

from tallystick.chronicle.agreements import AgreementState, state_on
from tallystick.records import Agreement, Event, Obligation

TEXT = "truce . obligation . event one . event two"
SOURCE = document(TEXT)


def agreement(**slots: object) -> Agreement:
    filled = {
        "name": "truce", "form": "ceasefire", "parties": ("Ruritania", "Borduria"), "signed": "2031-05-03",
        "in_force": "2031-05-04", **slots,
    }  # fmt: skip
    return Agreement.model_validate(
        {"id": Agreement.id_of(SOURCE.id, 0, 5), "document": SOURCE.id, "start": 0, "end": 5, "quote": "truce",
         "line": 1, **filled}
    )  # fmt: skip


def obligation(deed: str, **slots: object) -> Obligation:
    of = Agreement.id_of(SOURCE.id, 0, 5)
    return Obligation.model_validate(
        {"id": Obligation.id_of(SOURCE.id, 8, 18, of), "document": SOURCE.id, "start": 8, "end": 18, "line": 1,
         "quote": "obligation", "agreement": of, "deed": deed, **slots}
    )  # fmt: skip


def event(kind: str, day: str, quote: str = "event one", **slots: object) -> Event:
    return Event.model_validate(
        {"id": Event.id_of(SOURCE.id, 21, 30, day), "document": SOURCE.id, "start": 21, "end": 30, "quote": quote,
         "line": 1, "type": kind, "start_date": day, "end_date": day, "edtf": day, **slots}
    )  # fmt: skip


def state(day: str, one: Obligation, *events: Event, **slots: object) -> tuple[str, str]:
    found = state_on(agreement(**slots), [one], events, day).obligations[0]
    return found.state, found.reason


@pytest.mark.parametrize(
    ("slots", "day", "expected"),
    [
        ({}, "2031-05-02", "not yet in force"),
        ({}, "2031-05-03", "not yet in force"),
        ({}, "2031-05-04", "in force"),
        ({"in_force": None}, "2031-05-04", "unknown"),
        ({"in_force": None, "signed": None}, "2031-05-04", "unknown"),
        ({"in_force": "2031-05"}, "2031-05-10", "unknown"),
        ({"fate": "broken", "fate_words": "collapsed", "fate_date": "2031-05-06"}, "2031-05-05", "in force"),
        ({"fate": "broken", "fate_words": "collapsed", "fate_date": "2031-05-06"}, "2031-05-06", "broken"),
        ({"fate": "broken", "fate_words": "fighting resumed within minutes"}, "2031-05-04", "broken"),
        ({"fate": "broken", "fate_words": "quickly broke down"}, "2031-05-04", "in force"),
        ({"fate": "broken", "fate_words": "quickly broke down"}, "2031-05-05", "broken"),
        ({"fate": "broken", "fate_words": "collapsed"}, "2031-05-05", "unknown"),
        ({"fate": "ended", "fate_words": "expired", "fate_date": "2031-05-06"}, "2031-05-07", "ended"),
        ({"fate": "violated", "fate_words": "was violated"}, "2031-05-07", "in force"),
        ({"term": "P5D"}, "2031-05-08", "in force"),
        ({"term": "P5D"}, "2031-05-12", "ended"),
    ],
)
def test_the_state_of_an_agreement_follows_from_what_is_told(slots: dict[str, object], day: str, expected: str) -> None:
    found = state_on(agreement(**slots), [], [], day)
    assert found.state == expected and found.reason


def test_violations_are_cited_and_do_not_end_a_truce() -> None:
    broken = event("violation", "2031-05-06", actor="Borduria", claimant="Karst")
    found = state_on(agreement(), [], [broken], "2031-05-07")
    assert found.state == "in force" and found.events == (broken,) and "Karst" in found.reason


def test_an_obligation_is_met_by_an_event_of_its_type_by_those_bound_at_its_place() -> None:
    one = obligation("withdraw from the valley", who=("Borduria",), place="Strelsau", deadline="2031-06-01")
    done = event("withdrawal", "2031-05-20", actor="Borduria", place="Strelsau")
    assert state("2031-05-19", one, done) == ("open", "until 2031-06-01")
    found, why = state("2031-05-20", one, done)
    assert found == "met" and "2031-05-20" in why and "in full is not told" in why


@pytest.mark.parametrize(
    "other",
    [
        event("withdrawal", "2031-05-20", actor="Ruritania", place="Strelsau"),
        event("withdrawal", "2031-05-20", actor="Borduria", place="Szohod"),
        event("withdrawal", "2031-05-20", actor="Borduria"),
        event("withdrawal", "2031-05-20", place="Strelsau"),
        event("capture", "2031-05-20", actor="Borduria", place="Strelsau"),
        event("withdrawal", "2031-05-01", actor="Borduria", place="Strelsau"),
    ],
)
def test_an_event_that_does_not_surely_fit_meets_nothing(other: Event) -> None:
    one = obligation("withdraw from the valley", who=("Borduria",), place="Strelsau", deadline="2031-06-01")
    assert state("2031-05-31", one, other)[0] == "open"
    assert state("2031-06-02", one, other)[0] == "overdue"


def test_what_only_somebody_says_was_done_is_unknown() -> None:
    one = obligation("withdraw from the valley", who=("Borduria",), place="Strelsau")
    said = event("withdrawal", "2031-05-20", actor="Borduria", place="Strelsau", claimant="Borduria")
    found, why = state("2031-06-02", one, said)
    assert found == "unknown" and why.startswith("Borduria says so")


def test_where_no_place_is_told_the_words_decide() -> None:
    one = obligation("exchange prisoners of war", who_words="both sides")
    done = event("release", "2031-05-20", "exchanged prisoners of war", actor="Ruritania; Borduria")
    alone = event("release", "2031-05-20", "released prisoners of war", actor="Borduria")
    bodies = event("release", "2031-05-20", "handed over bodies", actor="Ruritania; Borduria")
    assert state("2031-06-02", one, done)[0] == "met"
    assert state("2031-06-02", one, alone)[0] == "open"
    assert state("2031-06-02", one, bodies)[0] == "open"


def test_fighting_between_the_parties_breaks_an_obligation_to_stop_it() -> None:
    one = obligation("ending all hostilities", since="2031-05-04")
    attack = event("attack", "2031-05-09", actor="Borduria", target="Ruritania")
    assert state("2031-05-08", one, attack)[0] == "open"
    assert state("2031-05-09", one, attack)[0] == "broken"
    assert state("2031-05-09", one, event("attack", "2031-05-09", actor="Borduria", target="Karst"))[0] == "open"
    assert state("2031-05-09", one, event("attack", "2031-05-04", actor="Borduria", target="Ruritania"))[0] == "open"
    claimed = event("attack", "2031-05-09", actor="Borduria", target="Ruritania", claimant="Ruritania")
    assert state("2031-05-09", one, claimed)[0] == "unknown"


def test_before_the_agreement_nothing_binds() -> None:
    assert state("2031-05-02", obligation("reopen the port"))[0] == "not yet binding"


def test_what_is_due_under_a_broken_agreement_is_unknown() -> None:
    fate = {"fate": "broken", "fate_words": "collapsed", "fate_date": "2031-05-06"}
    assert state("2031-05-07", obligation("reopen the port"), **fate)[0] == "unknown"


def test_a_deadline_before_the_signature_is_marked_and_never_overdue() -> None:
    found = state_on(agreement(), [obligation("reopen the port", deadline="2031-05-01")], [], "2031-07-01")
    (one,) = found.obligations
    assert one.state != "overdue" and "before the signature" in one.doubts[0]


def test_a_late_deed_is_met_and_marked() -> None:
    one = obligation("withdraw", who=("Borduria",), place="Strelsau", deadline="2031-05-10")
    late = event("withdrawal", "2031-05-20", actor="Borduria", place="Strelsau")
    found = state_on(agreement(), [one], [late], "2031-06-01").obligations[0]
    assert found.state == "met" and "after the deadline" in found.doubts[0]


def test_dates_that_contradict_each_other_are_marked() -> None:
    found = state_on(agreement(in_force="2031-05-01"), [], [], "2031-06-01")
    assert any("before it was signed" in doubt for doubt in found.doubts)


def test_a_day_that_is_none_is_refused() -> None:
    for day in ("2031-11-31", "yesterday"):
        with pytest.raises(ValueError, match=r"(no date|month|day)"):
            state_on(agreement(), [], [], day)


days = st.dates().map(str)


@given(days, days, days, st.sampled_from(["broken", "ended", "held", "violated", None]))
def test_every_day_has_a_state_with_a_reason(day: str, signed: str, fate_date: str, fate: str | None) -> None:
    one = agreement(signed=signed, in_force=None, fate=fate, fate_date=fate_date if fate else None)
    found: AgreementState = state_on(one, [obligation("reopen the port", deadline=fate_date)], [], day)
    assert found.reason and found.obligations[0].reason
    if day < signed:
        assert found.state == "not yet in force" and found.obligations[0].state == "not yet binding"
