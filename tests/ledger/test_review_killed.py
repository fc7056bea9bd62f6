"""Judging and merging that is killed, starved or cut off from its power leaves a ledger that is whole and goes on."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from reviewed import DOCUMENT, clock, figure, made, read

from tallystick.errors import LedgerError
from tallystick.ledger import Entry, merge, open_ledger
from tallystick.records import Document

__all__ = ["clock"]
SCRIPT = Path(__file__).parents[1] / "run_review.py"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(SCRIPT), *map(str, arguments)], capture_output=True, text=True)


def calls(done: subprocess.CompletedProcess[str]) -> int:
    assert (done.returncode, done.stderr) == (0, "")
    return int(done.stdout.split()[-1])


def entries_of(path: Path) -> list[Entry]:
    """The entries of a ledger that verifies; none where it was not made yet."""
    try:
        with open_ledger(path) as ledger:
            ledger.verify()
            return list(ledger.entries())
    except LedgerError:
        with closing(sqlite3.connect(path)) as raw:
            assert raw.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        return []


@pytest.fixture
def start(tmp_path: Path) -> Path:
    return made(tmp_path / "start.db")


@pytest.fixture
def pair(start: Path, clock: Callable[[int], None]) -> tuple[Path, Path]:
    """Two ledgers that went apart, large enough that a merge takes a while."""
    other = Path(shutil.copy(start, start.with_name("other.db")))
    for hours, path in enumerate((start, other), 1):
        clock(hours)
        with open_ledger(path) as ledger:
            ledger.accept(figure(ledger, "12").id, by=f"Reviewer {hours}", why="right")
            text = f"{hours}: " + " ".join(f"{number} fell." for number in range(1, 30))
            read(ledger, "first", Document(id=Document.id_of(text), text=text, path=f"{hours}.txt", sha256="0" * 64))
    return start, other


def check_killed_judging(start: Path, kills: int, seed: int) -> None:
    folder, chance = start.parent, random.Random(seed)
    whole = Path(shutil.copy(start, folder / "whole.db"))
    total, uninterrupted = calls(run("judge", whole)), entries_of(whole)
    assert len(uninterrupted) == 12
    for number in range(kills):
        path = Path(shutil.copy(start, folder / f"{number}.db"))
        assert run("judge", path, "--kill-at", chance.randint(1, total)).returncode == -signal.SIGKILL
        held = entries_of(path)
        assert held == uninterrupted[: len(held)] and len(held) >= 7
        if len(held) < len(uninterrupted):
            calls(run("judge", path))
        assert entries_of(path) == uninterrupted


def check_killed_merging(pair: tuple[Path, Path], kills: int, seed: int) -> None:
    folder, chance = pair[0].parent, random.Random(seed)
    whole, into = folder / "whole.db", Path(shutil.copy(pair[0], folder / "into.db"))
    totals = calls(run("merge", whole, *pair)), calls(run("merge", into, pair[1]))
    for number in range(kills):
        path, anew = folder / f"{number}.db", number % 2 == 0
        if not anew:
            shutil.copy(pair[0], path)
        sources, uninterrupted = (pair, entries_of(whole)) if anew else (pair[1:], entries_of(into))
        killed = run("merge", path, *sources, "--kill-at", chance.randint(1, totals[0 if anew else 1]))
        assert killed.returncode == -signal.SIGKILL
        held = entries_of(path) if path.exists() else []
        assert len(held) in {0, len(entries_of(pair[0])), len(uninterrupted)}, "all of a ledger, or nothing"
        assert held == uninterrupted[: len(held)]
        merge(path, *sources)
        assert entries_of(path) == uninterrupted


def test_judging_that_is_killed_at_any_call_loses_nothing(start: Path) -> None:
    check_killed_judging(start, 3, 20201007)


def test_a_merge_that_is_killed_at_any_call_is_completed_by_running_it_again(pair: tuple[Path, Path]) -> None:
    check_killed_merging(pair, 4, 20201008)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_judging_that_is_killed_many_times(start: Path, seed: int) -> None:
    check_killed_judging(start, 30, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_merges_that_are_killed_many_times(pair: tuple[Path, Path], seed: int) -> None:
    check_killed_merging(pair, 30, seed)


@pytest.mark.parametrize("largest", [34_000, 40_000, 50_000])
def test_a_merge_that_may_write_no_further_says_so_and_goes_on_later(
    pair: tuple[Path, Path], tmp_path: Path, largest: int
) -> None:
    done = run("merge", tmp_path / "c.db", *pair, "--largest-file", largest)
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout.startswith(f"error: {tmp_path / 'c.db'}: the disk refused to read or write")
    merge(tmp_path / "c.db", *pair)
    merge(tmp_path / "d.db", *pair)
    assert [entry.origin for entry in entries_of(tmp_path / "c.db")] == [
        e.origin for e in entries_of(tmp_path / "d.db")
    ]


def test_judging_on_a_full_disk_says_so_and_loses_nothing(start: Path) -> None:
    before = entries_of(start)
    done = run("judge", start, "--largest-file", 1_000)
    assert done.returncode == 3 and "the disk refused to read or write" in done.stdout
    assert entries_of(start) == before


READ_ONLY = """
mount --bind "$2" "$2" && mount -o remount,ro,bind "$2" || exit 77
"$0" "$1" judge "$2/start.db"
"$0" "$1" merge "$2/c.db" "$2/start.db"
exec "$0" "$1" merge "$3/c.db" "$2/start.db"
"""


def test_in_a_read_only_folder_judging_and_merging_say_so_and_the_ledger_can_be_merged_elsewhere(
    tmp_path: Path,
) -> None:
    if not shutil.which("unshare"):
        pytest.skip("needs unshare to make a folder read-only")
    folder, elsewhere = tmp_path / "archive", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    start = made(folder / "start.db")
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", READ_ONLY, sys.executable, str(SCRIPT), str(folder), str(elsewhere)],
        capture_output=True,
        text=True,
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("needs the right to mount in a namespace of its own")
    judged, merged, copied = done.stdout.splitlines()
    assert judged.startswith(f"error: {start}: cannot be written; change its permissions, or copy it elsewhere")
    assert merged.startswith(f"error: {folder}/c.db: cannot be opened") and copied.startswith("merged")
    assert entries_of(elsewhere / "c.db") == entries_of(start)


# Power cuts. What SQLite promises with WAL and synchronous = FULL: the log is synced at each commit, so that after a
# cut the file holds what was committed, and at most a torn end of the log, which it leaves out by its checksums.


def test_every_commit_is_synced(start: Path) -> None:
    with open_ledger(start) as ledger, ledger.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


def test_a_log_torn_anywhere_gives_whole_judgements_up_to_there(start: Path, tmp_path: Path) -> None:
    ends, chance = [len(entries_of(start))], random.Random(20201110)
    with open_ledger(start) as ledger:
        for judge in ledger.accept, ledger.reject, ledger.accept:
            for quote in ("30", "14"):
                id = next(entry.record for entry in ledger.entries() if f'"quote":"{quote}"' in entry.body)
                judge(id, by="Ann", why="w" * chance.randint(1, 9_000))
                ends.append(ends[-1] + 1)
        whole = list(ledger.entries())
        file, log = start.read_bytes(), start.with_name(start.name + "-wal").read_bytes()
    assert len(log) > 10_000
    seen = set()
    for number in range(40):
        torn = log[: chance.randrange(len(log) + 1)]
        if number % 2:
            torn = torn[:-512] + bytes(chance.randrange(256) for _ in range(512)) if len(torn) > 512 else torn
        path = tmp_path / f"{number}.db"
        path.write_bytes(file)
        path.with_name(path.name + "-wal").write_bytes(torn)
        held = entries_of(path)
        assert held == whole[: len(held)]
        seen.add(len(held))
    assert seen <= set(ends) and len(seen) > 2


def test_a_document_that_is_judged_while_it_is_read_again_loses_neither(start: Path) -> None:
    with open_ledger(start) as one, open_ledger(start) as other:
        id = figure(one, "12").id
        one.accept(id, by="Ann", why="right")
        read(other, "second", DOCUMENT)
        one.correct(id, {"party": "Borduria"}, by="Ann", why="headline")
        assert figure(other, "12").review == figure(one, "12").review
    assert len(entries_of(start)) == 7 + 1 + 5 + 1
