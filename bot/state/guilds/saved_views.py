"""State of buttons that outgrows a ``custom_id``."""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Column, Index, Table, Text, delete, select

from bot.clock import Clock
from bot.state.database.schema import MENTIONS, insert, metadata, moment_column
from bot.state.database.transactions import Database

saved_views = Table(
    "saved_views",
    metadata,
    Column("token", Text, primary_key=True),
    Column("payload", Text, nullable=False, info={MENTIONS: True}),
    moment_column("expires_at", nullable=False),
    Index(None, "expires_at"),
    sqlite_strict=True,
)


class SavedViews:
    """Keeps JSON values for a while, each behind a short token.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def save(
        self, payload: Mapping[str, Any], ttl: timedelta, spend: Callable[[], None] = lambda: None
    ) -> str:
        """Keep a value and return its token: 22 characters of ``[A-Za-z0-9_-]``.

        The token is made from the content, so saving an equal value again gives the same token
        and only ever prolongs its life. What has expired meanwhile is deleted.

        Args:
            payload: Any JSON object.
            ttl: How long it is kept at least.
            spend: Called where it is not kept yet; what it raises is passed on, and nothing kept.
        """
        text = json.dumps(payload, sort_keys=True, separators=(",", ":"), allow_nan=False)
        digest = hashlib.blake2b(text.encode(), digest_size=16).digest()
        token = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        now = self._clock.now()
        async with self._database.transaction() as connection:
            await connection.execute(delete(saved_views).where(saved_views.c.expires_at <= now))
            known = select(saved_views.c.token).where(saved_views.c.token == token)
            if await connection.scalar(known) is None:
                spend()
            row = insert(connection, saved_views).values(
                token=token, payload=text, expires_at=now + ttl
            )
            await connection.execute(
                row.on_conflict_do_update(
                    index_elements=["token"],
                    set_={"expires_at": row.excluded.expires_at},
                    where=row.excluded.expires_at > saved_views.c.expires_at,
                )
            )
        return token

    async def load(self, token: str) -> dict[str, Any] | None:
        """Return the value behind a token, or ``None`` when it has expired or never was."""
        query = select(saved_views.c.payload).where(
            saved_views.c.token == token, saved_views.c.expires_at > self._clock.now()
        )
        async with self._database.reading() as connection:
            text = await connection.scalar(query)
        return None if text is None else json.loads(text)
