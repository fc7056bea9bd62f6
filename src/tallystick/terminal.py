"""Standard output and error: whatever goes to a terminal is made harmless, and only a terminal gets colours."""

from __future__ import annotations

import os
import shutil
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from tallystick.printable import one_line

if TYPE_CHECKING:
    from rich.progress import Progress
    from rich.status import Status

    from tallystick.build import BuildEvent

#: Text that is not for a terminal is set this wide, unless the environment's COLUMNS says otherwise.
PIPED_WIDTH = 100


def prepare_streams() -> None:
    """Make both streams write any text, whatever their encoding: what it lacks is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


class ReaderLeftError(Exception):
    """Whoever read standard output has closed it."""


def write(text: str) -> None:
    """Text on standard output, at once. Raises ReaderLeftError where nobody reads it any more.

    Typer would take a closed pipe for a failure, so it must not see it.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError as error:
        # Nothing more may be written when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise ReaderLeftError from error


def tell(message: str) -> None:
    """One line on standard error."""
    print(one_line(message), file=sys.stderr, flush=True)


def width() -> int:
    """How wide text may be on standard output."""
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        return shutil.get_terminal_size((PIPED_WIDTH, 24)).columns
    return PIPED_WIDTH


def wants_colour() -> bool:
    """Whether standard output is a terminal and nobody asked for none (NO_COLOR, TERM=dumb)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def event_words(event: BuildEvent) -> str:
    """What became of a document, in a line."""
    if event.outcome == "read":
        return f"read {event.path}: {event.figures} figure{'s' * (event.figures != 1)}"
    return f"{event.outcome} {event.path}" + (f": {event.reason}" if event.reason else "")


class BuildProgress:
    """Shows a build on standard error: a bar on a terminal, elsewhere a line a document. A context manager."""

    def __init__(self) -> None:
        self._bar: Progress | None = None

    def __enter__(self) -> BuildProgress:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._bar.add_task("", total=None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, event: BuildEvent) -> None:
        """Show one more document as done; on a terminal only what was refused gets a line of its own."""
        if self._bar is None:
            tell(event_words(event))
            return
        self._bar.update(self._bar.task_ids[0], completed=event.done, total=event.total)
        if event.outcome == "refused":
            from rich.text import Text

            self._bar.console.print(Text(one_line(event_words(event)), style="red"))


class PagesProgress:
    """Shows on a terminal how many pages of a site are written; elsewhere nothing. A context manager."""

    def __init__(self) -> None:
        self._status: Status | None = None

    def __enter__(self) -> PagesProgress:
        if sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status("Laying out")
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status:
            self._status.stop()

    def __call__(self, done: int, path: str) -> None:
        """Show one more page as written."""
        if self._status:
            self._status.update(f"{done} pages written")
