"""From logits to slots: what can never be decided, and how mentions of one value stand together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tallystick.extraction.network.candidates import Candidate
from tallystick.extraction.network.decoding import IN_SCOPE, Asked, Decoded, decode, is_figure
from tallystick.extraction.network.tensors import POINTERS
from tallystick.extraction.network.windows import Option
from tallystick.extraction.plain_words import PlainWords
from tallystick.knowledge import table
from tallystick.records import MODALITIES, OUTCOMES, THINGS

Logits = NDArray[np.float32]


def option(value: str, start: int = 0) -> Option:
    return Option(Candidate(start, start + len(value), value, frozenset({"nation"})), 1, 2, ())


def towards(names: tuple[str, ...], *wanted: str) -> Logits:
    """Logits that favour these names, the first one most."""
    logits = np.zeros(len(names), np.float32)
    for i, name in enumerate(wanted):
        logits[names.index(name)] = 9 - i
    return logits


def decided(
    thing: Logits,
    outcome: Logits,
    *,
    unit: str = "count",
    plain: PlainWords = PlainWords(None, None),  # noqa: B008
    options: tuple[Option, ...] = (),
    pointers: Logits | None = None,
) -> Decoded:
    if pointers is None:
        pointers = np.zeros((len(POINTERS), 1 + len(options)), np.float32)
    return decode(2.0, outcome, thing, towards(MODALITIES, "alleged"), pointers, options, Asked(unit, plain))


def test_a_doubtful_number_is_no_figure() -> None:
    likely = np.log(IN_SCOPE / (1 - IN_SCOPE))
    for scope, figure in ((likely - 0.1, False), (likely + 0.1, True), (-1e6, False), (1e6, True)):
        assert is_figure(scope) == figure


def test_the_certainty_is_the_probability() -> None:
    assert decided(towards(THINGS), towards(OUTCOMES)).certainty == pytest.approx(1 / (1 + np.exp(-2.0)))


def test_people_are_never_abandoned() -> None:
    found = decided(towards(THINGS, "person.military", "equipment.tank"), towards(OUTCOMES, "abandoned"))
    assert (found.thing, found.outcome) in {("equipment.tank", "abandoned"), ("person.military", "killed")}
    assert found.modality == "alleged"


def test_money_is_a_cost_and_nothing_else_is() -> None:
    money = decided(towards(THINGS, "person.military"), towards(OUTCOMES, "killed"), unit="USD")
    assert (money.thing, money.outcome) == ("money", "cost")
    for unit in ("count", "percent", "share", "km2", "ha", "sqmi"):
        found = decided(towards(THINGS, "money"), towards(OUTCOMES, "cost"), unit=unit)
        assert found.thing != "money" and found.outcome != "cost"


_ALLOWED = {row["kind"]: row["outcomes"].split() for row in table("outcomes_of_things")}
_EXTREME = st.floats(-1e4, 1e4, width=32)


@settings(deadline=None)
@given(
    st.lists(_EXTREME, min_size=len(THINGS), max_size=len(THINGS)),
    st.lists(_EXTREME, min_size=len(OUTCOMES), max_size=len(OUTCOMES)),
    st.sampled_from(["count", "percent", "share", "km2", "ha", "USD", "AMD"]),
)
def test_no_logits_lead_to_the_impossible(thing: list[float], outcome: list[float], unit: str) -> None:
    found = decided(np.array(thing, np.float32), np.array(outcome, np.float32), unit=unit)
    assert found.outcome in _ALLOWED[found.thing.split(".")[0]]
    assert (found.thing == "money") == (unit in ("USD", "AMD"))
    assert all(0 <= c <= 1 for c in found.certainties.values())


def pointing(logits: list[float], *options: Option) -> tuple[str | None, int | None, float]:
    pointers = np.tile(np.array(logits, np.float32), (len(POINTERS), 1))
    found = decided(towards(THINGS), towards(OUTCOMES), options=options, pointers=pointers).pointers
    assert set(found) == set(POINTERS) and len(set(found.values())) == 1
    pointed = found["party"]
    c = pointed.candidate
    return (c.value if c else None), (c.start if c else None), pointed.certainty


def test_the_strongest_value_wins() -> None:
    value, start, certainty = pointing([0, 1, 3], option("Karst"), option("Borduria", 20))
    assert (value, start) == ("Borduria", 20) and 0.8 < certainty < 0.9


def test_mentions_of_one_value_share_their_probability() -> None:
    value, start, certainty = pointing([0, 1, 1.2, 1.5], option("Karst"), option("Karst", 20), option("Borduria", 40))
    assert (value, start) == ("Karst", 20)  # neither alone is the strongest; the stronger mention is shown
    alone = np.exp([0, 1, 1.2, 1.5])
    assert certainty == pytest.approx(float(alone[1:3].sum() / alone.sum()), abs=1e-6)


def test_nothing_is_pointed_at_where_null_is_strongest() -> None:
    assert pointing([2, 1, 1.5], option("Karst"), option("Borduria"))[0] is None
    assert pointing([2, 1.5, 1.6], option("Karst"), option("Karst", 9))[0] == "Karst"
    assert pointing([1, 1], option("Karst"))[0] is None


def test_without_options_nothing_is_pointed_at() -> None:
    assert pointing([-5]) == (None, None, 1.0)


def test_options_that_another_window_padded_are_not_seen() -> None:
    assert pointing([0, 1, 99, 99], option("Karst"))[0] == "Karst"


def test_plain_words_outweigh_a_doubtful_reader_and_yield_to_a_sure_one() -> None:
    plain = PlainWords(None, "missing")
    doubtful = np.zeros(len(OUTCOMES), np.float32)
    doubtful[OUTCOMES.index("casualties")] = 3
    assert decided(towards(THINGS, "person.military"), doubtful, plain=plain).outcome == "missing"
    sure = doubtful * 4
    assert decided(towards(THINGS, "person.military"), sure, plain=plain).outcome == "casualties"
