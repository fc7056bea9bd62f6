"""Judging or merging in a process of its own, for tests that end it in unkind ways.

    judge LEDGER        corrects, rejects, accepts, adds and undoes, one after the other, skipping what is done
    merge LEDGER A B    merges

Prints a line for each step, flushed, with the calls of functions made so far; "error: ..." and status 3 for a
TallystickError.
"""

from __future__ import annotations

import argparse
import resource
import sys

import alembic.command  # noqa: F401 - so that the calls that are counted are not those of an import
from run_build import CallCounter

import tallystick.ledger.histories  # noqa: F401
from tallystick.errors import TallystickError
from tallystick.ledger import Ledger, merge, open_ledger

FIELDS = {"low": "1", "high": "1", "qualifier": "vague", "thing": "person.mixed", "outcome": "missing"}
#: One judgement each; the kinds of the entries are in this order.
KINDS = ["correction", "rejection", "acceptance", "addition", "undo"]


def steps(ledger: Ledger) -> None:
    """Make the next of the judgements that is not there yet."""
    first, second, *_ = sorted(entry.record for entry in ledger.entries() if entry.kind == "figure")
    (document,) = (entry.record for entry in ledger.entries() if entry.kind == "document")
    done = [judgement.kind for judgement in ledger.reviews()]
    kind, judge = KINDS[len(done)], {"by": "Ann", "why": "checked"}
    if kind == "correction":
        ledger.correct(first, {"party": "Borduria"}, **judge)
    elif kind == "rejection":
        ledger.reject(second, **judge)
    elif kind == "acceptance":
        ledger.accept(first, **judge)
    elif kind == "addition":
        ledger.add("figure", document, "day", FIELDS, **judge)
    else:
        ledger.undo(next(j.entry.seq for j in ledger.reviews() if j.kind == "rejection"), **judge)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["judge", "merge"])
    parser.add_argument("ledger")
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--kill-at", type=int)
    parser.add_argument("--largest-file", type=int, help="in bytes: writing beyond it fails, as on a full disk")
    options = parser.parse_args()
    counter = CallCounter(options.kill_at)
    if options.largest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (options.largest_file, resource.RLIM_INFINITY))
    sys.setprofile(counter)
    try:
        if options.what == "merge":
            merge(options.ledger, *options.sources)
            print(f"merged {counter.calls}", flush=True)
        else:
            with open_ledger(options.ledger) as ledger:
                while len(ledger.reviews()) < len(KINDS):
                    steps(ledger)
                    print(f"judged {counter.calls}", flush=True)
    except TallystickError as error:
        print(f"error: {error}", flush=True)
        return 3
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
