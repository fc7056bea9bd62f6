"""Without a conflict file the figures themselves tell who fights whom."""

from __future__ import annotations

import random
from itertools import pairwise

from hand_made import CONFLICT, document, figure
from hypothesis import given
from hypothesis import strategies as st

from tallystick.reconcile.sides import propose_sides, sides_of
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


def test_spellings_of_one_name_are_one_party() -> None:
    sides = propose_sides(figures(
        {"party": "Ruritania", "actor": "Zarovian Brigade"}, {"party": "Ruritania", "actor": "Zarovian Brigade"},
        {"party": "Zaroviyan Brigade", "actor": "Ruritania"},
    ))  # fmt: skip
    assert sides.parties == ("Ruritania", "Zarovian Brigade")
    assert sides.party_of("Zaroviyan Brigade") == "Zarovian Brigade"
    assert sides.opposed("Ruritania", "Zarovian Brigade")


def test_a_spelling_nobody_wrote_before_is_understood_where_nothing_else_is() -> None:
    sides = propose_sides(figures({"party": "Ruritania", "actor": "Zarovian Brigade"}))
    assert sides.parties_in("Zarowian Brigade") == ()
    assert sides.parties_in("Zaroviyan Brigade") == ("Zarovian Brigade",)
    assert sides_of(CONFLICT, []).party_of("Rudolph Elphberg") == "Ruritania"


def test_a_conflict_files_parties_take_in_their_spellings() -> None:
    told = figures({"party": "Borduria", "actor": "Bordurian volunteers"}, {"party": "Bordurian Volunteers"})
    assert sides_of(CONFLICT, told).parties == ("Ruritania", "Karst", "Borduria", "Bordurian volunteers")


BOTH_HARMED = (
    {"party": "Ruritania", "actor": "Borduria"}, {"party": "Borduria", "actor": "Ruritania"},
    {"party": "Karst", "actor": "Borduria"},
)  # fmt: skip


def test_who_backs_a_party_is_on_its_side() -> None:
    alone = propose_sides(figures(*BOTH_HARMED))
    assert not alone.allied("Ruritania", "Karst")
    backed = propose_sides(figures(*BOTH_HARMED), {("Karst", "Ruritania"): 1})
    assert backed.allied("Ruritania", "Karst") and backed.opposed("Karst", "Borduria")


def test_backing_makes_nobody_a_party_and_no_friends_of_those_who_fight() -> None:
    sides = propose_sides(figures(*BOTH_HARMED), {("Syldavia", "Ruritania"): 9, ("Borduria", "Ruritania"): 1})
    assert "Syldavia" not in sides.parties
    assert sides.opposed("Ruritania", "Borduria")


def test_who_arms_both_sides_makes_them_no_friends() -> None:
    told = figures(*BOTH_HARMED, {"party": "Syldavia", "actor": "Borduria"})
    sides = propose_sides(told, {("Syldavia", "Ruritania"): 3, ("Syldavia", "Borduria"): 1})
    assert sides.allied("Syldavia", "Ruritania") and sides.opposed("Ruritania", "Borduria")
    assert not sides.allied("Syldavia", "Borduria")


NAMES = st.none() | st.sampled_from(
    ["A", "B", "C", "D Army", "D", "A; B", "C; D", "E", "Zarovian Army", "Zaroviyan Army"]
)
BACKING = st.dictionaries(st.tuples(st.sampled_from("ABCDE"), st.sampled_from("ABCDE")), st.integers(1, 9), max_size=4)


@given(
    st.lists(st.fixed_dictionaries({"party": NAMES, "actor": NAMES, "claimant": NAMES}), max_size=30),
    BACKING,
    st.randoms(),
)
def test_any_order_of_the_figures_gives_the_same_sides(
    slots: list[dict[str, object]], backing: dict[tuple[str, str], int], chance: random.Random
) -> None:
    made = figures(*slots)
    shuffled, pairs = made.copy(), list(backing.items())
    chance.shuffle(shuffled)
    chance.shuffle(pairs)
    sides = propose_sides(made, backing)
    assert propose_sides(shuffled, dict(pairs)) == sides
    seen = [party for side in sides.sides for party in side.parties]
    assert len(seen) == len(set(seen))
    for one, other in pairwise(seen):
        assert not (sides.allied(one, other) and sides.opposed(one, other))
