"""Games and scores have a place in direct messages too, and games somebody who began them.

Scores from direct messages had none so far. Nobody can tell any more in which group they were made,
so they stay their owner's alone.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_COLUMNS = "guild_id, user_id, points, solved, streak, best_streak"


def upgrade() -> None:
    """Add the columns; a key is changed by making the table anew, as SQLite has it."""
    op.add_column("guess_games", sa.Column("channel_id", _BIG, nullable=False, server_default="0"))
    op.add_column("guess_games", sa.Column("user_id", _BIG))
    op.create_index("ix_guess_games_user_id", "guess_games", ["user_id"])
    op.execute(f"CREATE TABLE guess_scores_before AS SELECT {_COLUMNS} FROM guess_scores")
    op.drop_table("guess_scores")
    op.create_table(
        "guess_scores",
        sa.Column("guild_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("channel_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("solved", sa.Integer, nullable=False),
        sa.Column("streak", sa.Integer, nullable=False),
        sa.Column("best_streak", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "channel_id", "user_id", name="pk_guess_scores"),
        *(
            sa.CheckConstraint(f"{column} BETWEEN 0 AND 2147483647", f"ck_guess_scores_{column}")
            for column in ("points", "solved", "streak", "best_streak")
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_guess_scores_user_id", "guess_scores", ["user_id"])
    op.execute(
        f"INSERT INTO guess_scores ({_COLUMNS}, channel_id)"
        f" SELECT {_COLUMNS}, 0 FROM guess_scores_before"
    )
    op.drop_table("guess_scores_before")
