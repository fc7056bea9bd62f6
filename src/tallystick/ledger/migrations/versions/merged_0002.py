"""Where entries came from that were made in another ledger. Entries made before have neither, and keep their hashes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("entries", sa.Column("merge", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
    op.add_column("entries", sa.Column("origin", sa.Text(), nullable=True))
