"""Whom a text speaks of, by the names they are filed under."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.conflict import Conflict, Party, Side
from tallystick.language.mentions import Name
from tallystick.language.names import filed_under, find_names
from tallystick.language.outline import outline


def read(text: str, conflict: Conflict | None = None) -> list[Name]:
    return find_names(text, outline(text), conflict=conflict)


def pairs(text: str) -> set[tuple[str, str]]:
    return {(text[n.start : n.end], n.canonical) for n in read(text)}


def canonicals(text: str) -> set[str]:
    return {n.canonical for n in read(text)}


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("Chadian forces crossed the river.", "Chadian forces", "Chad"),
        ("Troops of Peru met Ecuadorian soldiers at dawn.", "Ecuadorian soldiers", "Ecuador"),
        ("The Georgian authorities gave no figure.", "Georgian authorities", "Georgia"),
        ("Khartoum denied the report.", "Khartoum", "Sudan"),
        ("The Kremlin denied the report.", "The Kremlin", "Russia"),
        ("Shells fell for an hour, the U.S. military said.", "U.S. military", "United States"),
        ("Soviet paratroopers landed first.", "Soviet paratroopers", "Soviet Union"),
        ("LTTE fighters held the causeway.", "LTTE fighters", "LTTE"),
        ("Daesh militants fled.", "Daesh militants", "Daesh"),
    ],
)
def test_a_state_or_group_goes_by_one_name_whatever_noun_follows_it(text: str, surface: str, canonical: str) -> None:
    assert (surface, canonical) in pairs(text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("The Sudanese Ministry of Defence said so.", "Sudan Ministry of Defence"),
        ("The Sudanese Defence Ministry said so.", "Sudan Ministry of Defence"),
        ("Sudan's defense ministry said so.", "Sudan Ministry of Defence"),
        ("The Ministry of Defence of Sudan said so.", "Sudan Ministry of Defence"),
        ("The Defense Ministry of Sudan said so.", "Sudan Ministry of Defence"),
        ("The Chilean foreign ministry said so.", "Chile Ministry of Foreign Affairs"),
        ("Sudan sent planes. The interior ministry counted four dead.", "Sudan Ministry of Internal Affairs"),
    ],
)
def test_a_ministry_is_filed_under_its_nation(text: str, canonical: str) -> None:
    assert canonical in canonicals(text)


def test_a_staff_is_the_one_named_at_length_before() -> None:
    text = "The General Staff of the Armed Forces of Chile counted 40 dead. The General Staff said no more."
    assert ("General Staff", "Chile General Staff of the Armed Forces") in pairs(text)


def test_the_nation_inside_a_ministry_is_a_mention_of_its_own() -> None:
    assert {("Sudanese Ministry of Defence", "Sudan Ministry of Defence"), ("Sudanese", "Sudan")} <= pairs(
        "The Sudanese Ministry of Defence said so."
    )


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("Colombian guerrillas took the bridge.", "Colombian guerrillas", "Colombian guerrillas"),
        ("Libyan rebel fighters took the bridge.", "Libyan rebel fighters", "Libyan rebels"),
        ("South African mercenaries took the bridge.", "South African mercenaries", "South African mercenaries"),
        ("Local media spoke of nine dead.", "Local media", "Local media"),
        ("Unknown gunmen fired on the car.", "Unknown gunmen", "Unknown gunmen"),
        ("Turkish-backed militias took the bridge.", "Turkish-backed militias", "Turkish-backed militias"),
    ],
)
def test_groups_that_are_no_state_keep_their_own_name(text: str, surface: str, canonical: str) -> None:
    assert (surface, canonical) in pairs(text)


def test_bare_rebels_and_government_forces_belong_to_the_country_the_text_is_about() -> None:
    text = "War came to Liberia. Liberia had no army to speak of. Rebels fought government forces near the port."
    assert {("Rebels", "Liberian rebels"), ("government forces", "Liberia")} <= pairs(text)


def test_several_together_are_one_mention_more_in_the_order_of_the_alphabet() -> None:
    found = pairs("Peruvian and Ecuadorian authorities agreed. Later Togo, Ghana and Benin did too.")
    assert ("Peruvian and Ecuadorian authorities", "Ecuador; Peru") in found
    assert ("Togo, Ghana and Benin", "Benin; Ghana; Togo") in found


@pytest.mark.parametrize("order", ["before", "after"])
def test_a_surname_is_the_person_named_in_full_anywhere_in_the_text(order: str) -> None:
    full, short = "President Tomas Quiroga spoke on Monday.", "Quiroga said that 40 had died."
    text = f"{full} {short}" if order == "before" else f"{short} {full}"
    assert ("Quiroga", "Tomas Quiroga") in pairs(text)


def test_an_office_stands_for_who_was_said_to_hold_it() -> None:
    text = "Bolivian president Tomas Quiroga flew home. The Bolivian president gave a figure of 40 dead."
    assert ("president", "Tomas Quiroga") in pairs(text)


def test_an_abbreviation_is_what_it_was_introduced_for() -> None:
    text = "The Andean Institute for Border Studies (AIBS) counted 30. AIBS revised it to 31."
    assert ("AIBS", "Andean Institute for Border Studies") in pairs(text)


def test_a_head_word_with_the_is_the_organisation_named_before() -> None:
    text = "The Andean Observatory for Peace counted 30. Later the Observatory said 31."
    assert ("Observatory", "Andean Observatory for Peace") in pairs(text)


@pytest.mark.parametrize("unit", ["5th Corps", "72nd Mechanised Brigade", "4th Guards Tank Army"])
def test_numbered_units_are_names(unit: str) -> None:
    assert (unit, unit) in pairs(f"The {unit} lost three tanks.")


def test_abbreviations_need_their_capitals() -> None:
    assert canonicals("It is up to us, and he is at a loss.") == set()


def test_a_capital_city_as_a_place_is_not_its_government() -> None:
    assert canonicals("Two shells fell in Khartoum.") == set()
    assert canonicals("Two shells fell near Khartoum Airport.") == set()


def test_a_war_is_nobody() -> None:
    assert canonicals("It was called the Great Chaco Battle.") == set()


def test_who_can_speak_and_who_can_fight() -> None:
    by_name = {n.canonical: n for n in read("Witnesses and Reuters said that Chadian troops and gunmen fired.")}
    assert by_name["Reuters"].speaks and not by_name["Reuters"].fights
    assert by_name["witnesses"].speaks and not by_name["witnesses"].fights
    assert by_name["gunmen"].fights and not by_name["gunmen"].speaks
    assert by_name["Chad"].speaks and by_name["Chad"].fights


def test_names_in_the_conflict_file_go_first() -> None:
    side = Side(name="North", parties=(Party(name="Northern League of Zembla", also=("the Leaguers", "NLZ")),))
    names = read("NLZ fighters met the Leaguers.", Conflict(sides=(side,)))
    assert {n.canonical for n in names} == {"Northern League of Zembla"}


def test_one_group_with_several_names_can_be_brought_together() -> None:
    assert {filed_under(name) for name in ("ISIL", "ISIS", "Daesh", "Islamic State")} == {"Islamic State"}
    assert filed_under("Nobody We Know") == "Nobody We Know"


_WORDS = (
    "Chadian Army and the Ministry of Defence rebels forces said President Tomas Quiroga , . ( ) NLZ UN al- Omar 5th "
    "Brigade's Syrian-backed Kyiv US us in \n == — “ ” e\u0301 İ ß ’s d'Ivoire \x85 \u2028 𝔸 Côte"
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_WORDS.split(" ")), max_size=40).map(" ".join)))
def test_any_text_gives_spans_within_it_in_order_and_the_same_each_time(text: str) -> None:
    names = read(text)
    assert names == read(text)
    for name in names:
        assert 0 <= name.start < name.end <= len(text)
        assert name.canonical == name.canonical.strip() != ""
    assert len({(n.start, n.end, n.canonical) for n in names}) == len(names)


@pytest.mark.parametrize("word", ["Aaaa Bbbb ", "Syrian ", "Peru and ", "128th ", "Ministry of ", "President Omar al-"])
def test_a_long_line_costs_no_more_a_word_than_a_short_one(word: str) -> None:
    names = read(word * 5_000)
    assert all(n.end - n.start <= 2_000 for n in names)
