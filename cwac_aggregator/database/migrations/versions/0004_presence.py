"""When an event was found to be on no page any more."""

import sqlalchemy as sa
from alembic import op

from cwac_aggregator.database.schema import Instant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column, and the index that finds the fetches of an address."""
    op.add_column("event_states", sa.Column("missing_since", Instant(), nullable=True))
    op.create_index("ix_fetches_url_fetched_at", "fetches", ["url", "fetched_at"], unique=False)
