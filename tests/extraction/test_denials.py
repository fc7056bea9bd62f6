"""A denial is found with who denies, and with the figures that are rejected; what only sounds like one is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand_made import CONFLICT, document, figure
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.documents import read_file
from tallystick.extraction.denials import find_denials
from tallystick.language.annotate import annotate
from tallystick.records import Denial, Document, Figure


def denials(source: Document | str, *figures: Figure) -> list[Denial]:
    source = document(source) if isinstance(source, str) else source
    return find_denials(annotate(source, CONFLICT), figures)


@pytest.mark.parametrize(
    ("text", "denier"),
    [
        ("Borduria denied that any of its boats was hit.", "Borduria"),
        ("Strelsau has flatly denied any involvement.", "Ruritania"),
        ("Ruritania rejected the accusations.", "Ruritania"),
        ("The government of Borduria dismissed reports of a retreat as propaganda.", "Borduria"),
        ("The prime minister of Ruritania called the allegations absurd.", "Ruritania"),
        ("Ruritania rejected what the general had said as nonsense.", "Ruritania"),
        ("The report was later refuted by Borduria.", "Borduria"),
        ("Ruritania claimed to hold the island, a claim that Borduria rejected.", "Borduria"),
        ("The bridge, Borduria says, is lost; Ruritania denies this.", "Ruritania"),
        ("Borduria issued a denial.", "Borduria"),
        ("The front moved, despite Ruritania's denials.", "Ruritania"),
        ("A denial by Borduria followed.", "Borduria"),
        ("Ruritania blamed Borduria and denied the reports.", "Ruritania"),
        ("Borduria shelled the port, denying that anyone lived there.", "Borduria"),
        ("Both Ruritania and Borduria denied the report.", "Borduria; Ruritania"),
        ("Borduria said that the reports were false.", "Borduria"),
    ],
)
def test_who_denies_is_named(text: str, denier: str) -> None:
    assert [denial.denier for denial in denials(text)] == [denier]


@pytest.mark.parametrize(
    "text",
    [
        "He denied the report.",
        "The claims were denied.",
        "The report was denied by the group, which blamed Borduria.",
        "Borduria lost a boat, but a spokesman denied it.",
        "A nurse who spoke to Ruritania's radio denied the reports.",
        "Untold numbers fled. These are false claims.",
        "The pier, accused by Ruritania, denied.",
    ],
)
def test_nobody_is_named_who_the_text_does_not_name(text: str) -> None:
    assert [denial.denier for denial in denials(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Ruritania rejected the offer.",
        "Borduria rejected the ceasefire proposal after reports of new attacks.",
        "Ruritania rejected Borduria's territorial claims.",
        "Parliament rejected calls for an inquiry into the reports.",
        "The king dismissed the commander.",
        "They were denied entry to Ruritania.",
        "Ruritania denied them access to the harbour.",
        "The prisoners were denied medical treatment.",
        "Troops moved to deny Borduria the use of the road.",
        "Ruritania did not deny the report.",
        "Borduria could neither confirm nor deny the claim.",
        "Fighting went on in the disputed region.",
        "It was a false flag attack.",
        "Denial of humanitarian aid is a crime.",
        "Their request was denied.",
        "== Ruritania denied everything ==",
    ],
)
def test_what_only_sounds_like_a_denial_is_none(text: str) -> None:
    assert denials(text) == []


def test_the_quote_is_the_clause_that_denies() -> None:
    source = document("First. Borduria reported a victory, but Ruritania denied this claim; the fog was thick.")
    (denial,) = denials(source)
    assert denial.quote == "Ruritania denied this claim"
    assert source.text[denial.start : denial.end] == denial.quote
    assert denial.line == 1
    assert denial.id == Denial.id_of(source.id, denial.start, denial.end)


def test_lines_are_counted_from_one() -> None:
    assert [denial.line for denial in denials("Ruritania denied it.\n\nA quiet day. Borduria denied it.")] == [1, 3]


def test_a_clause_with_several_words_of_denial_is_one() -> None:
    assert len(denials("Ruritania denied the report and called the claims false.")) == 1


def test_plain_words_are_surer_than_an_opinion_in_passing() -> None:
    plain, passing = denials("Ruritania denied it. Radio spread false reports.")
    assert plain.certainty > passing.certainty


BEFORE = "Borduria said that 40 soldiers were killed. "


@pytest.mark.parametrize(
    "denial",
    [
        "Ruritania denied this.",
        "Ruritania rejected the claim.",
        "Ruritania called these figures absurd.",
        "Ruritania rejected what was said as absurd.",
        "This was denied by Ruritania.",
        "Ruritania issued a denial.",
    ],
)
def test_a_denial_that_refers_back_rejects_the_figures_of_the_sentence_before(denial: str) -> None:
    source = document(BEFORE + denial)
    forty = figure(source, "40 soldiers", 40, claimant="Borduria")
    assert [found.of for found in denials(source, forty)] == [(forty.id,)]


@pytest.mark.parametrize(
    "denial",
    [
        "Ruritania denied reports of a mutiny.",
        "Ruritania denied that it was beaten.",
        "Ruritania denied any involvement.",
    ],
)
def test_a_denial_of_something_else_rejects_no_figure(denial: str) -> None:
    source = document(BEFORE + denial)
    assert [found.of for found in denials(source, figure(source, "40 soldiers", 40, claimant="Borduria"))] == [()]


def test_a_denial_of_what_a_person_said_finds_it_further_back() -> None:
    source = document(
        "Rudolf Rassendyll said that 40 soldiers deserted.\n\nThe winter was long. Of 9 ships none sailed.\n\n"
        "Borduria rejected what Rassendyll had said as absurd."
    )
    forty = figure(source, "40 soldiers", 40, claimant="Rudolf Rassendyll", outcome="deserted")
    nine = figure(source, "9 ships", 9, thing="equipment.ship", outcome="lost")
    assert [found.of for found in denials(source, forty, nine)] == [(forty.id,)]


def test_figures_of_another_paragraph_are_not_rejected() -> None:
    source = document(BEFORE + "\n\nRuritania denied this.")
    assert [found.of for found in denials(source, figure(source, "40 soldiers", 40, claimant="Borduria"))] == [()]


def test_figures_before_the_clause_that_denies_are_rejected() -> None:
    source = document("Borduria said that 40 soldiers were killed, but Ruritania denied it.")
    forty = figure(source, "40 soldiers", 40, claimant="Borduria")
    assert [found.of for found in denials(source, forty)] == [(forty.id,)]


def test_figures_within_what_is_denied_are_rejected_and_the_deniers_own_are_not() -> None:
    source = document("Ruritania denied Borduria's claim of 40 soldiers killed, saying 7 soldiers were hurt.")
    forty = figure(source, "40 soldiers", 40, claimant="Borduria")
    seven = figure(source, "7 soldiers", 7, claimant="Ruritania", outcome="wounded")
    assert [found.of for found in denials(source, forty, seven)] == [(forty.id,)]


def test_what_the_denier_said_before_is_not_rejected() -> None:
    source = document("Ruritania counted 40 soldiers killed. It has 3 ships. Ruritania denied this.")
    three = figure(source, "3 ships", 3, claimant="Ruritania", thing="equipment.ship")
    assert [found.of for found in denials(source, three)] == [()]


WORDS = [
    "Ruritania", "Borduria", "denied", "the", "claim", "was", "by", "false", "(", ")", ", ", "; ", ". ", "\n", "which",
    "who", "rejected", "reports", "called", "this", "and", "no evidence for", "é😀", "40",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_any_text_gives_denials_that_quote_it(text: str) -> None:
    source = document(text)
    found = denials(source)
    assert [source.text[denial.start : denial.end] for denial in found] == [denial.quote for denial in found]
    assert [source.line_of(denial.start) for denial in found] == [denial.line for denial in found]
    assert len({denial.id for denial in found}) == len(found)
    assert all(denial.quote.strip() for denial in found)


#: The lines of section 5 of the expectations that rest on explicit words, and who denies.
ARTICLE = {32: "Azerbaijan", 98: "Armenia", 128: "Armenia", 200: "Armenia", 228: "Azerbaijan", 229: "Azerbaijan"}


def test_the_article_s_explicit_denials_are_found(shared: Path) -> None:
    source = read_file(str(shared / "gold" / "karabakh-2020.txt"))
    found = {denial.line: denial.denier for denial in find_denials(annotate(source), [])}
    assert ARTICLE.items() <= found.items()
    assert 21 not in found, "a request was rejected, and no claim"
