"""The trained reader in use: the ONNX network over batches of windows of like length."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tallystick.errors import ModelError
from tallystick.extraction.candidates import TRAITS
from tallystick.extraction.decoding import Asked, Decoded, decode, is_figure
from tallystick.extraction.features import FEATURES
from tallystick.extraction.sharing import share_answers
from tallystick.extraction.surroundings import HASHED
from tallystick.extraction.tensors import POINTERS, Arrays, collate
from tallystick.extraction.windows import PLACES_OF_CANDIDATE, Window
from tallystick.records import MODALITIES, OUTCOMES, THINGS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: Logits of scope, outcome, thing, modality and pointers, as the network returns them.
Outputs = Sequence[NDArray[np.float32]]
Run = Callable[[Arrays], Outputs]
#: Word pieces in one batch, padding included: bounds memory, and keeps the caches warm.
_BATCH_PIECES = 2048


def contract() -> str:
    """A fingerprint of everything a model was trained to see and say; a model of another contract is refused."""
    parts = (HASHED, FEATURES, TRAITS, POINTERS, PLACES_OF_CANDIDATE, OUTCOMES, THINGS, MODALITIES)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def decide(windows: Sequence[Window], asked: Sequence[Asked], run: Run) -> dict[int, Decoded]:
    """What the network decides of every query that is a figure, by the query's index. `asked` by the same index."""
    decided: dict[int, Decoded] = {}
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
    while order:
        longest, size = len(windows[order[-1]].ids), 1
        while size < len(order) and (size + 1) * longest <= _BATCH_PIECES:
            size += 1
        batch, order = [windows[i] for i in order[-size:]], order[:-size]
        scope, outcome, thing, modality, pointers = run(collate(batch))
        for i, window in enumerate(batch):
            count = len(window.queries)
            figures = [q for q in range(count) if is_figure(float(scope[i, q]))]
            clauses = [q.clause for q in window.queries]
            options = slice(0, 1 + len(window.options))
            shared = share_answers(modality[i, :count], pointers[i, :, :count, options], clauses, figures)
            for q in figures:
                index = window.queries[q].index
                decided[index] = decode(
                    float(scope[i, q]),
                    outcome[i, q],
                    thing[i, q],
                    shared[0][q],
                    shared[1][:, q],
                    window.options,
                    asked[index],
                )
    return decided


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
