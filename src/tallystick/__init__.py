"""Reads the documents of an armed conflict, keeps every claimed figure with its words, and shows who says what.

    import tallystick

    tallystick.build(["documents/"], "conflict.db")
    tallystick.report("conflict.db")            # a Report: print it, or leave it as the last line of a notebook's cell
    tallystick.findings("conflict.db")          # what does not fit; and tallystick.tallies: low, best and high
    for figure in tallystick.extract("Officials said at least 12 soldiers were killed on 3 May 2021."):
        print(figure.low, figure.outcome, figure.claimant)

Names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tallystick.build import BuildEvent, BuildResult, build
    from tallystick.conflict import Conflict, read_conflict
    from tallystick.documents import read_file
    from tallystick.errors import (
        ConflictFileError,
        DocumentError,
        KnowledgeError,
        LedgerError,
        ModelError,
        NewerLedgerError,
        NotALedgerError,
        RecordNotFoundError,
        RuleError,
        TallystickError,
    )  # fmt: skip
    from tallystick.extracting import extract
    from tallystick.importing import import_table
    from tallystick.ledger import Ledger, open_ledger
    from tallystick.publish.chronicle.agreements import AgreementSheet, agreements
    from tallystick.publish.chronicle.allegations import AllegationSheet, allegations
    from tallystick.publish.chronicle.control import ControlSheet, control
    from tallystick.publish.chronicle.relations import RelationSheet, relations
    from tallystick.publish.chronicle.timeline import TimelineSheet, timeline
    from tallystick.publish.exchange import export
    from tallystick.publish.model import Report
    from tallystick.publish.record import Shown, show
    from tallystick.publish.report import report
    from tallystick.publish.sheet import FindingSheet, RuleSheet, TallySheet, findings, rules, tallies
    from tallystick.records import (
        Agreement,
        Allegation,
        Claim,
        Control,
        Denial,
        Document,
        Event,
        Evidence,
        Figure,
        Finding,
        Obligation,
        Relation,
        Tally,
    )  # fmt: skip

    __version__: str

#: Where each public name is at home.
_HOMES = {
    "tallystick.build": ("BuildEvent", "BuildResult", "build"),
    "tallystick.conflict": ("Conflict", "read_conflict"),
    "tallystick.documents": ("read_file",),
    "tallystick.errors": (
        "ConflictFileError", "DocumentError", "KnowledgeError", "LedgerError", "ModelError", "NewerLedgerError",
        "NotALedgerError", "RecordNotFoundError", "RuleError", "TallystickError",
    ),
    "tallystick.extracting": ("extract",),
    "tallystick.ledger": ("Ledger", "open_ledger"),
    "tallystick.publish.exchange": ("export",),
    "tallystick.publish.model": ("Report",),
    "tallystick.publish.record": ("Shown", "show"),
    "tallystick.publish.report": ("report",),
    "tallystick.publish.sheet": ("FindingSheet", "RuleSheet", "TallySheet", "findings", "rules", "tallies"),
    "tallystick.publish.chronicle.agreements": ("AgreementSheet", "agreements"),
    "tallystick.publish.chronicle.allegations": ("AllegationSheet", "allegations"),
    "tallystick.publish.chronicle.control": ("ControlSheet", "control"),
    "tallystick.publish.chronicle.relations": ("RelationSheet", "relations"),
    "tallystick.publish.chronicle.timeline": ("TimelineSheet", "timeline"),
    "tallystick.importing": ("import_table",),
    "tallystick.records": (
        "Agreement", "Allegation", "Claim", "Control", "Denial", "Document", "Event", "Evidence", "Figure", "Finding",
        "Obligation", "Relation", "Tally",
    ),
}  # fmt: skip
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Agreement",
    "AgreementSheet",
    "Allegation",
    "AllegationSheet",
    "BuildEvent",
    "BuildResult",
    "Claim",
    "Conflict",
    "ConflictFileError",
    "Control",
    "ControlSheet",
    "Denial",
    "Document",
    "DocumentError",
    "Event",
    "Evidence",
    "Figure",
    "Finding",
    "FindingSheet",
    "KnowledgeError",
    "Ledger",
    "LedgerError",
    "ModelError",
    "NewerLedgerError",
    "NotALedgerError",
    "Obligation",
    "RecordNotFoundError",
    "Relation",
    "RelationSheet",
    "Report",
    "RuleError",
    "RuleSheet",
    "Shown",
    "Tally",
    "TallySheet",
    "TallystickError",
    "TimelineSheet",
    "__version__",
    "agreements",
    "allegations",
    "build",
    "control",
    "export",
    "extract",
    "findings",
    "import_table",
    "open_ledger",
    "read_conflict",
    "read_file",
    "relations",
    "report",
    "rules",
    "show",
    "tallies",
    "timeline",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        value: object = version("tallystick")
    elif name in _HOME_OF:
        value = getattr(import_module(_HOME_OF[name]), name)
    else:
        raise AttributeError(f"module 'tallystick' has no attribute {name!r}")
    globals()[name] = value
    return value


class _Package(ModuleType):
    """Keeps `tallystick.build` the function, although importing the module `tallystick.build` would put it there."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME_OF and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
