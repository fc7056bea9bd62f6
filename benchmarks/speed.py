"""Speed and memory of a build against plain spaCy: `python benchmarks/speed.py DIR [--most N] [--rounds N]`.

Both get the same texts, the `*.txt` of DIR, in the same run, each in a process of its own, by turns: `tallystick build`
(documents to a ledger on disk), and `spacy_pipeline.py` (the full small English pipeline, nothing kept). Timed is the
whole process by the wall clock, from start to end, with loading of model and libraries. Before that each is run once
on the shortest text, so that neither pays for files that are not in the system's cache yet, and the list of places has
been compiled (once for an installed version). Tokens are counted alike for both: runs of characters between white
space in the files. Of several rounds the median counts. The last line is one JSON object.

Threads: the build reads with a process for each core, each with one thread; with `--workers 1` it reads in one
process, in which the model runs on as many threads as there are cores and all else on one. spaCy runs in one process,
with its defaults. What
each used is shown as cores: processor time, of user and system, by wall time. Where that is well below 1 the machine
was busy with other work, and the output says so: the ratio of processor times is then the better one.

Peak memory is the largest resident set of the process; of a build with workers, that of the largest of its processes,
not their sum.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PEER = Path(__file__).with_name("spacy_pipeline.py")
#: Below so many cores used, a process waited for others: all three have work for one core all the time.
_BUSY = 0.85
_SUMMARY = re.compile(r"(\d+) read with (\d+) figures, (\d+) unchanged, (\d+) refused")
OURS, ALONE, SPACY = "build", "build --workers 1", "spaCy"


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds of the wall clock and of the processor, peak megabytes, exit status, and what it said."""

    seconds: float
    processor: float
    megabytes: float
    status: int
    said: str


def measured(command: list[str]) -> Run:
    """Run a command to its end. The figures are the system's own, of this process and of those it waited for."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, process.returncode, text)


def command_of(which: str, folder: Path, scratch: Path) -> list[str]:
    """What is run over a folder; a build gets a ledger that is not there yet."""
    if which == SPACY:
        return [sys.executable, str(_PEER), str(folder)]
    ledger = tempfile.mkdtemp(dir=scratch) + "/ledger.db"
    workers = ["--workers", "1"] if which == ALONE else []
    return [sys.executable, "-m", "tallystick", "build", str(folder), "--ledger", ledger, *workers]


def complaint(which: str, run: Run) -> str | None:
    """Why a run does not count, or None. A build that refused some documents counts; they are shown."""
    said = run.said.strip().split("\n")[-1]
    if which == SPACY:
        return said if run.status else None
    summary = _SUMMARY.search(said)
    return None if summary and int(summary[1]) and run.status in (0, 1) else said or f"exit status {run.status}"


def chosen(folder: Path, most: int | None) -> list[Path]:
    """The texts of a folder, or so many of them, spread evenly over their names."""
    texts = sorted(folder.glob("*.txt"))
    if not most or most >= len(texts):
        return texts
    return [texts[i * len(texts) // most] for i in range(most)]


def linked(texts: list[Path], folder: Path) -> Path:
    """A new folder with links to these texts."""
    folder.mkdir()
    for path in texts:
        (folder / path.name).symlink_to(path.resolve())
    return folder


def figures_of(runs: list[Run], words: int) -> dict[str, Any]:
    """What is reported of several runs of one command: the median by time."""
    seconds = statistics.median(r.seconds for r in runs)
    return {
        "tokens_per_second": round(words / seconds),
        "seconds": round(seconds, 2),
        "all_seconds": [round(r.seconds, 2) for r in runs],
        "processor_seconds": round(statistics.median(r.processor for r in runs), 2),
        "cores_used": round(statistics.median(r.processor / r.seconds for r in runs), 2),
        "peak_mb": round(max(r.megabytes for r in runs)),
    }


def compare(texts: list[Path], rounds: int) -> dict[str, Any]:
    """Run everything by turns. Raises RuntimeError, with what the process said, where one does not do its work."""
    words = sum(len(path.read_text(encoding="utf-8", errors="replace").split()) for path in texts)
    runs: dict[str, list[Run]] = {OURS: [], SPACY: [], ALONE: []}
    with tempfile.TemporaryDirectory(prefix="tallystick-speed-") as name:
        scratch = Path(name)
        folder = linked(texts, scratch / "texts")
        first = linked([min(texts, key=lambda path: path.stat().st_size)], scratch / "first")
        turns = [(which, first) for which in (OURS, SPACY)] + [(which, folder) for which in runs] * rounds
        for i, (which, where) in enumerate(turns):
            print(f"{i + 1} of {len(turns)}: {which}{' (warm-up)' if where == first else ''}", file=sys.stderr)
            run = measured(command_of(which, where, scratch))
            if reason := complaint(which, run):
                raise RuntimeError(f"{which}: {reason}")
            if where == folder:
                runs[which].append(run)
    ours, spacy, alone = (figures_of(runs[which], words) for which in (OURS, SPACY, ALONE))
    said = _SUMMARY.search(runs[OURS][0].said)
    return {
        "documents": len(texts),
        "words": words,
        "rounds": rounds,
        "cores": os.cpu_count(),
        "figures": int(said[2]) if said else None,
        "refused": int(said[4]) if said else None,
        "build": ours,
        "build_alone": alone,
        "spacy": spacy,
        "busy": min(row["cores_used"] for row in (ours, spacy, alone)) < _BUSY,
        "ratio": round(spacy["seconds"] / ours["seconds"], 2),
        "ratio_alone": round(spacy["seconds"] / alone["seconds"], 2),
        "ratio_of_processor_times": round(spacy["processor_seconds"] / alone["processor_seconds"], 2),
    }


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--most", type=int, metavar="N", help="no more than N texts, spread evenly over their names")
    parser.add_argument("--rounds", type=int, default=1, metavar="N", help="how often by turns (default: 1)")
    args = parser.parse_args()
    texts = chosen(args.folder, args.most)
    if not texts:
        print(f"{args.folder}: no *.txt here; see --help", file=sys.stderr)
        return 2
    try:
        result = compare(texts, max(args.rounds, 1))
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        "{documents} texts, {words} tokens between white space; {figures} figures, {refused} refused".format(**result)
    )
    print(f"{'':20}{'tokens/s':>10}{'seconds':>10}{'cores used':>12}{'peak MB':>9}")
    for name, key in ((OURS, "build"), (ALONE, "build_alone"), (SPACY, "spacy")):
        row = result[key]
        print(f"{name:20}{row['tokens_per_second']:>10}{row['seconds']:>10}{row['cores_used']:>12}{row['peak_mb']:>9}")
    print(f"ratio to spaCy: {result['ratio']}; in one process {result['ratio_alone']}; cores: {result['cores']}")
    print(f"ratio of processor times, one process: {result['ratio_of_processor_times']}")
    if result["busy"]:
        print("NOTE: the machine was busy with other work, so the times by the wall clock are not to be relied on.")
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
