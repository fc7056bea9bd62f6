"""The chronicle that a report tells: the sheets of all kinds, as of a day where one is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from tallystick.chronicle.known import Known
from tallystick.conflict import Conflict
from tallystick.publish.chronicle.agreements import sheet_of
from tallystick.publish.chronicle.allegations import allegation_sheet
from tallystick.publish.chronicle.control import control_sheet
from tallystick.publish.chronicle.relations import relation_sheet
from tallystick.publish.chronicle.timeline import timeline_sheet
from tallystick.publish.dated import misfits
from tallystick.publish.model import Chronicle
from tallystick.records import Document, Read


def chronicle_of(
    told: Read, documents: Mapping[str, Document], conflict: Conflict | None = None, known_on: str | None = None
) -> Chronicle:
    """The sheets of these statements; with `known_on`, an ISO day, of what was told by then, as it stood on that day.

    Raises KeyError where the document of a statement is not there.
    """
    known = Known(documents, known_on)
    events, control = known.of(told.events), known.of(told.control)
    agreements, obligations = known.of(told.agreements), known.of(told.obligations)
    allegations, relations = known.of(told.allegations), known.of(told.relations)
    sources = list(documents.values())
    return Chronicle(
        timeline_sheet(events, sources, conflict=conflict),
        control_sheet(control, sources, on=known_on, conflict=conflict),
        sheet_of(agreements, obligations, events, sources, known_on),
        allegation_sheet(allegations, sources),
        relation_sheet(relations, sources),
        misfits(documents, events, control, agreements, obligations),
        known.left_out,
    )
