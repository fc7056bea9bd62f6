"""The chapters of a report: what is main of the chronicle. A chapter that has nothing to tell is left out."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.publish.cite import Citations
from tallystick.publish.model import Chapter, Chronicle
from tallystick.publish.report.agreed import agreements_chapter
from tallystick.publish.report.alleged import allegations_chapter
from tallystick.publish.report.chronology import chronology_chapter
from tallystick.publish.report.held import control_chapter
from tallystick.publish.report.misdated import dates_chapter
from tallystick.publish.report.passages import Passages
from tallystick.publish.report.related import relations_chapter
from tallystick.records import Figure


def chapters_of(
    chronicle: Chronicle, figures: Sequence[Figure], cite: Citations, passages: Passages
) -> tuple[Chapter, ...]:
    """The chapters in their order. `figures` are those of the report, with their citations."""
    found = (
        chronology_chapter(chronicle.timeline, figures, cite, passages),
        control_chapter(chronicle.control, passages),
        agreements_chapter(chronicle.agreements, passages),
        allegations_chapter(chronicle.allegations, passages),
        relations_chapter(chronicle.relations, passages),
        dates_chapter(chronicle.dated, passages),
    )
    return tuple(chapter for chapter in found if chapter is not None)
