"""The report as GitHub-flavoured Markdown: tables, and citations as footnotes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tallystick.publish import entry as words
from tallystick.publish import telling
from tallystick.publish.compared import Terms
from tallystick.publish.escaping import escape, marks
from tallystick.publish.model import Chapter, Citation, Entry, Line, Passage, Report, Row, Section
from tallystick.publish.sheet_markdown import bounds_lines, finding_lines, series_lines
from tallystick.records import STANCES, Stance
from tallystick.wording.labels import COLUMNS


def render(report: Report) -> str:
    """The report; ends with a line feed."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escape(report.title or 'Who says what')}"
    yield ""
    yield escape(f"{words.summary_words(report)} {words.sides_words(report)}")
    yield ""
    for terms in filter(None, (telling.terms_words(report.terms), words.left_out_words(report))):
        yield from (f"**{escape(terms)}**", "")
    yield escape(words.READING)
    if any(section.bounds for section in report.sections):
        yield from ("", escape(telling.rule_words(report.terms)))
    yield from _findings(report)
    for section in report.sections:
        yield from _section(section, report.terms)
    for chapter in report.chapters:
        yield from _chapter(chapter)
    if report.citations or report.passages:
        yield from ("", "## Citations", "")
        yield from (_footnote(citation) for citation in words.sources(report))


def _findings(report: Report) -> Iterator[str]:
    loud = [one for one in report.findings if not one.finding.quiet]
    quiet = telling.quiet_words(one.finding for one in report.findings)
    if loud or quiet:
        yield from ("", f"## {words.DOES_NOT_FIT}", *finding_lines(loud, "###"))
    if quiet:
        yield from ("", escape(f"{quiet}."))


def _section(section: Section, terms: Terms) -> Iterator[str]:
    side = f" (side: {section.side})" if section.side and section.side != section.party else ""
    yield from ("", f"## {escape(words.section_title(section) + side)}")
    for reference in section.elsewhere:
        yield from ("", f"Counted together with others under {escape(reference.party)}: {marks(reference.citations)}")
    yield from bounds_lines(section.bounds, terms)
    yield from series_lines(section.series)
    for table in section.tables:
        yield from ("", f"### {table.topic}", "")
        yield "| | " + " | ".join(COLUMNS[stance] for stance in STANCES) + " |"
        yield "|---" * (len(STANCES) + 1) + "|"
        for row in table.rows:
            cells = (_cell(row, stance) for stance in STANCES)
            yield f"| {escape(f'{row.group}: {row.label}')} | " + " | ".join(cells) + " |"


def _cell(row: Row, stance: Stance) -> str:
    lines = [line for entry in row.cells[stance] for line in _entry(entry)]
    lines += [f"*{escape(words.echo_words(echo))}* {marks(echo.citations)}" for echo in row.echoes.get(stance, ())]
    return "<br>".join(lines) or words.NOTHING


def _entry(entry: Entry, total: Entry | None = None, depth: int = 0) -> Iterator[str]:
    under = words.part_details(entry, total) if total else words.details(entry)
    number = escape(entry.number) if depth else f"**{escape(entry.number)}**"
    line = f"{number} {escape(entry.what)}".rstrip() + f" {marks(entry.citations)}"
    yield "&emsp;" * depth + line + (f"<br>{'&emsp;' * (depth + 1)}{escape('; '.join(under))}" if under else "")
    for part in entry.parts:
        yield from _entry(part, entry, depth + 1)


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield from ("", f"## {chapter.title}", "", escape(words.head_words(chapter)))
    for group, told in groupby(chapter.told, key=lambda one: one.group):
        if group:
            yield from ("", f"### {escape(group)}")
        yield from ("", f"| {chapter.label} | |", "|---|---|")
        for one in told:
            yield f"| {escape(one.label)} | {'<br>'.join(map(_told, one.lines))} |"


def _told(line: Line) -> str:
    lead = f"*{escape(line.lead)}*: " if line.lead else ""
    told = f"{lead}{escape(line.words)} {marks(line.citations)}".rstrip()
    return f"{told}<br>&emsp;{escape('; '.join(line.details))}" if line.details else told


def _footnote(citation: Citation | Passage) -> str:
    before, quote, after = (
        citation.sentence[: citation.start],
        citation.sentence[citation.start : citation.end],
        citation.sentence[citation.end :],
    )
    left = escape(before) + " " * before[-1:].isspace()
    right = " " * after[:1].isspace() + escape(after)
    url = f", {escape(citation.url)}" if citation.url else ""
    read = f"{escape(citation.bounds)}; {citation.figure}" if isinstance(citation, Citation) else citation.statement
    source = f"{escape(words.source_words(citation))}{url} ({read})"
    return f"[^{citation.number}]: {source}: “{left}**{escape(quote)}**{right}”"
