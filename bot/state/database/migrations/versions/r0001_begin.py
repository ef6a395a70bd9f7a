"""Begin: synced commands, films shown in a channel, views behind buttons."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the first tables."""
    op.create_table(
        "sync_hashes",
        sa.Column("application_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("application_id", name="pk_sync_hashes"),
        sqlite_strict=True,
    )
    op.create_table(
        "shown_films",
        sa.Column("channel_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("movie_id", sa.Text, nullable=False),
        sa.Column("shown_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("channel_id", "movie_id", name="pk_shown_films"),
        sqlite_strict=True,
    )
    op.create_index("ix_shown_films_channel_id_shown_at", "shown_films", ["channel_id", "shown_at"])
    op.create_index("ix_shown_films_shown_at", "shown_films", ["shown_at"])
    op.create_table(
        "saved_views",
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("expires_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_saved_views"),
        sqlite_strict=True,
    )
    op.create_index("ix_saved_views_expires_at", "saved_views", ["expires_at"])
