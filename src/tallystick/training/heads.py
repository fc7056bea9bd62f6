"""Which word of an annotated event is its trigger: annotations quote a few words, the reader decides on single ones."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tallystick.training.examples import Gold, GoldDocument

Span = tuple[int, int]


def outer_limit(document: GoldDocument) -> float:
    """The code point up to which the events of a document were annotated: all, some or nothing of it."""
    return math.inf if document.events_until is None else document.events_until


def trigger_heads(document: GoldDocument, triggers: Sequence[Span], traits: Sequence[Sequence[str]]) -> dict[int, Gold]:
    """By the index of a word that may be a trigger, the annotated event whose head it is.

    Of the words quoted, the verb or noun that happens: not an auxiliary or adverb, a harm word or word of saying
    where there is one, else the first. One word stands for one event.
    """
    starts = [start for start, _ in triggers]
    heads: dict[int, Gold] = {}
    for event in document.events:
        quoted = range(bisect_left(starts, event["start"]), bisect_left(starts, event["end"]))
        free = [i for i in quoted if i not in heads]
        if free:
            heads[max(free, key=lambda i: (_is_deed(traits[i]), -i))] = event
    return heads


def _is_deed(traits: Sequence[str]) -> bool:
    kinds = Counter(t.split(":")[0] for t in traits)
    return bool(kinds["is harm"] or kinds["is cue"]) or any(t in ("ending:ed", "ending:ing") for t in traits)
