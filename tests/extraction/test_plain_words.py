"""What a counted phrase says by itself, by the annotation guide."""

from __future__ import annotations

import pytest

from tallystick.extraction.network.quotes import counted_phrase
from tallystick.extraction.plain_words import PlainWords, plain_words
from tallystick.language.annotate import annotate
from tallystick.records import Document


def said(text: str, at: int = 0) -> PlainWords:
    annotated = annotate(Document(id=Document.id_of(text), text=text, path="test", sha256=""))
    number = annotated.numbers[at]
    return plain_words(annotated, number, counted_phrase(annotated, number))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("There were 187 missing.", "missing"),
        ("In all 21 were still missing.", "missing"),
        ("Of them 40 soldiers were killed.", "killed"),
        ("Some 40 people had been displaced.", "displaced"),
        ("About 60 killed or wounded.", "casualties"),
        ("The list (destroyed: 38) is long.", "destroyed"),
        ("They had 40 soldiers in the town.", None),
        ("It put 12 guns out of action, killed nobody.", None),
    ],
)
def test_outcomes(text: str, outcome: str | None) -> None:
    assert said(text).outcome == outcome


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("It lost ten tanks and IFVs.", "equipment.armoured_vehicle"),
        ("It lost about 250 tanks and other armoured vehicles.", "equipment.armoured_vehicle"),
        ("It lost 7 tanks, 3 armoured vehicles.", "equipment.tank"),
        ("It lost 7 tanks and two armoured vehicles.", "equipment.tank"),
        ("It took 5 cities.", "place.city"),
        ("It took 80% of the city.", None),
        ("In all 12 people died.", None),
        ("It lost 5 T-72 tanks.", "equipment.tank"),
    ],
)
def test_things(text: str, thing: str | None) -> None:
    assert said(text).thing == thing


@pytest.mark.parametrize("text", [
    "Kenya lost 40 tanks, 12 guns and 3 drones.",
    "Kenya has lost 40 tanks (destroyed: 30, damaged: 10).",
    "Kenya suffered a total of 40 dead, including 12 officers.",
])  # fmt: skip
def test_a_list_of_losses_is_the_losers_throughout(text: str) -> None:
    assert said(text, 0).party == said(text, 1).party == "Kenya"


@pytest.mark.parametrize("text", [
    "Kenya lost 40 tanks, while 12 guns were taken.",
    "Kenya lost 40 tanks. On Monday 12 guns fell.",
    "Kenya lost 40 tanks and Uganda 12 guns.",
    "Kenya lost 40 tanks in a raid of 12 men.",
    "Kenya lost 40 tanks, destroying 12 guns.",
    "Kenya lost the town to 40 men and 12 guns.",
])  # fmt: skip
def test_what_comes_after_a_list_of_losses_is_not_the_losers(text: str) -> None:
    assert said(text, 1).party != "Kenya"
