"""The entries, and the triggers that let them only grow. There is no way down: nothing in a ledger is taken away."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER entries_refuse_update BEFORE UPDATE ON entries BEGIN"
        " SELECT RAISE(ABORT, 'the ledger only grows: an entry cannot be changed'); END",
        "CREATE TRIGGER entries_refuse_delete BEFORE DELETE ON entries BEGIN"
        " SELECT RAISE(ABORT, 'the ledger only grows: an entry cannot be deleted'); END",
        # INSERT OR REPLACE deletes without asking the trigger above, so an insert must come at the end of the chain.
        "CREATE TRIGGER entries_refuse_gap BEFORE INSERT ON entries WHEN"
        " NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entries) OR NEW.previous <>"
        " coalesce((SELECT hash FROM entries ORDER BY seq DESC LIMIT 1), printf('%064d', 0))"
        " BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an entry follows the last one'); END",
    )
}


def upgrade() -> None:
    seq = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "entries",
        sa.Column("seq", seq, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("record", sa.String(64), nullable=False),
        sa.Column("document", sa.String(64), nullable=False),
        sa.Column("reading", seq, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False, unique=True),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("entries_by_record", "entries", ["record"])
    op.create_index("entries_by_document", "entries", ["document", "kind"])
    op.create_index("entries_by_reading", "entries", ["reading"])
    for trigger in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(trigger)
