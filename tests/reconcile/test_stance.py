"""The stance of a claimant against the party counted, under a conflict file."""

from __future__ import annotations

import pytest
from hand_made import CONFLICT, document, figure

from tallystick.reconcile.sides import sides_of
from tallystick.reconcile.stance import Standing, standing

TEXT = document("It was said that 12 soldiers were killed.")


def stand(party: str | None, claimant: str | None, publisher: str | None = None, **slots: object) -> Standing:
    one = figure(TEXT, "12 soldiers", 12, party=party, claimant=claimant, **slots)
    return standing(one, sides_of(CONFLICT, [one]), party, publisher)


@pytest.mark.parametrize(("party", "claimant", "stance"), [
    ("Ruritania", "Ruritania", "own"),
    ("Ruritania", "Ruritania Ministry of Defence", "own"),
    ("Ruritania", "Karst", "own"),
    ("Ruritania", "Rudolf Elphberg", "own"),
    ("Ruritania", "strelsau", "own"),
    ("Ruritania", "Borduria", "adversary"),
    ("Ruritania", "Prosecutor General's Office of Borduria", "adversary"),
    ("Borduria", "Ruritania; Karst", "adversary"),
    ("Ruritania", "Observatory", "third"),
    ("Ruritania", "BBC", "third"),
    ("Ruritania", "Monitoring Mission in Ruritania", "third"),
    ("Syldavia", "Syldavia Police", "own"),
    ("Syldavia", "Borduria", "third"),
    ("Ruritania", None, "unattributed"),
    (None, None, "unattributed"),
])  # fmt: skip
def test_stance(party: str | None, claimant: str | None, stance: str) -> None:
    assert stand(party, claimant).stance == stance


def test_a_person_nobody_places_is_third_and_marked() -> None:
    assert stand("Ruritania", "Antoinette de Mauban") == Standing("third", ("side unknown",))


def test_an_organisation_is_third_without_a_mark() -> None:
    assert stand("Ruritania", "Human Rights Watch") == Standing("third")


def test_a_claim_of_both_sides_together_is_marked() -> None:
    found = stand("Ruritania", "Borduria; Ruritania")
    assert (found.stance, found.doubts) == ("own", ("claimed by both sides together",))


def test_a_body_of_both_sides_is_third_and_marked() -> None:
    found = stand("Ruritania", "Ruritania and Borduria Commission")
    assert (found.stance, found.doubts) == ("third", ("claimant names several sides",))


def test_a_party_s_own_communique_speaks_for_it_and_is_marked() -> None:
    found = stand("Ruritania", None, publisher="Ministry of Defence of Borduria")
    assert (found.stance, found.doubts) == ("adversary", ("own voice of the publisher",))
    assert stand("Ruritania", None, publisher="Daily Planet") == Standing("unattributed")


@pytest.mark.parametrize(("claimant", "actor", "stance", "doubt"), [
    ("Borduria", "Borduria", "adversary", "claimed by the side that did it"),
    ("Karst", "Borduria", "own", "claimed against the side that did it"),
    ("Observatory", "Borduria", "third", "party not stated"),
    ("Borduria", None, "third", "party not stated"),
])  # fmt: skip
def test_where_no_party_is_stated_the_actor_tells(claimant: str, actor: str | None, stance: str, doubt: str) -> None:
    assert stand(None, claimant, actor=actor) == Standing(stance, (doubt,))  # type: ignore[arg-type]


def test_an_observer_that_counts_in_its_own_voice_is_a_third_party() -> None:
    assert stand("Ruritania", None, "Oryx") == Standing("third", ("own voice of the publisher",))
    assert stand("Ruritania", None, "Some Gazette").stance == "unattributed"
