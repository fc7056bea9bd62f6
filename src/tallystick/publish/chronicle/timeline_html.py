"""A timeline as a notebook shows it. All text is made harmless and escaped on its way out."""

from __future__ import annotations

from itertools import groupby

from tallystick.publish.chronicle import timeline_words as words
from tallystick.publish.chronicle.allegation_html import environment
from tallystick.publish.chronicle.timeline import TimelineSheet


def render_timeline(sheet: TimelineSheet) -> str:
    """The timeline as a fragment of HTML."""
    days = [(day, list(found)) for day, found in groupby(sheet, key=lambda one: words.day_words(one.when))]
    uncertain = sum(not one.when.certain for one in sheet)
    template = environment().get_template("fragment.html.j2")
    return template.render(body="timeline.html.j2", sheet=sheet, days=days, words=words, uncertain=uncertain)
