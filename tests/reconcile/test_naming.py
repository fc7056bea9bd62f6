"""Which party a longer name speaks for."""

from __future__ import annotations

import pytest

from tallystick.reconcile.naming import holders, names_in, roots, spelled_alike


@pytest.mark.parametrize("longer", [
    "Ruritania", "RURITANIA", "Ruritania Ministry of Defence", "Army of Ruritania", "Ruritania's Prosecutor",
    "Government of the Republic of Ruritania", "Ministry of Defence (Ruritania)",
])  # fmt: skip
def test_a_body_belongs_to_the_party_that_its_name_contains(longer: str) -> None:
    assert holders(longer, ["Borduria", "Ruritania"]) == ("Ruritania",)


@pytest.mark.parametrize("longer", [
    "Ruritanian Observatory", "Ruritania-backed rebels", "Monitoring Mission in Ruritania", "Friends for Ruritania",
    "Committee on the Republic of Ruritania", "", "Oryx",
])  # fmt: skip
def test_a_name_that_only_mentions_a_party_is_not_its(longer: str) -> None:
    assert holders(longer, ["Borduria", "Ruritania"]) == ()


def test_the_longest_of_nested_names_wins() -> None:
    assert holders("New Ruritania Army", ["Ruritania", "New Ruritania"]) == ("New Ruritania",)


def test_an_embassy_belongs_to_the_state_that_sent_it() -> None:
    assert holders("Embassy of Borduria in Ruritania", ["Borduria", "Ruritania"]) == ("Borduria",)


def test_a_joint_body_belongs_to_both() -> None:
    assert holders("Ruritania and Borduria Commission", ["Borduria", "Ruritania"]) == ("Ruritania", "Borduria")


def test_names_in_a_field_are_parted_by_semicolons_and_come_once() -> None:
    assert names_in(" Ruritania;Karst ; ;Ruritania") == ("Ruritania", "Karst")
    assert names_in(None) == ()


def test_roots_belong_to_no_other_name() -> None:
    assert roots(["Borduria", "Ruritania Navy", "Ruritania"]) == ("Borduria", "Ruritania")


def test_spellings_of_one_name_go_by_the_one_used_most() -> None:
    names = {"Zarovian Brigade": 2, "Zaroviyan Brigade": 5, "Karst": 9, "1st Brigade": 1, "2nd Brigade": 1}
    assert spelled_alike(names) == {"Zarovian Brigade": "Zaroviyan Brigade"}


def test_a_body_of_a_party_is_never_another_bodys_spelling() -> None:
    names = {"Zarovia": 1, "Zarovia Brigade": 1, "Zaroviya Brigade": 5}
    assert "Zarovia Brigade" not in spelled_alike(names)
