"""What could not be done for a night as it should have been."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_KINDS = (
    "kind IN ('ANNOUNCE', 'CLOSE_VOTE', 'EVENT', 'FORGET_GUILD', 'OPEN_VOTE', 'REMIND_DAY',"
    " 'REMIND_HOUR')"
)
_MOMENT = "noted_at BETWEEN -62104060800000000 AND 253370764800000000"  # the years 2 to 9998


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
        sa.CheckConstraint(_KINDS, name="ck_troubles_kind"),
        sa.CheckConstraint("code BETWEEN 0 AND 2147483647", name="ck_troubles_code"),
        sa.CheckConstraint("given_up IN (0, 1)", name="ck_troubles_given_up"),
        sa.CheckConstraint(_MOMENT, name="ck_troubles_noted_at"),
        sqlite_strict=True,
    )
