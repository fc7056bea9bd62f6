"""Events against documents annotated by hand: `python benchmarks/events.py DIR...`.

DIR holds `NAME.txt` with `NAME.events.jsonl`, by the project's annotation guide. They are read with the installed
reader and its model. Events pair one to one where both triggers stand within 60 code points and the first day is the
same: `dated` is the F1 of that, `typed` with the type right as well, `full` with actor and place right too.

Documents on which the shipped model was trained are scored apart: such a score says nothing of documents that nobody
has seen. The honest figure for them is the trial with documents held back that is kept beside the model, which is
printed too. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from shipped import Row, document, json_lines, notice, ready_reader, trained_on, training_record

from tallystick.errors import ModelError
from tallystick.training.scoring_events import score

LEVELS = ("dated", "typed", "full")
_SUFFIX = ".events.jsonl"
Read = list[tuple[str, list[Row], list[Row]]]


def line(name: str, result: Row) -> str:
    """A name with the three scores."""
    scores = "  ".join(f"{level} {result[level]['f1']:.3f}" for level in LEVELS)
    return f"{name:44} {result['gold']:4} annotated {result['predicted']:4} read  {scores}"


def held_back() -> Row | None:
    """The scores of events in documents held back while a network like the shipped one was made."""
    kept = training_record().get("crossvalidation", {}).get("events")
    return kept if isinstance(kept, dict) and {"gold", "predicted", *LEVELS} <= kept.keys() else None


def summary(read: Read) -> Row:
    """Scores of all documents, of those the model was trained on, and of the others; None where there are none."""

    def scored(rows: Read) -> Row | None:
        return score((gold, found) for _, gold, found in rows) if rows else None

    known = bool(training_record())
    return {
        "documents": len(read),
        "all": scored(read),
        "trained_on": scored([row for row in read if trained_on(row[0])]),
        "not_trained_on": scored([row for row in read if not trained_on(row[0])]) if known else None,
        "training_known": known,
        "crossvalidation": held_back(),
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
    read: Read = []
    words, seconds = 0, 0.0
    for path in paths:
        name = path.name.removesuffix(_SUFFIX)
        text = path.with_name(name + ".txt").read_text(encoding="utf-8")
        began = time.perf_counter()
        found = [e.model_dump() for e in reader.read(document(name, text)).events]
        seconds += time.perf_counter() - began
        words += len(text.split())
        read.append((name, json_lines(path), found))
    result = summary(read) | {"words_per_second": round(words / seconds)}
    print(notice(name for name, _, _ in read))
    for key in ("all", "trained_on", "not_trained_on", "crossvalidation"):
        if result[key]:
            print(line(key.replace("_", " "), result[key]))
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
