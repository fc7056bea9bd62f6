"""Styles and scripts, one small file each, copied as they are."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from tallystick.publish.site.templating import Page

if TYPE_CHECKING:
    from tallystick.publish.site.content import Content

_COPIED = (".css", ".js")


def pages(content: Content) -> Iterator[Page]:
    """Every style and script, under `assets/`."""
    for file in sorted(files(__name__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(_COPIED):
            yield Page(f"assets/{file.name}", file.read_bytes())
