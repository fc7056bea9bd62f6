"""Figures against documents annotated by hand: `python benchmarks/figures.py DIR...`.

DIR holds `NAME.txt` with `NAME.figures.jsonl`, by the project's annotation guide. They are read with the installed
reader and its model. Figures pair one to one where spans overlap and both bounds agree: `found` is the F1 of that,
`core` with thing, outcome and party right as well, `full` with claimant and as-of right too. The slots' shares are of
the figures found.

Documents on which the shipped model was trained are scored apart, since such a score says nothing of documents that
nobody has seen: the honest figure for them is the cross-validation over documents, done when the model was made and
kept beside it, which is printed too. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from shipped import Row, document, json_lines, notice, ready_reader, trained_on, training_record

from tallystick.errors import ModelError
from tallystick.training.scoring import score

LEVELS = ("found", "core", "full")
#: A script of an hour (spaCy's parser, regular expressions, nearest verb), scored alike on 25 of the encyclopedia's
#: documents.
PEERS = {"an hour's script": {"found": 0.59, "core": 0.06, "full": 0.02}}
_SUFFIX = ".figures.jsonl"


def line(name: str, result: Row) -> str:
    """A name with the three scores."""
    scores = "  ".join(f"{level} {result[level]['f1']:.3f}" for level in LEVELS)
    return f"{name:44} {result['gold']:4} annotated {result['predicted']:4} read  {scores}"


def crossvalidated(which: str = "crossvalidation") -> Row | None:
    """The scores of a cross-validation kept with the shipped model, where they are there."""
    kept = training_record().get(which)
    return kept if isinstance(kept, dict) and {"gold", "predicted", *LEVELS} <= kept.keys() else None


def summary(read: list[tuple[str, list[Row], list[Row]]]) -> dict[str, Any]:
    """Scores of all documents, of those the model was trained on, and of the others; None where there are none."""

    def scored(rows: list[tuple[str, list[Row], list[Row]]]) -> Row | None:
        return score((gold, found) for _, gold, found in rows) if rows else None

    known = bool(training_record())
    return {
        "documents": len(read),
        "all": scored(read),
        "trained_on": scored([row for row in read if trained_on(row[0])]),
        "not_trained_on": scored([row for row in read if not trained_on(row[0])]) if known else None,
        "training_known": known,
        "crossvalidation": crossvalidated(),
        "crossvalidation_before_events": crossvalidated("crossvalidation_before_events"),
    }


def main() -> int:
    """Score folders of annotated documents all together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR")
    folders = parser.parse_args().folders
    paths = [path for folder in folders for path in sorted(folder.glob("*" + _SUFFIX))]
    if not paths:
        print(f"{', '.join(map(str, folders))}: no NAME{_SUFFIX} here; see --help", file=sys.stderr)
        return 2
    try:
        reader = ready_reader()
    except ModelError as error:
        print(f"nothing is read: {error}", file=sys.stderr)
        return 1
    read: list[tuple[str, list[Row], list[Row]]] = []
    words, seconds = 0, 0.0
    for path in paths:
        name = path.name.removesuffix(_SUFFIX)
        text = path.with_name(name + ".txt").read_text(encoding="utf-8")
        began = time.perf_counter()
        found = [f.model_dump() for f in reader.read(document(name, text)).figures]
        seconds += time.perf_counter() - began
        words += len(text.split())
        read.append((name, json_lines(path), found))
        print(line(name + (" (trained on)" if trained_on(name) else ""), score([read[-1][1:]])))
    result = summary(read) | {"words_per_second": round(words / seconds), "peers": PEERS}
    print()
    print(notice(name for name, _, _ in read))
    for key in ("all", "trained_on", "not_trained_on", "crossvalidation"):
        if result[key]:
            print(line(key.replace("_", " "), result[key]))
    if result["trained_on"] and not result["crossvalidation"]:
        print("NOTE: no cross-validation is kept with the model, so there is no honest figure for those trained on.")
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
