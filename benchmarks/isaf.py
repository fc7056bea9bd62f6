"""Press releases coded by experts: `python benchmarks/isaf.py FILE [--annotated DIR]`.

FILE holds one JSON object a line: {doc, text, gold}, `gold` with start_date, province, min_killed and min_captured.
What we find is turned into that coding as follows.

- start date: the earliest day that the release names, apart from its dateline (the date of publication, named in
  digits) and from days more than a month before that, which are background; the dateline where it names no other.
  Releases that give no year, or no day, cannot be dated by their text: they are counted as wrong, and besides the
  share right of all there is that of those which can be dated.
- province: the first mention of a first-level region of Afghanistan with the word "province"; else the first such
  region; else the region of the first town; a dateline ("KABUL, Afghanistan") only where there is nothing else.
- killed, captured: the sum of the lower bounds of our counts of people killed, and of people captured or detained,
  without denied ones and parts of others, the same count of the same people once. A release often tells of several
  operations and the coding is of one, so that this mapping is wrong at times even where every figure is right: with
  hand-annotated figures in place of read ones (`--annotated DIR`, NAME.figures.jsonl) it says how often.

A province is right where both names mean the same region of the gazetteer. The mapping was chosen on this file. The
last line is one JSON object.

Peers, on all 724 releases of which FILE may be a part, as published: the best fine-tuned models get the start date
right in 649 and the province in 711, GPT-4o in 527 and 649. Killed and captured are beside always saying the most
frequent number.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from datetime import date
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
from tallystick.language.dates import document_date, find_dates
from tallystick.language.outline import Outline, outline
from tallystick.language.places import find_places
from tallystick.language.places.folding import fold, skeleton
from tallystick.language.places.gazetteer import Place, gazetteer

PEERS = {
    "best fine-tuned": {"start_date": round(649 / 724, 3), "province": round(711 / 724, 3)},
    "GPT-4o": {"start_date": round(527 / 724, 3), "province": round(649 / 724, 3)},
}
COUNTRY = "AF"
#: A whole day, perhaps with a time or a mark of doubt; of an interval ("last week") no day is known.
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T[\d:]+)?[~?]?")
#: What lies more days before its publication is not what a release reports.
_BACKGROUND = 30
_PROVINCE = re.compile(r"\s+province$", re.IGNORECASE)
_DATELINE = re.compile(r",\s*Afghanistan", re.IGNORECASE)


def start_date(text: str, shape: Outline) -> str | None:
    """The earliest day that a release names besides its own date and days long before it."""
    days = [
        (bool(re.search(r"\d", text[m.start : m.end])), day[1])
        for m in find_dates(text, shape)
        if m.kind in ("date", "time") and m.value and (day := _DAY.fullmatch(m.value))
    ]
    published = document_date(text, shape) or next((day for in_digits, day in days if in_digits), None)
    told = (day for in_digits, day in days if not (in_digits and day == published))
    return min((day for day in told if published is None or not _is_background(day, published)), default=published)


def _is_background(day: str, published: str) -> bool:
    return (date.fromisoformat(published) - date.fromisoformat(day)).days > _BACKGROUND


def province(text: str, shape: Outline) -> str | None:
    """The name of the first-level region that a release is about, as the gazetteer writes it."""
    ranked: list[tuple[int, int, str]] = []
    for mention in find_places(text, shape):
        words = text[mention.start : mention.end]
        region = _region(_PROVINCE.sub("", words))
        if region:
            rank = 0 if _PROVINCE.search(words) else 1
        elif mention.country == COUNTRY and mention.geonames_id:
            rank, region = 2, _region_around(mention.name, mention.geonames_id)
        if region:
            dateline = bool(_DATELINE.match(text, mention.end))
            ranked.append((3 if dateline else rank, mention.start, region))
    return min(ranked)[2] if ranked else None


def _region(name: str) -> str | None:
    return next((p.name for p in gazetteer().find(fold(name)) if p.is_region and p.country == COUNTRY), None)


def _region_around(name: str, geonames_id: int) -> str | None:
    towns: list[Place] = [p for p in gazetteer().find(fold(name)) if p.geonames_id == geonames_id and p.admin1]
    codes = {p.admin1 for p in towns}
    return next(
        (r.name for p in towns for r in gazetteer().find(fold(p.name)) if r.is_region and r.admin1 in codes), None
    )


def same_province(ours: str | None, gold: str) -> bool:
    """True where a label of the coding means our region; labels that the gazetteer lacks are compared by sound."""
    if ours is None:
        return False
    region = _region(gold)
    return ours == region if region else skeleton(fold(ours)) == skeleton(fold(gold))


def counts(figures: list[Row]) -> dict[str, float]:
    """Killed and captured, by the mapping at the head of this file."""
    return {
        key: sum({(f["low"], f["high"], f["thing"], f["outcome"]): lower_bound(f) for f in people(figures, o)}.values())
        for key, o in (("min_killed", ("killed",)), ("min_captured", ("captured", "detained")))
    }


def dates_and_provinces(releases: list[Row]) -> dict[str, Any]:
    """Shares right of what the finders alone decide, and their speed, loading apart."""
    hits: Counter[str] = Counter()
    start_date("3 May 2011", outline("3 May 2011"))
    province("Kabul", outline("Kabul"))
    words, began = 0, time.process_time()
    for release in releases:
        text, gold = release["text"], release["gold"]
        shape, words = outline(text), words + len(text.split())
        day = start_date(text, shape)
        where = province(text, shape)
        hits["undated"] += day is None
        hits["start_date"] += day == gold["start_date"]
        hits["province"] += any(same_province(where, label) for label in gold["province"])
    speed = round(words / (time.process_time() - began))
    rates = {key: share(hits[key], len(releases)) for key in ("start_date", "province")}
    dated = share(hits["start_date"], len(releases) - hits["undated"])
    return {**rates, "undated": hits["undated"], "start_date_where_dated": dated, "words_per_second": speed}


def compared(rows: list[tuple[Row, list[Row]]]) -> dict[str, Any]:
    """Shares right of killed and captured over releases with their figures, and of always saying the commonest."""
    result: dict[str, Any] = {"documents": len(rows)}
    for key in ("min_killed", "min_captured"):
        result[key] = share(sum(counts(figures)[key] == release["gold"][key] for release, figures in rows), len(rows))
        commonest = Counter(release["gold"][key] for release, _ in rows).most_common(1)
        result[f"{key}_commonest"] = share(commonest[0][1], len(rows)) if commonest else None
    return result


def main() -> int:
    """Score a file of releases."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--annotated", type=Path, metavar="DIR", help="score the mapping on annotated figures as well")
    args = parser.parse_args()
    releases = json_lines(args.file)
    result: dict[str, Any] = {"documents": len(releases), **dates_and_provinces(releases)}
    undated = f"{result['undated']} of them with no day that their text could be dated by"
    print(f"{len(releases)} releases, {undated}; of the others right: {result['start_date_where_dated']}")
    for key in ("start_date", "province"):
        print(f"{key:14} {result[key]}   " + "; ".join(f"{name} {peer[key]}" for name, peer in PEERS.items()))
    if args.annotated:
        paths = [(r, args.annotated / f"{r['doc']}.figures.jsonl") for r in releases]
        result["mapping_alone"] = compared([(r, json_lines(path)) for r, path in paths if path.is_file()])
        print(f"mapping alone, on annotated figures: {json.dumps(result['mapping_alone'])}")
    try:
        reader = ready_reader()
    except ModelError as error:
        print(f"killed and captured are not scored: {error}", file=sys.stderr)
    else:
        read = [(r, [f.model_dump() for f in reader.read(document(r["doc"], r["text"])).figures]) for r in releases]
        print(notice(r["doc"] for r in releases))
        result["figures"] = compared(read)
        if training_record():
            result["figures_unseen"] = compared([(r, f) for r, f in read if not trained_on(r["doc"])])
            print(f"killed and captured, not trained on:   {json.dumps(result['figures_unseen'])}")
        print(f"killed and captured, all releases:     {json.dumps(result['figures'])}")
    print(json.dumps(result | {"peers": PEERS}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
