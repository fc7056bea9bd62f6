"""The sheets of the chronicle as text, JSON and further formats."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tallystick.publish.chronicle.agreements import AgreementSheet
    from tallystick.publish.chronicle.allegations import AllegationSheet
    from tallystick.publish.chronicle.control import ControlSheet
    from tallystick.publish.chronicle.relations import RelationSheet
    from tallystick.publish.chronicle.timeline import TimelineSheet

    Sheet = AgreementSheet | AllegationSheet | ControlSheet | RelationSheet | TimelineSheet

#: By the name of a sheet's class: how the modules that write it begin, and how their functions end.
_WRITERS = {
    "AgreementSheet": ("agreement", "agreements"), "AllegationSheet": ("allegation", "allegations"),
    "ControlSheet": ("control", "control"), "RelationSheet": ("relation", "relations"),
    "TimelineSheet": ("timeline", "timeline"),
}  # fmt: skip
#: Formats whose module has another name than they have.
_MODULES = {"timelinejs": "slides"}


def render_chronicle(sheet: Sheet, format: str, width: int, colour: bool) -> str:
    """A sheet in one of the formats it has; `width` in columns and `colour` are for text. It ends with a line end."""
    stem, what = _WRITERS[type(sheet).__name__]
    module = import_module(f"tallystick.publish.chronicle.{stem}_{_MODULES.get(format, format)}")
    write: Callable[..., str] = getattr(module, f"render_{what}")
    return write(sheet, width, colour) if format == "text" else write(sheet)
