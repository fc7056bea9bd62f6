"""Scores of predicted events against annotated ones.

Events pair one to one where both triggers stand within 60 code points of each other and the first day is the same;
`dated` counts pairs, `typed` those with the type right, `full` those with actor and place right too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tallystick.training.matching import same_name
from tallystick.training.scoring import Row, f1

SLOTS = ("type", "end_date", "actor", "target", "place", "claimant")
FULL = ("type", "actor", "place")
_NAMES = frozenset({"actor", "target", "place", "claimant"})
_NEAR = 60


def same(slot: str, a: Row, b: Row) -> bool:
    """True where two events agree in a slot."""
    return same_name(a.get(slot), b.get(slot)) if slot in _NAMES else a.get(slot) == b.get(slot)


def pair(gold: Sequence[Row], predicted: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Pairs of gold and predicted events of one document; among rivals the one of the same type, then the nearest."""
    pairs: list[tuple[Row, Row]] = []
    free = list(predicted)
    for g in gold:
        rivals = [p for p in free if _gap(g, p) <= _NEAR and g["start_date"] == p["start_date"]]
        if rivals:
            best = max(rivals, key=lambda p: (g["type"] == p["type"], -max(_gap(g, p), 0)))
            free.remove(best)
            pairs.append((g, best))
    return pairs


def _gap(a: Row, b: Row) -> int:
    return int(max(a["start"], b["start"]) - min(a["end"], b["end"]))


def score(documents: Iterable[tuple[Sequence[Row], Sequence[Row]]]) -> dict[str, Any]:
    """Precision, recall and F1 at each level over (gold, predicted) of many documents, and each slot's accuracy."""
    gold = predicted = 0
    pairs: list[tuple[Row, Row]] = []
    for right, found in documents:
        gold, predicted = gold + len(right), predicted + len(found)
        pairs += pair(right, found)
    result: dict[str, Any] = {"gold": gold, "predicted": predicted}
    for level, needs in (("dated", ()), ("typed", ("type",)), ("full", FULL)):
        hits = sum(all(same(s, g, p) for s in needs) for g, p in pairs)
        result[level] = f1(hits, gold, predicted)
    result["slots"] = {s: round(sum(same(s, g, p) for g, p in pairs) / max(len(pairs), 1), 3) for s in SLOTS}
    return result


def errors(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[str]:
    """A line for each event missed or wrongly found, and for each wrong slot of those paired."""
    pairs = pair(gold, predicted)
    paired = {id(row) for both in pairs for row in both}
    for kind, rows in (("missed", gold), ("false", predicted)):
        for row in rows:
            if id(row) not in paired:
                yield f"{kind}\t{row['start']}\t{row.get('quote')!r} {row['type']} {row['start_date']}"
    for g, p in pairs:
        wrong = [s for s in SLOTS if not same(s, g, p)]
        yield from (f"{s}\t{g['start']}\t{g.get('quote')!r}\tgold {g.get(s)!r}\tread {p.get(s)!r}" for s in wrong)
