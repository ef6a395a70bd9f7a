"""What people have seen, and what they think of it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables of people's films."""
    op.create_table(
        "seen_films",
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("movie_id", sa.Text, nullable=False),
        sa.Column("movie_name", sa.Text, nullable=False),
        sa.Column("seen_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "movie_id", name="pk_seen_films"),
        sqlite_strict=True,
    )
    op.create_table(
        "ratings",
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("movie_id", sa.Text, nullable=False),
        sa.Column("movie_name", sa.Text, nullable=False),
        sa.Column("rating", sa.Integer, nullable=False),
        sa.Column("rated_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "movie_id", name="pk_ratings"),
        sa.CheckConstraint("rating BETWEEN 1 AND 10", name="ck_ratings_rating"),
        sqlite_strict=True,
    )
