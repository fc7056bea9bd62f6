"""What an HTML page says of its source: title, publisher, date, address, language."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from tallystick.documents.dates import iso_date
from tallystick.documents.parts import Source
from tallystick.documents.plain_text import flat

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Browsers write this comment into the pages they save; the figure is the length of the address.
_SAVED_FROM = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,6}\)(https?://[^\s<>]{1,2000})\s{0,9}-->", re.IGNORECASE)
_SAVED_FROM_WITHIN = 5000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_LONGEST = 500
#: A date is taken from where the page states it, never searched for in the running text; and the clock, which the
#: library takes for the latest date there can be, plays no part.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def source_of(root: _Element, text: str) -> Source:
    """What the head of a page, its JSON-LD and its marked dates say. Nothing is guessed from the running text."""
    from trafilatura import extract_metadata

    said = extract_metadata(deepcopy(root), None, dict(_DATES), True, None)
    saved = _SAVED_FROM.search(text, 0, _SAVED_FROM_WITHIN)
    return Source(
        title=_short(said.title) or _short(root.findtext(".//title")),
        publisher=_short(said.sitename),
        published=_date(said.date),
        url=_address(said.url) or (saved[1] if saved else None),
        language=_language(root),
    )


def _short(text: str | None) -> str | None:
    return flat(text)[:_LONGEST] or None if text else None


def _date(text: str | None) -> str | None:
    try:
        return iso_date(text) if text else None
    except ValueError:
        return None


def _address(text: str | None) -> str | None:
    return text if text and text.startswith(("https://", "http://")) and len(text) <= 2000 else None


def _language(root: _Element) -> str | None:
    said = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return said.replace("_", "-") if _LANGUAGE.fullmatch(said) else None
