"""A timeline as text, for a terminal or a pipe."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tallystick.chronicle.timeline import Entry
from tallystick.printable import one_line
from tallystick.publish.chronicle import timeline_words as words
from tallystick.publish.chronicle.timeline import TimelineSheet
from tallystick.publish.page import new_console, written
from tallystick.records import Event

#: Columns of a terminal of the usual size.
WIDTH = 80


def render_timeline(sheet: TimelineSheet, width: int = WIDTH, colour: bool = False) -> str:
    """The happenings by day, in lines of at most `width` columns, each with every passage that tells it."""
    console, out = new_console(width, colour)
    console.print(Text(one_line(sheet.title or "Timeline"), style="bold"))
    uncertain = sum(not one.when.certain for one in sheet)
    console.print(Text(words.head_words(len(sheet), sheet.passages, uncertain)))
    console.print(Text(words.READING, style="dim"))
    for day, entries in groupby(sheet, key=lambda one: words.day_words(one.when)):
        console.print()
        console.print(Text(one_line(day), style="bold underline"))
        for entry in entries:
            console.print()
            _print_entry(entry, sheet, console)
    return written(out)


def _print_entry(entry: Entry, sheet: TimelineSheet, console: Console) -> None:
    one = entry.happening
    console.print(Padding(Text(one_line(words.title_words(one)), style="bold"), (0, 0, 0, 2)))
    for event in (one.spoken, *(other for other in one.events if other is not one.spoken)):
        console.print(Padding(_passage(event, sheet), (0, 0, 0, 4)))
    if why := words.why_words(one):
        console.print(Padding(Text(one_line(why), style="dim"), (0, 0, 0, 4)))


def _passage(event: Event, sheet: TimelineSheet) -> Text:
    """The sentence with its trigger, whose word it is, and where it stands."""
    before, trigger, after = words.sentence_words(event, sheet.documents)
    told = Text(_inner(words.voice_words(event)), style="yellow")
    told.append("“" + _inner(before), style="default")
    told.append(one_line(trigger), style="default bold")
    told.append(f"{_inner(after)}”", style="default")
    told.append(f" {one_line(words.where(event, sheet.documents))}", style="dim")
    return told


def _inner(part: str) -> str:
    """On one line, with the space that parts it from the trigger."""
    told = one_line(part)
    before = " " if part[:1].isspace() and not told.startswith(" ") else ""
    return before + told + (" " if part[-1:].isspace() and not told.endswith(" ") else "")
