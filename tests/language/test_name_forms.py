"""One canonical name for the many ways in which documents speak of one party, and different parties kept apart."""

from __future__ import annotations

import pytest

from tallystick.language.names import find_names
from tallystick.language.outline import outline


def mentions(text: str) -> list[tuple[str, str]]:
    return [(text[n.start : n.end], n.canonical) for n in find_names(text, outline(text))]


_MINISTRY = "Sudan Ministry of Defence"


@pytest.mark.parametrize(
    "form",
    [
        "The Sudanese MoD", "The Sudan MoD", "The MoD of Sudan", "Sudan's MoD", "The Sudanese MOD",
        "The Ministry of Defence of Sudan", "The Ministry of Defense of the Republic of Sudan",
        "The Sudanese Ministry of Defense", "The defence ministry of Sudan", "Sudan's Defence Ministry",
        "The Sudanese defence ministry", "A Sudanese Defence Ministry spokesman",
        "Sudan's Ministry of National Defence",
        "The Sudanese Ministry of National Defence",
    ],
)  # fmt: skip
def test_a_defence_ministry_goes_by_one_name(form: str) -> None:
    found = {canonical for _, canonical in mentions(f"{form} counted 12 dead.")}
    assert _MINISTRY in found
    assert not {name for name in found if "inist" in name and name != _MINISTRY}


@pytest.mark.parametrize(
    "form",
    [
        "The defence ministry", "The Defence Ministry", "The ministry of defence", "The MoD", "The Ministry of Defense",
        "The Defence Ministry in Khartoum",
    ],
)  # fmt: skip
def test_a_ministry_without_a_nation_is_that_of_the_nation_spoken_of(form: str) -> None:
    found = {canonical for _, canonical in mentions(f"Sudan sent planes. {form} counted 12 dead.")}
    assert found == {"Sudan", _MINISTRY}


@pytest.mark.parametrize(
    "form",
    [
        "Sudanese authorities", "The authorities of Sudan", "The authorities in Sudan", "The government of Sudan",
        "Sudan's government", "Government officials in Sudan", "Officials in Khartoum", "The government in Khartoum",
        "Authorities in Khartoum", "Senior officials in Khartoum", "Khartoum", "Khartoum's forces", "The Sudanese side",
        "A senior Sudanese official", "The Sudanese army", "Sudanese government forces", "According to Khartoum, it",
        "Sudanese leaders", "The Armed Forces of Sudan", "The Sudanese Armed Forces",
    ],
)  # fmt: skip
def test_a_government_goes_by_its_nation(form: str) -> None:
    found = [canonical for _, canonical in mentions(f"Ecuador was far away. {form} lost 12.")]
    assert "Sudan" in {name.removesuffix(" Armed Forces") for name in found}
    assert found.count("Ecuador") == 1


@pytest.mark.parametrize(
    "text",
    [
        "An official in Khartoum was shot.", "UN officials in Khartoum counted 12.",
        "Ecuadorian officials in Khartoum counted 12.", "Peruvian-installed officials in Khartoum counted 12.",
        "Foreign officials in Khartoum counted 12.", "Twelve died in Khartoum.",
    ],
)  # fmt: skip
def test_others_in_a_capital_are_not_its_government(text: str) -> None:
    assert "Sudan" not in {canonical for _, canonical in mentions(text)}


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("The General Staff of the Chadian Armed Forces spoke.", "General Staff of the Chadian Armed Forces",
         "Chad General Staff of the Armed Forces"),
        ("The General Staff of the Armed Forces of Chad spoke.", "General Staff of the Armed Forces of Chad",
         "Chad General Staff of the Armed Forces"),
        ("Chad's Prosecutor General's Office spoke.", "Chad's Prosecutor General's Office",
         "Chad Prosecutor General's Office"),
        ("The US Defense Department spoke.", "US Defense Department", "US Department of Defense"),
        ("The state-run Sana agency spoke.", "Sana agency", "SANA"),
        ("An anti-ISIL coalition spokesman spoke.", "anti-ISIL coalition spokesman", "anti-ISIL coalition"),
    ],
)  # fmt: skip
def test_bodies_of_a_state(text: str, surface: str, canonical: str) -> None:
    assert (surface, canonical) in mentions(text)


@pytest.mark.parametrize(
    "introduction",
    [
        "The Zemblan People's Army (ZPA) took the hill.", "The Zemblan People's Army (“ZPA”) took the hill.",
        "The ZPA (Zemblan People's Army) took the hill.", "The Zemblan People's Army, or ZPA, took the hill.",
        "The Zemblan People's Army (Zemblan: Narodna Armada, ZPA) took the hill.",
    ],
)  # fmt: skip
def test_an_abbreviation_is_known_however_it_is_introduced(introduction: str) -> None:
    assert ("ZPA", "Zemblan People's Army") in mentions(f"{introduction} Later the ZPA lost 12.")


