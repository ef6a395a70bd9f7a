"""Whose the films are that were shown in direct messages."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the person; what was shown before could be anybody's and is forgotten."""
    op.execute("DELETE FROM shown_films")
    op.add_column("shown_films", sa.Column("user_id", _BIG, nullable=False, server_default="0"))
    op.create_index("ix_shown_films_user_id", "shown_films", ["user_id"])
