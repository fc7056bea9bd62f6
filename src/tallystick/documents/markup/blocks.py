"""The blocks of text of an HTML page, in order: paragraphs, headings, list items, tables and infoboxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tallystick.documents.plain_text import Cell, flat

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
#: What a reader of the page does not see as text, or sees as controls.
_UNREAD = frozenset(
    [
        "applet",
        "area",
        "audio",
        "base",
        "button",
        "canvas",
        "datalist",
        "dialog",
        "embed",
        "frame",
        "frameset",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "math",
        "meta",
        "nav",
        "noframes",
        "noscript",
        "object",
        "option",
        "param",
        "picture",
        "progress",
        "script",
        "select",
        "source",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "track",
        "video",
    ]
)
_UNREAD_ROLES = frozenset(
    ["navigation", "search", "contentinfo", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist"]
)
#: Words in the class or id of what is around articles rather than in them, each alone or before or after a hyphen or
#: underscore with another; `reference` and what follows are MediaWiki's.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:breadcrumbs?|cookies?|newsletter|sharing|sharedaddy|social|advert(?:isement)?|promo|paywall"
    r"|related|recommended|comments?|skip-link|sr-only)(?:$|[\s_-])"
    r"|(?:^|\s)(?:reference|references|reflist|mw-references-wrap|mw-editsection|navbox\S*|catlinks|printfooter|noprint"
    r"|toc|vector-toc|mw-jump-link|mw-empty-elt|ambox|sistersitebox|navbar|authority-control|portalbox|hatnote)(?:$|\s)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
#: What bears such a class and is the whole page all the same.
_NEVER_AROUND = frozenset(("html", "body", "main", "article"))
_LONGEST_ATTRIBUTE = 500
_DIGITS = re.compile(r"\d{1,5}")

Kind = Literal["text", "heading", "item", "table", "infobox"]


@dataclass(frozen=True, slots=True)
class Block:
    """A block, the element that holds it, and how many of its characters are links; a table's text is its caption."""

    kind: Kind
    text: str
    element: _Element
    level: int = 0
    linked: int = 0

    @property
    def length(self) -> int:
        """How much text it holds, that of a table's cells included."""
        return sum(map(len, self.element.itertext())) if self.kind in ("table", "infobox") else len(self.text)

    @property
    def is_linked(self) -> bool:
        """Whether it is hardly anything but links."""
        return self.linked > 0.8 * len(self.text)


def blocks_of(root: _Element, tables: bool = True) -> Iterator[Block]:
    """The blocks below an element; without `tables`, those in cells of tables as other blocks."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    pieces: list[str] = []
    links = linked = 0
    holder, kind, level = root, "text", 0

    def block() -> Iterator[Block]:
        nonlocal linked
        text = flat("".join(pieces))
        if text:
            yield Block(kind, text, holder, level, min(linked, len(text)))  # type: ignore[arg-type]
        pieces.clear()
        linked = 0

    skipped: _Element | None = None
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _BLOCKS or tag in _HEADINGS:
                yield from block()
                holder = element
                kind, level = ("heading", _HEADINGS[tag]) if tag in _HEADINGS else ("item" if tag == "li" else kind, 0)
                if tag in _BLOCKS and tag not in ("li", "br"):
                    kind = "text"
            if is_unread(element, tag):
                skipped = element
            elif tag == "table" and tables and (found := _table_kind(element)):
                yield Block(found, flat("".join(_caption(element))), element)
                skipped = element
            if skipped is not None:
                walk.skip_subtree()
                continue
            links += _is_link(element, tag)
            _add(pieces, element.text)
            linked += len(element.text or "") if links else 0
        else:
            if skipped is element:
                skipped = None
            else:
                links -= _is_link(element, tag)
            if tag in _BLOCKS or tag in _HEADINGS:
                yield from block()
                kind, level = "text", 0
                holder = element.getparent() if element is not root and element.getparent() is not None else root
            if element is not root:
                _add(pieces, element.tail)
                linked += len(element.tail or "") if links else 0
    yield from block()


def _is_link(element: _Element, tag: str) -> bool:
    """Whether an element leads elsewhere; a heading is often a link to itself."""
    return tag == "a" and not element.get("href", "#").startswith("#")


def _add(pieces: list[str], text: str | None) -> None:
    if text:
        pieces.append(text)


def is_unread(element: _Element, tag: str) -> bool:
    """Whether an element is hidden, a control, or around the article rather than in it."""
    if tag in _UNREAD or not tag:
        return True
    if tag in _NEVER_AROUND:
        return False
    names = f"{element.get('class', '')[:_LONGEST_ATTRIBUTE]} {element.get('id', '')[:_LONGEST_ATTRIBUTE]}"
    return (
        element.get("hidden") is not None
        or element.get("role") in _UNREAD_ROLES
        or _HIDDEN.search(element.get("style", "")[:_LONGEST_ATTRIBUTE]) is not None
        or (names != " " and _AROUND.search(names) is not None)
    )


def _table_kind(table: _Element) -> Literal["table", "infobox"] | None:
    """What a table is; None where it only places text on the page, or is a single column."""
    if "infobox" in table.get("class", ""):
        return "infobox"
    places_text = table.get("role") in ("presentation", "none")
    if places_text or next(table.iterdescendants("table", "h1", "h2"), None) is not None:
        return None
    widest = max((len(row.findall("td")) + len(row.findall("th")) for row in _rows(table)), default=0)
    return "table" if widest > 1 else None


def _caption(table: _Element) -> Iterator[str]:
    for caption in table.findall("caption")[:1]:
        yield from (block.text + " " for block in blocks_of(caption, tables=False))


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.findall("tr")


def rows_of(table: _Element) -> list[list[Cell]]:
    """The cells of a table, row by row."""
    return [
        [_cell(cell) for cell in row if cell.tag in ("td", "th") and not is_unread(cell, str(cell.tag))]
        for row in _rows(table)
        if not is_unread(row, "tr")
    ]


def _cell(cell: _Element) -> Cell:
    lines = tuple(block.text for block in blocks_of(cell, tables=False))
    return Cell(lines, cell.tag == "th", _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: _Element, name: str) -> int:
    digits = _DIGITS.match(cell.get(name, "").strip()[:10])
    return max(int(digits[0]), 1) if digits else 1
