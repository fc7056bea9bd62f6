"""Allegations and relations as a notebook shows them. All text is made harmless and escaped on its way out."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tallystick.printable import printable
from tallystick.publish.chronicle import allegation_words as words
from tallystick.publish.chronicle.allegations import AllegationSheet


def render_allegations(sheet: AllegationSheet) -> str:
    """The allegations as a fragment of HTML."""
    template = environment().get_template("fragment.html.j2")
    records = sum(len(one.records) for one in sheet)
    return template.render(body="allegations.html.j2", sheet=sheet, words=words, records=records)


@cache
def environment() -> Environment:
    """The templates, with everything escaped."""
    return Environment(
        loader=PackageLoader("tallystick.publish"), autoescape=True, undefined=StrictUndefined, finalize=_visible,
        trim_blocks=True,
    )  # fmt: skip


def _visible(value: object) -> object:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
