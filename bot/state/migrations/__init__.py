"""The schema's history, run by Alembic: see :mod:`bot.state.migrate`."""
