"""Building a ledger: read the documents that are new or changed, and append each with what is read in it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tallystick.conflict import Conflict
from tallystick.documents import Options
from tallystick.errors import DocumentError
from tallystick.limits import Limits
from tallystick.reading import Desk, Reader, Reading, Refusal, read_each, usual_workers

if TYPE_CHECKING:
    from tallystick.ledger import Ledger

Outcome = Literal["read", "unchanged", "refused"]


@dataclass(frozen=True, slots=True)
class BuildEvent:
    """What became of one path: `figures` were appended for it, or it was refused for `reason`.

    An unchanged one has a reason where its path is new and the same text was read elsewhere. `done` of `total` paths
    are finished, this one included.
    """

    path: str
    outcome: Outcome
    done: int
    total: int
    figures: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class BuildResult:
    """How many documents were read and how many left alone, the (path, reason) of the refused, the figures appended."""

    read: int
    unchanged: int
    refused: tuple[tuple[str, str], ...]
    figures: int


def document_reader(conflict: Conflict | None) -> Reader:
    """The reader that ships with the program."""
    from tallystick.extraction.reading import DocumentReader

    # Where several processes read, each has a core to itself and would only disturb the others on theirs.
    return DocumentReader(conflict, threads=1 if multiprocessing.parent_process() else 0)


def build(
    paths: Sequence[str],
    ledger_path: str | Path,
    *,
    conflict: Conflict | None = None,
    workers: int | None = 1,
    progress: Callable[[BuildEvent], None] | None = None,
    reader_factory: Callable[[Conflict | None], Reader] = document_reader,
    options: Options | None = None,
    limits: Limits = Limits(),  # noqa: B008 (immutable)
) -> BuildResult:
    """Read files and folders into a ledger, which is made where there is none.

    A document is in the ledger with all its statements or not at all, at whatever moment the build stops; the
    same build run again goes on from there. Documents that the ledger holds unchanged, read by the same reader, are not
    read again. One that cannot be read is refused, with the reason, and the rest go on. With `workers` above 1 that
    many processes read, and with None as many as there are cores, where the files are many enough for that; the entries
    come in the order of the paths all the same. `reader_factory` must then be picklable, and a script that calls this
    needs the `if __name__ == "__main__"` of multiprocessing. `options` say what the files do not say of their source,
    and how to read them. A document that costs more time or memory than `limits` allow is refused as well.

    Raises LedgerError where the ledger cannot be opened or written (nothing recorded is lost), and ModelError or
    KnowledgeError where the reader itself cannot work.
    """
    # SQLAlchemy takes longer to import than the rest, and the reading processes import this module too.
    from tallystick.ledger import open_ledger

    files, missing = _files(paths)
    tell = progress or (lambda event: None)
    events: list[BuildEvent] = []

    def note(path: str, outcome: Outcome, figures: int = 0, reason: str | None = None) -> None:
        # A file may turn out to hold several documents, and then there are more than there are files.
        done = len(events) + 1
        events.append(BuildEvent(path, outcome, done, max(len(files) + len(missing), done), figures, reason))
        tell(events[-1])

    with open_ledger(ledger_path, create=True) as ledger:
        for error in missing:
            note(error.path, "refused", reason=error.reason)
        held = {key: (holding.origin, holding.reading) for key, holding in ledger.held().items()}
        desk = Desk(reader_factory, conflict, held, options or Options(), limits)
        crew = usual_workers(len(files)) if workers is None else workers
        with closing(read_each(desk, files, crew)) as outcomes:
            for path, outcome in outcomes:
                if isinstance(outcome, Refusal):
                    note(path, "refused", reason=outcome.reason)
                else:
                    note(path, *_append(ledger, outcome))
    return BuildResult(
        read=sum(event.outcome == "read" for event in events),
        unchanged=sum(event.outcome == "unchanged" for event in events),
        refused=tuple((event.path, event.reason or "") for event in events if event.outcome == "refused"),
        figures=sum(event.figures for event in events),
    )


def _append(ledger: Ledger, reading: Reading) -> tuple[Outcome, int, str | None]:
    from tallystick.ledger import misfit

    if reading.read is None:
        return "unchanged", 0, None
    problem = misfit(reading.document, reading.read)
    if problem:
        return "refused", 0, f"{problem}; this is a fault of the reader, please report it"
    if ledger.append_document(reading.document, reading.read, reading.fingerprint):
        return "read", len(reading.read.figures), None
    first = ledger.origins(reading.document.id)[0].path
    return "unchanged", 0, f"has the same text as {first}" if first != reading.document.path else None


def _files(paths: Sequence[str]) -> tuple[list[str], list[DocumentError]]:
    """The files to read, and what is wrong with the paths that stand for none."""
    from tallystick.documents import find_files

    try:
        return find_files(paths), []
    except DocumentError:
        sound: list[str] = []
        missing: list[DocumentError] = []
    for path in paths:
        try:
            find_files([path])
        except DocumentError as error:
            missing.append(error)
        else:
            sound.append(path)
    return find_files(sound), missing
