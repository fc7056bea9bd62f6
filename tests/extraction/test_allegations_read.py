"""An allegation is read with accuser, accused and crime; what only speaks of crimes accuses nobody."""

from __future__ import annotations

import pytest
from hand_made import CONFLICT, document
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.extraction.allegations import find_allegations
from tallystick.extraction.denials import find_denials
from tallystick.language.annotate import annotate
from tallystick.records import Allegation, Document


def allegations(source: Document | str) -> list[Allegation]:
    source = document(source, published="2021-06-01") if isinstance(source, str) else source
    annotated = annotate(source, CONFLICT)
    return find_allegations(annotated, find_denials(annotated, []))


@pytest.mark.parametrize(
    ("text", "accuser", "accused", "crime"),
    [
        ("Ruritania accused Borduria of war crimes.", "Ruritania", "Borduria", "war crimes"),
        ("Borduria has been accused of torture by Ruritania.", "Ruritania", "Borduria", "torture"),
        ("Borduria was accused of looting.", None, "Borduria", "looting"),
        ("Amnesty International said that Borduria committed war crimes near Zenda.",
         "Amnesty International", "Borduria", "war crimes"),
        ("Both Ruritania and Borduria used cluster munitions.",
         None, "Ruritania; Borduria", "use of cluster munitions"),
        ("Human Rights Watch documented the use of white phosphorus by Borduria.",
         "Human Rights Watch", "Borduria", "use of white phosphorus"),
        ("According to Ruritania, Borduria executed 12 prisoners.", "Ruritania", "Borduria", "executions"),
        ("Five prisoners were executed by Borduria, Ruritania said.", "Ruritania", "Borduria", "executions"),
        ("Ruritania called the Russian strike a war crime.", "Ruritania", "Russia", "war crimes"),
        ("Borduria was condemned by many. It used civilians as human shields, but Karst forcibly deported villagers.",
         None, "Karst", "forced deportation"),
        ("Ruritania condemned Borduria for using incendiary weapons.",
         "Ruritania", "Borduria", "use of incendiary weapons"),
        ("Ruritania and Borduria accused each other of shelling civilian areas.",
         "Ruritania; Borduria", "Ruritania; Borduria", "attacks on civilians"),
        ("The ambassador of Karst to Borduria, Michael Holt, said that Ruritania massacred 40 villagers.",
         "Michael Holt", "Ruritania", "massacres"),
    ],
)  # fmt: skip
def test_who_accuses_whom_of_what(text: str, accuser: str | None, accused: str, crime: str) -> None:
    found = [(one.accuser, one.accused, one.crime) for one in allegations(text) if one.state == "alleged"]
    assert found == [(accuser, accused, crime)]


@pytest.mark.parametrize(
    "text",
    [
        "A war crime is a grave breach of the laws of war.",
        "Ruritania warned Borduria against using chemical weapons.",
        "Ruritania fears that Borduria would use cluster munitions.",
        "Borduria signed the convention on cluster munitions.",
        "Ruritania has not committed war crimes.",
        "Borduria executed an orderly withdrawal.",
        "Ruritania struck a chemical weapons depot.",
        "Ruritania called for an investigation into war crimes.",
        "== War crimes by Borduria ==\n",
        "Ruritania accused Borduria of breaking the truce.",
    ],
)
def test_what_only_speaks_of_crimes_accuses_nobody(text: str) -> None:
    assert allegations(text) == []


def test_all_that_somebody_is_accused_of_is_read() -> None:
    (first, second) = allegations("Ruritania accused Borduria of torture and looting.")
    assert {(one.accuser, one.accused, one.crime) for one in (first, second)} == {
        ("Ruritania", "Borduria", "torture"), ("Ruritania", "Borduria", "looting"),
    }  # fmt: skip


def test_crimes_in_a_row_are_laid_to_whoever_is_named_at_its_end() -> None:
    found = allegations("Refugees reported torture, rape, and mutilation by Borduria.")
    assert {(one.crime, one.accused) for one in found} == {
        ("torture", "Borduria"), ("rape and sexual violence", "Borduria"), ("mutilation", "Borduria"),
    }  # fmt: skip


