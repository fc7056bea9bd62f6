"""What the dictionaries tell the reader of each word, as feature numbers. Their order is part of the trained model.

A dictionary hit is a feature and not a decision: a new line in a data file works without training.
"""

from __future__ import annotations

from tallystick.language.annotate import Annotated
from tallystick.language.mentions import Number
from tallystick.language.singles import is_single
from tallystick.records import OUTCOMES, THINGS

_KINDS = ("nation", "organisation", "person", "group", "place", "unknown")
FEATURES: tuple[str, ...] = (
    "number", "single", "unit.percent", "unit.share", "unit.area", "unit.currency", "vague", "date", "duration",
    "speaks", "fights", "place.found",
    *(f"name.{k}" for k in _KINDS),
    *(f"thing.{t}" for t in THINGS),
    *(f"harm.{o}" for o in OUTCOMES),
    *(f"cue.{c}" for c in ("speech", "alleged", "confirmed", "denied")),
)  # fmt: skip
FEATURE = {name: i for i, name in enumerate(FEATURES)}


def find_features(annotated: Annotated) -> list[tuple[int, int, int]]:
    """(start, end, feature) for every hit, in the order of the text; offsets are code points."""
    hits: list[tuple[int, int, int]] = []
    for number in annotated.numbers:
        hits += [(number.start, number.end, FEATURE[f]) for f in _of_number(annotated.document.text, number)]
    for date in annotated.dates:
        hits.append((date.start, date.end, FEATURE["date" if date.kind == "date" else "duration"]))
    for name in annotated.names:
        hits.append((name.start, name.end, FEATURE[f"name.{name.kind}"]))
        if name.speaks:
            hits.append((name.start, name.end, FEATURE["speaks"]))
        if name.fights:
            hits.append((name.start, name.end, FEATURE["fights"]))
    hits += [(p.start, p.end, FEATURE["place.found"]) for p in annotated.places]
    hits += [(t.start, t.end, FEATURE[f"thing.{t.thing}"]) for t in annotated.things]
    hits += [(h.start, h.end, FEATURE[f"harm.{h.outcome}"]) for h in annotated.harms]
    hits += [(c.start, c.end, FEATURE[f"cue.{c.kind}"]) for c in annotated.cues]
    hits.sort()
    return hits


def _of_number(text: str, number: Number) -> list[str]:
    features = ["number"]
    if is_single(text, number):
        features.append("single")
    if number.qualifier == "vague":
        features.append("vague")
    if number.unit in ("percent", "share"):
        features.append(f"unit.{number.unit}")
    elif number.unit in ("km2", "ha", "sqmi"):
        features.append("unit.area")
    elif number.unit != "count":
        features.append("unit.currency")
    return features
