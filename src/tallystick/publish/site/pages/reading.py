"""How to read the site, and what it cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.publish.site import addresses
from tallystick.publish.site.charts import marks
from tallystick.publish.site.content import VOICE_WORDS, VOICES, Content
from tallystick.publish.site.templating import Page, render


def pages(content: Content) -> Iterator[Page]:
    """The page."""
    key = [(marks.legend(kind), VOICE_WORDS[kind]) for kind in VOICES]
    yield render("reading.html", addresses.READING, content, key=key)
