"""The templates: Jinja2 with everything escaped, and every text made harmless on its way out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tallystick.printable import printable
from tallystick.publish.site import addresses, numerals

if TYPE_CHECKING:
    from tallystick.publish.site.content import Content


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site: its path, and what it holds."""

    path: str
    body: str | bytes


#: The pages that every page links to, in order, with what the links say.
MENU = (
    (addresses.FRONT, "Overview"), (addresses.FINDINGS, "Findings"), (addresses.TIMELINE, "Timeline"),
    (addresses.MAP, "Map"), (addresses.AGREEMENTS, "Agreements"), (addresses.ALLEGATIONS, "Allegations"),
    (addresses.RELATIONS, "Relations"), (addresses.DOCUMENTS, "Documents"), (addresses.CLAIMANTS, "Claimants"),
    (addresses.SEARCH, "Search"), (addresses.DOWNLOAD, "Download"),
)  # fmt: skip


def render(template: str, path: str, content: Content, here: str | None = None, **context: Any) -> Page:
    """The page at this path. `here` is the entry of the menu that it belongs to."""
    html = _environment().get_template(template).render(
        content=content, path=path, root=addresses.root_of(path), here=here or path, menu=MENU, at=addresses, **context
    )  # fmt: skip
    return Page(path, html)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tallystick.publish.site"), autoescape=True, undefined=StrictUndefined, finalize=_visible,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["number"] = numerals.number
    environment.filters["day"] = numerals.day
    environment.filters["count"] = _count
    environment.filters["is_web"] = lambda url: bool(url) and url.startswith(("https://", "http://"))
    environment.globals["span"] = numerals.span
    return environment


def _visible(value: object) -> object:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _count(many: int, one: str, several: str | None = None) -> Markup:
    """ "1 figure", "1,024 figures"."""
    return Markup("{}\u00a0{}").format(numerals.number(f"{many:,}"), one if many == 1 else several or f"{one}s")
