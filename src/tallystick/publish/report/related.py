"""The relations of a report: of each kind how many there are, and those told most often."""

from __future__ import annotations

from itertools import groupby

from tallystick.chronicle.relations import Tie
from tallystick.publish.chronicle import relation_words as words
from tallystick.publish.chronicle.relations import RelationSheet
from tallystick.publish.model import Chapter, Line, Told
from tallystick.publish.report.passages import Passages

#: So many relations of a kind are shown.
MOST_OF_EACH = 4


def relations_chapter(sheet: RelationSheet, passages: Passages) -> Chapter | None:
    """The relations by kind, those told most often first; None where there are none."""
    if not len(sheet):
        return None
    kinds = [(kind, list(ties)) for kind, ties in groupby(sheet, key=lambda tie: tie.kind)]
    told = [Told(f"{words.KINDS[kind]} ({len(ties)})", _lines(ties, passages)) for kind, ties in kinds]
    head = f"{words.head_words(len(sheet), sum(len(tie.told) for tie in sheet))}"
    return Chapter(
        "relations", "Relations", head, "tallystick relations", "has all, with their words", "Kind", tuple(told)
    )


def _lines(ties: list[Tie], passages: Passages) -> tuple[Line, ...]:
    ordered = sorted(ties, key=lambda tie: -len(tie.told))
    lines = [
        passages.line(
            words.title_words(tie), tie.told, details=dict.fromkeys(words.telling_words(record) for record in tie.told)
        )
        for tie in ordered[:MOST_OF_EACH]
    ]
    more = len(ordered) - MOST_OF_EACH
    return (*lines, Line(f"and {more} more", ())) if more > 0 else tuple(lines)
