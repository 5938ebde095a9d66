"""What a run needs in order to compare only what changed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables; everything is compared once more."""
    op.create_table(
        "blocks",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("mention_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("key", "mention_id", name=op.f("pk_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_blocks_mention_id", "blocks", ["mention_id"], unique=False)
    op.create_table(
        "dirty",
        sa.Column("mention_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("mention_id", name=op.f("pk_dirty")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "marks",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marks")),
    )
    op.add_column("mentions", sa.Column("origin", sa.String(length=16), nullable=True))
    op.add_column("doubts", sa.Column("refused", sa.Boolean(), server_default=sa.false(), nullable=False))
