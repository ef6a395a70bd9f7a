"""Alembic's environment: runs on the connection, and inside the transaction, it is handed."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,  # SQLite can roll DDL back too, once the driver does not commit
)
with context.begin_transaction():
    context.run_migrations()
