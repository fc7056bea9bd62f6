"""Agreements and obligations as text, for a terminal or a pipe."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tallystick.chronicle.agreements import AgreementState, ObligationState
from tallystick.printable import one_line
from tallystick.publish.chronicle import agreement_words as words
from tallystick.publish.chronicle.agreements import AgreementSheet
from tallystick.publish.page import new_console, written

#: Columns of a terminal of the usual size.
WIDTH = 80
_STYLES = {
    "in force": "green", "met": "green", "broken": "red", "overdue": "red", "ended": "dim", "open": "yellow",
    "not yet in force": "dim", "not yet binding": "dim", "unknown": "yellow",
}  # fmt: skip
_LABELS_WIDTH = 12


def render_agreements(sheet: AgreementSheet, width: int = WIDTH, colour: bool = False) -> str:
    """Agreements with their obligations and states, in lines of at most `width` columns; every one with its words."""
    console, out = new_console(width, colour)
    console.print(Text("Agreements", style="bold"))
    console.print(Text(one_line(words.head_words(sheet))))
    for state in sheet:
        console.print()
        _print_agreement(state, sheet, console)
    return written(out)


def _print_agreement(state: AgreementState, sheet: AgreementSheet, console: Console) -> None:
    agreement = state.agreement
    head = Text(one_line(words.heading(agreement)), style="bold underline")
    head.append(f"  {agreement.id}", style="not bold not underline dim")
    console.print(head)
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=_LABELS_WIDTH)
    grid.add_column(overflow="fold")
    for label, told in words.slots(state):
        style = _STYLES.get(told, "") if label == "state" else "dim" if told == words.NOT_STATED else ""
        grid.add_row(Text(label, style="dim"), Text(one_line(told), style=style))
    for doubt in state.doubts:
        grid.add_row(Text("doubt", style="dim"), Text(one_line(doubt), style="yellow"))
    for other, reason in sheet.same_as.get(agreement.id, ()):
        grid.add_row(Text("same as", style="dim"), Text(one_line(f"{other}: {reason}")))
    grid.add_row(Text("source", style="dim"), _citation(words.where(agreement, sheet.documents), agreement.quote))
    for event in state.events:
        grid.add_row(Text("event", style="dim"), _citation(words.where(event, sheet.documents), event.quote, event.id))
    console.print(Padding(grid, (0, 0, 0, 2)))
    if state.obligations:
        console.print(Padding(Text("Obligations", style="bold"), (0, 0, 0, 2)))
    for one in state.obligations:
        _print_obligation(one, sheet, console)


def _print_obligation(state: ObligationState, sheet: AgreementSheet, console: Console) -> None:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    head = Text(f"{state.state}  ", style=_STYLES.get(state.state, ""))
    head.append(one_line(words.obligation_words(state)), style="default")
    grid.add_row(Text("-"), head)
    grid.add_row("", Text(one_line(f"{words.obligation_slots(state)}"), style="dim"))
    grid.add_row("", Text(one_line(state.reason), style="dim"))
    for doubt in state.doubts:
        grid.add_row("", Text(one_line(f"doubt: {doubt}"), style="yellow"))
    obligation = state.obligation
    grid.add_row("", _citation(words.where(obligation, sheet.documents), obligation.quote, obligation.id))
    for event in state.events:
        grid.add_row("", _citation(words.where(event, sheet.documents), event.quote, event.id))
    console.print(Padding(grid, (0, 0, 0, 4)))


def _citation(where: str, quote: str, id: str | None = None) -> Text:
    told = Text(one_line(where), style="cyan")
    told.append(one_line(f": “{quote}”" + (f" ({id})" if id else "")), style="default")
    return told
