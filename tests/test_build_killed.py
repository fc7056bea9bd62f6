"""Builds that are killed, crowded or starved, in processes of their own, leave a ledger that is whole and goes on."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fake_reader import fake_reader

from tallystick.build import build
from tallystick.errors import LedgerError
from tallystick.ledger import Entry, open_ledger

SCRIPT = Path(__file__).with_name("run_build.py")
DOCUMENTS = 14


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    chance = random.Random(1)
    for number in range(DOCUMENTS):
        figures = [f"{chance.randint(1, 5000)} were killed" for _ in range(chance.randint(0, 40))]
        denials = " This is denied." * chance.randint(0, 3)
        (folder / f"{number:02}.txt").write_text(f"Document {number}. " + ". ".join(figures) + denials + " x" * 4000)
    return folder


@pytest.fixture(scope="module")
def uninterrupted(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    path = tmp_path_factory.mktemp("uninterrupted") / "a.db"
    build([str(folder)], path, reader_factory=fake_reader)
    return entries_of(path)


def start(*arguments: object, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )


def entries_of(path: Path) -> list[Entry]:
    """The entries of a ledger that verifies."""
    with open_ledger(path) as ledger:
        ledger.verify()
        return list(ledger.entries())


def assert_whole_and_completed(path: Path, folder: Path, uninterrupted: list[Entry]) -> None:
    """The ledger holds whole documents only, and the same build, run again, completes it to the same entries."""
    try:
        entries = entries_of(path)
    except LedgerError:
        entries = []  # killed before the tables were made
    assert entries == uninterrupted[: len(entries)]
    following = uninterrupted[len(entries) : len(entries) + 1]
    assert all(entry.kind == "document" for entry in following)
    build([str(folder)], path, reader_factory=fake_reader)
    assert entries_of(path) == uninterrupted


def check_kills_at_calls(seed: int, kills: int, path: Path, folder: Path, uninterrupted: list[Entry]) -> None:
    """Kill builds at calls of functions drawn by chance: every third while the ledger is made, else at a document."""
    chance = random.Random(seed)
    output, _ = start(path / "whole.db", folder, "--count").communicate()
    moments = [0, *(int(line.split()[-1]) for line in output.splitlines())]
    for number in range(kills):
        ledger = path / f"{number}.db"
        during = 0 if number % 3 == 0 else chance.randrange(1, DOCUMENTS - 1)
        process = start(ledger, folder, "--kill-at", chance.randint(moments[during] + 1, moments[during + 1]))
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        assert_whole_and_completed(ledger, folder, uninterrupted)


def check_kills_from_outside(seed: int, kills: int, path: Path, folder: Path, uninterrupted: list[Entry]) -> None:
    """Kill builds of two processes from outside, while they work on whatever follows a document drawn by chance."""
    chance = random.Random(seed)
    for number in range(kills):
        ledger = path / f"{number}.db"
        process = start(ledger, folder, "--workers", chance.choice([1, 2]))
        assert process.stdout is not None
        for _ in range(chance.randint(1, DOCUMENTS - 2)):
            assert process.stdout.readline().startswith("read ")
        process.kill()
        process.communicate()
        assert_whole_and_completed(ledger, folder, uninterrupted)


def test_a_build_killed_at_any_call_is_completed_by_running_it_again(
    tmp_path: Path, folder: Path, uninterrupted: list[Entry]
) -> None:
    check_kills_at_calls(20200927, 5, tmp_path, folder, uninterrupted)


def test_a_build_killed_from_outside_is_completed_by_running_it_again(
    tmp_path: Path, folder: Path, uninterrupted: list[Entry]
) -> None:
    check_kills_from_outside(20201110, 3, tmp_path, folder, uninterrupted)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(8))
def test_many_killed_builds_are_completed(tmp_path: Path, folder: Path, uninterrupted: list[Entry], seed: int) -> None:
    for check in check_kills_at_calls, check_kills_from_outside:
        (tmp_path / check.__name__).mkdir()
        check(seed, 15, tmp_path / check.__name__, folder, uninterrupted)


def test_the_reading_processes_leave_when_the_build_is_killed(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "pids").mkdir()
    process = start(tmp_path / "a.db", folder, "--workers", 2, FAKE_READER_PIDS=str(tmp_path / "pids"))
    assert process.stdout is not None
    assert process.stdout.readline().startswith("read ")
    process.kill()
    process.communicate()
    pids = [int(file.name) for file in (tmp_path / "pids").iterdir()]
    assert pids
    for pid in pids:
        try:
            watch = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        with os.fdopen(watch):
            assert select.select([watch], [], [], 30)[0], f"process {pid} is still there"


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupt_ends_a_build_and_loses_nothing(
    tmp_path: Path, folder: Path, uninterrupted: list[Entry], workers: int
) -> None:
    process = start(tmp_path / "a.db", folder, "--workers", workers)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0 or "KeyboardInterrupt" in errors
    assert_whole_and_completed(tmp_path / "a.db", folder, uninterrupted)


def test_two_builds_at_once_on_one_ledger_both_succeed(
    tmp_path: Path, folder: Path, uninterrupted: list[Entry]
) -> None:
    processes = [start(tmp_path / "a.db", folder, "--wait") for _ in range(2)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    lines = []
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        output, errors = process.communicate()
        assert (process.returncode, errors) == (0, "")
        lines += output.splitlines()
    assert len(lines) == 2 * DOCUMENTS
    assert sum(line.startswith("read ") for line in lines) == DOCUMENTS
    assert entries_of(tmp_path / "a.db") == uninterrupted


@pytest.mark.parametrize("largest", [2_000, 60_000, 150_000])
def test_a_build_that_may_write_no_further_says_so_and_loses_nothing(
    tmp_path: Path, folder: Path, uninterrupted: list[Entry], largest: int
) -> None:
    process = start(tmp_path / "a.db", folder, "--largest-file", largest)
    output, errors = process.communicate()
    assert (process.returncode, errors) == (3, "")
    assert output.splitlines()[-1].startswith(f"error: {tmp_path / 'a.db'}: the disk refused to read or write")
    assert_whole_and_completed(tmp_path / "a.db", folder, uninterrupted)


SMALL_DISK = """
mount -t tmpfs -o size=300k tmpfs "$3" || exit 77
"$0" "$1" "$3/a.db" "$2"
echo "status $?"
cp "$3"/* "$4"
mount -o remount,size=8m "$3" && "$0" "$1" "$3/a.db" "$2" > "$4/second" || exit 1
cp "$3/a.db" "$4/completed.db"
"""


def test_a_full_disk_is_named_and_the_build_goes_on_when_there_is_room(
    tmp_path: Path, folder: Path, uninterrupted: list[Entry]
) -> None:
    if not shutil.which("unshare"):
        pytest.skip("needs unshare to make a small disk")
    disk, copies = tmp_path / "disk", tmp_path / "copies"
    disk.mkdir()
    copies.mkdir()
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", SMALL_DISK, sys.executable, SCRIPT, folder, disk, copies],
        capture_output=True,
        text=True,
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("needs the right to mount in a namespace of its own")
    assert (done.returncode, done.stderr) == (0, "")
    *_, error, status = done.stdout.splitlines()
    assert error.startswith(f"error: {disk}/a.db: the disk is full") and status == "status 3"
    assert_whole_and_completed(copies / "a.db", folder, uninterrupted)
    assert entries_of(copies / "completed.db") == uninterrupted
