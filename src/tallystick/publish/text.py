"""The report and single records as text, for a terminal or a pipe: what fits the width, and no colour unasked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from tallystick.printable import one_line
from tallystick.publish import entry as words
from tallystick.publish import telling
from tallystick.publish.model import Chapter, Citation, Entry, Line, Passage, Report, Row, Section, Table, Told
from tallystick.publish.page import NARROW, WIDTH, marks, new_console, written
from tallystick.publish.record import Shown
from tallystick.publish.sheet_text import print_bounds, print_findings, print_series
from tallystick.records import STANCES
from tallystick.wording.labels import COLUMNS

#: Parts of parts of parts are indented no further.
_DEEPEST = 6
#: How wide the days, places and names of a chapter are at least and at most.
_LABELS = (12, 22)
#: Where a label has more lines than this, an empty line parts it from the next.
_CLOSE = 3


def render(report: Report, width: int = WIDTH, colour: bool = False) -> str:
    """The report in lines of at most `width` columns; with terminal colours where `colour` is true."""
    console, out = new_console(width, colour)
    _print(report, console)
    return written(out)


def render_record(shown: Shown, width: int = WIDTH, colour: bool = False) -> str:
    """One record: its sentence with the figure's words in double and those of its slots in single brackets."""
    console, out = new_console(width, colour)
    console.print(Text(one_line(shown.heading), style="bold"))
    console.print(Text(one_line(f"{shown.id}, {shown.source}"), style="dim"))
    if shown.sentence:
        text = Text()
        for segment in shown.sentence:
            left, right = {"": ("", ""), "figure": ("[[", "]]")}.get(segment.label, ("[", "]"))
            style = {"": "", "figure": "bold yellow"}.get(segment.label, "underline")
            text.append(left + one_line(segment.text) + right, style=style)
        console.print()
        console.print(Padding(text, (0, 0, 0, 2)))
    console.print()
    grid = Grid(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold", style="bold", max_width=20)
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold", style="dim")
    for slot in shown.slots:
        grid.add_row(*(Text(one_line(part)) for part in (slot.name, slot.value, slot.origin)))
    console.print(grid)
    for note in shown.notes:
        console.print(Text(one_line(note), style="dim"))
    return written(out)


def _print(report: Report, console: Console) -> None:
    console.print(Text(one_line(report.title or "Who says what"), style="bold"))
    console.print(one_line(f"{words.summary_words(report)} {words.sides_words(report)}"))
    for terms in filter(None, (telling.terms_words(report.terms), words.left_out_words(report))):
        console.print(Text(one_line(terms), style="bold"))
    console.print(words.READING, style="dim")
    if any(section.bounds for section in report.sections):
        console.print(Text(one_line(telling.rule_words(report.terms)), style="dim"))
    _print_findings(report, console)
    for section in report.sections:
        console.print()
        console.print(_heading(section))
        for reference in section.elsewhere:
            marked = marks(reference.citations)
            console.print(one_line(f"Counted together with others under {reference.party}: {marked}"))
        print_bounds(section.bounds, report.terms, console)
        print_series(section.series, console)
        for table in section.tables:
            console.print()
            console.print(_grid(table) if console.width >= NARROW else _list(table))
    for chapter in report.chapters:
        _print_chapter(chapter, console)
    if report.citations or report.passages:
        console.print()
        console.print(Text("Citations", style="bold underline"))
        for citation in words.sources(report):
            _print_citation(citation, console)


def _print_findings(report: Report, console: Console) -> None:
    loud = [one for one in report.findings if not one.finding.quiet]
    quiet = telling.quiet_words(one.finding for one in report.findings)
    if not loud and not quiet:
        return
    console.print()
    console.print(Text(words.DOES_NOT_FIT.upper(), style="bold underline"))
    print_findings(loud, console)
    if quiet:
        console.print()
        console.print(Text(one_line(f"{quiet}."), style="dim"))


def _heading(section: Section) -> Text:
    heading = Text(one_line(words.section_title(section)).upper(), style="bold underline")
    if section.side and section.side != section.party:
        heading.append(one_line(f"  (side: {section.side})"), style="not bold not underline")
    return heading


def _grid(table: Table) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, show_lines=False, pad_edge=False, padding=(0, 1), collapse_padding=True)
    grid.add_column(table.topic, min_width=12, max_width=22)
    for stance in STANCES:
        grid.add_column(COLUMNS[stance], overflow="fold")
    group = None
    for row in table.rows:
        if group is not None:
            grid.add_row()
        label = Text(one_line(row.group), style="bold") if row.group != group else Text()
        label.append(("\n" if label else "") + f"  {row.label}", style="not bold")
        group = row.group
        grid.add_row(label, *(Group(*lines) if lines else Text(words.NOTHING, style="dim") for lines in _cells(row)))
    return grid


