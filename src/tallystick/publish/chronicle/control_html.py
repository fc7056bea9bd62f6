"""Who holds which place, as a notebook shows it. All text is made harmless and escaped on its way out."""

from __future__ import annotations

from tallystick.publish.chronicle import control_words as words
from tallystick.publish.chronicle.allegation_html import environment
from tallystick.publish.chronicle.control import ControlSheet


def render_control(sheet: ControlSheet) -> str:
    """The places as a fragment of HTML."""
    template = environment().get_template("fragment.html.j2")
    return template.render(body="control.html.j2", sheet=sheet, words=words)
