"""Agreements and obligations as a notebook shows them. All text is made harmless and escaped on its way out."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tallystick.printable import printable
from tallystick.publish.chronicle import agreement_words as words
from tallystick.publish.chronicle.agreements import AgreementSheet


def render_agreements(sheet: AgreementSheet) -> str:
    """The agreements as a fragment of HTML."""
    return _environment().get_template("fragment.html.j2").render(body="agreements.html.j2", sheet=sheet, words=words)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("tallystick.publish"), autoescape=True, undefined=StrictUndefined, finalize=_visible,
        trim_blocks=True,
    )  # fmt: skip


def _visible(value: object) -> object:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
