"""The fitted network as ONNX with 8-bit weights, small enough to ship and fast on a CPU."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from tokenizers import Tokenizer

from tallystick.extraction.network.candidates import Candidate
from tallystick.extraction.network.reader import contract
from tallystick.extraction.network.tensors import collate
from tallystick.extraction.network.windows import Option, Query, Window
from tallystick.training.network import Network

#: The network's inputs in the order of its arguments, and outputs, with the axes that vary (batch, pieces, queries,
#: options).
_INPUTS = {
    "ids": "bt", "mask": "bt", "features": "bt.", "query_pool": "bqt", "phrase_pool": "bqt", "option_pool": "bot",
    "surroundings": "bq.", "traits": "bo.", "buckets": "bqo", "allowed": "b.o",
}  # fmt: skip
_OUTPUTS = {
    "scope": "bq", "outcome": "bq.", "thing": "bq.", "modality": "bq.", "event": "bq", "type": "bq.",
    "pointers": "b.qo",
}  # fmt: skip


def export(network: Network, tokenizer: Path, folder: Path) -> Path:
    """Write `reader.onnx` (dynamic int8, per channel) and `tokenizer.json` into the folder; returns the former."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    folder.mkdir(parents=True, exist_ok=True)
    example = collate([_tiny_window()])
    with tempfile.TemporaryDirectory() as scratch:
        plain, prepared, small = (Path(scratch) / n for n in ("plain.onnx", "prepared.onnx", "small.onnx"))
        torch.onnx.export(
            network.eval(),
            tuple(torch.from_numpy(example[name]) for name in _INPUTS),
            str(plain),
            input_names=list(_INPUTS),
            output_names=list(_OUTPUTS),
            dynamic_axes=_axes(),
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(small), per_channel=True, reduce_range=False, weight_type=QuantType.QInt8)
        model = onnx.load(str(small))
        onnx.helper.set_model_props(model, {"contract": contract()})
        onnx.save(model, str(folder / "reader.onnx"))
    # The base model's file pads and cuts every text at 128 pieces; ours must not.
    pieces = Tokenizer.from_file(str(tokenizer))
    pieces.no_padding()
    pieces.no_truncation()
    pieces.save(str(folder / "tokenizer.json"), pretty=False)
    return folder / "reader.onnx"


def _axes() -> dict[str, dict[int, str]]:
    return {
        name: {i: axis for i, axis in enumerate(axes) if axis != "."} for name, axes in (_INPUTS | _OUTPUTS).items()
    }


def _tiny_window() -> Window:
    """Something to trace the network with: two numbers, three candidates."""
    name = Candidate(0, 1, "X", frozenset({"nation", "speaks"}))
    options = [Option(name, i, i + 1, (0, 7)) for i in range(3)]
    queries = [Query(i, 4 + i, 5 + i, (4 + i, 7 + i), 0, (1, 2)) for i in range(2)]
    return Window(list(range(100, 112)), [(4, 0)], queries, options, [[0, 1, 2], [2, 1, 0]])
