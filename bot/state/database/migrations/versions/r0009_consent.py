"""Who may draw for whom, and sealed draws.

What was kept of draws so far may say what people have seen, whom nobody asked: such draws go, and
luck in servers begins anew. The draws of tied votes, whose seeds have a dot, stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_MOMENT = "BETWEEN -62104060800000000 AND 253370764800000000"  # the years 2 to 9998
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables, and drop what tells too much."""
    op.add_column("user_settings", sa.Column("drawn_for_by", sa.Text))
    op.create_table(
        "draw_permits",
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("allowed_id", _BIG, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "allowed_id", name="pk_draw_permits"),
        sqlite_strict=True,
    )
    op.create_index("ix_draw_permits_allowed_id", "draw_permits", ["allowed_id"])
    _create_sealed_draws()
    op.execute("DELETE FROM draws WHERE seed NOT LIKE '%.%'")
    op.execute("DELETE FROM losses WHERE guild_id <> 0")


def _create_sealed_draws() -> None:
    op.create_table(
        "sealed_draws",
        sa.Column("seed", sa.Text, nullable=False),
        sa.Column("guild_id", _BIG, nullable=False),
        sa.Column("user_id", _BIG, nullable=False),
        sa.Column("nonce", sa.Text, nullable=False),
        sa.Column("pool", sa.Text, nullable=False),
        sa.Column("pool_hash", sa.Text, nullable=False),
        sa.Column("picked", sa.Text, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
        sa.Column("drawn_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("seed", name="pk_sealed_draws"),
        sa.CheckConstraint("(guild_id = 0) <> (user_id = 0)", name="ck_sealed_draws_owner"),
        sa.CheckConstraint(f"drawn_at {_MOMENT}", name="ck_sealed_draws_drawn_at"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_sealed_draws_guild_id_user_id_drawn_at",
        "sealed_draws",
        ["guild_id", "user_id", "drawn_at"],
    )
    op.create_index("ix_sealed_draws_drawn_at", "sealed_draws", ["drawn_at"])
    op.create_table(
        "sealed_draw_people",
        sa.Column(
            "seed",
            sa.Text,
            sa.ForeignKey(
                "sealed_draws.seed", name="fk_sealed_draw_people_seed", ondelete="CASCADE"
            ),
            nullable=False,
        ),
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("checks_left", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("seed", "user_id", name="pk_sealed_draw_people"),
        sa.CheckConstraint(
            "checks_left BETWEEN 0 AND 2147483647", name="ck_sealed_draw_people_checks_left"
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_sealed_draw_people_user_id", "sealed_draw_people", ["user_id"])
