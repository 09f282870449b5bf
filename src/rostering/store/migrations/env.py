"""What Alembic runs to reach the database: the caller's connection, in the caller's transaction."""

from alembic import context

from rostering.store.columns import TableRow

context.configure(connection=context.config.attributes["connection"], target_metadata=TableRow.metadata)
context.run_migrations()
