"""Alembic's environment: runs on the connection, and inside the transaction, it is handed."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,  # SQLite too can roll DDL back once the driver is kept from committing
)
with context.begin_transaction():
    context.run_migrations()
