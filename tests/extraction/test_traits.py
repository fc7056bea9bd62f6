"""What the reader is told of candidates, of numbers and of words, besides the words themselves."""

from __future__ import annotations

import pytest
from hand_made import document

from tallystick.errors import ModelError
from tallystick.extraction.network import sieve as sieve_module
from tallystick.extraction.network.candidates import ALLOWED, TRAITS, as_of_value, find_candidates
from tallystick.extraction.network.features import FEATURES, find_features
from tallystick.extraction.network.number_traits import number_traits
from tallystick.extraction.network.sieve import Sieve, shipped_sieve
from tallystick.extraction.network.surroundings import HASHED, hashed, surroundings
from tallystick.language.annotate import annotate
from tallystick.language.mentions import DateMention

_TEXT = "On 3 May 2020 Armenia said that at least 40 of its soldiers had been killed by Azerbaijan near Paris."


def candidates(text: str) -> dict[str, frozenset[str]]:
    """Of each value, what its first mention carries."""
    found: dict[str, frozenset[str]] = {}
    for candidate in find_candidates(annotate(document(text))):
        found.setdefault(candidate.value, candidate.traits)
    return found


def around(text: str) -> dict[str, set[str]]:
    annotated = annotate(document(text))
    return {text[n.start : n.end]: set(t) for n, t in zip(annotated.numbers, surroundings(annotated), strict=True)}


def test_candidates_carry_what_their_neighbours_tell() -> None:
    found = candidates(_TEXT)
    assert {"nation", "saying"} <= found["Armenia"]
    assert {"nation", "agent"} <= found["Azerbaijan"]
    assert {"place", "located", "resolved"} <= found["Paris"]
    assert {"date", "day"} <= found["2020-05-03"]
    assert "owner" in candidates("Armenia's losses grew")["Armenia"]
    assert "said_of" in candidates("according to Armenia, 40 fell")["Armenia"]


def test_traits_are_of_the_vocabulary_and_slots_point_at_some() -> None:
    assert all(traits <= set(TRAITS) for traits in candidates(_TEXT).values())
    assert all(allowed <= set(TRAITS) for allowed in ALLOWED.values())


@pytest.mark.parametrize(
    ("kind", "value", "first", "last", "expected"),
    [
        ("date", "2020-05-03", "2020-05-03", "2020-05-03", "2020-05-03"),
        ("date", "2020-05", "2020-05", "2020-05", "2020-05"),
        ("date", "2020-05-03/2020-05-09", "2020-05-03", "2020-05-09", "2020-05-09"),
        ("date", "2020-21", "2020-03-01", "2020-05-31", "2020-05-31"),
        ("date", "202X", "2020", "2029", "2029"),
        ("date", None, None, None, None),
        ("duration", "P3D", None, None, None),
        ("set", "R/P1D", None, None, None),
    ],
)
def test_the_day_a_figure_is_current_at(
    kind: str, value: str | None, first: str | None, last: str | None, expected: str | None
) -> None:
    assert as_of_value(DateMention(0, 1, kind, value, first, last)) == expected  # type: ignore[arg-type]


def test_what_stands_around_a_number() -> None:
    found = around(_TEXT)["at least 40"]
    assert {"count", "count:at_least", "unit:count", "size:1e1"} <= found
    assert "count:thing:person.military:near" in found
    assert "count:harm:killed" in found and "cue:speech:before" in found
    assert "single" in around("They lost a tank.")["a"]
    assert "heading" in around("== 40 tanks lost ==\nText.")["40"]
    assert "count:nothing" in around("They were 40.")["40"]


def test_traits_are_hashed_into_bounds() -> None:
    assert all(0 <= hashed(t) < HASHED for t in ("", "count", "é" * 1000))


def test_features_lie_on_what_was_found() -> None:
    hits = {(_TEXT[s:e], FEATURES[f]) for s, e, f in find_features(annotate(document(_TEXT)))}
    assert {
        ("at least 40", "number"), ("soldiers", "thing.person.military"), ("killed", "harm.killed"),
        ("Armenia", "name.nation"), ("Armenia", "speaks"), ("said", "cue.speech"), ("Paris", "place.found"),
    } <= hits  # fmt: skip


@pytest.mark.parametrize(
    ("text", "feature"),
    [("a tank", "single"), ("dozens of tanks", "vague"), ("half of it", "unit.share"), ("72% of it", "unit.percent"),
     ("60 km2", "unit.area"), ("60 square miles", "unit.area"), ("$60", "unit.currency")],
)  # fmt: skip
def test_a_number_has_the_feature_of_its_form(text: str, feature: str) -> None:
    assert feature in {FEATURES[f] for _, _, f in find_features(annotate(document("They lost " + text)))}


def test_features_are_in_the_order_of_the_text() -> None:
    hits = find_features(annotate(document(_TEXT * 3)))
    assert hits == sorted(hits)


def test_the_sieve_lets_through_what_weighs_enough() -> None:
    annotated = annotate(document("They lost 40 tanks; Chapter 7 tells of it."))
    told = surroundings(annotated)
    features = number_traits(annotated, told)
    assert len(features) == len(annotated.numbers) == 2
    telling = "count:thing:equipment.tank:next"
    assert telling in features[0] and telling not in features[1]
    sieve = Sieve({"bias": -1.0, telling: 3.0}, 0.0)
    assert sieve.passing(features) == [0]
    assert sieve.weigh(["never seen"]) == -1.0 and sieve.weigh([telling]) == 2.0
    assert Sieve({"bias": -1.0}, -1.0).passing(features) == [0, 1]


def test_the_fingerprint_follows_weights_and_threshold() -> None:
    prints = {Sieve({"bias": b}, t).fingerprint for b, t in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))}
    assert len(prints) == 3
    assert Sieve({"bias": 0.0, "a": 1.0}, 0.0).fingerprint == Sieve({"a": 1.0, "bias": 0.0}, 0.0).fingerprint


def test_a_missing_sieve_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(sieve_module, "files", lambda package: tmp_path)
    with pytest.raises(ModelError, match=r"triggers\.json: the reader's sieve is missing"):
        shipped_sieve.__wrapped__("triggers")
