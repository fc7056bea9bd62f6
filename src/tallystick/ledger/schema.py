"""The tables of a ledger, as the newest migration leaves them.

There is one table of records, `entries`. A document brings, in one transaction,

    document    its id and its text, once
    origin      where it was read from and what is said of it there: path, hash of the bytes, title, publisher, ...
    reading     who read it (program version, model, conflict file: a fingerprint) and how many statements of each
                kind that gave; ledgers made before a kind was read do not count it
    figure, denial, event, control, agreement, obligation, allegation, relation
                one for each, in this order of kinds

and later, when another reader reads it, a further `reading` with what that found; when it turns up at another path or
with another title, a further `origin`. The current view is the last reading, and the last origin of the first path.
"""

from __future__ import annotations

from typing import Literal

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text

from tallystick.records import StatementKind

Kind = Literal["document", "origin", "reading"] | StatementKind

#: Every revision this program can bring up to date, oldest first; the last is the one it reads and writes.
REVISIONS = ("0001",)
HEAD = REVISIONS[-1]

#: What stands for the hash before the first entry.
NOTHING_BEFORE = "0" * 64

metadata = MetaData()
_Seq = BigInteger().with_variant(Integer, "sqlite")

entries = Table(
    "entries",
    metadata,
    Column("seq", _Seq, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("record", String(64), nullable=False),
    Column("document", String(64), nullable=False),
    Column("reading", _Seq, nullable=True),
    Column("body", Text, nullable=False),
    Column("recorded_at", String(32), nullable=False),
    Column("previous", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False),
    Index("entries_by_record", "record"),
    Index("entries_by_document", "document", "kind"),
    Index("entries_by_reading", "reading"),
)

#: Alembic's own table: which revision the ledger is of.
revisions = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
