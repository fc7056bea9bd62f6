"""Numbers and dates that a script may put into the reader's own way of writing; without one they read as English."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from tallystick.printable import printable
from tallystick.wording.phrase import date_phrase

#: A number as this program writes it, its thousands parted by commas; a year in a phrase is not one.
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w,])|(?<![\w.,])\d+\.\d+(?![\w,])")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def number(words: str) -> Markup:
    """A published number: "more than 5,000" with the digits marked, so that they can be written as the reader does."""
    parts, at = [], 0
    for match in _NUMBER.finditer(words):
        parts.append(escape(printable(words[at : match.start()])))
        parts.append(Markup('<data value="{}">{}</data>').format(match[0].replace(",", ""), match[0]))
        at = match.end()
    parts.append(escape(printable(words[at:])))
    return Markup("").join(parts)


def day(value: str | None) -> Markup:
    """An ISO date, possibly partial; empty for None, and anything else as it is."""
    if not value:
        return Markup("")
    if not _DATE.fullmatch(value):
        return escape(printable(value))
    return Markup('<time datetime="{}">{}</time>').format(value, date_phrase(value))


def span(first: str | None, last: str | None) -> Markup:
    """ "28 Oct 2020", "10 May to 16 May 2021"."""
    if first is None or last is None or first == last:
        return day(first or last)
    return Markup("{} to {}").format(day(first), day(last))
