"""A build in a process of its own, with the fake reader, for tests that end it in unkind ways.

Prints a line for each document, flushed, and with --count the calls of functions made so far at its end; "error: ..."
and status 3 for a TallystickError.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import sys
from types import FrameType

import alembic.command  # noqa: F401 - so that the calls that are counted are those of the build, not of an import
from fake_reader import fake_reader

import tallystick.ledger  # noqa: F401
from tallystick.build import BuildEvent, build
from tallystick.errors import TallystickError


class CallCounter:
    """Counts the calls and returns of Python and C functions and kills the process, as `kill -9` would, at one."""

    def __init__(self, kill_at: int | None) -> None:
        self.calls = 0
        self._kill_at = kill_at

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        self.calls += 1
        if self.calls == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("ledger")
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--kill-at", type=int)
    parser.add_argument("--count", action="store_true")
    parser.add_argument("--wait", action="store_true", help="for a line on standard input, before the build begins")
    parser.add_argument("--largest-file", type=int, help="in bytes: writing beyond it fails, as on a full disk")
    options = parser.parse_args()
    counter = CallCounter(options.kill_at)
    if options.largest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (options.largest_file, resource.RLIM_INFINITY))
    if options.wait:
        print("ready", flush=True)
        sys.stdin.readline()
    if options.count or options.kill_at:
        sys.setprofile(counter)

    def tell(event: BuildEvent) -> None:
        print(f"{event.outcome} {event.path} {counter.calls}", flush=True)

    try:
        build(options.paths, options.ledger, workers=options.workers, progress=tell, reader_factory=fake_reader)
    except TallystickError as error:
        print(f"error: {error}", flush=True)
        return 3
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
