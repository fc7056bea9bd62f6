"""Who holds which place as text, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tallystick.chronicle.control import Held, Holding
from tallystick.printable import one_line
from tallystick.publish.chronicle import control_words as words
from tallystick.publish.chronicle.control import ControlSheet
from tallystick.publish.page import new_console, written
from tallystick.records import Control

WIDTH = 80
#: So many passages of one holder are quoted, and so many further things told of a place; the rest are counted.
_QUOTED, _BESIDE = 3, 6


def render_control(sheet: ControlSheet, width: int = WIDTH, colour: bool = False) -> str:
    """The places by state of knowledge, in lines of at most `width` columns, each with the passages it rests on."""
    console, out = new_console(width, colour)
    console.print(Text("Control of places", style="bold"))
    console.print(Text(one_line(words.head_words(sheet, sheet.on))))
    console.print(Text(words.READING, style="dim"))
    for state, heading in words.HEADINGS.items():
        found = [one for one in sheet if one.state == state]
        if not found:
            continue
        console.print()
        console.print(Text(f"{heading} ({len(found)})", style="bold underline"))
        for one in found:
            _print_holding(one, sheet, console)
    return written(out)


def _print_holding(one: Holding, sheet: ControlSheet, console: Console) -> None:
    console.print()
    title = Text(one_line(words.title_words(one)), style="bold")
    if one.reason:
        title.append(one_line(f", {one.reason}"), style="not bold dim")
    console.print(title)
    for held in one.by:
        _print_held(held, "", sheet, console)
    if one.before is not None:
        _print_held(one.before, "before: ", sheet, console)
    beside = words.beside_words(one)
    for told, record in beside[:_BESIDE]:
        _print_line(told, console)
        _print_quotes([record], sheet, console)
    if len(beside) > _BESIDE:
        _print_line(f"and {len(beside) - _BESIDE} more; the JSON has them", console)


def _print_held(held: Held, label: str, sheet: ControlSheet, console: Console) -> None:
    _print_line(label + words.holder_words(held), console)
    _print_quotes(held.told, sheet, console)


def _print_line(told: str, console: Console) -> None:
    console.print(Padding(Text(one_line(told)), (0, 0, 0, 2)))


def _print_quotes(records: Sequence[Control], sheet: ControlSheet, console: Console) -> None:
    for record in records[:_QUOTED]:
        quoted = Text(f"“{one_line(record.quote)}”")
        quoted.append(f" {one_line(words.where(record, sheet.documents))}", style="dim")
        console.print(Padding(quoted, (0, 0, 0, 4)))
    if len(records) > _QUOTED:
        console.print(Padding(Text(f"and {len(records) - _QUOTED} more", style="dim"), (0, 0, 0, 4)))
