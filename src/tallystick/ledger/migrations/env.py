"""Run by Alembic: migrates over the connection, and in the transaction, that it was handed."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=True)
context.run_migrations()
