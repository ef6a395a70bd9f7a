"""Scores of guessing games, by server, group and single person."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Column, Index, Table, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.rules.games.guess_game import Place, Score, table
from bot.state.database.schema import Big, count_column, insert, metadata
from bot.state.database.transactions import Database
from bot.state.owners.circles import Circle

guess_scores = Table(
    "guess_scores",
    metadata,
    Column("guild_id", Big, primary_key=True, autoincrement=False),
    Column("channel_id", Big, primary_key=True, autoincrement=False),
    Column("user_id", Big, primary_key=True, autoincrement=False),
    count_column("points"),
    count_column("solved"),
    count_column("streak"),
    count_column("best_streak"),
    Index(None, "user_id"),
    sqlite_strict=True,
)


class GuessScores:
    """Reads the scores that :mod:`bot.state.guessing.guesses` writes.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, circle: Circle, user_id: int) -> Score:
        """Return somebody's score in a circle."""
        async with self._database.reading() as connection:
            return (await _scores(connection, circle)).get(user_id, Score())

    async def table(self, circle: Circle) -> Sequence[Place]:
        """Return a circle's table."""
        async with self._database.reading() as connection:
            return table((await _scores(connection, circle)).items())


async def _scores(connection: AsyncConnection, circle: Circle) -> Mapping[int, Score]:
    row = guess_scores.c
    query = select(row.user_id, row.points, row.solved, row.streak, row.best_streak).where(
        circle.has(guess_scores)
    )
    return {person: Score(*score) for person, *score in await connection.execute(query)}


async def lock_score(connection: AsyncConnection, circle: Circle, user_id: int) -> Score:
    """Return a score, created if need be and locked until the transaction ends."""
    row = insert(connection, guess_scores).values(_values(circle, user_id, Score()))
    # An update that changes nothing takes the lock, even on a row that already existed.
    kept = row.on_conflict_do_update(
        index_elements=["guild_id", "channel_id", "user_id"],
        set_={"points": guess_scores.c.points},
    )
    score = guess_scores.c
    found = await connection.execute(
        kept.returning(score.points, score.solved, score.streak, score.best_streak)
    )
    return Score(*found.one())


async def save_score(
    connection: AsyncConnection, circle: Circle, user_id: int, score: Score
) -> None:
    """Keep a locked score."""
    row = guess_scores.c
    await connection.execute(
        update(guess_scores)
        .where(
            row.guild_id == circle.guild_id,
            row.channel_id == circle.channel_id,
            row.user_id == user_id,
        )
        .values(_values(circle, user_id, score))
    )


def _values(circle: Circle, user_id: int, score: Score) -> dict[str, int]:
    return {
        **circle.place(),
        "user_id": user_id,
        "points": score.points,
        "solved": score.solved,
        "streak": score.streak,
        "best_streak": score.best_streak,
    }
