"""Windows to arrays: what goes into the network, the same in training and in use, by the names of its inputs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tallystick.extraction.network.candidates import ALLOWED, TRAITS
from tallystick.extraction.network.features import FEATURES
from tallystick.extraction.network.surroundings import HASHED
from tallystick.extraction.network.windows import Window

POINTERS: tuple[str, ...] = tuple(ALLOWED)
Arrays = dict[str, NDArray[np.generic]]


def collate(windows: Sequence[Window]) -> Arrays:
    """One padded batch.

    ids, mask (B, T); features (B, T, F) multi-hot; query_pool and phrase_pool (B, Q, T) and option_pool (B, O, T)
    rows that average the pieces of a span; surroundings (B, Q, HASHED) and traits (B, O, K) multi-hot; buckets
    (B, Q, O); allowed (B, S, O) true where slot S may point.
    """
    b, t = len(windows), max(len(w.ids) for w in windows)
    q, o = max(1, *(len(w.queries) for w in windows)), max(1, *(len(w.options) for w in windows))
    ids, mask = np.zeros((b, t), np.int64), np.zeros((b, t), np.int64)
    features = np.zeros((b, t, len(FEATURES)), np.float32)
    query_pool, option_pool = np.zeros((b, q, t), np.float32), np.zeros((b, o, t), np.float32)
    traits = np.zeros((b, o, len(TRAITS)), np.float32)
    buckets = np.zeros((b, q, o), np.int64)
    allowed = np.zeros((b, len(POINTERS), o), np.bool_)
    phrase_pool = np.zeros((b, q, t), np.float32)
    surroundings = np.zeros((b, q, HASHED), np.float32)
    for i, w in enumerate(windows):
        ids[i, : len(w.ids)] = w.ids
        mask[i, : len(w.ids)] = 1
        if w.features:
            pieces, hits = zip(*w.features, strict=True)
            features[i, pieces, hits] = 1
        for j, query in enumerate(w.queries):
            query_pool[i, j, query.first : query.last] = 1 / (query.last - query.first)
            phrase_pool[i, j, slice(*query.phrase)] = 1 / (query.phrase[1] - query.phrase[0])
            surroundings[i, j, query.surroundings] = 1
        for j, option in enumerate(w.options):
            option_pool[i, j, option.first : option.last] = 1 / (option.last - option.first)
            traits[i, j, option.traits] = 1
            for s, slot in enumerate(POINTERS):
                allowed[i, s, j] = bool(ALLOWED[slot] & option.candidate.traits)
        if w.queries and w.options:
            buckets[i, : len(w.queries), : len(w.options)] = w.buckets
    return {
        "ids": ids,
        "mask": mask,
        "features": features,
        "query_pool": query_pool,
        "phrase_pool": phrase_pool,
        "option_pool": option_pool,
        "surroundings": surroundings,
        "traits": traits,
        "buckets": buckets,
        "allowed": allowed,
    }
