"""Partisan war reports with crowd-coded counts: `python benchmarks/fakes.py FILE [--annotated DIR]`.

FILE holds one JSON object a line: {doc, source, text, counts}, made from FA-KES (Abu Salem and others 2019), `counts`
with nb_civilians and nb_noncivilians, the dead that an article reports. Compared with them, for equality, are:

- civilians: the first count, in the order of the text, of people killed who are civilians, journalists or not said to
  be anything ("18 people"), not denied and no part of another count; its lower bound, 0 where there is none;
- non-civilians: the same of soldiers, fighters and mercenaries.

The first, since the headline and the lead tell of the incident that is coded, and later ones repeat it or tell of
others. Limits: the crowd counted women and children apart in some articles and as civilians in others, took one of
several incidents or added them up, and called gunmen civilians now and then; so `--annotated DIR`
(NAME.figures.jsonl), which applies the mapping to figures annotated by hand, does not reach 1 either. Women and
children are not compared: our figures do not tell them from other civilians. Most articles have no non-civilian dead,
so the share that is right by always saying 0 is printed beside. The mapping was chosen on this file.

There is no published peer for these counts. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from shipped import (
    Row,
    document,
    json_lines,
    lower_bound,
    notice,
    people,
    ready_reader,
    share,
    trained_on,
    training_record,
)

from tallystick.errors import ModelError

COMBATANTS = frozenset({"person.military", "person.mercenary"})


def counts(figures: list[Row]) -> dict[str, float]:
    """The coding of an article's figures, by the mapping at the head of this file."""
    civilians = people(figures, ("killed",), lambda thing: thing not in COMBATANTS)
    others = people(figures, ("killed",), COMBATANTS.__contains__)
    return {"nb_civilians": _first(civilians), "nb_noncivilians": _first(others)}


def _first(figures: list[Row]) -> float:
    return lower_bound(min(figures, key=lambda f: int(f["start"]))) if figures else 0


def compared(rows: list[tuple[Row, list[Row]]]) -> dict[str, Any]:
    """Shares right over articles with their figures, beside always saying 0."""
    result: dict[str, Any] = {"documents": len(rows)}
    for key in ("nb_civilians", "nb_noncivilians"):
        result[key] = share(sum(counts(figures)[key] == article["counts"][key] for article, figures in rows), len(rows))
        result[f"{key}_always_0"] = share(sum(article["counts"][key] == 0 for article, _ in rows), len(rows))
    return result


def main() -> int:
    """Score a file of articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--annotated", type=Path, metavar="DIR", help="score the mapping on annotated figures as well")
    args = parser.parse_args()
    articles = json_lines(args.file)
    result: dict[str, Any] = {"documents": len(articles)}
    print(f"{len(articles)} articles")
    if args.annotated:
        paths = [(a, args.annotated / f"{a['doc']}.figures.jsonl") for a in articles]
        result["mapping_alone"] = compared([(a, json_lines(path)) for a, path in paths if path.is_file()])
        print(f"mapping alone, on annotated figures: {json.dumps(result['mapping_alone'])}")
    try:
        reader = ready_reader()
    except ModelError as error:
        print(f"the articles are not read: {error}", file=sys.stderr)
        print(json.dumps(result))
        return 1
    began = time.perf_counter()
    read = [(a, [f.model_dump() for f in reader.read(document(a["doc"], a["text"])).figures]) for a in articles]
    words = sum(len(a["text"].split()) for a in articles)
    result["words_per_second"] = round(words / (time.perf_counter() - began))
    print(notice(a["doc"] for a in articles))
    result["figures"] = compared(read)
    if training_record():
        result["figures_unseen"] = compared([(a, f) for a, f in read if not trained_on(a["doc"])])
        print(f"not trained on:  {json.dumps(result['figures_unseen'])}")
    print(f"all articles:    {json.dumps(result['figures'])}")
    sources: defaultdict[str, list[tuple[Row, list[Row]]]] = defaultdict(list)
    for article, figures in read:
        sources[article["source"]].append((article, figures))
    for source, rows in sorted(sources.items()):
        print(f"  {source:14} {len(rows):3} articles, civilians right in {compared(rows)['nb_civilians']}")
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
