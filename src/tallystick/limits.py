"""How long one document may be worked on, and in how much memory, before it is refused.

Whatever reads documents here takes time in proportion to the text, and files have a largest size; this holds where
that is not enough: a text of nothing but numbers, or a fault of ours. The clock is the processor time of the thread
that reads, so that a busy machine, a slow disk or a lid that is closed refuse nothing.

A limit is looked after four times in a second of processor time (ITIMER_PROF) and breaks off the reading between two
steps of Python or of a regular expression. In a process of our own, which may be ended without harm, `bound_process`
sets limits besides that the system itself enforces, whatever the process is busy with. On Windows, and where documents
are read in a thread that is not the main one, only the size of files is limited.
"""

from __future__ import annotations

import math
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import TypeVar

from tallystick.errors import DocumentError

T = TypeVar("T")

#: A report of 5 MB takes some eight minutes and 1,300 MB on one core; a page of a newspaper less than a second.
SECONDS, MEGABYTES = 1800, 4000
#: The system's own limits stand so much higher, so that a document that can be broken off is.
_SLACK = 2
_TICK = 0.25


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: seconds of processor time, and megabytes beyond what the process had before."""

    seconds: float = SECONDS
    megabytes: float = MEGABYTES


class _Exceeded(BaseException):
    """A limit is exceeded. No Exception, so that nothing that handles all of them in passing can swallow it."""


class Limited:
    """Within this context, a document may cost so much. Raises DocumentError, with its path, where it costs more.

    Contexts are not put into each other. Where somebody else listens for the signal SIGPROF, nothing is limited.
    """

    def __init__(self, path: str, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self._watched = False
        self._began = 0.0
        self._resident = 0.0
        self._hook = sys.unraisablehook

    def __enter__(self) -> None:
        global _watched
        if not _listens():
            return
        self._began, self._resident = time.thread_time(), _resident()
        self._hook, sys.unraisablehook = sys.unraisablehook, self._pass_on
        self._watched, _watched = True, self
        tick = min(_TICK, self._limits.seconds)
        signal.setitimer(signal.ITIMER_PROF, tick, tick)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        global _watched
        if self._watched:
            _watched = None
            signal.setitimer(signal.ITIMER_PROF, 0)
            sys.unraisablehook = self._hook
        if isinstance(error, _Exceeded):
            raise DocumentError(self._path, str(error)) from None

    def look(self) -> None:
        """Raise where a limit is exceeded."""
        if time.thread_time() - self._began > self._limits.seconds:
            raise _Exceeded(f"takes more than {self._limits.seconds:,g} seconds to read; split it")
        if _resident() - self._resident > self._limits.megabytes:
            raise _Exceeded(f"takes more than {self._limits.megabytes:,g} MB of memory to read; split it")

    def _pass_on(self, lost: sys.UnraisableHookArgs) -> None:
        """Python tells of errors in destructors, where ours goes nowhere; it is raised again at the next look."""
        if not isinstance(lost.exc_value, _Exceeded):
            self._hook(lost)


_watched: Limited | None = None


def _tick(number: int, frame: FrameType | None) -> None:
    if _watched is not None:
        _watched.look()


def _listens() -> bool:
    """Listen for the clock, where that can be done. We never leave off: a tick under way would end the process."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return False
    if signal.getsignal(signal.SIGPROF) == signal.SIG_DFL:
        signal.signal(signal.SIGPROF, _tick)
    return signal.getsignal(signal.SIGPROF) is _tick


def each_limited(path: str, documents: Iterator[T], limits: Limits) -> Iterator[T]:
    """The documents in a file, each made within the limits. Raises DocumentError at the first that costs more."""
    end = object()
    while True:
        with Limited(path, limits):
            document = next(documents, end)
        if document is end:
            return
        yield document  # type: ignore[misc]


def bound_process(limits: Limits) -> None:
    """Have the system end this process where it takes far more than one document may, from now on.

    To be called anew before each document. Without effect where the system has no such limits.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    seconds = math.ceil(time.process_time() + _SLACK * limits.seconds + 1)
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_CORE, 0)
    data = _status("VmData")
    if data is not None:
        _lower(resource.RLIMIT_DATA, int((data + _SLACK * limits.megabytes) * 1_000_000))


def _lower(what: int, most: int) -> None:
    """Set a limit, unless a lower one was set from outside."""
    import resource

    _, hard = resource.getrlimit(what)
    try:
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    except (OSError, ValueError):  # macOS knows some of these limits and refuses to set them
        return


_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0


def _resident() -> float:
    """Megabytes that this process holds in memory; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[1]) * _PAGE / 1_000_000
    except (OSError, ValueError, IndexError):
        return 0.0


def _status(name: str) -> float | None:
    """Megabytes of a kind that Linux counts for this process."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return None
    return next((int(line.split()[1]) * 1.024e-3 for line in lines if line.startswith(f"{name}:")), None)
