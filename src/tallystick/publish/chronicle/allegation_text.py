"""Allegations as text, for a terminal or a pipe."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tallystick.chronicle.allegations import Accusation
from tallystick.printable import one_line
from tallystick.publish.chronicle import allegation_words as words
from tallystick.publish.chronicle.allegations import AllegationSheet
from tallystick.publish.page import new_console, written

#: Columns of a terminal of the usual size.
WIDTH = 80


def render_allegations(sheet: AllegationSheet, width: int = WIDTH, colour: bool = False) -> str:
    """The allegations by accused, in lines of at most `width` columns, each with every passage that it rests on."""
    console, out = new_console(width, colour)
    console.print(Text("Allegations", style="bold"))
    console.print(Text(words.head_words(len(sheet), sum(len(one.records) for one in sheet))))
    console.print(Text(words.READING, style="dim"))
    for accused, accusations in groupby(sheet, key=lambda one: one.accused):
        console.print()
        console.print(Text(one_line(accused or words.NOBODY).upper(), style="bold underline"))
        for one in accusations:
            console.print()
            _print_accusation(one, sheet, console)
    return written(out)


def _print_accusation(one: Accusation, sheet: AllegationSheet, console: Console) -> None:
    console.print(Text(one_line(words.title_words(one)), style="bold"))
    reasons = {joined.record: joined.reason for joined in one.joined}
    for record in one.records:
        style = "yellow" if record.state == "denied" else "" if record.state == "alleged" else "cyan"
        console.print(Padding(Text(one_line(words.teller_words(record)), style=style), (0, 0, 0, 2)))
        quoted = Text(f"“{one_line(record.quote)}”")
        quoted.append(f" {one_line(words.where(record, sheet.documents))}", style="dim")
        console.print(Padding(quoted, (0, 0, 0, 4)))
        if record.id in reasons:
            console.print(Padding(Text(one_line(f"same matter: {reasons[record.id]}"), style="dim"), (0, 0, 0, 4)))
