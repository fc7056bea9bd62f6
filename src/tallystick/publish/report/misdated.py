"""Days of a report that do not fit: two for one happening, none of the calendar, a deadline before the signature."""

from __future__ import annotations

from collections import defaultdict

from tallystick.publish.dated import Dated
from tallystick.publish.model import Chapter, Line, Told
from tallystick.publish.report.passages import Passages
from tallystick.publish.telling import KIND_WORDS
from tallystick.records import Document, Finding

#: Where more do not fit, the surest are shown.
MOST = 40


def dates_chapter(dated: Dated, passages: Passages) -> Chapter | None:
    """What does not fit, by the document that tells of it first, the surest first; None where all does."""
    if not dated.findings:
        return None
    surest = sorted(dated.findings, key=lambda one: (-one.certainty, one.id))[:MOST]
    by_document: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in surest:
        by_document[dated.statements[one.figures[0]].document].append(one)
    told = [
        Told(_title(dated.documents[id]), tuple(_line(one, dated, passages) for one in found))
        for id, found in by_document.items()
    ]
    head = f"{len(dated.findings):,} found."
    if len(surest) < len(dated.findings):
        head += f" The {len(surest)} surest are shown."
    return Chapter(
        "dates", KIND_WORDS["dates"][0], head, "tallystick findings --kind dates", "has all", "Document", tuple(told)
    )


def _line(one: Finding, dated: Dated, passages: Passages) -> Line:
    return passages.line(
        one.summary.rstrip("."), [dated.statements[id] for id in one.figures],
        details=(*one.notes, f"certainty {one.certainty:.2f}"),
    )  # fmt: skip


def _title(document: Document) -> str:
    return document.title or document.path
