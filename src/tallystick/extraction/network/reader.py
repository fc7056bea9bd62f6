"""The trained reader in use: the ONNX network over one window after another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tallystick.errors import ModelError
from tallystick.extraction.network.candidates import TRAITS
from tallystick.extraction.network.decoding import Asked, Decoded, decode, is_figure
from tallystick.extraction.network.decoding_events import DecodedEvent, decode_event, is_event
from tallystick.extraction.network.features import FEATURES
from tallystick.extraction.network.sharing import share_answers
from tallystick.extraction.network.surroundings import HASHED
from tallystick.extraction.network.tensors import POINTERS, Arrays, collate
from tallystick.extraction.network.windows import PLACES_OF_CANDIDATE, Window
from tallystick.records import EVENT_TYPES, MODALITIES, OUTCOMES, THINGS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: What the network returns, in this order: logits, of numbers first, then of triggers, and where both point.
OUTPUTS = ("scope", "outcome", "thing", "modality", "event", "type", "pointers")
Outputs = Sequence[NDArray[np.float32]]
#: What it returned for one window.
Said = dict[str, NDArray[np.float32]]
Run = Callable[[Arrays], Outputs]


def contract() -> str:
    """A fingerprint of everything a model was trained to see and say; a model of another contract is refused."""
    parts = (
        HASHED, FEATURES, TRAITS, POINTERS, PLACES_OF_CANDIDATE, OUTCOMES, THINGS, MODALITIES, EVENT_TYPES, OUTPUTS,
    )  # fmt: skip
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def decide(
    windows: Sequence[Window], asked: Mapping[int, Asked], run: Run
) -> tuple[dict[int, Decoded], dict[int, DecodedEvent]]:
    """What the network decides of every query that is a figure, and of every one that is an event, by its index.

    `asked` has what is known of each number, by its query's index.
    """
    figures: dict[int, Decoded] = {}
    events: dict[int, DecodedEvent] = {}
    # One window at a time: together they are padded to the longest, take longer, and, as the weights are of 8 bits and
    # scaled to what is multiplied, one would be read a little differently in other company.
    for window in windows:
        outputs = zip(OUTPUTS, run(collate([window])), strict=True)
        said = {name: rows[0] for name, rows in outputs}
        figures |= _figures(window, said, asked)
        events |= _events(window, said)
    return figures, events


def _figures(window: Window, said: Said, asked: Mapping[int, Asked]) -> dict[int, Decoded]:
    count, scope, pointers = len(window.queries), said["scope"], said["pointers"]
    numbers = (q for q in range(count) if not window.queries[q].is_trigger)
    found = [q for q in numbers if is_figure(float(scope[q]))]
    clauses = [query.clause for query in window.queries]
    modality, pointers = share_answers(said["modality"][:count], pointers[:, :count], clauses, found)
    return {
        window.queries[q].index: decode(
            float(scope[q]),
            said["outcome"][q],
            said["thing"][q],
            modality[q],
            pointers[:, q],
            window.options,
            asked[window.queries[q].index],
        )
        for q in found
    }


def _events(window: Window, said: Said) -> dict[int, DecodedEvent]:
    return {
        query.index: decode_event(float(said["event"][q]), said["type"][q], said["pointers"][:, q], window.options)
        for q, query in enumerate(window.queries)
        if query.is_trigger and is_event(float(said["event"][q]))
    }


@cache
def tokenizer() -> Tokenizer:
    """The word pieces the model was trained with. Raises ModelError where the file is missing."""
    from tokenizers import Tokenizer

    path = files("tallystick.extraction") / "model" / "tokenizer.json"
    if not path.is_file():
        raise ModelError(f"{path}: the reader's word pieces are missing; reinstall tallystick or run `make train`")
    return Tokenizer.from_str(path.read_text(encoding="utf-8"))


@cache
def shipped_model(threads: int = 0) -> tuple[Run, str]:
    """The network in the package, and its fingerprint. Raises ModelError where missing or of another contract."""
    import onnxruntime

    path = files("tallystick.extraction") / "model" / "reader.onnx"
    if not path.is_file():
        raise ModelError(f"{path}: the reader's weights are missing; reinstall tallystick or run `make train`")
    weights = path.read_bytes()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    made_for = session.get_modelmeta().custom_metadata_map.get("contract")
    if made_for != contract():
        raise ModelError(f"{path}: the reader's weights are for another version ({made_for}); run `make train`")
    return (lambda arrays: session.run(None, arrays)), hashlib.sha256(weights).hexdigest()[:16]
