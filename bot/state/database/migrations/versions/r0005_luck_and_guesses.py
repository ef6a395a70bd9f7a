"""Fair luck, draws that can be verified, and games of guessing."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OWNER = "(guild_id = 0) <> (user_id = 0)"


def upgrade() -> None:
    """Create the tables of draws and games."""
    op.create_table(
        "losses",
        sa.Column("guild_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("movie_id", sa.Text, nullable=False),
        sa.Column("losses", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "movie_id", name="pk_losses"),
        sa.CheckConstraint(_OWNER, name="ck_losses_owner"),
        sqlite_strict=True,
    )
    op.create_table(
        "draws",
        sa.Column("seed", sa.Text, nullable=False),
        sa.Column("guild_id", _BIG, nullable=False),
        sa.Column("user_id", _BIG, nullable=False),
        sa.Column("pool", sa.Text, nullable=False),
        sa.Column("pool_hash", sa.Text, nullable=False),
        sa.Column("picked", sa.Text, nullable=False),
        sa.Column("drawn_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("seed", name="pk_draws"),
        sa.CheckConstraint(_OWNER, name="ck_draws_owner"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_draws_guild_id_user_id_drawn_at", "draws", ["guild_id", "user_id", "drawn_at"]
    )
    op.create_index("ix_draws_drawn_at", "draws", ["drawn_at"])
    op.create_table(
        "guess_games",
        sa.Column("game_id", _BIG, nullable=False),
        sa.Column("guild_id", _BIG, nullable=False),
        sa.Column("movie_id", sa.Text, nullable=False),
        sa.Column("movie_name", sa.Text, nullable=False),
        sa.Column("shown", sa.Integer, nullable=False),
        sa.Column("begun_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("game_id", name="pk_guess_games"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_guess_games_guild_id", "guess_games", ["guild_id"])
    op.create_index("ix_guess_games_begun_at", "guess_games", ["begun_at"])
    op.create_table(
        "guess_players",
        sa.Column(
            "game_id",
            _BIG,
            sa.ForeignKey(
                "guess_games.game_id", name="fk_guess_players_game_id", ondelete="CASCADE"
            ),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("game_id", "user_id", name="pk_guess_players"),
        sqlite_strict=True,
    )
    op.create_index("ix_guess_players_user_id", "guess_players", ["user_id"])
    op.create_table(
        "guess_scores",
        sa.Column("guild_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("solved", sa.Integer, nullable=False),
        sa.Column("streak", sa.Integer, nullable=False),
        sa.Column("best_streak", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name="pk_guess_scores"),
        sqlite_strict=True,
    )
    op.create_index("ix_guess_scores_user_id", "guess_scores", ["user_id"])
