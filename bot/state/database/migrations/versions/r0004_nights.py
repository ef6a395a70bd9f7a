"""Nights: plans, answers, nominations, ballots, results, and what is due when."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables of nights."""
    op.create_table(
        "nights",
        sa.Column("night_id", _BIG, nullable=False),
        sa.Column("guild_id", _BIG, nullable=False),
        sa.Column("channel_id", _BIG, nullable=False),
        sa.Column("user_id", _BIG),
        sa.Column("place", sa.Text),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("planned_at", _BIG, nullable=False),
        sa.Column("starts_at", _BIG, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("nominations_close_at", _BIG),
        sa.Column("vote_closes_at", _BIG),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("nominations_per_person", sa.Integer, nullable=False),
        sa.Column("nominations_in_all", sa.Integer, nullable=False),
        sa.Column("blind", sa.Integer, nullable=False),
        sa.Column("vetoes", sa.Integer, nullable=False),
        sa.Column("revealed", sa.Integer, nullable=False),
        sa.Column("message_id", _BIG),
        sa.Column("event_id", _BIG),
        sa.PrimaryKeyConstraint("night_id", name="pk_nights"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_nights_guild_id_starts_at", "nights", ["guild_id", "starts_at"])
    op.create_index("ix_nights_status", "nights", ["status"])
    op.create_index("ix_nights_user_id", "nights", ["user_id"])
    op.create_table(
        "rsvps",
        _night("rsvps", autoincrement=False),
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("answered_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("night_id", "user_id", name="pk_rsvps"),
        sqlite_strict=True,
    )
    op.create_index("ix_rsvps_user_id", "rsvps", ["user_id"])
    op.create_table(
        "nominations",
        sa.Column("nomination_id", _BIG, nullable=False),
        _night("nominations"),
        sa.Column("movie_id", sa.Text, nullable=False),
        sa.Column("movie_name", sa.Text, nullable=False),
        sa.Column("user_id", _BIG),
        sa.PrimaryKeyConstraint("nomination_id", name="pk_nominations"),
        sa.UniqueConstraint(
            "night_id", "movie_id", "user_id", name="uq_nominations_night_id_movie_id_user_id"
        ),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_nominations_user_id", "nominations", ["user_id"])
    op.create_table(
        "ruled_out_films",
        sa.Column("ruling_id", _BIG, nullable=False),
        _night("ruled_out_films"),
        sa.Column("movie_id", sa.Text, nullable=False),
        sa.Column("user_id", _BIG),
        sa.PrimaryKeyConstraint("ruling_id", name="pk_ruled_out_films"),
        sa.UniqueConstraint(
            "night_id", "movie_id", "user_id", name="uq_ruled_out_films_night_id_movie_id_user_id"
        ),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ruled_out_films_user_id", "ruled_out_films", ["user_id"])
    op.create_table(
        "ballots",
        _night("ballots", autoincrement=False),
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("marks", sa.Text, nullable=False),
        sa.Column("cast_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("night_id", "user_id", name="pk_ballots"),
        sqlite_strict=True,
    )
    op.create_index("ix_ballots_user_id", "ballots", ["user_id"])
    op.create_table(
        "results",
        _night("results", autoincrement=False),
        sa.Column("movie_id", sa.Text, nullable=False),
        sa.Column("movie_name", sa.Text, nullable=False),
        sa.Column("ballots", sa.Integer, nullable=False),
        sa.Column("tally", sa.Text, nullable=False),
        sa.Column("closed_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("night_id", name="pk_results"),
        sqlite_strict=True,
    )
    op.create_table(
        "due_jobs",
        sa.Column("job_id", _BIG, nullable=False),
        sa.Column("guild_id", _BIG, nullable=False),
        _night("due_jobs", nullable=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("due_at", _BIG, nullable=False),
        sa.Column("until", _BIG),
        sa.Column("claimed_until", _BIG),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("done_at", _BIG),
        sa.PrimaryKeyConstraint("job_id", name="pk_due_jobs"),
        sa.UniqueConstraint("night_id", "kind", name="uq_due_jobs_night_id_kind"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_due_jobs_done_at_due_at", "due_jobs", ["done_at", "due_at"])
    op.create_index("ix_due_jobs_guild_id", "due_jobs", ["guild_id"])


def _night(table: str, *, nullable: bool = False, autoincrement: bool = True) -> sa.Column[int]:
    """Return the column of a table that hangs on a night."""
    return sa.Column(
        "night_id",
        _BIG,
        sa.ForeignKey("nights.night_id", name=f"fk_{table}_night_id", ondelete="CASCADE"),
        autoincrement=autoincrement,
        nullable=nullable,
    )
