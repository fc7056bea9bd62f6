"""What is kept beside the weights: which documents they were trained on, by which settings, with which scores."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tallystick.training.fit import Settings

NAME = "training.json"


def record_crossvalidation(folder: Path, result: dict[str, Any], settings: Settings, folds: int, also: int) -> Path:
    """Keep the scores of a cross-validation, with how it was done."""
    how = {"folds": folds, "further_documents": also, "settings": asdict(settings)}
    return _write(folder, _read(folder) | {"crossvalidation": result, "crossvalidated": how})


def record_training(folder: Path, documents: Sequence[str], also: Sequence[str], settings: Settings) -> Path:
    """Keep what the weights in the folder were trained on; scores kept before stay."""
    trained = {"documents": sorted(documents), "further_documents": sorted(also), "settings": asdict(settings)}
    return _write(folder, _read(folder) | trained)


def _read(folder: Path) -> dict[str, Any]:
    path = folder / NAME
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return kept


def _write(folder: Path, content: dict[str, Any]) -> Path:
    path = folder / NAME
    path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return path
