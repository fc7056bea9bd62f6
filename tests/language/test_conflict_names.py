"""The other names of a conflict file are honoured where texts are read and where figures are set side by side."""

from __future__ import annotations

import pytest

from tallystick.conflict import Conflict, Party, Side
from tallystick.language.mentions import Name
from tallystick.language.names import find_names
from tallystick.language.outline import outline
from tallystick.reconcile.sides import sides_of

_ALSO = ("Zemblan", "Zemblans", "Onhava", "the Lowland Army", "the Leaguers", "ZPA", "IS", "rebels", "Otto Karr")
_CONFLICT = Conflict(
    sides=(
        Side(name="North", parties=(Party(name="Zembla", also=_ALSO),)),
        Side(name="South", parties=(Party(name="Peru", also=("Tomas Quiroga", "the enemy")),)),
    )
)


def read(text: str) -> list[Name]:
    return find_names(text, outline(text), conflict=_CONFLICT)


@pytest.mark.parametrize(
    "text",
    [
        "Zembla lost 12.", "Zembla's army lost 12.", "Zemblan forces lost 12.", "The Zemblans lost 12.",
        "Onhava denied it.", "The Lowland Army lost 12.", "Lowland Army men lost 12.", "Leaguers lost 12.",
        "The ZPA lost 12.", "The rebels lost 12.", "Rebels lost 12.", "Otto Karr counted 12.", "IS fighters lost 12.",
    ],
)  # fmt: skip
def test_every_other_name_means_the_party(text: str) -> None:
    assert "Zembla" in {n.canonical for n in read(text)}


@pytest.mark.parametrize("form", ["The Zemblan Ministry of Defence", "The MoD of Zembla", "Zembla's defence ministry"])
def test_a_party_that_no_data_file_knows_has_ministries(form: str) -> None:
    assert "Zembla Ministry of Defence" in {n.canonical for n in read(f"{form} counted 12.")}


def test_who_speaks_for_a_nation_is_the_nation() -> None:
    text = "President Tomas Quiroga counted 12. Quiroga left, the enemy said."
    assert {(n.canonical, n.kind) for n in read(text) if text[n.start :].startswith(("Tomas", "the enemy"))} == {
        ("Peru", "nation")
    }
    assert ("Quiroga", "Peru") in {(text[n.start : n.end], n.canonical) for n in read(text)}


def test_another_with_that_surname_is_not_the_nation() -> None:
    assert "Peru" not in {n.canonical for n in read("General Anna Quiroga counted 12. Quiroga left.")}


def test_an_abbreviation_needs_its_capitals() -> None:
    assert read("Is it so? It is.") == []


def test_figures_under_another_name_are_the_party_s() -> None:
    sides = sides_of(_CONFLICT, ())
    assert {name: sides.party_of(name) for name in ("ZPA", "otto karr", "The Lowland Army")} == {
        "ZPA": "Zembla",
        "otto karr": "Zembla",
        "The Lowland Army": "Zembla",
    }
    assert sides.party_of("Zembla Ministry of Defence") == "Zembla"
    assert sides.party_of("Tasov") is None
