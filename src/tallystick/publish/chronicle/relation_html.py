"""Relations between parties as a notebook shows them. All text is made harmless and escaped on its way out."""

from __future__ import annotations

from tallystick.publish.chronicle import relation_words as words
from tallystick.publish.chronicle.allegation_html import environment
from tallystick.publish.chronicle.relations import RelationSheet


def render_relations(sheet: RelationSheet) -> str:
    """The relations as a fragment of HTML."""
    records = sum(len(tie.told) for tie in sheet)
    template = environment().get_template("fragment.html.j2")
    return template.render(body="relations.html.j2", sheet=sheet, words=words, records=records)
