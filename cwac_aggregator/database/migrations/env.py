"""Alembic's entry: runs on the connection, and in the transaction, that `migrate` opened."""

from alembic import context

from cwac_aggregator.database.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
