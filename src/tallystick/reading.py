"""Reading many documents, in this process or in several, so that one bad document harms no other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from typing import Protocol

from tallystick.conflict import Conflict
from tallystick.documents import Options, read_documents
from tallystick.errors import DocumentError, KnowledgeError, ModelError
from tallystick.limits import Limited, Limits, bound_process, each_limited
from tallystick.records import Document, Read

#: Processes that a build starts unless told otherwise, each with some 300 MB, and files that make one worth its start.
_MOST_WORKERS, _WORTH_A_WORKER = 4, 4
#: Documents handed out ahead of the one that is awaited, for each process: enough to keep all busy while a long one is
#: read, few enough that what waits to be recorded stays small.
_AHEAD = 4


class Reader(Protocol):
    """Reads documents. `fingerprint` changes with whatever could make it read differently."""

    @property
    def fingerprint(self) -> str:
        """Program version, model and conflict file, as a digest."""
        ...

    def read(self, document: Document) -> Read:
        """All that is read in one document. Raises DocumentError where it cannot be read."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what was read in it; None where the ledger holds it unchanged, read by this reader."""

    document: Document
    read: Read | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document was not read, without its path."""

    reason: str


#: What became of the documents in a file: of most files one, by its path; of an archive each by a path of its own.
Outcome = tuple[str, Reading | Refusal]
Outcomes = Generator[Outcome, None, None]


@dataclass
class Desk:
    """Where one process reads. Goes to each process as it is; the reader is made there, at the first document.

    `held` has, by document id and path, what the ledger holds: the document without its text, and the fingerprint.
    `expendable` is true in a process that is there to read and may be ended in the middle of it.
    """

    reader_factory: Callable[[Conflict | None], Reader]
    conflict: Conflict | None
    held: Mapping[tuple[str, str], tuple[dict[str, object], str]]
    options: Options = field(default_factory=Options)
    limits: Limits = field(default_factory=Limits)
    expendable: bool = False
    _reader: Reader | None = None

    def read(self, path: str) -> Iterator[Outcome]:
        """Read the documents in one file. Raises ModelError, KnowledgeError and what the reader cannot be made for."""
        if self._reader is None:
            self._reader = self.reader_factory(self.conflict)
        documents = self._documents(path)
        for document in documents:
            if isinstance(document, DocumentError):
                yield document.path, Refusal(document.reason)
            else:
                yield document.path, self._read(document, self._reader)

    def _documents(self, path: str) -> Iterator[Document | DocumentError]:
        try:
            if self.expendable:
                bound_process(self.limits)
            yield from each_limited(path, read_documents(path, self.options), self.limits)
        except (ModelError, KnowledgeError):
            raise
        except DocumentError as error:
            yield DocumentError(path, error.reason)
        except MemoryError:
            yield DocumentError(path, "takes more memory than there is; split it")
        except Exception as error:
            yield DocumentError(path, f"its format's reader failed on it ({_told(error)}); please report this")

    def _read(self, document: Document, reader: Reader) -> Reading | Refusal:
        try:
            fingerprint = reader.fingerprint
            origin = document.model_dump(mode="json", exclude={"text"})
            if self.held.get((document.id, document.path)) == (origin, fingerprint):
                return Reading(document, None, fingerprint)
            if self.expendable:
                bound_process(self.limits)
            with Limited(document.path, self.limits):
                return Reading(document, reader.read(document), fingerprint)
        except (ModelError, KnowledgeError):
            raise
        except DocumentError as error:
            return Refusal(error.reason)
        except MemoryError:
            return Refusal("takes more memory than there is; split it")
        except Exception as error:
            # Whatever it is, it is this document's: the others must not suffer from it.
            return Refusal(f"the reader failed on it ({_told(error)}); please report this")


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0]


def usual_workers(files: int) -> int:
    """How many processes pay for so many files: each has a core, and enough to read to make up for its start."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(min(cores, _MOST_WORKERS, files // _WORTH_A_WORKER), 1)


def read_each(desk: Desk, paths: Sequence[str], workers: int) -> Outcomes:
    """Read these files with so many processes and yield what became of each, in the order given.

    Close the iterator to stop early. Raises what `Desk.read` raises.
    """
    workers = min(workers, len(paths))
    if workers > 1:
        return _read_in_processes(desk, paths, workers)
    return (outcome for path in paths for outcome in desk.read(path))


def _read_in_processes(desk: Desk, paths: Sequence[str], workers: int) -> Outcomes:
    waiting = deque(paths)
    handed_out: deque[tuple[str, Future[list[Outcome]]]] = deque()
    crew = _Crew(desk, workers)
    try:
        while waiting or handed_out:
            while waiting and len(handed_out) < workers * _AHEAD:
                handed_out.append((waiting[0], crew.hand_out(waiting[0])))
                waiting.popleft()
            path, future = handed_out.popleft()
            try:
                outcomes = future.result()
            except BrokenProcessPool:
                # One of those handed out ended its process, and all of them with it. Each is read again, alone.
                crew.dismiss()
                yield from _read_alone(desk, path)
                for path, future in handed_out:
                    survived = future.done() and not future.cancelled() and future.exception() is None
                    yield from future.result() if survived else _read_alone(desk, path)
                handed_out.clear()
                crew = _Crew(desk, workers)
            else:
                yield from outcomes
    finally:
        crew.dismiss()


def _read_alone(desk: Desk, path: str) -> list[Outcome]:
    crew = _Crew(desk, 1)
    try:
        return crew.hand_out(path).result()
    except BrokenProcessPool:
        return [(path, Refusal("ended the process that read it, perhaps for want of memory or time; split it"))]
    finally:
        crew.dismiss()


class _Crew:
    """Processes that read. They are started afresh, not forked: a copy of a process with threads may hang."""

    def __init__(self, desk: Desk, workers: int) -> None:
        start = multiprocessing.get_context("spawn")
        # Nothing is ever sent. The processes leave when the other end is closed, by us or by our being killed.
        self._line, self._our_end = start.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(workers, start, _sit_down, (desk, self._line))

    def hand_out(self, path: str) -> Future[list[Outcome]]:
        """Have a document read. Where the processes have died already, the future says so."""
        try:
            return self._pool.submit(_read_at_desk, path)
        except BrokenProcessPool as error:
            broken: Future[list[Outcome]] = Future()
            broken.set_exception(error)
            return broken

    def dismiss(self) -> None:
        """End the processes, in the middle of a document if need be."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._our_end.close()
        self._pool.shutdown(wait=True)
        self._line.close()


_desk: Desk | None = None


def _sit_down(desk: Desk, line: Connection) -> None:
    """Make a new process ready to read."""
    global _desk
    _desk = replace(desk, expendable=True)
    # An interrupt from the keyboard reaches all processes; these have nothing to say about it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_leave_when_closed, args=(line,), daemon=True).start()


def _leave_when_closed(line: Connection) -> None:
    line.poll(None)
    os._exit(1)


def _read_at_desk(path: str) -> list[Outcome]:
    assert _desk is not None
    return list(_desk.read(path))
