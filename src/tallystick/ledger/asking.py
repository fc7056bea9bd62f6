"""What is asked of the entries: documents, where they were read from, readings, and ids from their beginnings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from tallystick.errors import RecordNotFoundError
from tallystick.ledger.hashing import Entry
from tallystick.ledger.moments import chronological, held_by
from tallystick.ledger.schema import Kind, entries, of_kind
from tallystick.records import STATEMENT_KINDS, Document


@dataclass(frozen=True, slots=True)
class _Row:
    """What is needed of an entry that has a body worth reading."""

    seq: int
    document: str
    body: str
    recorded_at: str
    merge: int | None


def _rows(connection: Connection, kind: Kind, document: str | None, before: str | None) -> list[_Row]:
    """Entries of one kind, of one document or of all, in the order of the ledger."""
    columns = entries.c.seq, entries.c.document, entries.c.body, entries.c.recorded_at, entries.c.merge
    query = select(*columns).where(*held_by(before))
    if document is None:
        query = query.where(of_kind(kind))
    else:
        query = query.where(entries.c.kind == kind, entries.c.document == document)
    return [_Row(*row) for row in connection.execute(query.order_by(entries.c.seq))]


def origins(
    connection: Connection, document: str | None = None, before: str | None = None
) -> dict[str, dict[str, dict[str, object]]]:
    """By document, then by path in the order they came: the last that was heard of it there."""
    rows = [(row, json.loads(row.body)) for row in _rows(connection, "origin", document, before)]
    found: dict[str, dict[str, dict[str, object]]] = {}
    for row, origin in rows:
        found.setdefault(row.document, {})[origin["path"]] = origin
    for row, origin in chronological(rows, lambda one: one[0]):
        found[row.document][origin["path"]] = origin
    return found


def files(connection: Connection, document: str) -> list[tuple[str, str]]:
    """Path and SHA-256 of every file that a document was read from at any time, in the order they came."""
    found = (json.loads(row.body) for row in _rows(connection, "origin", document, None))
    return list(dict.fromkeys((str(origin["path"]), str(origin["sha256"])) for origin in found))


def first_paths(connection: Connection, before: str | None) -> dict[str, str]:
    """By document, the first path it was read from."""
    return {id: next(iter(paths)) for id, paths in origins(connection, before=before).items()}


def readings(connection: Connection, document: str | None = None) -> dict[str, str]:
    """By document, the fingerprint of its last reading."""
    rows = chronological(_rows(connection, "reading", document, None), lambda row: row)
    return {row.document: json.loads(row.body)["fingerprint"] for row in rows}


def texts(connection: Connection, document: str | None = None, before: str | None = None) -> Iterator[tuple[str, str]]:
    """Id and text of each document, in the order they came, once also where a merge brought it again."""
    held = select(func.min(entries.c.seq)).where(entries.c.kind == "document", *held_by(before))
    if document is not None:
        held = held.where(entries.c.document == document)
    query = select(entries.c.document, entries.c.body).where(entries.c.seq.in_(held.group_by(entries.c.document)))
    for row in connection.execute(query.order_by(entries.c.seq)):
        yield row.document, str(json.loads(row.body)["text"])


def text_of(connection: Connection, document: str) -> str | None:
    """The text of a document; None where it is not held."""
    return next((text for _, text in texts(connection, document)), None)


def documents(connection: Connection, document: str | None = None, before: str | None = None) -> list[Document]:
    """One document or all, by path and id, each as it stands at its first path."""
    known = origins(connection, document, before)
    found = [
        Document.model_validate({**next(iter(known[id].values())), "text": text})
        for id, text in texts(connection, document, before)
    ]
    return sorted(found, key=lambda d: (d.path, d.id))


def resolve(connection: Connection, id: str, name: str) -> str:
    """The id that is this one, or the only one that begins so. Raises RecordNotFoundError; `name` is the ledger's."""
    wanted = id.strip().lower()
    column = entries.c.record
    kinds = ("document", "addition", *STATEMENT_KINDS)
    ids = select(column).distinct().where(entries.c.kind.in_(kinds)).order_by(column)
    # Ids are hexadecimal after their first letter, so "g" comes after all that begin alike.
    matching = ids.where(column >= wanted, column < wanted + "g").limit(6)
    matches = [str(match) for match in connection.execute(matching).scalars()]
    if wanted in matches or len(matches) == 1:
        return matches[0]
    if matches and wanted:
        more = ", ..." if len(matches) > 5 else ""
        raise RecordNotFoundError(
            f"{name}: {id} begins more than one id ({', '.join(matches[:5])}{more}); write more of it"
        )
    raise RecordNotFoundError(f"{name}: there is no record {id}; {_nearest(connection, ids, wanted)}")


def _nearest(connection: Connection, ids: Select[tuple[str]], wanted: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(wanted, [str(known) for known in connection.execute(ids).scalars()], n=3, cutoff=0.6)
    return f"near it: {', '.join(near)}" if near else "a report prints the ids that there are"


def seq_of(connection: Connection, hash: str) -> int | None:
    """The number of the entry with this hash; of one that came from another ledger, by its hash in this one."""
    # An entry is found by the one after it, for `previous` has an index.
    following = connection.execute(select(entries.c.seq).where(entries.c.previous == hash)).scalar()
    if following is not None:
        return int(following) - 1
    last = select(entries.c.seq, entries.c.hash).order_by(entries.c.seq.desc()).limit(1)
    row = connection.execute(last).first()
    return int(row.seq) if row is not None and row.hash == hash else None


def head(connection: Connection) -> Entry | None:
    """The last entry."""
    row = connection.execute(select(entries).order_by(entries.c.seq.desc()).limit(1)).first()
    return None if row is None else Entry(*row)
