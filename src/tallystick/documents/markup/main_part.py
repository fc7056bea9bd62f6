"""Which blocks of a page are its article."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tallystick.documents.markup.blocks import Block

if TYPE_CHECKING:
    from lxml.etree import _Element

#: trafilatura copies the page several times; what is larger is searched for the element that says it is the article.
_LARGEST_TREE, _DEEPEST_TREE = 30_000, 150
#: The article's element holds so much of the text that trafilatura found: the rest may stand in a teaser or a footer.
_SHARE = 0.9
#: Where it holds less of the page's running text than this, the library has found a detail, not the article.
_LEAST_SHARE = 1 / 3
_LANDMARKS = (
    ".//article", ".//main", ".//*[@role='main']", ".//*[@itemprop='articleBody']", ".//*[@id='mw-content-text']",
    ".//*[@id='content']",
)  # fmt: skip
_BLANK = re.compile(r"\s+")


def main_part(root: _Element, blocks: list[Block]) -> list[Block]:
    """The blocks of the article: those in its element, without bare links, and whatever else trafilatura found."""
    found = _found(root)
    chosen = [block for block in blocks if _key(block.text) in found]
    within = _element_of(root, chosen) if chosen else None
    if within is None or _share_of_text(within, blocks) < _LEAST_SHARE:
        within = _landmark(root, blocks)
    inside = set(within.iter()) if within is not None else None
    return [
        block for block in blocks
        if (block.text and _key(block.text) in found and block.kind not in ("table", "infobox"))
        or ((inside is None or block.element in inside) and not (block.text and block.is_linked))
    ]  # fmt: skip


def _found(root: _Element) -> set[str]:
    """What trafilatura finds, a key a line."""
    from copy import deepcopy

    from trafilatura import bare_extraction

    if _is_unwieldy(root):
        return set()
    page = deepcopy(root)
    for cell in page.iter("td", "th"):
        # The library fills the cells that others span one by one, as many as they claim.
        cell.attrib.pop("rowspan", None)
        cell.attrib.pop("colspan", None)
    extracted = bare_extraction(page, include_comments=False, include_formatting=False, fast=True)
    text = getattr(extracted, "text", None) or ""
    return {key for line in text.split("\n") if (key := _key(line.lstrip("- ")))}


def _is_unwieldy(root: _Element) -> bool:
    """Whether the page has more elements, or deeper ones, than the library deals with in reasonable time."""
    from lxml import etree

    elements = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > _DEEPEST_TREE or elements > _LARGEST_TREE:
            return True
    return False


def _key(text: str) -> str:
    """The beginning of a line without its spaces, under which it is found again; short lines are no evidence."""
    key = _BLANK.sub("", text[:200])[:60]
    return key if len(key) > 15 else ""


def _element_of(root: _Element, blocks: list[Block]) -> _Element:
    """The deepest element that holds most of the text of these blocks."""
    weights: Counter[_Element] = Counter()
    for block in blocks:
        weights[block.element] += len(block.text)
    total = sum(weights.values())
    # From the end of the page to its beginning each element comes after all that lie in it.
    order = list(root.iter())
    for element in reversed(order):
        parent = element.getparent()
        if weights[element] >= _SHARE * total:
            # A lone paragraph is in the article, not the article.
            return parent if element.tag == "p" and parent is not None else element
        if parent is not None:
            weights[parent] += weights[element]
    return root


def _landmark(root: _Element, blocks: list[Block]) -> _Element | None:
    """The element that says it is the article, if it holds a fair part of the text."""
    for path in _LANDMARKS:
        for element in root.findall(path)[:20]:
            if _share_of_text(element, blocks) > _LEAST_SHARE:
                return element
    return None


def _share_of_text(element: _Element, blocks: list[Block]) -> float:
    """How much of the page's text that is no bare link lies in an element."""
    inside = set(element.iter())
    lengths = [(block.length, block.element in inside) for block in blocks if not block.is_linked]
    return sum(length for length, within in lengths if within) / max(sum(length for length, _ in lengths), 1)
