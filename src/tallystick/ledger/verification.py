"""Whether records fit their documents."""

from __future__ import annotations

from tallystick.records import PLURALS, Document, Read, Statement, StatementKind


def misfit(document: Document, read: Read) -> str | None:
    """Why what was read cannot stand beside this document, in words; None where it can."""
    if document.id != Document.id_of(document.text):
        return f"the id {document.id} is not that of its text"
    known: set[str] = set()
    for kind, statements in read.by_kind():
        for statement in statements:
            if statement.id in known:
                return f"two of its {PLURALS[kind]} have the same id"
            known.add(statement.id)
            problem = statement_misfit(kind, document.id, document.text, statement)
            if problem:
                return problem
    for kind, statements in read.by_kind():
        for statement in statements:
            absent = next((id for id in statement.references() if id not in known), None)
            if absent:
                return names_nothing(kind, statement.id, absent)
    return None


def statement_misfit(kind: StatementKind, document: str, text: str, statement: Statement) -> str | None:
    """Why this statement is not one of that document, in words; None where it is. What it names is not looked at."""
    if statement.document != document:
        return f"{kind} {statement.id} is of another document, {statement.document}"
    if statement.id != statement.expected_id():
        return f"the id of {kind} {statement.id} is not that of its span and content"
    if statement.review is not None:
        return f"{kind} {statement.id} carries a judgement, which is an entry of its own"
    fault = statement.fault()
    if fault:
        return f"{kind} {statement.id}: {fault}"
    if not _quotes(text, statement.start, statement.end, statement.quote):
        return f"the quote of {kind} {statement.id} is not what stands at {statement.start} to {statement.end}"
    for what, start, end, quote in statement.quotations():
        if not _quotes(text, start, end, quote):
            return f"the {what} of {kind} {statement.id} quotes what does not stand at {start} to {end}"
    return None


def names_nothing(kind: StatementKind, id: str, absent: str) -> str:
    """What is wrong with a statement that names another which its reading does not give."""
    return f"{kind} {id} names {absent}, which was not read with it"


def _quotes(text: str, start: int | None, end: int | None, quote: str | None) -> bool:
    if start is None or end is None or quote is None or not 0 <= start <= end <= len(text):
        return False
    return text[start:end] == quote
