"""What Alembic runs to reach the database: the caller's connection, in the caller's transaction."""

from alembic import context

from rostering.store.columns import Row

context.configure(connection=context.config.attributes["connection"], target_metadata=Row.metadata)
context.run_migrations()
