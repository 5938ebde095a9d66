"""Which agency a source is, and where its site begins."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns; the next crawl fills them from the registry."""
    op.add_column("sources", sa.Column("start_url", sa.Text(), nullable=True))
    op.add_column("sources", sa.Column("agency_id", sa.Text(), nullable=True))
