"""Open rules and their occurrences are few among many mentions: find them without looking at all."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add two small indexes."""
    for name, condition in (("series", "series IS NOT NULL"), ("occurrences", "channel = 'rule'")):
        op.create_index(
            f"ix_mentions_{name}",
            "mentions",
            ["id"],
            unique=False,
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )
