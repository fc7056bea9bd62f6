"""Without a conflict file the figures themselves tell who fights whom."""

from __future__ import annotations

import random
from itertools import pairwise

from hand_made import document, figure
from hypothesis import given
from hypothesis import strategies as st

from tallystick.reconcile.sides import propose_sides
from tallystick.records import Figure

TEXT = document(" ".join(f"{n} things" for n in range(100, 200)))


def figures(*slots: dict[str, object]) -> list[Figure]:
    return [figure(TEXT, f"{100 + n} things", 100 + n, **one) for n, one in enumerate(slots)]


def told(*slots: dict[str, object]) -> list[tuple[str, ...]]:
    return [side.parties for side in propose_sides(figures(*slots)).sides]


def test_who_harms_whose_fighters_is_the_adversary() -> None:
    assert {*told({"party": "Ruritania", "actor": "Borduria"})} == {("Ruritania",), ("Borduria",)}


def test_bodies_of_a_party_are_the_party() -> None:
    sides = propose_sides(figures({"party": "Ruritania", "actor": "Borduria"}, {"party": "Ruritania Navy"}))
    assert sides.party_of("Ruritania Navy") == "Ruritania"
    assert "Ruritania Navy" not in sides.parties


def test_those_named_together_are_on_one_side() -> None:
    sides = told(
        {"party": "Borduria", "actor": "Ruritania"},
        {"party": "Borduria", "claimant": "Ruritania; Karst"},
        {"party": "Karst", "actor": "Borduria"},
    )
    assert {frozenset(side) for side in sides} == {frozenset({"Ruritania", "Karst"}), frozenset({"Borduria"})}


def test_rival_claims_make_adversaries_where_no_actor_is_named() -> None:
    sides = told({"party": "Ruritania", "claimant": "Borduria"}, {"party": "Borduria", "claimant": "Ruritania"})
    assert {*sides} == {("Ruritania",), ("Borduria",)}


def test_an_observer_with_no_losses_is_on_no_side() -> None:
    assert told({"party": "Ruritania", "claimant": "Syldavia"}, {"party": "Borduria", "claimant": "Syldavia"}) == []


def test_bystanders_are_on_no_side() -> None:
    sides = told(
        {"party": "Ruritania", "actor": "Borduria"},
        {"party": "Syldavia", "actor": "Borduria", "thing": "person.journalist", "outcome": "wounded"},
    )
    assert "Syldavia" not in {party for side in sides for party in side}


def test_who_sends_fighters_is_on_their_side() -> None:
    sides = told(
        {"party": "Ruritania", "actor": "Borduria"},
        {"party": "Volunteers", "actor": "Borduria", "outcome": "deployed", "thing": "person.mercenary"},
    )
    assert {frozenset(side) for side in sides} == {frozenset({"Ruritania"}), frozenset({"Borduria", "Volunteers"})}


def test_wars_that_nothing_connects_stay_apart() -> None:
    one, other = {"party": "Ruritania", "actor": "Borduria"}, {"party": "Grand Fenwick", "actor": "Freedonia"}
    sides = propose_sides(figures(one, other))
    assert sides.opposed("Ruritania", "Borduria") and sides.opposed("Freedonia", "Grand Fenwick")
    assert not sides.opposed("Ruritania", "Freedonia") and not sides.allied("Ruritania", "Freedonia")


def test_the_enemy_of_an_enemy_is_no_friend() -> None:
    sides = propose_sides(figures({"party": "Ruritania", "actor": "Borduria"}, {"party": "Klow", "actor": "Borduria"}))
    assert sides.opposed("Ruritania", "Borduria") and sides.opposed("Klow", "Borduria")
    assert not sides.allied("Ruritania", "Klow") and not sides.opposed("Ruritania", "Klow")


NAMES = st.none() | st.sampled_from(["A", "B", "C", "D Army", "D", "A; B", "C; D", "E"])


@given(st.lists(st.fixed_dictionaries({"party": NAMES, "actor": NAMES, "claimant": NAMES}), max_size=30), st.randoms())
def test_any_order_of_the_figures_gives_the_same_sides(slots: list[dict[str, object]], chance: random.Random) -> None:
    made = figures(*slots)
    shuffled = made.copy()
    chance.shuffle(shuffled)
    sides = propose_sides(made)
    assert propose_sides(shuffled) == sides
    seen = [party for side in sides.sides for party in side.parties]
    assert len(seen) == len(set(seen))
    for one, other in pairwise(seen):
        assert not (sides.allied(one, other) and sides.opposed(one, other))