def test_victim_place_and_day_are_those_of_the_deed() -> None:
    (found,) = allegations("Ruritania said on 9 May that Borduria executed 12 prisoners in Odesa on 3 May 2021.")
    assert (found.victim, found.place, found.start_date) == ("12 prisoners", "Odesa", "2021-05-03")


def test_the_day_on_which_it_is_said_is_not_the_day_of_the_deed() -> None:
    (found,) = allegations("On 9 May 2021, Ruritania said that Borduria had executed 12 prisoners.")
    assert found.start_date is None


def test_words_for_the_crime_and_the_passage_are_quoted_as_they_stand() -> None:
    text = "On Monday, Ruritania accused Borduria of  war\tcrimes. Borduria used “cluster bombs” then."
    for one in allegations(text):
        assert text[one.start : one.end] == one.quote
        assert text[slice(*one.crime_span)] == one.crime_quote
        assert one.id == one.expected_id()


# Denials


def test_a_denial_answers_the_accusation_before_it() -> None:
    told, denied = allegations("Ruritania accused Borduria of torture. Borduria denied the accusations.")
    assert (denied.state, denied.denier, denied.accused, denied.crime) == ("denied", "Borduria", "Borduria", "torture")
    assert denied.of == told.id


def test_a_denial_may_tell_the_crime_itself() -> None:
    (denied,) = allegations("Borduria denied using cluster munitions.")
    assert (denied.state, denied.denier, denied.accused) == ("denied", "Borduria", "Borduria")
    assert denied.crime == "use of cluster munitions"


def test_somebody_else_denying_something_else_answers_nothing() -> None:
    found = allegations("Ruritania accused Borduria of torture. Karst denied a retreat.")
    assert [one.state for one in found] == ["alleged"]


# The law


@pytest.mark.parametrize(
    ("text", "state", "authority", "accused"),
    [
        ("Ruritania opened an investigation into war crimes by Borduria.", "investigation", "Ruritania", "Borduria"),
        ("Rudolf Rassendyll was charged with war crimes.", "charge", None, "Rudolf Rassendyll"),
        ("Rudolf Rassendyll was found guilty of torture.", "conviction", None, "Rudolf Rassendyll"),
        ("Rudolf Rassendyll was acquitted of genocide.", "acquittal", None, "Rudolf Rassendyll"),
        ("Ruritania filed a lawsuit, accusing Borduria of using chemical weapons.", "case", "Ruritania", "Borduria"),
        ("Ruritania arrested Rudolf Rassendyll on suspicion of war crimes.",
         "arrest", "Ruritania", "Rudolf Rassendyll"),
    ],
)  # fmt: skip
def test_what_the_law_did_is_a_state(text: str, state: str, authority: str | None, accused: str) -> None:
    (found,) = allegations(text)
    assert (found.state, found.authority, found.accused, found.accuser) == (state, authority, accused, None)


def test_an_arrest_told_beside_an_inquiry_pursues_it() -> None:
    inquiry, arrest = allegations(
        "Borduria opened an investigation into war crimes by Borduria, and has arrested four of its soldiers."
    )
    assert (inquiry.state, arrest.state) == ("investigation", "arrest")
    assert arrest.of == inquiry.id


# Laws


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from([
            "Ruritania", "Borduria", "accused", "of", "war crimes", "and", "denied", "by", ",", "executed",
            "12 prisoners", "said", "that", "was", "in Odesa", "; ", ". ", "\ue000", "İ", "investigation into",
            "torture", "“", "opened an",
        ]),
        max_size=40,
    ).map(" ".join)
)  # fmt: skip
def test_whatever_the_text_every_record_quotes_it(text: str) -> None:
    found = allegations(text)
    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert text[one.start : one.end] == one.quote
        assert text[slice(*one.crime_span)] == one.crime_quote
        assert one.of is None or one.of in {other.id for other in found}
