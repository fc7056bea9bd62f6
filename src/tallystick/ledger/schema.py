"""The tables of a ledger, as the newest migration leaves them.

There is one table of records, `entries`. A document brings, in one transaction,

    document    its id and its text, once
    origin      where it was read from and what is said of it there: path, hash of the bytes, title, publisher, ...
    reading     who read it (program version, model, conflict file: a fingerprint) and how many statements of each
                kind that gave; ledgers made before a kind was read do not count it
    figure, denial, event, control, agreement, obligation, allegation, relation
                one for each, in this order of kinds

and later, when another reader reads it, a further `reading` with what that found; when it turns up at another path or
with another title, a further `origin`. The current view is the last reading, and the last origin of each path.

What reviewers say of statements stands beside them, an entry for each judgement (see `bodies`):

    correction, rejection, acceptance
                of the statement whose id is the record
    addition    a statement that a reviewer found
    undo        takes back one of these, or an undo

and what comes from another ledger follows

    merge       which ledger, as far as which of its entries (the record is the hash of its last), and how many come

as its entries were, with their numbers and hashes there in `origin`.
"""

from __future__ import annotations

from typing import Literal, get_args

from sqlalchemy import BigInteger, Column, ColumnElement, Index, Integer, MetaData, String, Table, Text, select

from tallystick.records import StatementKind

JudgementKind = Literal["correction", "rejection", "acceptance", "addition", "undo"]
JUDGEMENT_KINDS: tuple[JudgementKind, ...] = get_args(JudgementKind)
Kind = Literal["document", "origin", "reading", "merge"] | JudgementKind | StatementKind

#: Every revision this program can bring up to date, oldest first; the last is the one it reads and writes.
REVISIONS = ("0001", "0002")
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
    Column("merge", _Seq, nullable=True),
    Column("origin", Text, nullable=True),
    Index("entries_by_record", "record"),
    Index("entries_by_document", "document", "kind"),
    Index("entries_by_reading", "reading"),
)

#: Alembic's own table: which revision the ledger is of.
revisions = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))


def of_kind(*kinds: Kind) -> ColumnElement[bool]:
    """The condition that picks the entries of kinds of which there are few among many.

    Their numbers are found in an index that covers the question; without, the bodies of all entries would be read.
    """
    few = entries.alias()
    return entries.c.seq.in_(select(few.c.seq).where(few.c.kind.in_(kinds)))
