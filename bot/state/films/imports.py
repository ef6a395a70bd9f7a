"""Imports: the plan, its outcome, and how it is undone.

A file is read once and not kept. Its plan is kept for a day, with the ids of films only.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Table,
    Text,
    and_,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.errors import BadInputError
from bot.i18n import ngettext
from bot.rules.imports.model import Purpose
from bot.rules.imports.plan import Plan, Share
from bot.state.database.schema import Big, metadata, moment_column
from bot.state.database.transactions import Database
from bot.state.films.film_ref import FilmRef
from bot.state.films.import_steps import ImportRun, Listed, Undo, take_back

KEPT_FOR = timedelta(days=1)
MAX_PROPOSED = 3
"""Of one person, waiting to be agreed to: the oldest go."""
MAX_DONE = 20
"""Of one person, which can be undone within the day."""

imports = Table(
    "imports",
    metadata,
    Column("import_id", Big, primary_key=True),
    Column("user_id", Big, nullable=False),
    Column("plan", Text, nullable=False),
    Column("undo", Text),
    moment_column("expires_at", nullable=False),
    Index(None, "user_id"),
    Index(None, "expires_at"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
"""Plans as JSON; ``undo`` is empty until a plan is carried out."""


@dataclass(frozen=True, slots=True)
class StoredImport:
    """A plan, and whether it has been carried out."""

    plan: Plan
    done: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of an import.

    Attributes:
        seen: How many films are newly marked as seen.
        rated: How many ratings are new or changed.
        own: How many ratings were kept because they were made here later than the file's.
        lists: The outcome for each list.
    """

    seen: int = 0
    rated: int = 0
    own: int = 0
    lists: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    import_id: int
    user_id: int
    plan: str
    undo: str | None


_PLAN = TypeAdapter(Plan)
_UNDO = TypeAdapter(Undo)


