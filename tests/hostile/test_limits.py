"""One document may cost so much time and memory; then it is refused, and the others are read."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tireless_reader import tireless_reader

from tallystick.build import BuildResult, build
from tallystick.cli import main
from tallystick.errors import DocumentError
from tallystick.limits import Limited, Limits, each_limited

if not hasattr(signal, "setitimer"):
    pytest.skip("needs a system with clocks for processes", allow_module_level=True)


def built(folder: Path, limits: Limits, workers: int = 1) -> BuildResult:
    return build([str(folder)], folder.parent / "a.db", reader_factory=tireless_reader, limits=limits, workers=workers)


def folder_of(tmp_path: Path, bad: str) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in {"a.txt": "12 dead.", "b.txt": f"5 dead. {bad}", "c.txt": "13 dead."}.items():
        (folder / name).write_text(text)
    return folder


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    ("bad", "limits", "reason"),
    [
        ("NEVER ENDS", Limits(0.3), "takes more than 0.3 seconds to read; split it"),
        ("SEARCHES FOR EVER", Limits(0.3), "takes more than 0.3 seconds to read; split it"),
        ("FILLS THE MEMORY", Limits(60, 200), "takes more than 200 MB of memory to read; split it"),
    ],
)
def test_what_costs_too_much_is_refused_and_the_others_are_read(
    tmp_path: Path, bad: str, limits: Limits, reason: str, workers: int
) -> None:
    result = built(folder_of(tmp_path, bad), limits, workers)
    assert (result.read, result.figures) == (2, 2)
    assert [(Path(path).name, why) for path, why in result.refused] == [("b.txt", reason)]


@pytest.mark.soak
def test_what_cannot_be_broken_off_is_ended_with_its_process(tmp_path: Path) -> None:
    result = built(folder_of(tmp_path, "CANNOT BE BROKEN OFF"), Limits(0.2), workers=2)
    assert (result.read, [Path(path).name for path, _ in result.refused]) == (2, ["b.txt"])
    assert "for want of memory or time" in result.refused[0][1]


def test_what_is_within_the_limits_is_read_and_no_clock_runs_on(tmp_path: Path) -> None:
    hook = sys.unraisablehook
    assert built(folder_of(tmp_path, "and no more"), Limits(60)).read == 3
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0) and sys.unraisablehook is hook
    signal.raise_signal(signal.SIGPROF)


def test_waiting_costs_nothing() -> None:
    """A slow disk or a busy machine is no fault of a document: only work is counted."""
    began = time.monotonic()
    with Limited("a.txt", Limits(0.05)):
        threading.Event().wait(0.2)
    assert time.monotonic() - began >= 0.2


def test_a_file_whose_documents_take_for_ever_gives_those_before() -> None:
    def documents() -> Iterator[int]:
        yield 1
        while True:
            pass

    read = []
    with pytest.raises(DocumentError, match=r"a\.zip: takes more than 0.1 seconds"):
        for document in each_limited("a.zip", documents(), Limits(0.1)):
            read.append(document)
    assert read == [1]


def test_a_clock_that_somebody_else_uses_is_left_alone() -> None:
    ticks = []
    former = signal.signal(signal.SIGPROF, lambda *_: ticks.append(1))
    try:
        with Limited("a.txt", Limits(0.01)):
            sum(range(3_000_000))
        signal.raise_signal(signal.SIGPROF)
    finally:
        signal.signal(signal.SIGPROF, former)
    assert ticks == [1]


def test_no_limit_is_set_in_a_thread_that_cannot_have_one() -> None:
    done = []

    def read() -> None:
        with Limited("a.txt", Limits(0.01)):
            done.append(sum(range(3_000_000)))

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert len(done) == 1


def test_extract_refuses_one_document_and_prints_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tallystick.language import dates

    find = dates.find_dates

    def slow(text: str, *rest: object, **named: object) -> object:
        while "NEVER ENDS" in text:
            pass
        return find(text, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(dates, "find_dates", slow)
    folder = folder_of(tmp_path, "NEVER ENDS")
    (folder / "c.txt").write_text("On 3 May 2021 they left.")
    monkeypatch.setattr("sys.argv", ["tallystick", "extract", str(folder), "--kind", "dates", "--max-seconds", "0.3"])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert ended.value.code == 1 and "2021-05-03" in told.out
    assert told.err == f"refused {folder}/b.txt: takes more than 0.3 seconds to read; split it\n"
