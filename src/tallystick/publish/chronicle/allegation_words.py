"""What is told of an accusation, in words that never make it a fact."""

from __future__ import annotations

from collections.abc import Mapping

from tallystick.chronicle.allegations import Accusation
from tallystick.records import Allegation, Document, Statement
from tallystick.wording.phrase import date_phrase

NOBODY = "accused not named"
OWN_VOICE = "the document, in its own voice"
READING = "What documents say, and who says it. Nothing here is established by being listed."
_STEPS = {
    "investigation": "investigation", "arrest": "arrest", "charge": "charge", "case": "case filed", "trial": "trial",
    "conviction": "conviction", "acquittal": "acquittal", "ruling": "ruling",
}  # fmt: skip


def head_words(sheet_length: int, records: int) -> str:
    """ "3 allegations from 5 passages." """
    return f"{counted(sheet_length, 'allegation')} from {counted(records, 'passage')}."


def counted(many: int, what: str) -> str:
    """ "1 allegation", "2 allegations"."""
    return f"{many:,} {what}{'s' * (many != 1)}"


def title_words(one: Accusation) -> str:
    """ "use of cluster munitions, Strelsau, 3 Oct 2020"."""
    return ", ".join(
        part for part in (one.crime, "; ".join(one.places), days_words(one.start_date, one.end_date)) if part
    )


def days_words(start: str | None, end: str | None) -> str:
    """ "3 Oct 2020", "1 Oct 2020 to 5 Oct 2020"; empty where no day is stated."""
    if start is None:
        return ""
    return date_phrase(start) if end in (None, start) else f"{date_phrase(start)} to {date_phrase(end or start)}"


def teller_words(record: Allegation) -> str:
    """Who says so, who denies it, or who acts."""
    if record.state == "alleged":
        told = f"alleged by {record.accuser}" if record.accuser else f"told by {OWN_VOICE}"
        return f"{told}, of {record.victim}" if record.victim else told
    if record.state == "denied":
        return f"denied by {record.denier or 'somebody not named'}"
    told = _STEPS[record.state]
    if record.accused and record.state != "investigation":
        told += f" of {record.accused}"
    return f"{told}, {record.authority}" if record.authority else told


def where(record: Statement, documents: Mapping[str, Document]) -> str:
    """ "Title, Publisher, 1 Dec 2021 (path), line 3"."""
    document = documents.get(record.document)
    if document is None:
        return f"{record.document}, line {record.line}"
    named = ", ".join(
        part
        for part in (document.title, document.publisher, document.published and date_phrase(document.published))
        if part
    )
    return f"{named} ({document.path}), line {record.line}" if named else f"{document.path}, line {record.line}"
