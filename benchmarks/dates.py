"""Date expressions against a public set: `python benchmarks/dates.py DIR`.

DIR holds `NAME.txt` and `NAME.dates.jsonl` ({start, end, quote, value}, TIMEX2 values), as made from WikiWars
(Mazur & Dale 2010, CC BY-SA 3.0). Scored are outermost expressions: strict (same span, a leading "the" apart),
relaxed (overlap) and value (same calendar date or plain duration), each as F1. The last line is one JSON object.

Peer: HeidelTime in narrative mode on the 11 articles of odd number: 0.864 strict, 0.919 relaxed, 0.876 value, at
1,750 tokens a second.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from pathlib import Path
from typing import Any

from tallystick.language.dates import find_dates
from tallystick.language.mentions import DateMention
from tallystick.language.outline import outline

PEER = {"name": "HeidelTime", "strict_f1": 0.864, "relaxed_f1": 0.919, "value_f1": 0.876, "tokens_per_second": 1750}
#: When the articles were saved.
WRITTEN = "2009-12-19"
_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


def comparable(value: str | None) -> str | None:
    """A TIMEX2, ISO or EDTF value in one form; None where it is no calendar date or plain duration."""
    if not value:
        return None
    value = value.strip().upper().rstrip("?~%")
    if match := re.fullmatch(r"BC(\d+)(.*)", value):
        value = f"-{int(match[1]) - 1:04d}{match[2]}"
    value = value if value.startswith("P") else value.split("T")[0]
    value = value.replace("-XX-XX", "").replace("-XX", "")
    if match := re.fullmatch(r"(-?\d{4})-(SP|SU|FA|WI)", value):
        value = f"{match[1]}-{_SEASONS[match[2]]}"
    if match := re.fullmatch(r"(\d{3})X?", value):
        return match[1] + "X"
    if match := re.fullmatch(r"(\d\d)(XX)?", value):
        return match[1] + "XX"
    return value if re.fullmatch(r"-?\d{4}(-\d\d(-\d\d)?)?|P\d+(\.\d+)?[DWMY]", value) else None


def outermost(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The expressions that lie in no longer one."""
    return [
        a for a in rows
        if not any(b["start"] <= a["start"] and a["end"] <= b["end"] and b["end"] - b["start"] > a["end"] - a["start"]
                   for b in rows)
    ]  # fmt: skip


class Score:
    """Counts over all documents."""

    def __init__(self) -> None:
        self.gold = self.predicted = self.strict = self.relaxed = self.value = self.gold_values = self.values = 0

    def add(self, text: str, gold: list[dict[str, Any]], mentions: list[DateMention]) -> None:
        """Pair each annotated expression with the mention that overlaps it most, each mention once."""
        self.gold += len(gold)
        self.predicted += len(mentions)
        self.gold_values += sum(comparable(row["value"]) is not None for row in gold)
        self.values += sum(comparable(m.value) is not None for m in mentions)
        free = list(mentions)
        for row in gold:
            overlap = [(min(row["end"], m.end) - max(row["start"], m.start), m) for m in free]
            shared, best = max(overlap, key=lambda pair: pair[0], default=(0, None))
            if best is None or shared <= 0:
                continue
            free.remove(best)
            self.relaxed += 1
            quotes = {q.lower().removeprefix("the ").strip() for q in (row["quote"], text[best.start : best.end])}
            self.strict += len(quotes) == 1
            self.value += comparable(row["value"]) is not None and comparable(row["value"]) == comparable(best.value)

    def result(self) -> dict[str, float]:
        """The three F1 scores."""
        both = self.gold + self.predicted
        return {
            "strict_f1": round(2 * self.strict / max(both, 1), 3),
            "relaxed_f1": round(2 * self.relaxed / max(both, 1), 3),
            "value_f1": round(2 * self.value / max(self.gold_values + self.values, 1), 3),
        }


def main(folder: Path) -> int:
    """Score every annotated document of a folder and time the finder over them."""
    score, words, seconds = Score(), 0, 0.0
    names = sorted(folder.glob("*.dates.jsonl"))
    if not names:
        print(f"{folder}: no *.dates.jsonl here; see the head of this file", file=sys.stderr)
        return 2
    find_dates(WRITTEN, outline(WRITTEN))  # patterns are compiled on first use
    for name in names:
        text = name.with_name(name.name.replace(".dates.jsonl", ".txt")).read_text(encoding="utf-8")
        gold = [json.loads(line) for line in name.read_text(encoding="utf-8").splitlines() if line.strip()]
        shape = outline(text)
        start = time.perf_counter()
        mentions = find_dates(text, shape, published=WRITTEN)
        seconds += time.perf_counter() - start
        words += len(re.findall(r"\w+|[^\w\s]", text))
        score.add(text, outermost(gold), mentions)
    result: dict[str, Any] = score.result() | {"tokens_per_second": round(words / seconds)}
    print(f"{len(names)} documents, {score.gold} expressions, {score.predicted} found")
    for key, value in result.items():
        print(f"{key:18} {value:>9}   {PEER['name']} {PEER[key]}")
    print(json.dumps(result | {"documents": len(names), "peer": PEER}))
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    sys.exit(main(parser.parse_args().folder))
