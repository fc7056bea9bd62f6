"""The history of a record, and the judgements of a ledger: as text for a terminal or a pipe, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from tallystick.printable import one_line
from tallystick.publish.json import dumps
from tallystick.publish.page import WIDTH, new_console, written
from tallystick.records import Change, Statement

if TYPE_CHECKING:
    from tallystick.ledger import Conflict, History, Judgement, Line
    from tallystick.ledger.histories import State

HISTORY_SCHEMA = "tallystick-history/1"
REVIEWS_SCHEMA = "tallystick-reviews/1"

_STATES: dict[State, str] = {
    "as read": "as the document's last reading gives it",
    "no longer read": "out of the current view: the document's last reading no longer gives it",
    "corrected": "in the current view, as reviewers corrected it",
    "accepted": "in the current view, accepted",
    "added": "in the current view, added by a reviewer",
    "rejected": "out of the current view: rejected",
    "stood in for": "out of the current view: another stands in its place",
    "undone": "out of the current view: its addition was undone",
}
_DONE = {
    "correction": "corrected", "rejection": "rejected", "acceptance": "accepted", "addition": "added", "undo": "undid",
}  # fmt: skip


def history_text(history: History, width: int = WIDTH, colour: bool = False) -> str:
    """The history in lines of at most `width` columns: what it is of, a line an entry, and how it stands."""
    console, out = new_console(width, colour)
    console.print(Text(one_line(" ".join(_heading(history))), style="bold"))
    console.print()
    _print_rows(((line.recorded_at, f"entry {line.entry}", list(_line_words(line))) for line in history.lines), console)
    console.print()
    if history.state is not None:
        console.print(Text(one_line(f"Now {_STATES[history.state]}."), style="bold"))
    for note in history.notes:
        console.print(Text(one_line(f"{note[0].upper()}{note[1:]}.")))
    return written(out)


def history_json(history: History) -> str:
    """The history as JSON, indented; ends with a line feed."""
    return dumps(history_dict(history), indent=2) + "\n"


def history_dict(history: History) -> dict[str, Any]:
    """The history as `tallystick history --format json` has it: a line an entry; what says nothing is left out."""
    return {
        "schema": HISTORY_SCHEMA, "id": history.id, "kind": history.kind, "document": history.document,
        "lines": [_line_dict(line) for line in history.lines],
        "state": history.state, "notes": list(history.notes),
        "now": _plain(history.statement), "published": _plain(history.published),
    }  # fmt: skip


def reviews_text(
    reviews: Sequence[Judgement], conflicts: Sequence[Conflict], width: int = WIDTH, colour: bool = False
) -> str:
    """All judgements, a line each, and the conflicts between reviewers that are open."""
    console, out = new_console(width, colour)
    rows = ((one.entry.recorded_at, f"entry {one.entry.seq}", list(_review_words(one))) for one in reviews)
    _print_rows(rows, console)
    if not reviews:
        console.print("Nobody has judged anything yet.")
    for conflict in conflicts:
        console.print()
        console.print(Text(one_line(conflict_words(conflict)), style="bold"))
    return written(out)


def reviews_json(reviews: Sequence[Judgement], conflicts: Sequence[Conflict]) -> str:
    """The same as JSON, indented; ends with a line feed."""
    told = {
        "schema": REVIEWS_SCHEMA,
        "reviews": [_review_dict(one) for one in reviews],
        "conflicts": [
            {
                "record": one.record, "kind": one.of, "overruled": one.overruled.entry.seq,
                "deciding": one.deciding.entry.seq, "summary": conflict_words(one),
            }
            for one in conflicts
        ],
    }  # fmt: skip
    return dumps(told, indent=2) + "\n"


def conflict_words(conflict: Conflict) -> str:
    """A conflict between two reviewers in a sentence."""
    first, last = conflict.overruled, conflict.deciding
    return (
        f"{conflict.of} {conflict.record}: {first.by} {_deed(first)} (entry {first.entry.seq}), and {last.by}, without"
        f" having seen that, {_deed(last)} (entry {last.entry.seq}); the later judgement decides until somebody judges"
        " it again."
    )


def _print_rows(rows: Iterator[tuple[str, str, list[str]]], console: Console) -> None:
    grid = Grid(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for when, entry, words in rows:
        grid.add_row(when, entry, Text("\n".join(map(one_line, words))))
    console.print(grid)


def _heading(history: History) -> Iterator[str]:
    yield f"{history.id}, {history.kind}"
    statement = history.statement
    if statement is not None:
        yield f"“{statement.quote}”, document {statement.document}, line {statement.line}"


def _line_words(line: Line) -> Iterator[str]:
    merged = f" (came from another ledger by merge {line.merged})" if line.merged is not None else ""
    if line.what == "document":
        yield f"the document came{merged}"
    elif line.what == "origin":
        yield f"found at {line.path}{merged}"
    elif line.what == "reading":
        counts = ", ".join(f"{count:,} {plural}" for plural, count in line.counts) or "nothing"
        yield f"read by {line.reading}: {counts}{merged}"
    elif line.what == "given":
        yield f"read by {line.reading}{merged}"
        yield from (f"  {one.field}: {_value(one.corrected)}, before {_value(one.published)}" for one in line.changes)
    elif line.what == "not given":
        yield f"read by {line.reading}, which does not give it{merged}"
    else:
        undoes = f" entry {line.undoes}" if line.undoes is not None else ""
        undone = f"; undone by entry {line.undone_by}" if line.undone_by is not None else ""
        yield f"{_DONE[line.what]}{undoes} by {line.by}: {line.why}{merged}{undone}"
        yield from (f"  {_change_words(one)}" for one in line.changes)
    yield from (f"  {note}" for note in line.notes)


def _change_words(change: Change) -> str:
    return f"{change.field}: {_value(change.corrected)}, published {_value(change.published)}"


def _value(value: object) -> str:
    if value is None or value == ():
        return "not stated"
    return "; ".join(map(str, value)) if isinstance(value, tuple | list) else f"{value}"


def _review_words(one: Judgement) -> Iterator[str]:
    undone = f"; undone by entry {one.undone_by}" if one.undone_by is not None else ""
    yield f"{one.by} {_deed(one)} {'of ' * (one.kind == 'undo')}{one.of} {one.record}: {one.why}{undone}"


def _deed(one: Judgement) -> str:
    """What a judgement did: "corrected low to 12"."""
    if one.kind == "correction":
        return "corrected " + ", ".join(f"{name} to {_value(value)}" for name, value in sorted(one.fields.items()))
    if one.kind == "undo":
        return f"undid entry {one.undoes}"
    return _DONE[one.kind]


def _line_dict(line: Line) -> dict[str, Any]:
    found = {
        "entry": line.entry, "recorded_at": line.recorded_at, "what": line.what, "reading": line.reading,
        "by": line.by, "why": line.why, "changes": [change.model_dump(mode="json") for change in line.changes],
        "in_force": line.in_force, "undone_by": line.undone_by, "undoes": line.undoes, "merged": line.merged,
        "path": line.path, "counts": dict(line.counts), "notes": list(line.notes),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in (None, [], {})}


def _review_dict(one: Judgement) -> dict[str, Any]:
    return {
        "entry": one.entry.seq, "recorded_at": one.entry.recorded_at, "what": one.kind, "record": one.record,
        "kind": one.of, "document": one.entry.document, "by": one.by, "why": one.why, "fields": dict(one.fields),
        "undoes": one.undoes, "undone_by": one.undone_by, "in_force": one.in_force, "merged": one.entry.merge,
    }  # fmt: skip


def _plain(statement: Statement | None) -> dict[str, Any] | None:
    return None if statement is None else statement.model_dump(mode="json")
