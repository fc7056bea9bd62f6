"""Judgements and merged entries that were changed behind the ledger's back are found, even where the chain holds."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reviewed import clock, figure, made

from tallystick.errors import LedgerError
from tallystick.ledger import Entry, merge, open_ledger
from tallystick.ledger.hashing import canonical

__all__ = ["clock"]
JUDGE = {"by": "Ann", "why": "checked"}
COLUMNS = "seq, kind, record, document, reading, body, recorded_at, previous, hash, merge, origin"


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    """Entries 8 to 12: a correction, a rejection, an addition, an acceptance, and an undo of the rejection."""
    path = made(tmp_path / "a.db")
    fields = {"low": "1", "high": "1", "qualifier": "vague", "thing": "person.mixed", "outcome": "missing"}
    with open_ledger(path) as ledger:
        twelve, document = figure(ledger, "12"), ledger.documents()[0].id
        ledger.correct(twelve.id, {"party": "Borduria"}, **JUDGE)
        ledger.reject(figure(ledger, "30").id, **JUDGE)
        ledger.accept(ledger.add("figure", document, "day", fields, **JUDGE).id, **JUDGE)
        ledger.undo(9, **JUDGE)
    return path


@pytest.fixture
def merged(tmp_path: Path, clock: Callable[[int], None]) -> Path:
    """Entries 9 to 11: a merge, and the acceptance and rejection that it brought."""
    path = made(tmp_path / "a.db")
    other = Path(shutil.copy(path, tmp_path / "b.db"))
    with open_ledger(path) as ledger:
        ledger.accept(figure(ledger, "12").id, **JUDGE)
    clock(1)
    with open_ledger(other) as ledger:
        ledger.accept(figure(ledger, "12").id, by="Bo", why="checked")
        ledger.reject(figure(ledger, "30").id, by="Bo", why="checked")
    merge(path, other)
    with open_ledger(path) as ledger:
        assert [entry.kind for entry in ledger.entries()][7:] == ["acceptance", "merge", "acceptance", "rejection"]
    return path


def forge(path: Path, seq: int, change: Callable[[Entry], Entry | None]) -> None:
    """Change an entry, or take it out, and make the chain hold again from there on, as a careful forger would."""
    with closing(sqlite3.connect(path)) as raw, raw:
        for name in "update", "delete", "gap":
            raw.execute(f"DROP TRIGGER entries_refuse_{name}")
        found = [Entry(*row) for row in raw.execute(f"SELECT {COLUMNS} FROM entries ORDER BY seq")]
        changed = [new for entry in found if (new := change(entry) if entry.seq == seq else entry) is not None]
        raw.execute("DELETE FROM entries")
        previous = "0" * 64
        for number, entry in enumerate(changed, 1):
            entry = replace(entry, seq=number, previous=previous)
            previous = entry.expected_hash()
            row = [getattr(entry, name.strip()) for name in COLUMNS.split(",")]
            row[8] = previous
            raw.execute(f"INSERT INTO entries ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)", row)


def body(**fields: Any) -> Callable[[Entry], Entry]:
    """Changes fields of the body; a field of None is taken out."""

    def change(entry: Entry) -> Entry:
        found = {**json.loads(entry.body), **fields}
        return replace(entry, body=canonical({name: value for name, value in found.items() if value is not None}))

    return change


def refused(path: Path, message: str) -> None:
    with open_ledger(path) as ledger, pytest.raises(LedgerError, match=message):
        ledger.verify()


@pytest.mark.parametrize(
    ("seq", "change", "message"),
    [
        (8, body(by=" "), "entry 8 .*nobody judges"),
        (8, body(why=None), "entry 8 .*not that of a correction"),
        (8, body(more=1), "entry 8 .*not that of a correction"),
        (8, body(kind="denial"), "entry 8 .*what it judges is a figure"),
        (8, body(judged="0" * 64), "entry 8 .*no entry before it gives the statement"),
        (8, body(fields={"outcome": "eaten"}), "entry 8 .*not that of a correction"),
        (8, body(fields={"quote": "13"}), "entry 8 .*the quote of figure"),
        (8, lambda entry: replace(entry, record="f000000000000"), "entry 8 .*no entry before it gives the statement"),
        (8, lambda entry: replace(entry, document="d000000000000"), "entry 8 .*no document"),
        (9, lambda entry: None, "entry 10 .*no entry before it gives"),
        (9, lambda entry: replace(entry, record=""), "entry 9 .*no entry before it"),
        (10, body(statement={"id": "f0"}), "entry 10 .*not that of a addition"),
        (10, lambda entry: replace(entry, record="f000000000000"), "entry 10 .*not that of its body"),
        (10, lambda entry: None, "entry 10 .*no entry before it gives"),
        (12, body(hash="0" * 64), "entry 12 .*no such judgement to undo"),
        (12, lambda entry: replace(entry, record="f000000000000"), "entry 12 .*no such judgement to undo"),
        (12, lambda entry: replace(entry, merge=9), "entry 12 .*no merge announced it"),
        (12, lambda entry: replace(entry, origin="{}"), "entry 12 .*not that of a undo"),
        (12, lambda entry: replace(entry, origin=entry.origin_of_copy()), "entry 12 .*no merge brought it"),
    ],
)
def test_a_forged_judgement_is_found(
    judged: Path, seq: int, change: Callable[[Entry], Entry | None], message: str
) -> None:
    with open_ledger(judged) as ledger:
        ledger.verify()
    forge(judged, seq, change)
    refused(judged, message)


def origin(**fields: object) -> Callable[[Entry], Entry]:
    def change(entry: Entry) -> Entry:
        return replace(entry, origin=canonical({**json.loads(entry.origin or ""), **fields}))

    return change


@pytest.mark.parametrize(
    ("seq", "change", "message"),
    [
        (9, body(entries=1), "entry 11 .*no merge announced it|last entry is not the one"),
        (9, body(entries=3), "entry 11 is the last, but 1 entries of merge 9 are missing"),
        (9, body(head="0" * 64), "entry 9 .*not the merge that its body says"),
        (9, body(seq=6), "entry 9 .*no entry before it is entry 6 of the ledger"),
        (9, body(follows="1" * 64), "entry 9 .*no entry before it is entry 7"),
        (9, lambda entry: None, "entry 9 .*no merge announced it"),
        (10, body(by="Somebody"), "entry 10 .*in the ledger it came from, its hash is not that of its content"),
        (10, origin(previous="0" * 64), "entry 10 .*in the ledger it came from, it does not carry the hash"),
        (10, origin(seq=9), "entry 10 .*in the ledger it came from, it follows entry 7"),
        (10, origin(more=1), "entry 10 .*not that of a acceptance"),
        (10, lambda entry: replace(entry, merge=8), "entry 10 .*no merge announced it"),
        (10, lambda entry: None, "entry 10 .*in the ledger it came from, it follows entry 7"),
        (11, lambda entry: None, "entry 10 is the last, but 1 entries of merge 9 are missing"),
        (11, lambda entry: replace(entry, merge=None, origin=None), "entry 11 .*1 entries of merge 9 are missing"),
    ],
)
def test_a_forged_merge_is_found(merged: Path, seq: int, change: Callable[[Entry], Entry | None], message: str) -> None:
    with open_ledger(merged) as ledger:
        ledger.verify()
    forge(merged, seq, change)
    refused(merged, message)


def test_a_ledger_that_does_not_verify_is_not_merged(judged: Path, tmp_path: Path) -> None:
    forge(judged, 8, body(by=" "))
    good = made(tmp_path / "good.db")
    for into, source in (good, judged), (judged, good):
        with pytest.raises(LedgerError, match=r"a\.db: entry 8 .*nobody judges"):
            merge(into, source)


def test_a_forged_judgement_is_one_clear_sentence_when_asked_for(judged: Path) -> None:
    forge(judged, 8, body(fields={"outcome": "eaten"}))
    with open_ledger(judged) as ledger:
        for ask in ledger.figures, ledger.figure_columns:
            with pytest.raises(LedgerError, match="holds a record that cannot be read"):
                ask()
