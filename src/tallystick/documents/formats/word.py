"""Word documents (.docx): paragraphs, headings, list items, tables a row a line, and notes, with the core properties.

Text that tracked changes have deleted is left out, and inserted text kept. Comments, headers and footers are no part of
the text. The title is that of the properties, and the date the day of the last change that they give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from tallystick.documents.archives import open_archive, read_member
from tallystick.documents.parts import Parts, Source
from tallystick.documents.plain_text import PlainText, flat
from tallystick.errors import DocumentError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

SUFFIXES = (".docx",)

#: The tree of an XML file takes ten times its size in memory.
_MOST_XML, _MOST_IN_ALL = 40_000_000, 200_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES = ("footnotes", "endnotes")
#: What is no text of the document, or stands in it a second time.
_UNREAD = frozenset(
    f"{_W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tblPr", "tcPr", "trPr", "sectPr")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_LONGEST_REPEATED = 200
_LONGEST_FIELD = 500


def read(data: bytes, path: str) -> Parts:
    """The text of a Word document. Raises DocumentError where it is encrypted, damaged, an older format, or a bomb."""
    document = _opened(data, path)
    plain = PlainText()
    levels = _heading_levels(document)
    body = document.element.body
    _write_blocks(plain, body, levels)
    notes = list(_notes(document))
    if notes:
        plain.heading(2, "Notes")
    for note in notes:
        plain.line(note)
    text, locators = plain.finish()
    if not text.strip():
        raise DocumentError(path, "holds no text (perhaps pictures of pages: a scan has to be put through OCR)")
    return Parts(text, own=_source(document), locators=locators)


def _opened(data: bytes, path: str) -> WordDocument:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    if data.startswith(_OLD_OFFICE):
        raise DocumentError(path, "is encrypted or an older Word file; save it as .docx without a password")
    with open_archive(BytesIO(data), path) as archive:
        files = archive.infolist()
        xml = sum(file.file_size for file in files if file.filename.lower().endswith((".xml", ".rels")))
        if xml > _MOST_XML or sum(file.file_size for file in files) > _MOST_IN_ALL:
            raise DocumentError(path, f"unpacks to more than {_MOST_XML // 1_000_000} MB of text; split it")
        for file in files:
            read_member(archive, file, path, _MOST_IN_ALL)
    try:
        return docx.Document(BytesIO(data))
    except (OpcError, etree.LxmlError, KeyError, ValueError, AttributeError, TypeError, IndexError, OSError) as error:
        raise DocumentError(path, "is no Word document, or damaged; open it and save it again as .docx") from error


def _heading_levels(document: WordDocument) -> dict[str, int]:
    """The level of each paragraph style that is a heading, by its id, 0 for a list."""
    levels: dict[str, int] = {}
    for style in document.styles.element.iter(f"{_W}style"):
        name_element = style.find(f"{_W}name")
        name = name_element.get(f"{_W}val", "") if name_element is not None else ""
        style_id = style.get(f"{_W}styleId", "")
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        heading = _HEADING.fullmatch(name)
        if heading:
            levels[style_id] = int(heading[1])
        elif name.lower() == "title":
            levels[style_id] = 1
        elif outline is not None and outline.get(f"{_W}val", "9") in "012345":
            levels[style_id] = int(outline.get(f"{_W}val", "0")) + 1
        elif name.lower().startswith("list") and style.get(f"{_W}type") == "paragraph":
            levels[style_id] = 0
    return levels


def _write_blocks(plain: PlainText, parent: _Element, levels: dict[str, int]) -> None:
    for element in _blocks(parent):
        if element.tag == f"{_W}p":
            _write_paragraph(plain, element, levels)
        else:
            cells = [list(_within(row, f"{_W}tc")) for row in _within(element, f"{_W}tr")]
            if all(len(row) == 1 for row in cells):
                # One column is a frame around text.
                for row in cells:
                    _write_blocks(plain, row[0], levels)
                continue
            with plain.part("table"):
                for texts in _rows(cells):
                    plain.row(texts)


def _blocks(parent: _Element) -> Iterator[_Element]:
    """The paragraphs and tables in it, in order, those in content controls and insertions too."""
    for element in parent:
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif isinstance(element.tag, str) and element.tag not in _UNREAD:
            yield from _blocks(element)


def _write_paragraph(plain: PlainText, element: _Element, levels: dict[str, int]) -> None:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    level = levels.get(style.get(f"{_W}val", "")) if style is not None else None
    outline = element.find(f"{_W}pPr/{_W}outlineLvl")
    if level is None and outline is not None and outline.get(f"{_W}val", "9") in "012345":
        level = int(outline.get(f"{_W}val", "0")) + 1
    boxes: list[_Element] = []
    lines = [line for line in _text(element, boxes).split("\n") if line.strip()]
    numbered = element.find(f"{_W}pPr/{_W}numPr") is not None
    if level and lines:
        plain.heading(level, " ".join(lines))
    elif lines and (level == 0 or numbered):
        plain.line("- " + " ".join(lines))
    else:
        for line in lines:
            plain.line(line)
    for box in boxes:
        _write_blocks(plain, box, levels)


def _text(element: _Element, boxes: list[_Element] | None = None) -> str:
    """The text of a paragraph or cell, a "\\n" for each break; text boxes go on the list in place of being read."""
    pieces: list[str] = []
    waiting: list[_Element | str] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        tag = node.tag
        if not isinstance(tag, str) or tag in _UNREAD:
            continue
        name = tag.removeprefix(_W)
        if name == "t":
            pieces.append(node.text or "")
        elif name == "tab":
            pieces.append("\t")
        elif name in ("br", "cr"):
            pieces.append("\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name == "txbxContent" and boxes is not None:
            boxes.append(node)
        else:
            if name == "p" and node is not element:
                waiting.append("\n")
            waiting.extend(reversed(node))
    return "".join(pieces)


def _rows(cells: list[list[_Element]]) -> Iterator[list[str]]:
    """The texts of the cells, with a cell that spans rows repeated in each."""
    above: dict[int, str] = {}
    for row in cells:
        texts: list[str] = []
        columns: dict[int, str] = {}
        column = 0
        for cell in row:
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            continues = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            lines = [flat(line) for line in _text(cell).split("\n") if line.strip()]
            text = above.get(column, "") if continues and not lines else "; ".join(lines)
            columns[column] = text if len(text) <= _LONGEST_REPEATED else ""
            texts.append(text)
            column += _span(cell)
        above = columns
        yield texts


def _within(parent: _Element, tag: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, not those of tables within."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif isinstance(element.tag, str) and element.tag not in _UNREAD and element.tag != f"{_W}tbl":
            yield from _within(element, tag)


def _span(cell: _Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = span.get(f"{_W}val", "1") if span is not None else "1"
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1


def _notes(document: WordDocument) -> Iterator[str]:
    """The footnotes and endnotes, a line each."""
    from docx.oxml import parse_xml
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.is_external or relation.reltype.rpartition("/")[2] not in _NOTES:
            continue
        try:
            root: Any = parse_xml(relation.target_part.blob)
        except (etree.LxmlError, ValueError):
            continue
        for note in root:
            text = flat(_text(note)) if note.get(f"{_W}type") is None else ""
            if text:
                yield text


def _source(document: WordDocument) -> Source:
    try:
        properties = document.core_properties
        title, changed = flat(properties.title or "")[:_LONGEST_FIELD], properties.modified or properties.created
        language = flat(properties.language or "")[:35]
    except (ValueError, KeyError, AttributeError, TypeError):
        return Source()
    day = changed.date().isoformat() if changed else None
    return Source(title=title or None, published=day, language=language or None)