class Imports:
    """Keeps imports, carries them out and undoes them.

    All methods raise UnavailableError while the store is down; nothing has changed then.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def propose(self, user_id: int, plan: Plan) -> int:
        """Keep a plan for a day, to be agreed to; return its id. Older ones are deleted.

        Raises:
            BadInputError: As many were carried out within a day as one may.
        """
        now = self._clock.now()
        text = await asyncio.to_thread(_PLAN.dump_json, plan)
        async with self._database.transaction() as connection:
            await connection.execute(delete(imports).where(imports.c.expires_at <= now))
            theirs, is_done = imports.c.user_id == user_id, imports.c.undo.is_not(None)
            done = select(func.count()).select_from(imports).where(theirs, is_done)
            if (await connection.execute(done)).scalar_one() >= MAX_DONE:
                raise BadInputError(
                    ngettext(
                        "You have imported {count} file within a day. Continue tomorrow.",
                        "You have imported {count} files within a day. Continue tomorrow.",
                        MAX_DONE,
                    )
                )
            latest = (
                select(imports.c.import_id)
                .where(theirs, ~is_done)
                .order_by(imports.c.import_id.desc())
                .limit(MAX_PROPOSED - 1)
            )
            await connection.execute(
                delete(imports).where(theirs, ~is_done, imports.c.import_id.not_in(latest))
            )
            new = imports.insert().values(
                user_id=user_id, plan=text.decode(), expires_at=now + KEPT_FOR
            )
            made = await connection.execute(new.returning(imports.c.import_id))
            return made.scalar_one()

    async def get(self, import_id: int, user_id: int) -> StoredImport | None:
        """Return somebody's import; ``None`` when it has expired, was undone or never was."""
        async with self._database.reading() as connection:
            row = await self._find(connection, import_id, user_id, lock=False)
        if row is None:
            return None
        plan = await asyncio.to_thread(_PLAN.validate_json, row.plan)
        return StoredImport(plan, row.undo is not None)

    async def change(self, import_id: int, user_id: int, plan: Plan) -> None:
        """Replace a plan that is not carried out yet."""
        text = await asyncio.to_thread(_PLAN.dump_json, plan)
        async with self._database.transaction() as connection:
            await connection.execute(
                update(imports)
                .where(self._is_theirs(import_id, user_id), imports.c.undo.is_(None))
                .values(plan=text.decode())
            )

    async def carry_out(
        self, import_id: int, user_id: int, films: Mapping[str, FilmRef]
    ) -> Outcome | None:
        """Carry out a plan, once; ``None`` if that was done before, or there is none.

        Args:
            import_id: Which plan.
            user_id: Whose.
            films: Those that the catalogue still has, by id.

        Raises:
            BadInputError: They would have too many; nothing was done.
            UnavailableError: The store is down; nothing was done.
        """
        async with self._database.transaction() as connection:
            row = await self._find(connection, import_id, user_id)
            if row is None or row.undo is not None:
                return None
            plan = await asyncio.to_thread(_PLAN.validate_json, row.plan)
            return await self._do(connection, row, plan, plan.shares, films, Undo())

    async def accept(self, import_id: int, user_id: int, number: int, film: FilmRef) -> bool:
        """Accept a doubtful film of a plan; say whether it was still doubtful.

        If the plan was carried out before, the film is added at once; both are undone together.
        """
        async with self._database.transaction() as connection:
            row = await self._find(connection, import_id, user_id)
            if row is None:
                return False
            plan = await asyncio.to_thread(_PLAN.validate_json, row.plan)
            shares = [s for doubt in plan.doubts if doubt.number == number for s in doubt.shares]
            if not shares:
                return False
            accepted = plan.accepting(number)
            if row.undo is None:
                await _write(connection, row.import_id, plan=_PLAN.dump_json(accepted).decode())
            else:
                undo = await asyncio.to_thread(_UNDO.validate_json, row.undo)
                await self._do(connection, row, accepted, shares, {film.id: film}, undo)
            return True

    async def undo(self, import_id: int, user_id: int) -> bool:
        """Undo an import and forget it; say whether there was one that was carried out.

        What was changed since by other means stays as it is now.
        """
        async with self._database.transaction() as connection:
            row = await self._find(connection, import_id, user_id)
            if row is None or row.undo is None:
                return False
            done = await asyncio.to_thread(_UNDO.validate_json, row.undo)
            await take_back(connection, user_id, done)
            await connection.execute(delete(imports).where(imports.c.import_id == import_id))
            return True

    def _is_theirs(self, import_id: int, user_id: int) -> ColumnElement[bool]:
        return and_(
            imports.c.import_id == import_id,
            imports.c.user_id == user_id,
            imports.c.expires_at > self._clock.now(),
        )

    async def _find(
        self, connection: AsyncConnection, import_id: int, user_id: int, *, lock: bool = True
    ) -> _Kept | None:
        query = select(imports.c.plan, imports.c.undo).where(self._is_theirs(import_id, user_id))
        # SQLite's writers are serialized anyway.
        rows = await connection.execute(query.with_for_update() if lock else query)
        row = rows.one_or_none()
        return _Kept(import_id, user_id, row.plan, row.undo) if row is not None else None

    async def _do(
        self,
        connection: AsyncConnection,
        row: _Kept,
        plan: Plan,
        shares: Sequence[Share],
        films: Mapping[str, FilmRef],
        undo: Undo,
    ) -> Outcome:
        """Carry out shares, and record how to undo that."""
        outcome, now = Outcome(), self._clock.now()
        doing = ImportRun(connection, row.user_id, films, now, undo)
        for share in shares:
            known = [entry for entry in share.films if entry.film in films]
            if share.purpose is Purpose.SEEN:
                seen, rated, own = await doing.mark(known)
                outcome = replace(
                    outcome,
                    seen=outcome.seen + seen,
                    rated=outcome.rated + rated,
                    own=outcome.own + own,
                )
            elif known:
                listed = await doing.list(share.name, known)
                outcome = replace(outcome, lists=(*outcome.lists, listed))
        text = await asyncio.to_thread(_UNDO.dump_json, undo)
        await _write(
            connection,
            row.import_id,
            plan=_PLAN.dump_json(replace(plan, shares=())).decode(),  # recorded in undo
            undo=text.decode(),
            expires_at=now + KEPT_FOR,
        )
        return outcome


async def _write(connection: AsyncConnection, import_id: int, **values: str | datetime) -> None:
    await connection.execute(update(imports).where(imports.c.import_id == import_id).values(values))
