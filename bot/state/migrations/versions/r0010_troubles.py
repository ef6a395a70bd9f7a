"""What could not be done for a night as it should have been."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0006"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table of troubles."""
    op.create_table(
        "troubles",
        sa.Column(
            "night_id",
            _BIG,
            sa.ForeignKey("nights.night_id", name="fk_troubles_night_id", ondelete="CASCADE"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("code", sa.Integer, nullable=False),
        sa.Column("given_up", sa.Integer, nullable=False),
        sa.Column("noted_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("night_id", "kind", name="pk_troubles"),
        sqlite_strict=True,
    )
