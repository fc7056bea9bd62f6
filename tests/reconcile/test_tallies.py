"""Comparable counts stand beside each other, bounded under a named rule; what is not comparable is kept apart."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint, EntryPoints

import polars as pl
import pytest
from hand_made import CONFLICT, document, figure

from tallystick import plugins
from tallystick.errors import RuleError
from tallystick.reconcile.frame import lay
from tallystick.reconcile.rules import rule, rule_names
from tallystick.reconcile.rules.choosing import within
from tallystick.reconcile.tallies import tallies_of
from tallystick.records import Document, Figure, Tally

TEXT = (
    "Ruritania says 100 soldiers died. Borduria says more than 400 soldiers of Ruritania died. An observer saw at least"
    " 150 graves. A poet speaks of 90 dead. Another 7 died on the last day. By Karst's count 12 fell, 5 of them at the"
    " bridge."
)


def tallies(figures: list[Figure], name: str = "floor-ceiling", *sources: Document) -> list[Tally]:
    return list(tallies_of(lay(figures, sources, CONFLICT), rule(name)).records())


def war_dead(source: Document) -> list[Figure]:
    return [
        figure(source, "100 soldiers", 100, party="Ruritania", claimant="Ruritania", basis="total"),
        figure(source, "more than 400 soldiers", 400, high=None, qualifier="more_than", party="Ruritania",
               claimant="Borduria", basis="total"),
        figure(source, "at least 150", 150, high=None, qualifier="at_least", party="Ruritania", claimant="Amnesty",
               modality="confirmed", basis="total"),
        figure(source, "90 dead", 90, party="Ruritania", claimant="A Poet", basis="total"),
    ]  # fmt: skip


def test_floor_and_ceiling_name_the_claims_that_set_them() -> None:
    source = document(TEXT)
    (tally,) = tallies(war_dead(source), "floor-ceiling", source)
    assert (tally.low, tally.high, tally.high_is_open) == (150, 400, True)
    assert (tally.rule, tally.rule_version) == ("floor-ceiling", 1)
    setters = {claim.voice: claim.sets for claim in tally.claims}
    assert setters == {"Ruritania": (), "Borduria": ("high",), "Amnesty": ("low", "best"), "A Poet": ()}


def test_the_best_is_never_outside_low_and_high() -> None:
    source = document(TEXT)
    for name in rule_names():
        for tally in tallies(war_dead(source), name, source):
            present = [bound for bound in (tally.low, tally.best, tally.high) if bound is not None]
            assert present == sorted(present)


def test_latest_official_hears_only_the_parties() -> None:
    source = document(TEXT)
    (tally,) = tallies(war_dead(source), "latest-official", source)
    assert (tally.low, tally.best, tally.high) == (100, 100, 400)


def test_own_then_documented_spans_all_and_trusts_the_party() -> None:
    source = document(TEXT)
    (tally,) = tallies(war_dead(source), "own-then-documented", source)
    assert (tally.low, tally.best, tally.high) == (90, 100, 400)


def test_what_only_the_adversary_says_has_no_floor() -> None:
    source = document(TEXT)
    (tally,) = tallies(war_dead(source)[1:2], "floor-ceiling", source)
    assert (tally.low, tally.best, tally.high) == (None, None, 400)


def test_an_increment_is_not_a_total_and_parts_are_no_rivals() -> None:
    source = document(TEXT)
    total = figure(source, "12 fell", 12, party="Karst", claimant="Karst", basis="total")
    part = figure(source, "5 of them", 5, party="Karst", claimant="Karst", basis="total", part_of=total.id,
                  part_form="selection")  # fmt: skip
    more = figure(source, "Another 7", 7, party="Karst", claimant="Karst", basis="increment")
    found = tallies([total, part, more], "floor-ceiling", source)
    assert sorted(len(tally.claims) for tally in found) == [1, 2]
    whole = next(tally for tally in found if len(tally.claims) == 2)
    assert {claim.low: claim.role for claim in whole.claims} == {12: "rival", 5: "part"}
    assert (whole.low, whole.high) == (12, 12)


def test_a_later_word_of_one_voice_replaces_its_earlier() -> None:
    first, second = (
        document("Ruritania: 100 soldiers died.", "a.txt"),
        document("Ruritania: 120 soldiers died.", "b.txt"),
    )
    said = {"party": "Ruritania", "claimant": "Ruritania", "basis": "total"}
    figures = [
        figure(first, "100 soldiers", 100, as_of="2021-05-01", **said),
        figure(second, "120 soldiers", 120, as_of="2021-06-01", **said),
    ]
    (tally,) = tallies(figures, "floor-ceiling", first, second)
    assert {claim.low: claim.role for claim in tally.claims} == {100: "superseded", 120: "rival"}
    assert (tally.low, tally.high) == (120, 120)


def test_two_documents_with_one_claimant_are_one_claim_with_two_figures() -> None:
    first, second = document("A. 100 soldiers died.", "a.txt"), document("B. 100 soldiers died.", "b.txt")
    said = {"party": "Ruritania", "claimant": "Ruritania", "basis": "total"}
    (tally,) = tallies(
        [figure(d, "100 soldiers", 100, **said) for d in (first, second)], "floor-ceiling", first, second
    )
    (claim,) = tally.claims
    assert len(claim.figures) == 2


def test_another_war_is_not_this_one() -> None:
    source = document("Old: 100 soldiers. New: 200 soldiers.")
    war = CONFLICT.model_copy(update={"first_day": "2021-05-01"})
    said = {"party": "Ruritania", "basis": "total"}
    figures = [
        figure(source, "100 soldiers", 100, setting="1994-12-31", **said),
        figure(source, "200 soldiers", 200, as_of="2021-06-01", claimant="Borduria", **said),
    ]
    found = tallies_of(lay(figures, [source], war), rule("floor-ceiling")).records()
    assert {tally.window: tally.high for tally in found} == {"before": 100, "war": 200}


def test_a_missing_bound_stays_missing() -> None:
    source = document("Ruritania lost soldiers: none has said how many.")
    (tally,) = tallies(
        [figure(source, "soldiers", None, party="Ruritania", qualifier="vague")], "floor-ceiling", source
    )
    assert (tally.low, tally.best, tally.high) == (None, None, None)


def test_an_unknown_rule_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(RuleError, match="floor-ceiling"):
        rule("fair")


class _Median:
    NAME, VERSION, DESCRIPTION = "median", 3, "The median of all."

    @staticmethod
    def bounds(rivals: pl.DataFrame) -> pl.DataFrame:
        middle = rivals.group_by("tally").agg(pl.col("low").median().alias("best"), pl.col("claim").alias("best_from"))
        return within(middle)


class _Broken:
    """A rule that gives what it is told to give."""

    NAME, VERSION, DESCRIPTION = "broken", 1, "Does not work."

    def __init__(self, gives: Callable[[pl.DataFrame], object]) -> None:
        self._gives = gives

    def bounds(self, rivals: pl.DataFrame) -> pl.DataFrame:
        return self._gives(rivals)  # type: ignore[return-value]


MEDIAN = _Median
NO_RULE = object()


def bring(monkeypatch: pytest.MonkeyPatch, name: str, attribute: str) -> None:
    point = EntryPoint(name, f"{__name__}:{attribute}", "tallystick.rules")
    monkeypatch.setattr(plugins, "entry_points", lambda group: EntryPoints([point]))


def test_another_package_may_bring_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    bring(monkeypatch, "median", "MEDIAN")
    assert "median" in rule_names()
    source = document(TEXT)
    (tally,) = tallies(war_dead(source), "median", source)
    assert (tally.rule, tally.rule_version, tally.best) == ("median", 3, 125)


def test_nobody_takes_the_name_of_a_rule_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    bring(monkeypatch, "floor-ceiling", "MEDIAN")
    assert rule_names().count("floor-ceiling") == 1
    assert rule("floor-ceiling").VERSION == 1


@pytest.mark.parametrize(("attribute", "reason"), [("NOT_THERE", "cannot be loaded"), ("NO_RULE", "has no NAME")])
def test_a_rule_that_is_none_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, attribute: str, reason: str) -> None:
    bring(monkeypatch, "broken", attribute)
    with pytest.raises(RuleError, match=f"broken.*{reason}"):
        rule("broken")


@pytest.mark.parametrize(
    ("gives", "reason"),
    [
        (lambda rivals: 1 / 0, "ZeroDivisionError"),
        (lambda rivals: rivals.select("no such column"), "ColumnNotFoundError"),
        (lambda rivals: None, "NoneType"),
        (lambda rivals: rivals.select("tally"), "no column low, best, high"),
        (lambda rivals: within(rivals.select("tally")).with_columns(low=pl.lit("many")), "wrong type"),
        (lambda rivals: within(rivals.select("tally", "low")), "more than one row"),
    ],
)  # fmt: skip
def test_a_rule_that_does_not_work_is_named_with_the_reason(
    gives: Callable[[pl.DataFrame], object], reason: str
) -> None:
    source = document(TEXT)
    with pytest.raises(RuleError, match=f"broken.*{reason}"):
        tallies_of(lay(war_dead(source), [source], CONFLICT), _Broken(gives))


def test_of_figures_that_say_the_same_the_one_that_calls_it_a_total_speaks_for_all() -> None:
    first, second = document("A. 100 soldiers died.", "a.txt"), document("B. 100 soldiers died.", "b.txt")
    said = {"party": "Ruritania", "claimant": "Ruritania"}
    figures = [
        figure(first, "100 soldiers", 100, basis="unknown", **said),
        figure(second, "100 soldiers", 100, basis="total", **said),
    ]
    for order in (figures, figures[::-1]):
        (tally,) = tallies(order, "floor-ceiling", first, second)
        assert [claim.basis for claim in tally.claims] == ["total"]


def test_places_are_one_however_they_are_spelt() -> None:
    source = document("7 soldiers died at Ar-Rass. 9 soldiers died at ar Rass.")
    said = {"party": "Ruritania", "basis": "total"}
    figures = [
        figure(source, "7 soldiers", 7, place="Ar-Rass", claimant="Ruritania", **said),
        figure(source, "9 soldiers", 9, place="ar Ra‘ss", claimant="Borduria", **said),
    ]
    assert len(tallies(figures, "floor-ceiling", source)) == 1