@pytest.mark.parametrize("words", [" (also known as the {})", ", also known as the {},", ", formerly known as the {},"])
def test_another_name_that_the_text_gives(words: str) -> None:
    text = f"The Zemblan People's Army{words.format('Lowland Army')} took the hill. The Lowland Army lost 12."
    assert {canonical for _, canonical in mentions(text)} == {"Zemblan People's Army"}


def test_an_abbreviation_means_what_the_text_says_and_not_what_it_means_elsewhere() -> None:
    text = "The Somali National Army (SNA) took the hill. SNA fighters lost 12."
    assert "Syrian National Army" not in {canonical for _, canonical in mentions(text)}
    assert "Syrian National Army" in {canonical for _, canonical in mentions("SNA fighters lost 12.")}


def test_a_place_in_brackets_is_no_abbreviation() -> None:
    found = mentions("The United Lowland Council (Tasov) met. Shells fell on Tasov, and Tasov said so.")
    assert ("Tasov", "United Lowland Council") not in found


def test_an_observatory_is_the_one_that_is_named_later() -> None:
    text = "The Observatory counted 30. The Syrian Observatory for Human Rights revised it."
    assert ("Observatory", "Syrian Observatory for Human Rights") in mentions(text)


@pytest.mark.parametrize(
    ("form", "canonical"),
    [
        ("Hizbullah", "Hezbollah"), ("Hizballah", "Hezbollah"), ("Hizb Allah", "Hezbollah"), ("Hezbullah", "Hezbollah"),
        ("Jabhat al-Nusra", "al-Nusra Front"), ("Jabhat an-Nusra", "al-Nusra Front"), ("Al-Nusra", "al-Nusra Front"),
        ("Jabhat Al Nusra", "al-Nusra Front"), ("Nusra Front", "al-Nusra Front"),
        ("Hay'at Tahrir ash-Sham", "Hay'at Tahrir al-Sham"), ("Hayat Tahrir Al Sham", "Hay'at Tahrir al-Sham"),
        ("Jaysh al Islam", "Jaysh al-Islam"), ("Jeish al-Islam", "Jaysh al-Islam"), ("Ahrar ash Sham", "Ahrar al-Sham"),
        ("Harakat Ahrar al-Sham", "Ahrar al-Sham"), ("al Shabaab", "al-Shabaab"), ("Al Qa'eda", "al-Qaida"),
        ("Al-Qa’ida", "al-Qaida"), ("Da’esh", "Daesh"), ("Peshmarga", "Peshmerga"), ("The Taleban", "Taliban"),
        ("Houthi forces", "Houthis"), ("Huthi rebels", "Houthis"),
        ("The Syrian Observatory for Human Right", "Syrian Observatory for Human Rights"),
    ],
)  # fmt: skip
def test_spellings_of_a_known_group(form: str, canonical: str) -> None:
    assert canonical in {name for _, name in mentions(f"{form} lost 12.")}


def test_the_more_frequent_spelling_stands_for_all_of_a_document() -> None:
    text = "The Zaroviyan Brigade came. The Zarovian Brigade lost 12. The Zarovian Brigade fled."
    assert {canonical for _, canonical in mentions(text)} == {"Zarovian Brigade"}


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Command lost 12. The Southern Command lost 3.",
        "The 1st Brigade lost 12. The 2nd Brigade lost 3.",
        "The First Brigade lost 12. The Forest Brigade lost 3.", "Sudan lost 12. South Sudan lost 3.",
        "Dr Karim Salehi spoke. Dr Karima Salehi left.", "Ahrar al-Sham lost 12. Ahrar al-Sharqiya lost 3.",
        "Iraqi forces lost 12. Iranian forces lost 3.", "General Ali Hassan spoke. General Ali Hussein left.",
        "The Popular Front for Tasov lost 12. The Patriotic Front for Tasov lost 3.", "Niger lost 12. Nigeria lost 3.",
    ],
)  # fmt: skip
def test_different_parties_stay_apart(text: str) -> None:
    first, second = (set(mentions(sentence + ".")) for sentence in text.rstrip(".").split(". "))
    assert first | second <= set(mentions(text))
    assert not {canonical for _, canonical in first} & {canonical for _, canonical in second}


def test_a_surname_is_that_of_whom_the_text_named_in_full_last() -> None:
    text = "General Otto Karr counted 12. Colonel Anna Karr counted 14. Karr left."
    assert ("Karr", "Anna Karr") in mentions(text)[-1:]


@pytest.mark.parametrize(
    "text",
    ["Unverified reports estimated 12 dead.", "The Death Toll rose to 12.", "A Chadian-led operation killed 12."],
)
def test_what_is_no_name(text: str) -> None:
    assert {canonical for _, canonical in mentions(text)} <= {"Chad"}
