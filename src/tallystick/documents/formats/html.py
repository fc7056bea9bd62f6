"""Saved web pages (.html, .htm, .xhtml): the main text, with its tables and infoboxes a row a line.

Nothing is run, and nothing is fetched. trafilatura tells which part of the page is the article and what the page says
of its source. The text is written from the page itself, because an extractor leaves out what does not look like an
article: of what stands within that part, only navigation, hidden text, citations, and blocks of nothing but links are
left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallystick.documents.markup.blocks import Block, blocks_of, rows_of
from tallystick.documents.markup.decoding import decode_html
from tallystick.documents.markup.main_part import main_part
from tallystick.documents.markup.source import source_of
from tallystick.documents.parts import Parts
from tallystick.documents.plain_text import PlainText, flat, write_infobox, write_table
from tallystick.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

SUFFIXES = (".htm", ".html", ".xhtml")


def read(data: bytes, path: str) -> Parts:
    """The main text of a page and what the page says of its source.

    Raises DocumentError where the bytes are no text, the page is nested deeper than any page is, or has no text.
    """
    text = decode_html(data, path)
    root = _parsed(text, path)
    if root is None:
        return Parts("")
    own = source_of(root, text)
    plain = PlainText()
    blocks = main_part(root, list(blocks_of(root)))
    for block in blocks:
        _write(plain, block, own.title or "")
    written, locators = plain.finish()
    if not written:
        raise DocumentError(path, "this page holds no text outside of navigation and scripts; save it after it loaded")
    return Parts(written, own=own, locators=locators)


def _parsed(text: str, path: str) -> _Element | None:
    from lxml import etree, html

    # Without `huge_tree` the parser drops, in silence, whatever lies deeper than 256 elements.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if any(error.level_name == "FATAL" for error in parser.error_log):
        raise DocumentError(path, "its elements lie deeper in each other than can be read; save its text as .txt")
    return root


def _write(plain: PlainText, block: Block, title: str) -> None:
    if block.kind == "heading":
        # The title is kept with the source, and stands before everything anyhow.
        if block.level > 1 or flat(block.text).casefold() != flat(title).casefold():
            plain.heading(block.level, block.text)
    elif block.kind == "table":
        write_table(plain, rows_of(block.element), block.text)
    elif block.kind == "infobox":
        write_infobox(plain, rows_of(block.element))
    elif block.kind == "item":
        plain.line(f"- {flat(block.text)}")
    else:
        plain.paragraph(block.text)
