"""Whom a reminder has pinged so far."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table of pings."""
    op.create_table(
        "pings",
        sa.Column(
            "job_id",
            _BIG,
            sa.ForeignKey("due_jobs.job_id", name="fk_pings_job_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("due_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("job_id", "user_id", name="pk_pings"),
        sqlite_strict=True,
    )
    op.create_index("ix_pings_user_id", "pings", ["user_id"])
