"""The schema's history, run by Alembic: see :mod:`bot.state.database.migrate`.

A step's file is named after its revision: ``versions/r0001_….py``.
"""

from pathlib import Path

MIGRATIONS = Path(__file__).parent
