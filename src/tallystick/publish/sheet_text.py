"""Tallies, findings and rules as text, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich import box
from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from tallystick.printable import one_line
from tallystick.publish import telling as words
from tallystick.publish.compared import ClaimShown, FindingShown, SeriesShown, Source, TallyShown, Terms
from tallystick.publish.comparing import NOT_STATED
from tallystick.publish.entry import NOT_STATED as NO_PARTY
from tallystick.publish.page import NARROW, WIDTH, marks, new_console, written
from tallystick.publish.sheet import FindingSheet, RuleSheet, TallySheet

#: So many marks of one claim are shown; the rest are counted.
_MOST_MARKS = 8


def render_tallies(
    sheet: TallySheet, width: int = WIDTH, colour: bool = False, everything: bool = False, way: str = "frame()"
) -> str:
    """The tallies in lines of at most `width` columns, with terminal colours where `colour` is true.

    What is worth a look, or all where `everything` is true; `way` names the way to the rest.
    """
    console, out = new_console(width, colour)
    shown = sheet.shown(everything)
    _print_head(sheet.title or "Tallies", f"{len(sheet)} tall{'y' if len(sheet) == 1 else 'ies'}", sheet.terms, console)
    console.print(Text(one_line(words.rule_words(sheet.terms)), style="dim"))
    for party, tallies in groupby(shown.tallies, key=lambda one: one.tally.party):
        console.print()
        console.print(Text(one_line(party or NO_PARTY).upper(), style="bold underline"))
        for tally in tallies:
            console.print()
            _print_tally(tally, console)
        print_series([one for one in shown.series if one.party == party], console)
    if shown.left_out:
        console.print()
        console.print(Text(words.left_out_words(shown.left_out, way), style="dim"))
    _print_sources(shown.numbering.cited(), console, with_quotes=False)
    return written(out)


def render_findings(
    sheet: FindingSheet, width: int = WIDTH, colour: bool = False, everything: bool = False, way: str = "frame()"
) -> str:
    """The findings in lines of at most `width` columns, with terminal colours where `colour` is true.

    Loud ones, or all where `everything` is true; `way` names the way to the rest.
    """
    console, out = new_console(width, colour)
    shown, numbering = sheet.shown(everything)
    many = len([one for one in sheet if not one.quiet])
    _print_head(sheet.title or "Findings", f"{many} finding{'s' * (many != 1)}", sheet.terms, console)
    console.print(Text(one_line(words.rule_name(sheet.terms)), style="dim"))
    print_findings(shown, console)
    quiet = words.quiet_words(sheet)
    if quiet and not everything:
        console.print()
        console.print(Text(one_line(f"{quiet}. {way} has them."), style="dim"))
    _print_sources(numbering.cited(), console, with_quotes=True)
    return written(out)


def render_rules(sheet: RuleSheet, width: int = WIDTH, colour: bool = False) -> str:
    """The rules, each with what it does."""
    console, out = new_console(width, colour)
    for at, rule in enumerate(sheet):
        if at:
            console.print()
        console.print(Text(one_line(f"{rule.name}, version {rule.version}"), style="bold"))
        console.print(Padding(Text(one_line(rule.description)), (0, 0, 0, 2)))
    return written(out)


def print_findings(shown: Sequence[FindingShown], console: Console) -> None:
    """Findings under the headings of their kinds."""
    for heading, found in words.by_kind(shown):
        console.print()
        console.print(Text(f"{heading} ({len(found)})", style="bold"))
        for one in found:
            line = Text(one_line(one.finding.summary))
            line.append(f" {_some_marks(one.citations)}", style="cyan")
            console.print(_bullet(line, console))
            console.print(Padding(Text(one_line(words.sureness_words(one)), style="dim"), (0, 0, 0, 4)))


def _bullet(line: Text, console: Console) -> RenderableType:
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=3, justify="right")
    grid.add_column(overflow="fold")
    grid.add_row(Text("-"), line)
    return grid


def print_bounds(tallies: Sequence[TallyShown], terms: Terms, console: Console) -> None:
    """Low, best and high with who sets them, a row a tally; below one another where that does not fit."""
    if not tallies:
        return
    console.print()
    console.print(Text(one_line(words.bounds_title(terms)), style="bold"))
    console.print(_bounds_grid(tallies) if console.width >= NARROW else _bounds_list(tallies))


def print_series(series: Iterable[SeriesShown], console: Console) -> None:
    """Counts of one voice over time, a line each."""
    found = list(series)
    if not found:
        return
    console.print()
    console.print(Text("Over time", style="bold"))
    for one in found:
        line = Text(one_line(one.words))
        line.append(f" {_some_marks(one.citations)}", style="cyan")
        console.print(Padding(line, (0, 0, 0, 2)))


def _bounds_grid(tallies: Sequence[TallyShown]) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, show_lines=False, pad_edge=False, padding=(0, 1), collapse_padding=True)
    grid.add_column("", min_width=14, max_width=26)
    for bound in ("low", "best", "high"):
        grid.add_column(bound.capitalize(), overflow="fold")
    grid.add_column("Apart", overflow="fold")
    for at, tally in enumerate(tallies):
        if at:
            grid.add_row()
        label = Text(one_line(tally.heading))
        if tally.scope:
            label.append(f"\n  {one_line(tally.scope)}", style="dim")
        for claim in tally.counted():
            label.append(f"\n  {one_line(words.counted_words(claim))}", style="dim")
            label.append(f" {_some_marks(claim.citations)}", style="cyan")
        cells = [_bound_cell(tally, bound) for bound in ("low", "best", "high")]
        grid.add_row(label, *cells, Text(words.times_words(tally.times)))
    return grid


def _bound_cell(tally: TallyShown, bound: str) -> Group:
    value: str = getattr(tally, bound)
    lines = [Text(one_line(value), style="dim" if value == NOT_STATED else "bold")]
    for claim in tally.setters(bound):
        line = Text(one_line(claim.who), style="dim")
        line.append(f" {_some_marks(claim.citations)}", style="cyan")
        lines.append(line)
    return Group(*lines)


def _bounds_list(tallies: Sequence[TallyShown]) -> Group:
    lines: list[RenderableType] = []
    for tally in tallies:
        lines.append(Text(one_line(", ".join(filter(None, (tally.heading, tally.scope)))), style="underline"))
        for bound in ("low", "best", "high"):
            setters = "; ".join(f"{claim.who} {_some_marks(claim.citations)}" for claim in tally.setters(bound))
            value = getattr(tally, bound)
            lines.append(
                Padding(Text(one_line(f"{bound} {value}" + (f": {setters}" if setters else ""))), (0, 0, 0, 2))
            )
        for claim in tally.counted():
            told = f"{words.counted_words(claim)} {_some_marks(claim.citations)}"
            lines.append(Padding(Text(one_line(told)), (0, 0, 0, 2)))
        if tally.times:
            lines.append(Padding(Text(f"apart {words.times_words(tally.times)}"), (0, 0, 0, 2)))
    return Group(*lines)


def _print_head(title: str, counted: str, terms: Terms, console: Console) -> None:
    console.print(Text(one_line(title), style="bold"))
    figures = f"{terms.figures} figure{'s' * (terms.figures != 1)}"
    console.print(Text(one_line(f"{counted} from {figures}. {words.terms_words(terms)}".strip())))


def _print_tally(tally: TallyShown, console: Console) -> None:
    head = Text(one_line(tally.heading), style="bold")
    if tally.scope:
        head.append(one_line(f" ({tally.scope})"), style="not bold")
    console.print(head)
    bounds = Text("  ")
    for bound in ("low", "best", "high"):
        bounds.append(f"{bound} ", style="dim")
        bounds.append(one_line(getattr(tally, bound)) + ("" if bound == "high" else "   "), style="bold")
    console.print(bounds)
    is_wide = console.width >= NARROW
    grid = Grid.grid(padding=(0, 2, 0, 0), pad_edge=True)
    grid.add_column(width=2)
    number_width = min(max(len(claim.number) for claim in tally.claims), console.width // 4)
    grid.add_column(width=number_width, overflow="fold")
    words_width = min(console.width, _WIDEST) - number_width - _ROLE_WIDTH - 10
    grid.add_column(overflow="fold", width=words_width if is_wide else None)
    if is_wide:
        grid.add_column(width=_ROLE_WIDTH, overflow="fold")
    for claim in tally.claims:
        number = Text(one_line(claim.number), style="" if claim.sets else "dim")
        beside = [Group(*_part_in_tally(claim))] if is_wide else []
        grid.add_row("", number, _claim_words(claim, () if is_wide else _part_in_tally(claim)), *beside)
    console.print(grid)


#: As wide as "1.3 times the least".
_ROLE_WIDTH = 19
#: A tally is set no wider than this: what belongs together must stand together.
_WIDEST = 110


def _part_in_tally(claim: ClaimShown) -> list[Text]:
    """Which bounds a claim sets, and how far it is from the least."""
    lines = []
    if claim.sets:
        lines.append(Text(words.sets_words(claim.sets), style="green"))
    if claim.times:
        lines.append(Text(f"{words.times_words(claim.times)} the least", style="yellow"))
    return lines


def _claim_words(claim: ClaimShown, further: Sequence[Text]) -> Group:
    first = Text(one_line(claim.who), style="bold" if claim.sets else "")
    first.append(one_line(f" ({claim.stance})"), style="not bold")
    first.append(f" {_some_marks(claim.citations)}", style="not bold cyan")
    under = "; ".join(part for part in (words.quoted(claim), claim.when, *claim.notes) if part)
    return Group(first, Text(one_line(under), style="dim"), *further)


def _some_marks(numbers: Sequence[int]) -> str:
    shown = marks(tuple(numbers[:_MOST_MARKS]))
    more = len(numbers) - _MOST_MARKS
    return f"{shown} and {more} more" if more > 0 else shown


def _print_sources(cited: Sequence[tuple[int, Source]], console: Console, with_quotes: bool) -> None:
    """Where the figures stand: each document once, with the lines and ids of its figures."""
    if not cited:
        return
    console.print()
    console.print(Text("Sources", style="bold underline"))
    by_document: dict[str, list[tuple[int, Source]]] = {}
    for number, source in cited:
        by_document.setdefault(source.document, []).append((number, source))
    for listed in by_document.values():
        console.print(Text(one_line(words.document_words(listed[0][1]))))
        if with_quotes:
            for number, source in listed:
                line = Text(f"[{number}] ", style="cyan")
                line.append(one_line(f"line {source.line}: “{source.quote}” ({source.figure})"), style="default")
                console.print(Padding(line, (0, 0, 0, 2)))
        else:
            lines = (Text(f"[{number}] line {source.line} {source.figure}") for number, source in listed)
            console.print(Padding(Columns(lines, padding=(0, 2), column_first=True), (0, 0, 0, 2)))
    console.print(
        Text("`tallystick show ID` prints a figure's sentence and where each of its slots came from.", style="dim")
    )
