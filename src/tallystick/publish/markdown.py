"""The report as GitHub-flavoured Markdown: tables, and citations as footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tallystick.printable import one_line
from tallystick.publish import entry as words
from tallystick.publish.labels import COLUMNS
from tallystick.publish.model import Citation, Entry, Report, Row, Section
from tallystick.reconcile.stance import STANCES, Stance

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~#$&]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BLOCK_START = re.compile(r"^([-+=])")
_LIST_ITEM = re.compile(r"^(\d+)([.)])")


def escape(text: str) -> str:
    """One line of text that Markdown shows as it is: no markup, no HTML, no cell or block of its own."""
    escaped = _SPECIAL.sub(_escaped, one_line(text).strip())
    return _LIST_ITEM.sub(r"\1\\\2", _BLOCK_START.sub(r"\\\1", escaped))


def _escaped(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0], "\\" + match[0])


def render(report: Report) -> str:
    """The report; ends with a line feed."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escape(report.title or 'Who says what')}"
    yield ""
    yield escape(f"{words.summary_words(report)} {words.sides_words(report)}")
    yield ""
    yield escape(words.READING)
    for section in report.sections:
        yield from _section(section)
    if report.citations:
        yield from ("", "## Citations", "")
        yield from (_footnote(citation) for citation in report.citations)


def _section(section: Section) -> Iterator[str]:
    side = f" (side: {section.side})" if section.side and section.side != section.party else ""
    yield from ("", f"## {escape(words.section_title(section) + side)}")
    for reference in section.elsewhere:
        yield from ("", f"Counted together with others under {escape(reference.party)}: {_marks(reference.citations)}")
    for table in section.tables:
        yield from ("", f"### {table.topic}", "")
        yield "| | " + " | ".join(COLUMNS[stance] for stance in STANCES) + " |"
        yield "|---" * (len(STANCES) + 1) + "|"
        for row in table.rows:
            cells = (_cell(row, stance) for stance in STANCES)
            yield f"| {escape(f'{row.group}: {row.label}')} | " + " | ".join(cells) + " |"


def _cell(row: Row, stance: Stance) -> str:
    lines = [line for entry in row.cells[stance] for line in _entry(entry)]
    lines += [f"*{escape(words.echo_words(echo))}* {_marks(echo.citations)}" for echo in row.echoes.get(stance, ())]
    return "<br>".join(lines) or words.NOTHING


def _entry(entry: Entry, total: Entry | None = None, depth: int = 0) -> Iterator[str]:
    under = words.part_details(entry, total) if total else words.details(entry)
    number = escape(entry.number) if depth else f"**{escape(entry.number)}**"
    line = f"{number} {escape(entry.what)}".rstrip() + f" {_marks(entry.citations)}"
    yield "&emsp;" * depth + line + (f"<br>{'&emsp;' * (depth + 1)}{escape('; '.join(under))}" if under else "")
    for part in entry.parts:
        yield from _entry(part, entry, depth + 1)


def _marks(numbers: tuple[int, ...]) -> str:
    return "".join(f"[^{number}]" for number in numbers)


def _footnote(citation: Citation) -> str:
    before, quote, after = (
        citation.sentence[: citation.start],
        citation.sentence[citation.start : citation.end],
        citation.sentence[citation.end :],
    )
    left = escape(before) + " " * before[-1:].isspace()
    right = " " * after[:1].isspace() + escape(after)
    url = f", {escape(citation.url)}" if citation.url else ""
    source = f"{escape(words.source_words(citation))}{url} ({escape(citation.bounds)}; {citation.figure})"
    return f"[^{citation.number}]: {source}: “{left}**{escape(quote)}**{right}”"
