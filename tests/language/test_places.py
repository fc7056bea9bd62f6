"""The place finder finds places, leaves people and bodies alone, and never invents where a place is."""

from __future__ import annotations

import pytest

from tallystick.conflict import Conflict, Place
from tallystick.language.mentions import PlaceMention
from tallystick.language.outline import outline
from tallystick.language.places import find_places


def places(text: str, conflict: Conflict | None = None) -> list[PlaceMention]:
    return find_places(text, outline(text), conflict=conflict)


def names(text: str) -> list[str]:
    return [place.name for place in places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell in Mosul and near Kirkuk overnight.", ["Mosul", "Kirkuk"]),
        ("The convoy left Damascus, Homs and Hama behind.", ["Damascus", "Homs", "Hama"]),
        ("Two people died in the village of Qarabulaqli.", ["Qarabulaqli"]),
        ("Fighting spread across Kherson Oblast.", ["Kherson Oblast"]),
        ("A patrol was hit in Ghormach district of Faryab province.", ["Ghormach district", "Faryab province"]),
        ("They shelled the outskirts of Zelenivka-on-Hill for hours.", ["Zelenivka-on-Hill"]),
        ("The U.S. and the UK sent monitors.", ["U.S.", "UK"]),
        ("Ships left the Black Sea for the Mediterranean Sea.", ["Black Sea", "Mediterranean Sea"]),
        ("Armenia's border with Georgia stayed open.", ["Armenia", "Georgia"]),
        ("The Moscow-backed unit left Donetsk.", ["Moscow", "Donetsk"]),
        ("Neighbouring Jordan closed its crossings.", ["Jordan"]),
    ],
)
def test_places_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ali Hassan said that nothing had changed.",
        "Governor Lincoln told reporters that help was on its way.",
        "In March the Armenian and Russian delegations met.",
        "However, Monday was quiet.",
        "The Ministry of Defence thanked the Red Army veterans.",
        "Mr Houston resigned. Houston said he was tired.",
        "The story first ran in the New York Times.",
        "It cost US$4 million.",
    ],
)
def test_people_bodies_and_calendar_are_no_places(text: str) -> None:
    assert names(text) == []


def test_an_unknown_place_is_kept_without_coordinates() -> None:
    (place,) = places("Four were wounded in the village of Qarabulaqli.")
    assert (place.precision, place.lat, place.lon, place.geonames_id) == ("unresolved", None, None, None)


@pytest.mark.parametrize("spelling", ["Füzuli", "Fizuli", "Fuzuli"])
def test_spellings_of_one_place_agree(spelling: str) -> None:
    (place, _) = places(f"A rocket fell on {spelling} in Azerbaijan.")
    assert place.country == "AZ" and place.lat == pytest.approx(39.6, abs=0.1)


@pytest.mark.parametrize("spelling", ["Maarrat al-Nu'man", "Ma'arrat an Numan", "Ma‘arrat an-Nu‘man"])
def test_articles_hyphens_and_apostrophes_do_not_matter(spelling: str) -> None:
    place = places(f"Shells fell on the town of {spelling} in Syria.")[0]
    assert place.name == spelling and place.country == "SY"


def test_a_region_after_the_name_tells_namesakes_apart() -> None:
    first = places("He was born in Damascus, Maryland.")[0]
    second = places("He was born in Damascus.")[0]
    assert (first.country, second.country) == ("US", "SY")


def test_the_company_of_other_places_tells_namesakes_apart() -> None:
    text = "Troops left Aleppo and Hama for Homs, passed Idlib and went on to Palmyra in Syria."
    assert {p.country for p in places(text)} == {"SY"}


def test_a_reading_far_from_all_else_is_taken_back() -> None:
    text = (
        "Fighting went on in Mosul, Kirkuk, Tikrit, Baghdad, Fallujah, Ramadi and Samarra in Iraq. "
        "Police took the Karama neighbourhood and the village of Springfield."
    )
    doubtful = [p for p in places(text) if p.name in ("Karama", "Springfield")]
    assert [p.precision for p in doubtful] == ["unresolved", "unresolved"]


def test_the_area_of_the_conflict_is_where_namesakes_are_looked_for_first() -> None:
    text = "The front near Tripoli did not move."
    lebanon = places(text, Conflict(area=("LB",)))[0]
    libya = places(text, Conflict(area=("LY",)))[0]
    assert (lebanon.country, libya.country) == ("LB", "LY")


def test_places_of_the_conflict_file_are_known() -> None:
    conflict = Conflict(places=(Place(name="Upper Fold", also=("Old Fold",), lat=1.5, lon=2.5),))
    (place,) = places("They camped at Old Fold.", conflict)
    assert (place.name, place.lat, place.lon, place.precision) == ("Upper Fold", 1.5, 2.5, "point")


def test_precision_says_how_large_the_place_is() -> None:
    text = "In Ukraine, shells fell on Kherson in Kherson Oblast, far from the Black Sea."
    assert [p.precision for p in places(text)] == ["country", "settlement", "region", "feature"]


def test_a_name_in_capitals_is_given_as_usual() -> None:
    assert names("BAGHDAD — Two blasts shook the city.") == ["Baghdad"]


def test_a_village_that_is_plainly_a_place_once_is_so_elsewhere() -> None:
    text = "They took the village of Bilenke. Bilenke was lost again a week later."
    assert names(text) == ["Bilenke", "Bilenke"]


def test_another_spelling_of_a_town_of_the_same_text_means_that_town() -> None:
    text = "Shells fell on Deir ez-Zor in Syria. Later the town of Dier Ezzour was quiet."
    known, _, variant = places(text)
    assert variant.name == "Dier Ezzour" and variant.geonames_id == known.geonames_id


def test_towns_that_lie_side_by_side_find_each_other_though_each_has_a_famous_namesake() -> None:
    text = "Police of Paris and of Dallas met. The road from Sherman to Paris was closed, and so was Dallas airport."
    assert {(p.country, round(p.lat or 0)) for p in places(text) if p.name == "Paris"} == {("US", 34)}


def test_a_list_of_states_names_states() -> None:
    text = "Cases were found in California, Oregon, Georgia, Nevada and Wyoming."
    assert {p.precision for p in places(text)} == {"region"}


def test_a_list_of_countries_names_countries() -> None:
    text = "Envoys came from Chad, Mali, Niger, Georgia, Lebanon and Jordan."
    assert {p.precision for p in places(text)} == {"country"}


def test_a_name_after_its_town_is_the_region_and_elsewhere_the_city() -> None:
    text = "He moved from Buffalo, New York, to Boston. Flights from New York to London were late."
    precisions = [p.precision for p in places(text) if p.name == "New York"]
    assert precisions == ["region", "settlement"]


def test_a_mountain_that_the_list_lacks_is_kept_by_name() -> None:
    (place,) = places("Guns stood on Mount Tamerlan.")
    assert (place.name, place.precision) == ("Mount Tamerlan", "unresolved")


def test_a_mountain_has_not_the_point_of_the_region_named_alike() -> None:
    (place,) = places("Climbers died on Mount Kherson.")
    assert (place.name, place.lat) == ("Mount Kherson", None)


def test_a_chief_town_is_not_taken_for_its_region_where_other_regions_are_named() -> None:
    text = "Kherson Oblast, Odesa Oblast and Sumy Oblast were struck. In Luhansk and Chernihiv all was quiet."
    assert [p.precision for p in places(text) if p.name in ("Luhansk", "Chernihiv")] == ["settlement", "settlement"]
