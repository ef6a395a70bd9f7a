"""Imports, to be agreed to and undone."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = "BETWEEN -62104060800000000 AND 253370764800000000"  # the years 2 to 9998


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "imports",
        sa.Column("import_id", _BIG, nullable=False),
        sa.Column("user_id", _BIG, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("undo", sa.Text),
        sa.Column("expires_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("import_id", name="pk_imports"),
        sa.CheckConstraint(f"expires_at {_MOMENT}", name="ck_imports_expires_at"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_imports_user_id", "imports", ["user_id"])
    op.create_index("ix_imports_expires_at", "imports", ["expires_at"])