def _cells(row: Row) -> list[list[Padding]]:
    return [
        [line for entry in row.cells[stance] for line in _lines(entry)]
        + [_line(f"{words.echo_words(echo)} {marks(echo.citations)}", 2, "dim italic")
           for echo in row.echoes.get(stance, ())]
        for stance in STANCES
    ]  # fmt: skip


def _lines(entry: Entry, total: Entry | None = None, depth: int = 0) -> Iterator[Padding]:
    line = Text(one_line(entry.number), style="bold" if not depth else "")
    line.append(one_line(f" {entry.what}" if entry.what else ""), style="not bold")
    line.append(f" {marks(entry.citations)}", style="not bold cyan")
    yield Padding(line, (0, 0, 0, min(2 * depth, _DEEPEST)))
    under = words.part_details(entry, total) if total else words.details(entry)
    if under:
        yield _line("; ".join(under), 2 * depth + 2, "dim")
    for part in entry.parts:
        yield from _lines(part, entry, depth + 1)


def _line(text: str, indent: int, style: str) -> Padding:
    return Padding(Text(one_line(text), style=style), (0, 0, 0, min(indent, _DEEPEST)))


def _list(table: Table) -> Group:
    """The same cells below one another, for narrow terminals."""
    lines: list[Text | Padding] = [Text(table.topic, style="bold")]
    for row in table.rows:
        lines.append(Text(f"{row.group}: {row.label}", style="underline"))
        for stance, cell in zip(STANCES, _cells(row), strict=True):
            if cell:
                lines.append(_line(COLUMNS[stance], 1, "italic"))
                lines.extend(Padding(line, (0, 0, 0, 2)) for line in cell)
    return Group(*lines)


def _print_chapter(chapter: Chapter, console: Console) -> None:
    console.print()
    console.print(Text(chapter.title.upper(), style="bold underline"))
    console.print(Text(one_line(words.head_words(chapter)), style="dim"))
    for group, found in groupby(chapter.told, key=lambda one: one.group):
        told = list(found)
        console.print()
        if group:
            console.print(Text(one_line(group), style="italic"))
        console.print(_told_grid(told, chapter) if console.width >= NARROW else _told_list(told))


def _told_grid(told: list[Told], chapter: Chapter) -> Grid:
    """Labels and lines side by side, in columns of the same width throughout a chapter."""
    longest = max(len(one_line(one.label)) for one in chapter.told)
    roomy = any(len(one.lines) > _CLOSE for one in chapter.told)
    grid = Grid(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(width=min(max(longest, _LABELS[0]), _LABELS[1]), overflow="fold", style="bold")
    grid.add_column(overflow="fold", ratio=1)
    for at, one in enumerate(told):
        if roomy and at:
            grid.add_row()
        grid.add_row(Text(one_line(one.label)), Group(*_told_lines(one.lines)))
    return grid


def _told_list(told: list[Told]) -> Group:
    """The same below one another, for narrow terminals."""
    lines: list[Text | Padding] = []
    for one in told:
        lines.append(Text(one_line(one.label), style="bold"))
        lines += [Padding(line, (0, 0, 0, 2)) for line in _told_lines(one.lines)]
    return Group(*lines)


def _told_lines(lines: tuple[Line, ...]) -> Iterator[Padding]:
    for line in lines:
        told = Text(f"{line.lead}  " if line.lead else "", style="yellow")
        told.append(one_line(line.words), style="default")
        told.append(f" {marks(line.citations)}" if line.citations else "", style="cyan")
        yield Padding(told, 0)
        if line.details:
            yield _line("; ".join(line.details), 2, "dim")


def _print_citation(citation: Citation | Passage, console: Console) -> None:
    head = Text(f"[{citation.number}] ", style="cyan")
    head.append(one_line(words.source_words(citation)), style="default")
    read = f" = {citation.bounds} ({citation.figure})" if isinstance(citation, Citation) else f" ({citation.statement})"
    head.append(one_line(read), style="dim")
    console.print(head)
    console.print(Padding(highlighted(citation.sentence, citation.start, citation.end), (0, 0, 0, 4)))


def highlighted(sentence: str, start: int, end: int) -> Text:
    """The sentence with the words between the offsets in double brackets, and bold where there are colours."""
    text = Text(one_line(sentence[:start]))
    text.append(f"[[{one_line(sentence[start:end])}]]", style="bold yellow")
    text.append(one_line(sentence[end:]))
    return text
