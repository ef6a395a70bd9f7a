"""What people and servers keep and set: lists, what is never wanted, settings, users."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OWNER = "(guild_id = 0) <> (user_id = 0)"


def upgrade() -> None:
    """Create the tables, and let what was shown in a channel know its server."""
    op.create_table(
        "watchlists",
        sa.Column("guild_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("list_key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "list_key", name="pk_watchlists"),
        sa.CheckConstraint(_OWNER, name="ck_watchlists_owner"),
        sqlite_strict=True,
    )
    op.create_table(
        "watchlist_films",
        sa.Column("guild_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("list_key", sa.Text, nullable=False),
        sa.Column("movie_id", sa.Text, nullable=False),
        sa.Column("movie_name", sa.Text, nullable=False),
        sa.Column("added_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint(
            "guild_id", "user_id", "list_key", "movie_id", name="pk_watchlist_films"
        ),
        sa.CheckConstraint(_OWNER, name="ck_watchlist_films_owner"),
        sa.ForeignKeyConstraint(
            ["guild_id", "user_id", "list_key"],
            ["watchlists.guild_id", "watchlists.user_id", "watchlists.list_key"],
            name="fk_watchlist_films_guild_id_user_id_list_key",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_watchlist_films_user_id", "watchlist_films", ["user_id"])
    op.create_table(
        "never_films",
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("movie_id", sa.Text, nullable=False),
        sa.Column("movie_name", sa.Text, nullable=False),
        sa.Column("added_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "movie_id", name="pk_never_films"),
        sqlite_strict=True,
    )
    op.create_table(
        "never_genres",
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("genre", sa.Text, nullable=False),
        sa.Column("added_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "genre", name="pk_never_genres"),
        sqlite_strict=True,
    )
    op.create_table(
        "user_settings",
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("timezone", sa.Text),
        sa.Column("language", sa.Text),
        sa.PrimaryKeyConstraint("user_id", name="pk_user_settings"),
        sqlite_strict=True,
    )
    op.create_table(
        "guild_settings",
        sa.Column("guild_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("timezone", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("nominations_per_person", sa.Integer, nullable=False),
        sa.Column("nominations_in_all", sa.Integer, nullable=False),
        sa.Column("blind", sa.Integer, nullable=False),
        sa.Column("vetoes", sa.Integer, nullable=False),
        sa.Column("lists", sa.Integer, nullable=False),
        sa.Column("films_per_list", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_guild_settings"),
        sqlite_strict=True,
    )
    op.create_table(
        "guild_roles",
        sa.Column("guild_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("right", sa.Text, nullable=False),
        sa.Column("role_id", _BIG, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "right", "role_id", name="pk_guild_roles"),
        sqlite_strict=True,
    )
    op.create_table(
        "guild_users",
        sa.Column("guild_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name="pk_guild_users"),
        sqlite_strict=True,
    )
    op.create_index("ix_guild_users_user_id", "guild_users", ["user_id"])
    op.create_table(
        "removed_guilds",
        sa.Column("guild_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("removed_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_removed_guilds"),
        sqlite_strict=True,
    )
    op.add_column("shown_films", sa.Column("guild_id", _BIG, nullable=False, server_default="0"))
    op.create_index("ix_shown_films_guild_id", "shown_films", ["guild_id"])
