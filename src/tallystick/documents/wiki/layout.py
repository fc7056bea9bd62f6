"""Wikitext laid out as plain text."""

from __future__ import annotations

import html
import re
from typing import Any

from tallystick.documents.plain_text import Cell, PlainText, flat, write_table
from tallystick.documents.wiki.infobox import is_infobox, lines_of, write_wiki_infobox
from tallystick.documents.wiki.scrubbing import BREAK, ITEM, TABLE, scrubbed
from tallystick.documents.wiki.templates import expanded
from tallystick.records import Locator

#: Around the number of an infobox, on a line of its own.
_BOX = "\x0f"
_QUOTES = re.compile(r"'{2,}")
_HEADING = re.compile(r"(={1,6})([^\n]{1,1000}?)\1\s*$")
_LIST_MARKS = re.compile(rf"{ITEM}[*#:;]+")
_LEFT_OUT = re.compile(r"\s*(?:category|[a-z]{2,3}|simple|zh-[a-z-]{2,10})\s*:", re.IGNORECASE)
_PICTURE = re.compile(r"\s*(?:file|image|media)\s*:", re.IGNORECASE)
_PICTURE_OPTION = re.compile(
    r"\s*(?:thumb(?:nail)?|frame(?:d|less)?|border|left|right|center|centre|none|upright.{0,20}|\d{0,5}x?\d{1,5}\s?px"
    r"|(?:alt|link|page|class|lang|start|end|thumbtime)\s*=.*|baseline|sub|super|top|middle|bottom|text-(?:top|bottom))\s*",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTES = re.compile(
    r"""(?:\s*[a-z-]{2,20}\s*=\s*(?:"[^"|]{0,500}"|'[^'|]{0,500}'|[^\s"'|]{1,100}))+\s*""", re.IGNORECASE
)
_SPAN = re.compile(r"(col|row)span\s*=\s*[\"']?\s*(\d{1,5})", re.IGNORECASE)


def plain_text_of(wikitext: str) -> tuple[str, tuple[Locator, ...]]:
    """The plain text of an article, and where its tables and infoboxes are.

    Raises ValueError where it has more marks than an article has.
    """
    import mwparserfromhell

    page = _Page()
    rendered = page.render(mwparserfromhell.parse(scrubbed(wikitext), skip_style_tags=True))
    plain = PlainText()
    _lay_out(plain, rendered.split("\n"), page)
    if page.notes:
        plain.heading(2, "Notes")
        for note in page.notes:
            plain.line(_clean(note))
    return plain.finish()


class _Page:
    """Turns parsed wikitext into lines, and keeps what stands apart: infoboxes and notes."""

    def __init__(self) -> None:
        self.boxes: list[Any] = []
        self.notes: list[str] = []

    def render(self, code: Any) -> str:
        """The text of parsed wikitext, with its line structure and a mark for each infobox."""
        return "".join(map(self._node, code.nodes)) if code is not None else ""

    def _node(self, node: Any) -> str:
        kind = type(node).__name__
        if kind == "Text":
            return str(node)
        if kind == "HTMLEntity":
            return html.unescape(str(node))
        if kind == "Wikilink":
            return self._link(node)
        if kind == "Template":
            if is_infobox(node):
                self.boxes.append(node)
                return f"\n{_BOX}{len(self.boxes) - 1}\n"
            return expanded(node, self.render, self.notes)
        if kind == "Heading":
            marks = "=" * node.level
            return f"{marks} {flat(self.render(node.title))} {marks}"
        if kind == "ExternalLink":
            return self.render(node.title) if node.title is not None else "" if node.brackets else str(node.url)
        if kind == "Argument":
            return self.render(node.default)
        if kind == "Tag" and not node.wiki_markup:
            return self.render(node.contents)
        return str(node) if kind == "Tag" else ""

    def _link(self, link: Any) -> str:
        title = str(link.title)
        if _PICTURE.match(title):
            options = self.render(link.text).split("|") if link.text is not None else []
            captions = [option for option in options if option.strip() and not _PICTURE_OPTION.fullmatch(option)]
            return f"\n{captions[-1].strip()}\n" if captions and " " in captions[-1].strip() else ""
        if _LEFT_OUT.match(title):
            return ""
        text = self.render(link.text) if link.text is not None else ""
        return text or flat(self.render(link.title)).lstrip(":").replace("_", " ")


def _clean(text: str) -> str:
    return flat(_QUOTES.sub("", text.replace(BREAK, " ").replace(ITEM, "")))


def _lay_out(plain: PlainText, lines: list[str], page: _Page) -> None:
    at = 0
    while at < len(lines):
        line = lines[at].strip(" \t")
        at += 1
        if line.lstrip(f"{ITEM}:").startswith(TABLE):
            at = _lay_out_table(plain, lines, at, page)
        elif line.startswith(_BOX):
            number = line[1:].strip()
            if number.isascii() and number.isdigit() and int(number) < len(page.boxes):
                write_wiki_infobox(plain, page.boxes[int(number)], lambda code: _QUOTES.sub("", page.render(code)))
        elif not line:
            plain.gap()
        elif line.startswith("=") and (heading := _HEADING.fullmatch(line)):
            plain.heading(len(heading[1]), _clean(heading[2]))
        elif marks := _LIST_MARKS.match(line):
            for item in filter(None, map(_clean, line[marks.end() :].split(BREAK))):
                plain.line(f"- {item}")
        else:
            for part in line.split(BREAK):
                plain.line(_clean(part))


class _Table:
    """A table being read, line by line."""

    def __init__(self) -> None:
        self.caption = ""
        self.rows: list[list[Cell]] = [[]]
        self._header, self._attributes, self._lines = False, "", [""]
        self._open = False

    def open_cell(self, text: str, header: bool) -> None:
        self.close_cell()
        attributes, bar, content = text.partition("|")
        if not bar or not _ATTRIBUTES.fullmatch(attributes):
            attributes, content = "", text
        self._open, self._header, self._attributes, self._lines = True, header, attributes, [content]

    def close_cell(self) -> None:
        if self._open:
            spans = {kind.lower(): max(int(number), 1) for kind, number in _SPAN.findall(self._attributes)}
            lines = tuple(lines_of(_QUOTES.sub("", "\n".join(self._lines))))
            self.rows[-1].append(Cell(lines, self._header, spans.get("col", 1), spans.get("row", 1)))
        self._open = False

    def add(self, line: str) -> None:
        if self._open:
            self._lines.append(line)
        elif self.caption:
            self.caption += " " + line


def _lay_out_table(plain: PlainText, lines: list[str], at: int, page: _Page) -> int:
    """Write the table that begins before line `at`, and return the line after it; a table in it follows it."""
    stack, done = [_Table()], []
    while at < len(lines) and stack:
        line = lines[at].strip(" \t")
        at += 1
        top = stack[-1]
        if line.lstrip(f"{ITEM}:").startswith(TABLE):
            stack.append(_Table())
        elif line.startswith("|}"):
            top.close_cell()
            done.append(stack.pop())
        elif line.startswith("|-"):
            top.close_cell()
            top.rows.append([])
        elif line.startswith("|+"):
            top.caption = line[2:].rpartition("|")[2]
        elif line.startswith(("|", "!")):
            header = line.startswith("!")
            for cell in (line[1:].replace("!!", "||") if header else line[1:]).split("||"):
                top.open_cell(cell, header)
        elif line.startswith("==") and _HEADING.fullmatch(line):
            # No table holds a heading: its end was forgotten.
            at -= 1
            break
        else:
            top.add(line)
    for left in reversed(stack):
        left.close_cell()
        done.append(left)
    for read in reversed(done):
        write_table(plain, read.rows, _clean(read.caption))
    return at
