"""Sources imported from directories, and the rows that were set aside."""

import sqlalchemy as sa
from alembic import op

from cwac_aggregator.database.schema import Instant

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "imported",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("directory", sa.String(length=16), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("imported", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported")),
    )
    op.create_index("ix_imported_directory", "imported", ["directory"], unique=False)
    op.create_table(
        "set_aside",
        sa.Column("directory", sa.String(length=16), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("directory", "row_key", name=op.f("pk_set_aside")),
    )
