"""Laws of tallies and findings, for any figures: what must hold whatever the documents say."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hand_made import CONFLICT, document, figure
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.conflict import read_conflict
from tallystick.errors import ConflictFileError
from tallystick.reconcile.reconciling import Reconciled, reconcile
from tallystick.reconcile.rules import rule_names
from tallystick.reconcile.sides import counted
from tallystick.records import Document, Figure, Finding, Tally

WAR = CONFLICT.model_copy(update={"first_day": "2021-04-01", "last_day": "2021-06-30"})
#: Each example lays several documents side by side, which takes a while.
_FEW = settings(max_examples=30)
_COVERS = {"total": "sum", "increment": "period", "incident": "incident"}

_days = st.sampled_from([None, None, "2021", "2021-05", "2021-05-01", "2021-05-03", "2021-07-09", "1994-01-01"])
_numbers = st.one_of(st.integers(1, 9), st.integers(1, 10**13)).map(float)


@st.composite
def _bounds(draw: st.DrawFn) -> dict[str, Any]:
    low, high = sorted((draw(_numbers), draw(_numbers)))
    return draw(
        st.sampled_from([
            {"low": low, "high": low, "qualifier": "exact"}, {"low": low, "high": low, "qualifier": "about"},
            {"low": low, "high": high, "qualifier": "range"}, {"low": low, "high": None, "qualifier": "at_least"},
            {"low": None, "high": high, "qualifier": "at_most"}, {"low": None, "high": None, "qualifier": "vague"},
        ])
    )  # fmt: skip


_slots = st.fixed_dictionaries({
    "party": st.sampled_from([None, "Ruritania", "Ruritania Army", "Borduria", "Karst; Ruritania", "Syldavia"]),
    "claimant": st.sampled_from([None, "Ruritania", "Szohod", "Human Rights Watch", "A Poet", "Karst; Ruritania"]),
    "actor": st.sampled_from([None, "Borduria"]),
    "thing": st.sampled_from(["person.military", "person.mixed", "equipment.tank", "equipment.armoured_vehicle"]),
    "outcome": st.sampled_from(["killed", "casualties", "destroyed", "lost"]),
    "unit": st.sampled_from(["count", "count", "percent"]),
    "modality": st.sampled_from(["stated", "stated", "confirmed", "denied"]),
    "basis": st.sampled_from(["total", "total", "increment", "incident", "unknown"]),
    "as_of": _days, "since": _days, "setting": _days,
    "place": st.sampled_from([None, None, "Zenda", "Zénda", "Ruritania"]),
    "certainty": st.floats(0, 1),
})  # fmt: skip
#: Which earlier or later figure of its document, by number, a figure is part of or revises: circles are among them.
_links = st.fixed_dictionaries({
    "part_of": st.none() | st.integers(0, 5), "revises": st.none() | st.integers(0, 5),
    "part_form": st.sampled_from(["breakdown", "selection"]), "words": st.sampled_from(["men", "tanks and others"]),
})  # fmt: skip


@st.composite
def _told(draw: st.DrawFn, name: str) -> tuple[Document, list[Figure]]:
    """A document and its figures."""
    specs = draw(st.lists(st.tuples(_slots, _bounds(), _links), max_size=6))
    quotes = [f"{name}{at} {links['words']}" for at, (_, _, links) in enumerate(specs)]
    published = draw(st.sampled_from([None, "2021-05-02", "2021-12-01"]))
    publisher = draw(st.sampled_from([None, "Daily Planet", "Ruritania"]))
    source = document(f"{name}: {', '.join(quotes)}.", f"{name}.txt", published=published, publisher=publisher)
    figures = [
        figure(source, quote, **slots, **bounds) for quote, (slots, bounds, _) in zip(quotes, specs, strict=True)
    ]
    return source, [_linked(one, links, figures) for one, (_, _, links) in zip(figures, specs, strict=True)]


def _linked(one: Figure, links: dict[str, Any], figures: Sequence[Figure]) -> Figure:
    def named(slot: str) -> str | None:
        at = links[slot]
        return figures[at].id if at is not None and at < len(figures) else None

    part_of = named("part_of")
    form = links["part_form"] if part_of else None
    return one.model_copy(update={"part_of": part_of, "part_form": form, "revises": named("revises")})


Sources = list[tuple[Document, list[Figure]]]
sources = st.tuples(_told("a"), _told("b"), _told("c")).map(list)


def reconciled(told: Sources, rule_name: str = "floor-ceiling") -> Reconciled:
    return reconcile(
        [one for _, figures in told for one in figures], [source for source, _ in told], conflict=WAR,
        rule_name=rule_name,
    )  # fmt: skip


def tallies(told: Sources, rule_name: str = "floor-ceiling") -> list[Tally]:
    return list(reconciled(told, rule_name).tallies.records())


@_FEW
@given(sources, st.randoms(use_true_random=False))
def test_order_changes_nothing(told: Sources, chance: random.Random) -> None:
    mixed = [(source, chance.sample(figures, len(figures))) for source, figures in chance.sample(told, len(told))]
    assert tallies(mixed) == tallies(told)
    assert reconciled(mixed).findings == reconciled(told).findings


@_FEW
@given(sources)
def test_what_is_given_twice_changes_nothing(told: Sources) -> None:
    twice = [(source, figures + figures) for source, figures in told + told]
    assert tallies(twice) == tallies(told)
    assert reconciled(twice).findings == reconciled(told).findings


@_FEW
@given(sources)
def test_another_document_changes_no_figure_and_what_it_is_compared_with_only_grows(told: Sources) -> None:
    fewer, more = reconciled(told[:2]), reconciled(told)
    old = more.laid.frame.filter(more.laid.frame["document"] != told[2][0].id)
    assert old.drop("row").equals(fewer.laid.frame.drop("row"))
    before, after = _homes(fewer), _homes(more)
    assert {id: after[id] for id in before} == before


def _homes(found: Reconciled) -> dict[str, tuple[object, ...]]:
    """The tally of each figure, and what is said there by whom."""
    return {
        id: (tally.id, claim.voice, claim.low, claim.high, claim.qualifier, claim.modality, claim.as_of, claim.stance)
        for tally in found.tallies.records()
        for claim in tally.claims
        for id in claim.figures
    }


@pytest.mark.parametrize("name", rule_names())
@_FEW
@given(told=sources)
def test_low_best_and_high_are_in_order_and_claimed_by_somebody(name: str, told: Sources) -> None:
    for tally in tallies(told, name):
        present = [bound for bound in (tally.low, tally.best, tally.high) if bound is not None]
        assert all(one <= other for one, other in pairwise(present))
        for bound in ("low", "best", "high"):
            assert (getattr(tally, bound) is not None) == any(bound in claim.sets for claim in tally.claims)


@_FEW
@given(sources)
def test_every_figure_stands_in_one_claim(told: Sources) -> None:
    listed = [id for tally in tallies(told) for claim in tally.claims for id in claim.figures]
    assert sorted(listed) == sorted(one.id for _, figures in told for one in figures)


@_FEW
@given(sources)
def test_an_open_bound_is_never_zero(told: Sources) -> None:
    for tally in tallies(told):
        numbers = [number for claim in tally.claims for number in (claim.low, claim.high)]
        assert 0 not in (*numbers, tally.low, tally.best, tally.high)


@_FEW
@given(sources)
def test_a_total_and_what_it_names_some_of_are_no_rivals(told: Sources) -> None:
    some = {one.id for _, figures in told for one in figures if one.part_form == "selection"}
    for tally in tallies(told):
        for claim in tally.claims:
            if claim.role == "rival":
                assert some.isdisjoint(claim.figures)


@_FEW
@given(sources)
def test_only_the_comparable_share_a_tally(told: Sources) -> None:
    found = reconciled(told)
    by_id = {one.id: one for _, figures in told for one in figures}
    for tally in found.tallies.records():
        for one in (by_id[id] for claim in tally.claims for id in claim.figures):
            parties = "; ".join(sorted(counted(one.party, found.laid.sides))) or None
            assert (one.unit, one.outcome, one.thing) == (tally.unit, tally.outcome, tally.thing)
            assert parties == (tally.parties or tally.party)
            assert tally.cover == _COVERS.get(one.basis, tally.cover)


@_FEW
@given(sources)
def test_findings_rest_on_figures_that_there_are(told: Sources) -> None:
    known = {one.id for _, figures in told for one in figures}
    found = reconciled(told).findings
    assert len({finding.id for finding in found}) == len(found)
    for finding in found:
        assert finding.figures and known.issuperset(finding.figures)
        assert finding.summary and "None" not in finding.summary


def kinds(figures: list[Figure], source: Document) -> list[tuple[str, tuple[str, ...]]]:
    found: list[Finding] = reconcile(figures, [source], conflict=WAR).findings
    return [(finding.kind, finding.figures) for finding in found]


@given(st.integers(2, 5))
def test_parts_in_a_circle_are_told(many: int) -> None:
    source = document("; ".join(f"part {at}" for at in range(many)))
    bare = [figure(source, f"part {at}", 5, party="Ruritania") for at in range(many)]
    round_about = [
        one.model_copy(update={"part_of": bare[(at + 1) % many].id, "part_form": "selection"})
        for at, one in enumerate(bare)
    ]
    assert [kind for kind, _ in kinds(round_about, source)] == ["containment"] * many


@_FEW
@given(st.floats(1e12, 1e300))
def test_an_absurd_number_is_told(number: float) -> None:
    source = document("A trillion soldiers died.")
    one = figure(source, "A trillion soldiers", number, party="Ruritania")
    assert kinds([one], source) == [("implausible", (one.id,))]


@_FEW
@given(st.dates(), st.dates())
def test_a_day_after_publication_is_told_and_no_other(told: Any, published: Any) -> None:
    source = document("Some soldiers died.", published=str(published))
    one = figure(source, "Some soldiers", 3, party="Ruritania", as_of=str(told))
    assert kinds([one], source) == ([("dates", (one.id,))] if told > published else [])


@pytest.mark.parametrize(
    ("north", "south"),
    [
        ("name = 'Ruritania'", "name = 'ruritania'"),
        ("name = 'R'\nalso = ['The Guard']", "name = 'B'\nalso = ['the  guard']"),
    ],
)
def test_a_party_on_both_sides_is_refused_with_the_way_out(tmp_path: Path, north: str, south: str) -> None:
    path = tmp_path / "conflict.toml"
    sides = (
        f"[[sides]]\nname = '{name}'\n[[sides.parties]]\n{of}\n" for name, of in (("North", north), ("South", south))
    )
    path.write_text("".join(sides), encoding="utf-8")
    with pytest.raises(ConflictFileError, match=r"is on two sides, “North” and “South”; take it out of one"):
        read_conflict(path)
