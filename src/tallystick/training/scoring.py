"""Scores of predicted figures against annotated ones.

Figures pair one to one where spans overlap and both bounds agree; `found` counts pairs, `core` those with thing,
outcome and party right, `full` those with claimant and as-of right too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tallystick.training.matching import same_bound, same_name

SLOTS = ("qualifier", "thing", "outcome", "party", "actor", "claimant", "modality", "as_of", "place")
CORE = ("thing", "outcome", "party")
FULL = (*CORE, "claimant", "as_of")
_NAMES = frozenset({"party", "actor", "claimant", "place"})
_PEOPLE_IN_GENERAL = frozenset({"person.unspecified", "person.mixed"})
Row = Mapping[str, Any]


def same(slot: str, a: Row, b: Row) -> bool:
    """True where two figures agree in a slot; people unspecified and people mixed are one for this measure."""
    x, y = a.get(slot), b.get(slot)
    if slot in _NAMES:
        return same_name(x, y)
    if slot == "thing" and {x, y} <= _PEOPLE_IN_GENERAL:
        return True
    return (x or None) == (y or None)


def pair(gold: Sequence[Row], predicted: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Pairs of gold and predicted figures of one document; among rivals the one with more core slots right."""
    pairs: list[tuple[Row, Row]] = []
    free = list(predicted)
    for g in gold:
        rivals = [
            p for p in free
            if min(g["end"], p["end"]) > max(g["start"], p["start"])
            and same_bound(g["low"], p["low"]) and same_bound(g["high"], p["high"])
        ]  # fmt: skip
        if rivals:
            best = max(rivals, key=lambda p: (sum(same(s, g, p) for s in CORE), _overlap(g, p)))
            free.remove(best)
            pairs.append((g, best))
    return pairs


def _overlap(a: Row, b: Row) -> int:
    return int(min(a["end"], b["end"]) - max(a["start"], b["start"]))


def score(documents: Iterable[tuple[Sequence[Row], Sequence[Row]]]) -> dict[str, Any]:
    """Precision, recall and F1 at each level over (gold, predicted) of many documents, and each slot's accuracy."""
    gold = predicted = 0
    pairs: list[tuple[Row, Row]] = []
    for right, found in documents:
        gold, predicted = gold + len(right), predicted + len(found)
        pairs += pair(right, found)
    result: dict[str, Any] = {"gold": gold, "predicted": predicted}
    for level, needs in (("found", ()), ("core", CORE), ("full", FULL)):
        hits = sum(all(same(s, g, p) for s in needs) for g, p in pairs)
        result[level] = f1(hits, gold, predicted)
    result["slots"] = {s: round(sum(same(s, g, p) for g, p in pairs) / max(len(pairs), 1), 3) for s in SLOTS}
    return result


def errors(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[str]:
    """A line for each figure missed or wrongly found, and for each wrong slot of those paired."""
    pairs = pair(gold, predicted)
    paired = {id(row) for both in pairs for row in both}
    yield from (f"missed\t{g['start']}\t{g['quote']!r}" for g in gold if id(g) not in paired)
    yield from (
        f"false\t{p['start']}\t{p['quote']!r} {p['thing']} {p['outcome']}" for p in predicted if id(p) not in paired
    )
    for g, p in pairs:
        wrong = [s for s in SLOTS if not same(s, g, p)]
        yield from (f"{s}\t{g['start']}\t{g['quote']!r}\tgold {g.get(s)!r}\tread {p.get(s)!r}" for s in wrong)


def f1(hits: int, gold: int, predicted: int) -> dict[str, float]:
    """Precision, recall and F1."""
    precision, recall = hits / predicted if predicted else 0.0, hits / gold if gold else 0.0
    total = precision + recall
    f1 = 2 * precision * recall / total if total else 0.0
    return {"p": round(precision, 3), "r": round(recall, 3), "f1": round(f1, 3)}
