"""Time and memory of tallies and findings on many figures: `python benchmarks/reconcile.py [--figures N...]`.

Figures are made up (see `generated.py`; the same at every run): 50 a document, of 60 parties under several names and
some 240 claimants, with places, periods, parts, repeats and corrections. From columns, as the ledger gives them, they
are laid side by side, tallied under the default rule, and searched for all findings, each size in a process of its own.
Then a real ledger (SQLite) of each size is written, and reconciled from the file on; `written` is how long the writing
took by the wall clock, and `asked` how long it takes to get the figures of 20 documents, one by one.

Printed are seconds by the wall clock and of the processor (all threads), and peak memory, which takes in making the
figures up. `growth` is how much longer a size takes than n log n would have it, from the size before: 1 is n log n,
below 1 is better; it is by processor time, so that other work on the machine does not count. The small sizes pay for
what does not grow, so look at the last. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tallystick.ledger import Ledger

SIZES = (10_000, 100_000, 1_000_000)
#: So many documents are asked for.
_ASKED = 20
#: The columns of the table, with their widths.
_COLUMNS = {
    "figures": 11, "tallies": 10, "findings": 10, "seconds": 9, "processor": 11, "peak MB": 9, "growth": 8,
    "written": 9, "asked": 8,
}  # fmt: skip


class _Watch:
    """Seconds of the wall clock and of the processor, by stage."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}
        self.seconds = self.processor = 0.0

    def time(self, stage: str, work: Callable[[], Any]) -> Any:
        """Do it, and note how long it took."""
        wall, processor = time.perf_counter(), time.process_time()
        done = work()
        self.stages[stage] = round(time.perf_counter() - wall, 2)
        self.seconds += time.perf_counter() - wall
        self.processor += time.process_time() - processor
        return done


def columns(count: int) -> dict[str, Any]:
    """Reconcile so many figures from columns."""
    from generated import generated

    from tallystick.reconcile.frame import settle
    from tallystick.reconcile.reconciling import reconcile_laid

    made, watch = generated(count), _Watch()
    laid = watch.time("settle", lambda: settle(made.figures, made.documents, made.conflict))
    found = watch.time("tallies", lambda: reconcile_laid(laid, conflict=made.conflict))
    findings = watch.time("findings", lambda: found.findings)
    return _measured(count, watch, len(found.tallies), len(findings))


def ledger(count: int, path: Path) -> dict[str, Any]:
    """The same from a ledger."""
    from generated import generated

    from tallystick.ledger import open_ledger
    from tallystick.reconcile.reconciling import reconcile_ledger

    conflict, watch = generated(1).conflict, _Watch()
    with open_ledger(path) as opened:
        asked = _asking(opened)
        found = watch.time("reading, settle and tallies", lambda: reconcile_ledger(opened, conflict=conflict))
    findings = watch.time("findings", lambda: found.findings)
    return _measured(count, watch, len(found.tallies), len(findings)) | {"asked": asked}


def _asking(opened: Ledger) -> float:
    """Seconds for the figures of 20 documents, found by their ids one by one."""
    ids = opened.document_columns()["document"].unique().sort()
    wanted = ids.gather_every(max(len(ids) // _ASKED, 1)).to_list()[:_ASKED]
    began = time.perf_counter()
    for id in wanted:
        opened.figures_of(id)
    return round(time.perf_counter() - began, 3)


def write(count: int, path: Path) -> dict[str, Any]:
    """Make a ledger of so many figures."""
    from generated import generated, records

    from tallystick.ledger import open_ledger
    from tallystick.records import Read

    made = generated(count)
    began = time.perf_counter()
    with open_ledger(path, create=True) as opened:
        for document, figures in records(made):
            opened.append_document(document, Read(figures), "generated")
    return {"written": round(time.perf_counter() - began, 1), "megabytes": round(path.stat().st_size / 1e6)}


def _measured(count: int, watch: _Watch, tallies: int, findings: int) -> dict[str, Any]:
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return {
        "figures": count, "tallies": tallies, "findings": findings, "seconds": round(watch.seconds, 2),
        "processor_seconds": round(watch.processor, 2), "stages": watch.stages,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit),
    }  # fmt: skip


def apart(*arguments: str) -> dict[str, Any]:
    """What this script prints with these arguments, in a process of its own."""
    done = subprocess.run([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def growth(one: dict[str, Any], other: dict[str, Any]) -> float:
    """How much longer the other took than n log n would have it."""
    fair = other["figures"] * math.log(other["figures"]) / (one["figures"] * math.log(one["figures"]))
    return round(other["processor_seconds"] / max(one["processor_seconds"], 0.01) / fair, 2)


def _row(what: str, result: dict[str, Any]) -> None:
    print(
        f"{what:10}{result['figures']:>11,}{result['tallies']:>10,}{result['findings']:>10,}{result['seconds']:>9}"
        f"{result['processor_seconds']:>11}{result['peak_mb']:>9,}{result.get('growth', '-'):>8}"
        f"{result.get('written', '-'):>9}{result.get('asked', '-'):>8}",
        flush=True,
    )


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--figures", nargs="+", type=int, metavar="N", default=SIZES, help="how many (default: 10k to 1M)"
    )
    parser.add_argument("--columns", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--ledger", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--write", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.columns or args.ledger or args.write:
        done = (
            columns(args.columns) if args.columns
            else ledger(int(args.ledger[0]), Path(args.ledger[1])) if args.ledger
            else write(int(args.write[0]), Path(args.write[1]))
        )  # fmt: skip
        print(json.dumps(done))
        return 0
    if min(args.figures) < 50:
        print("--figures: 50 at least, for that is one document", file=sys.stderr)
        return 2
    print(f"{'from':10}" + "".join(name.rjust(width) for name, width in _COLUMNS.items()))
    rows: list[dict[str, Any]] = []
    for count in sorted(args.figures):
        row = apart("--columns", str(count))
        if rows:
            row["growth"] = growth(rows[-1], row)
        _row("columns", row)
        rows.append(row)
    kept: list[dict[str, Any]] = []
    for count in sorted(args.figures):
        with tempfile.TemporaryDirectory() as scratch:
            path = f"{scratch}/generated.db"
            written = apart("--write", str(count), path)
            row = apart("--ledger", str(count), path) | written
        if kept:
            row["growth"] = growth(kept[-1], row)
        _row("a ledger", row)
        kept.append(row)
    print(json.dumps({"columns": rows, "ledgers": kept}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
