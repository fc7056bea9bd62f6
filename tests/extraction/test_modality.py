"""How a figure is claimed, where the words that govern it settle that by themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.extraction.figures.modality import check_modality
from tallystick.extraction.network.quotes import counted_phrase
from tallystick.language.annotate import annotate
from tallystick.records import Document, Figure


def read(text: str, **slots: object) -> list[Figure]:
    """Every number as a figure, all alike, then checked."""
    of = annotate(Document(id=Document.id_of(text), text=text, path="test", sha256=""))
    made = []
    for n in of.numbers:
        start, end = counted_phrase(of, n)
        values = {"thing": "person.military", "outcome": "killed", "modality": "stated", "claimant": "Kenya", **slots}
        made.append(
            Figure.model_validate({
                "id": Figure.id_of(of.document.id, start, end, n.low, n.high), "document": of.document.id, "line": 1,
                "start": start, "end": end, "quote": text[start:end], "low": n.low, "high": n.high,
                "qualifier": n.qualifier, **values,
            })
        )  # fmt: skip
    return check_modality(of, made)


@pytest.mark.parametrize("text", [
    "The shells reportedly killed 12 soldiers.",
    "In the town 12 soldiers were reportedly killed.",
    "It was reported that the raid had killed 12 soldiers.",
    "It was later claimed that 12 soldiers had died.",
    "In the town 12 soldiers were reported killed.",
    "At dusk 12 soldiers were reported to have fallen.",
])  # fmt: skip
def test_what_is_reported_by_nobody_is_alleged_and_has_no_claimant(text: str) -> None:
    (figure,) = read(text)
    assert (figure.modality, figure.claimant) == ("alleged", None)
    ruled = [e for e in figure.evidence if e.how == "rule"]
    assert {e.slot for e in ruled} == {"modality", "claimant"}
    assert all(e.start is not None and text[e.start : e.end] == e.quote for e in ruled)


@pytest.mark.parametrize("text", [
    "The shells reportedly killed 12 soldiers, according to Kenya.",
    "Kenya said the raid was over, reportedly killing 12 soldiers.",
])  # fmt: skip
def test_hearsay_in_a_speakers_sentence_stays_his(text: str) -> None:
    assert [(f.modality, f.claimant) for f in read(text)] == [("alleged", "Kenya")]


@pytest.mark.parametrize("text", [
    "The shells reportedly fell on the town, and 12 soldiers died.",
    "He was detained with 12 soldiers allegedly for spying.",
    "They held 12 soldiers for allegedly selling arms.",
    "It was reported that the town had fallen. With it went 12 soldiers.",
    "It was reported by the agency that 12 soldiers had died.",
    "It was reported that the town fell, while Chad said that 12 soldiers had died.",
    "Fighting was reported as 12 soldiers died.",
])  # fmt: skip
def test_hearsay_about_something_else_changes_nothing(text: str) -> None:
    assert {(f.modality, f.claimant) for f in read(text)} == {("stated", "Kenya")}


def test_what_goes_on_a_list_is_alleged_as_it_began() -> None:
    assert [f.modality for f in read("The raid reportedly killed 4 soldiers, wounding 9 guards.")] == ["alleged"] * 2


@pytest.mark.parametrize("text", [
    "The ministry confirmed that 12 soldiers had died.",
    "The mission has verified 12 deaths.",
    "Observers documented the destruction of 12 tanks.",
    "In all 12 deaths were independently confirmed.",
    "It was confirmed by doctors that 12 soldiers had died.",
])  # fmt: skip
def test_what_is_confirmed_is_confirmed_by_whoever_says_so(text: str) -> None:
    (figure,) = read(text, modality="alleged")
    assert (figure.modality, figure.claimant) == ("confirmed", "Kenya")


@pytest.mark.parametrize("text", [
    "The ministry has not confirmed that 12 soldiers had died.",
    "The ministry neither confirmed nor denied that 12 soldiers had died.",
    "It could not be verified that 12 soldiers had died.",
    "An unconfirmed number of about 12 soldiers died.",
    "The ministry hasn't confirmed the loss of 12 soldiers.",
    "It has yet to be confirmed whether 12 soldiers died.",
    "If confirmed, the loss of 12 soldiers would be a record.",
    "In all 12 deaths were not confirmed.",
    "The ministry confirmed the raid, but 12 soldiers may have died.",
    "The ministry confirmed the raid, while 12 soldiers fell elsewhere.",
    "The ministry confirmed the raid and Chad said that 12 soldiers had died.",
    "The loss was confirmed on Monday after a raid on 12 villages.",
    "There were confirmed losses beside 12 soldiers.",
])  # fmt: skip
def test_what_is_left_open_or_is_of_something_else_is_not_confirmed(text: str) -> None:
    assert "confirmed" not in {f.modality for f in read(text)}


def test_an_adjective_confirms_nothing_further_on() -> None:
    assert "confirmed" not in {f.modality for f in read("Of 50 confirmed deaths in the town 12 soldiers make a part.")}


def test_what_is_denied_stays_denied() -> None:
    assert [f.modality for f in read("It denied that the raid reportedly killed 12 men.", modality="denied")] == [
        "denied"
    ]


@pytest.mark.parametrize("text", ["The flood claimed the lives of 12 soldiers.", "The flood has claimed 12 lives."])
def test_a_claim_of_lives_is_no_claim(text: str) -> None:
    assert [f.modality for f in read(text, modality="alleged")] == ["stated"]


def test_a_claim_of_lives_may_be_hearsay_all_the_same() -> None:
    assert [f.modality for f in read("The flood reportedly claimed the lives of 12 men.")] == ["alleged"]
    assert [f.modality for f in read("They claimed that 12 lives were lost.", modality="alleged")] == ["alleged"]


WORDS = st.sampled_from([
    "reportedly", "allegedly", "it was reported that", "were reported killed", "confirmed", "not", "12 soldiers", "9",
    "claimed the lives of", "Kenya said", "and", "but", ".", ";", "\n", "|", "lives",
])  # fmt: skip


@given(st.lists(WORDS, max_size=25), st.sampled_from(["stated", "alleged", "confirmed", "denied"]))
def test_only_modality_and_claimant_are_touched_and_every_word_is_in_the_text(parts: list[str], modality: str) -> None:
    text = " ".join(parts)
    for figure in read(text, modality=modality):
        assert figure.claimant in ("Kenya", None)
        assert all(text[e.start : e.end] == e.quote for e in figure.evidence)
        assert {e.slot for e in figure.evidence} <= {"modality", "claimant"}


def test_a_long_line_without_marks_takes_no_longer_than_its_length_asks() -> None:
    assert len(read("reportedly 12 soldiers were confirmed reported it was " * 2000)) == 2000
