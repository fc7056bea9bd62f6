"""Who says so, in news: `python benchmarks/attribution.py DIR`.

DIR holds `text/NAME.txt` and `attributions/NAME_*.ann` (brat standoff: Source, Cue, Content), as made from PolNeAR
(Newell and others 2018). Of a text with several annotations the first by name counts. Compared by overlap, one hit
being enough, with precision and recall:

- sources: the names (nations, organisations, people, groups) that the reader is told stand beside a word of saying or
  after "according to", against the annotated sources; recall also without those that are only a pronoun;
- cues: our words of saying against the annotated cues.

This measures what is offered to the reader as a possible claimant, not who is chosen for a figure: for that see the
slots `claimant` and `modality` of `figures.py`. It is a weak measure even so: annotated is all that is said, believed,
hoped or shown in political news, with sources of which over a third are no name ("he", "critics", "the poll"), which
we do not look for; and our words of saying are those that go with counts of losses. Low figures are to be expected,
and no other tool was run alike. The annotators agree on 0.92, as published. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from pathlib import Path
from typing import Any

from shipped import document, share

from tallystick.extraction.network.candidates import find_candidates
from tallystick.language.annotate import annotate

Span = tuple[int, int]
PEERS = {"annotators' agreement": 0.92}
_NAMES = frozenset({"nation", "organisation", "person", "group", "unknown"})
_PRONOUNS = frozenset(("i", "he", "she", "it", "we", "you", "they", "him", "her", "them", "us", "me", "who", "one"))
_LINE = re.compile(r"T\d+\t(Source|Cue) ([\d ;]+)\t")


def annotated_spans(path: Path) -> dict[str, list[list[Span]]]:
    """The sources and cues of a brat file, each a list of parts: some are in pieces."""
    spans: dict[str, list[list[Span]]] = {"Source": [], "Cue": []}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if match := _LINE.match(line):
            pieces = [piece.split() for piece in match[2].split(";")]
            spans[match[1]].append([(int(start), int(end)) for start, end in pieces])
    return spans


class Overlaps:
    """Counts over all documents of spans on either side that overlap one of the other."""

    def __init__(self) -> None:
        self.gold = self.gold_found = self.ours = self.ours_right = 0

    def add(self, gold: list[list[Span]], ours: list[Span]) -> None:
        """Count one document."""
        touched = {i for i, pieces in enumerate(gold) for span in ours if any(_touch(span, p) for p in pieces)}
        self.gold += len(gold)
        self.gold_found += len(touched)
        self.ours += len(ours)
        self.ours_right += sum(any(_touch(span, piece) for pieces in gold for piece in pieces) for span in ours)

    def result(self) -> dict[str, Any]:
        """Precision and recall."""
        return {"precision": share(self.ours_right, self.ours), "recall": share(self.gold_found, self.gold)}


def _touch(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def main() -> int:
    """Score a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    folder = parser.parse_args().folder
    texts = sorted((folder / "text").glob("*.txt"))
    if not texts:
        print(f"{folder}: no text/*.txt here; see --help", file=sys.stderr)
        return 2
    find_candidates(annotate(document("A warm-up", "The ministry said so in Paris on 3 May 2011.")))
    sources, named, cues = Overlaps(), Overlaps(), Overlaps()
    documents, words, seconds = 0, 0, 0.0
    for path in texts:
        annotations = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if not annotations:
            continue
        text = path.read_text(encoding="utf-8")
        gold = annotated_spans(annotations[0])
        began = time.process_time()
        annotated = annotate(document(path.name, text))
        candidates = find_candidates(annotated)
        seconds += time.process_time() - began
        documents, words = documents + 1, words + len(text.split())
        spans = {(c.start, c.end) for c in candidates if c.traits & _NAMES and c.traits & {"saying", "said_of"}}
        nominal = [s for s in gold["Source"] if text[s[0][0] : s[0][1]].strip().lower() not in _PRONOUNS]
        sources.add(gold["Source"], sorted(spans))
        named.add(nominal, sorted(spans))
        cues.add(gold["Cue"], [(c.start, c.end) for c in annotated.cues])
    result: dict[str, Any] = {
        "documents": documents,
        "annotated_sources": sources.gold,
        "sources": sources.result() | {"recall_without_pronouns": named.result()["recall"]},
        "cues": cues.result(),
        "words_per_second": round(words / seconds),
    }
    print("A weak measure, of what the reader is offered and not of what it chooses; see --help.")
    for key in ("documents", "annotated_sources", "sources", "cues", "words_per_second"):
        print(f"{key:18} {json.dumps(result[key])}")
    print(json.dumps(result | {"peers": PEERS}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
