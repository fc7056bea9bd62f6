"""What does not contradict, and still must be known: days near a total, fates, lists, and what is confirmed in part."""

from __future__ import annotations

import pytest
from hand_made import CONFLICT, document, figure

from tallystick.reconcile.reconciling import reconcile
from tallystick.records import Document, Figure, Finding

TEXT = (
    "Borduria downed 40 tanks and armoured cars, 2 sappers' cars on 3 May; an observer lists 30 tanks and 18 armoured"
    " cars. It shot down 4 helicopters, then 3 more helicopters; 1 helicopter came home damaged. Borduria burnt 5 guns,"
    " then 6 guns: at least 2 guns were seen. Ruritania says 25 soldiers were captured and 25 soldiers are missing; 20"
    " prisoners came home. Nine reporters were hurt, 2 reporters in May, 3 reporters in June."
)
WAR = CONFLICT.model_copy(update={"first_day": "2021-04-01", "last_day": "2021-06-30"})
SOURCE = document(TEXT)
OURS, THEIRS = {"party": "Ruritania", "claimant": "Ruritania"}, {"party": "Ruritania", "claimant": "Borduria"}
DAY, NEXT_DAY = ({"basis": "incident", "as_of": day} for day in ("2021-05-03", "2021-05-04"))


def found(*figures: Figure, source: Document = SOURCE) -> list[Finding]:
    return reconcile(figures, [source], conflict=WAR).findings


def armour(quote: str, number: float, **slots: object) -> Figure:
    kept = {**THEIRS, "thing": "equipment.armoured_vehicle", "outcome": "destroyed"}
    return figure(SOURCE, quote, number, **{**kept, **slots})


def test_a_day_near_anothers_total_is_told_with_low_certainty() -> None:
    day = armour("40 tanks and armoured cars", 40, **DAY)
    listed = armour("2 sappers' cars", 2, **DAY)
    seen = {"claimant": "An Observer", "modality": "confirmed"}
    total = [armour("30 tanks", 30, thing="equipment.tank", **seen), armour("18 armoured", 18, **seen)]
    (one,) = found(day, listed, *total)
    assert (one.kind, set(one.figures)) == ("disagreement", {f.id for f in (day, listed, *total)})
    assert one.certainty < 0.5 and "88%" in one.notes[0]


@pytest.mark.parametrize("slots", [{"claimant": "Borduria"}, {"as_of": "2021-05-20"}, {"place": "Zenda"}, {}])
def test_no_more_than_that_is_made_of_days_and_totals(slots: dict[str, object]) -> None:
    """One voice may count both; a total of a day, of a place, or that is no total is not measured against."""
    day = armour("40 tanks and armoured cars", 20, **DAY)
    basis = "total" if slots else "unknown"
    total = armour("30 tanks", 22, **{"claimant": "An Observer", "basis": basis, **slots})
    assert found(day, total) == []


def test_what_several_days_exceed_was_no_total() -> None:
    days = [
        armour("4 helicopters", 30 + at, **{**THEIRS, "basis": "incident", "as_of": f"2021-05-0{at}"})
        for at in range(1, 5)
    ]  # fmt: skip
    total = armour("30 tanks", 12, claimant="An Observer", basis="total")
    assert found(*days, total) == []
    assert [one.kind for one in found(days[0], total)] == ["disagreement"]


def helicopter(quote: str, number: float, **slots: object) -> Figure:
    return figure(SOURCE, quote, number, **{**THEIRS, "thing": "equipment.helicopter", "outcome": "destroyed", **slots})


def test_destroyed_for_one_and_only_damaged_for_another() -> None:
    downed = [helicopter("4 helicopters", 4, **DAY), helicopter("3 more helicopters", 3, **NEXT_DAY)]
    damaged = helicopter("1 helicopter", 1, outcome="damaged", claimant="Ruritania")
    (one,) = found(*downed, damaged)
    assert one.figures == (*(f.id for f in downed), damaged.id)
    assert "only damaged" in one.summary and "added up by Tallystick: 7" in one.notes
    admitted = helicopter("4 helicopters", 3, claimant="Ruritania", basis="total")
    assert not [f for f in found(*downed, damaged, admitted) if "only damaged" in f.summary]
    elsewhen = damaged.model_copy(update={"as_of": "2021-06-20", "basis": "incident"})
    assert found(*downed, elsewhen) == []


def test_a_claim_that_is_confirmed_in_part_is_a_quiet_note() -> None:
    guns = {"thing": "equipment.artillery", "outcome": "destroyed"}
    claimed = [
        figure(SOURCE, quote, n, **THEIRS, **guns, **day)
        for quote, n, day in (("5 guns", 5, DAY), ("6 guns", 6, NEXT_DAY))
    ]  # fmt: skip
    seen = figure(SOURCE, "at least 2 guns", 2, high=None, qualifier="at_least", party="Ruritania",
                  modality="confirmed", claimant="An Observer", **guns)  # fmt: skip
    (one,) = found(*claimed, seen)
    assert (one.kind, one.quiet) == ("disagreement", True)
    assert "An Observer confirms" in one.summary and "added up by Tallystick: 11" in one.notes
    assert found(claimed[0].model_copy(update={"low": 1, "high": 1}), seen) == []


def test_as_many_missing_as_captured_may_be_the_same_people() -> None:
    captured = figure(SOURCE, "25 soldiers", 25, **OURS, outcome="captured")
    missing = figure(SOURCE, "25 soldiers are missing", 25, **OURS, outcome="missing")
    (one,) = found(captured, missing)
    assert (one.kind, one.quiet, one.figures) == ("repeat", False, (captured.id, missing.id))
    assert found(captured, missing.model_copy(update={"low": 24, "high": 24})) == []
    assert found(captured, missing.model_copy(update={"claimant": "Borduria"})) == []


def test_of_the_captured_some_came_home() -> None:
    captured = figure(SOURCE, "25 soldiers", 25, **OURS, outcome="captured")
    home = figure(SOURCE, "20 prisoners", 20, party="Ruritania", outcome="released", as_of="2021-06-20")
    (one,) = found(captured, home)
    assert (one.kind, one.quiet) == ("containment", True)
    assert "leaves 5 not told of" in one.summary
    assert found(captured, home.model_copy(update={"low": 3, "high": 3})) == []


@pytest.mark.parametrize(("stated", "words"), [(9, "4 not told of"), (5, "all told of"), (4, None)])
def test_a_number_that_prose_tells_of_one_by_one(stated: float, words: str | None) -> None:
    hurt = {"thing": "person.journalist", "outcome": "wounded"}
    total = figure(SOURCE, "Nine reporters", stated, **hurt)
    told = [
        figure(SOURCE, "2 reporters", 2, party="Karst", as_of="2021-05-03", **hurt),
        figure(SOURCE, "3 reporters", 3, party="Borduria", as_of="2021-06-03", **hurt),
    ]
    summaries = [one.summary for one in found(total, *told)]
    assert len(summaries) == (words is not None)
    assert all(str(words) in summary for summary in summaries)
