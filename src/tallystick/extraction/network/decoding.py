"""From the reader's logits to slots, under constraints: people are not abandoned, money is a cost.

Probabilities here are the reader's own. The mentions of one value share its probability: "Azerbaijan" twice in a
window is one answer with two witnesses.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tallystick.extraction.network.candidates import Candidate
from tallystick.extraction.network.tensors import POINTERS
from tallystick.extraction.network.windows import Option
from tallystick.extraction.plain_words import PlainWords
from tallystick.knowledge import table
from tallystick.records import MODALITIES, OUTCOMES, THINGS, Modality, Outcome, Thing

Logits = NDArray[np.float32]
#: A number is a figure from this probability on; chosen by cross-validation.
IN_SCOPE = 0.6
#: Log-odds that plain words add to the reader, which is surer than it is right: on annotated documents they are right
#: in 97 of 100, and where the two disagree they mostly win.
PLAIN_WORDS = 6.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a number before the reader decides: its unit, and what its own words say."""

    unit: str
    plain: PlainWords


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a slot was filled with: the strongest mention of the value, or None for "not said", and the probability."""

    candidate: Candidate | None
    certainty: float


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the reader decided of one number."""

    certainty: float
    thing: Thing
    outcome: Outcome
    modality: Modality
    certainties: Mapping[str, float]
    pointers: Mapping[str, Pointed]


def is_figure(scope: float) -> bool:
    """True where the scope logit says that a number is a figure."""
    return logistic(scope) >= IN_SCOPE


def decode(
    scope: float,
    outcome: Logits,
    thing: Logits,
    modality: Logits,
    pointers: Logits,
    options: Sequence[Option],
    asked: Asked,
) -> Decoded:
    """Settle the slots of one figure from its logits. `pointers` is (slots, 1 + options), null first."""
    outcome = _heed(outcome, OUTCOMES, asked.plain.outcome)
    thing = _heed(thing, THINGS, asked.plain.thing)
    pointers = _heed_party(pointers, options, asked.plain.party)
    p_outcome, p_thing, p_modality = softmax(outcome), softmax(thing), softmax(modality)
    possible = _possible()[asked.unit not in ("count", "percent", "share", "km2", "ha", "sqmi")]
    # Sums of logits, not products of probabilities: those may all vanish, and nothing impossible may win then.
    joint = np.where(possible, np.add.outer(thing.astype(np.float64), outcome.astype(np.float64)), -np.inf)
    t, o = np.unravel_index(int(joint.argmax()), joint.shape)
    m = int(p_modality.argmax())
    return Decoded(
        logistic(scope),
        THINGS[t],
        OUTCOMES[o],
        MODALITIES[m],
        {"thing": float(p_thing[t]), "outcome": float(p_outcome[o]), "modality": float(p_modality[m])},
        {slot: point(pointers[s], options) for s, slot in enumerate(POINTERS)},
    )


def _heed(logits: Logits, names: Sequence[str], plain: str | None) -> Logits:
    """The logits with what the words of the phrase say by themselves."""
    if plain is None:
        return logits
    heeded = logits.copy()
    heeded[names.index(plain)] += PLAIN_WORDS
    return heeded


def _heed_party(pointers: Logits, options: Sequence[Option], plain: str | None) -> Logits:
    """The pointers with the party that the words of the phrase name, where it is among the options."""
    named = [i + 1 for i, option in enumerate(options) if option.candidate.value == plain]
    if not named:
        return pointers
    heeded = pointers.copy()
    heeded[POINTERS.index("party"), named] += PLAIN_WORDS
    return heeded


def logistic(x: float) -> float:
    """The probability of these log-odds."""
    return 0.5 * (1 + math.tanh(x / 2))  # in this form it cannot overflow


def point(logits: Logits, options: Sequence[Option]) -> Pointed:
    """What one pointer points at. The mentions of one value share its probability."""
    probabilities = softmax(logits[: 1 + len(options)])
    by_value: dict[str, float] = {}
    best: dict[str, int] = {}
    for i, option in enumerate(options):
        p = float(probabilities[i + 1])
        value = option.candidate.value
        by_value[value] = by_value.get(value, 0.0) + p
        if value not in best or p > float(probabilities[best[value] + 1]):
            best[value] = i
    if not by_value:
        return Pointed(None, 1.0)
    value = max(by_value, key=lambda v: by_value[v])
    if float(probabilities[0]) >= by_value[value]:
        return Pointed(None, float(probabilities[0]))
    return Pointed(options[best[value]].candidate, min(by_value[value], 1.0))


def softmax(logits: Logits) -> NDArray[np.float64]:
    """The probabilities of these logits."""
    exp: NDArray[np.float64] = np.exp(logits.astype(np.float64) - float(logits.max()))
    return np.asarray(exp / exp.sum())


@cache
def _possible() -> dict[bool, NDArray[np.bool_]]:
    """(things, outcomes) true where possible, by whether the number is money."""
    allowed = {r["kind"]: r["outcomes"].split() for r in table("outcomes_of_things")}
    grid = np.array([[o in allowed[t.split(".")[0]] for o in OUTCOMES] for t in THINGS], np.bool_)
    money = np.array([[t == "money" for _ in OUTCOMES] for t in THINGS], np.bool_)
    return {False: grid & ~money, True: grid & money}
