"""A relation is read with kind, actor and target; praise, blame and guns behind an attack are none."""

from __future__ import annotations

import pytest
from hand_made import CONFLICT, document
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.extraction.denials import find_denials
from tallystick.extraction.relations import find_relations
from tallystick.language.annotate import annotate
from tallystick.records import Relation


def relations(text: str) -> list[Relation]:
    annotated = annotate(document(text, published="2021-06-01"), CONFLICT)
    return find_relations(annotated, find_denials(annotated, []))


@pytest.mark.parametrize(
    ("text", "kind", "actor", "target"),
    [
        ("Karst supplied Ruritania with anti-tank missiles.", "arms", "Karst", "Ruritania"),
        ("Karst has delivered weapons to Ruritania.", "arms", "Karst", "Ruritania"),
        ("Ruritania received arms from Karst.", "arms", "Karst", "Ruritania"),
        ("Karst sent troops to Ruritania.", "troops", "Karst", "Ruritania"),
        ("Karst provided air support to Ruritania.", "troops", "Karst", "Ruritania"),
        ("Karst funded Ruritania.", "money", "Karst", "Ruritania"),
        ("Karst provided financial aid to Ruritania.", "money", "Karst", "Ruritania"),
        ("Turkey provided military support to Azerbaijan.", "support", "Turkey", "Azerbaijan"),
        ("Ruritania, backed by Karst, advanced.", "support", "Karst", "Ruritania"),
        ("Ruritania backed by Karst advanced.", "support", "Karst", "Ruritania"),
        ("Ruritania was supported by Karst.", "support", "Karst", "Ruritania"),
        ("Backed by Karst, Ruritania advanced.", "support", "Karst", "Ruritania"),
        ("The Turkish-backed Syrian National Army advanced.", "support", "Turkey", "Syrian National Army"),
        ("Karst imposed sanctions on Borduria.", "sanction", "Karst", "Borduria"),
        ("Karst suspended arms exports to Borduria.", "sanction", "Karst", "Borduria"),
        ("Karst severed diplomatic relations with Borduria.", "break", "Karst", "Borduria"),
        ("Karst recognised the independence of Ruritania.", "recognition", "Karst", "Ruritania"),
        ("Karst mediated a ceasefire between Ruritania and Borduria.", "mediation", "Karst", "Ruritania; Borduria"),
        ("A truce between Ruritania and Borduria was brokered by Karst.", "mediation", "Karst", "Ruritania; Borduria"),
    ],
)
def test_who_does_what_for_or_against_whom(text: str, kind: str, actor: str, target: str) -> None:
    assert [(one.kind, one.actor, one.target) for one in relations(text)] == [(kind, actor, target)]


@pytest.mark.parametrize(
    "text",
    [
        "Karst expressed support for Ruritania.",
        "Karst supports the ceasefire.",
        "Ruritania advanced with support from artillery.",
        "Karst supported the Russian offensive.",
        "Karst did not supply weapons to Ruritania.",
        "Karst would send troops to Ruritania.",
        "Ruritania asked Karst to provide weapons to Borduria.",
        "Karst delivered humanitarian aid to Ruritania.",
        "Ruritania received small arms fire from Borduria.",
        "Karst condemned Borduria.",
        "The Turkish army supported the Turkish government.",
        "== Karst supported Ruritania ==\n",
    ],
)
def test_words_alone_are_no_relation(text: str) -> None:
    assert relations(text) == []


def test_what_somebody_is_accused_of_is_alleged_by_the_accuser() -> None:
    (found,) = relations("Borduria accused Karst of supplying weapons to Ruritania. Karst denied this.")
    assert (found.actor, found.target, found.claimant, found.modality) == ("Karst", "Ruritania", "Borduria", "alleged")
    assert found.denier == "Karst"


def test_what_is_told_only_to_be_rejected_is_denied() -> None:
    (found,) = relations("Karst denied that it or Borduria supplied weapons to Ruritania.")
    assert (found.modality, found.denier, found.claimant) == ("denied", "Karst", None)


def test_who_says_so_is_named() -> None:
    (found,) = relations("Borduria said that Karst supplied weapons to Ruritania.")
    assert (found.claimant, found.modality) == ("Borduria", "stated")


def test_the_day_is_that_of_its_clause() -> None:
    (found,) = relations("Karst severed diplomatic relations with Borduria on 3 May 2021.")
    assert (found.start_date, found.end_date) == ("2021-05-03", "2021-05-03")


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from([
            "Ruritania", "Borduria", "Karst", "backed", "by", "and", "supplied", "weapons", "to", ",", "supported",
            "the", "denied", "sanctions on", "accused", "of", "arming", "-backed", "rebels", ". ", "\ue000", "İ",
            "recognised",
        ]),
        max_size=40,
    ).map(" ".join)
)  # fmt: skip
def test_whatever_the_text_every_relation_quotes_it(text: str) -> None:
    found = relations(text)
    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert text[one.start : one.end] == one.quote
        assert one.id == one.expected_id()
        assert one.actor != one.target
