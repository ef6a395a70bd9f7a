"""Whether a server wants pictures of the films that it votes on."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the column."""
    op.execute(
        "ALTER TABLE guild_settings ADD COLUMN pictures INTEGER NOT NULL DEFAULT 1 "
        "CONSTRAINT ck_guild_settings_pictures CHECK (pictures IN (0, 1))"
    )
