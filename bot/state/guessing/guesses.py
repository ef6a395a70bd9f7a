"""Running guessing games.

A game is a row while it runs; whoever deletes the row has ended the game, so of two right answers
at once only one wins.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Table,
    Text,
    delete,
    select,
    text,
    update,
)

from bot.clock import Clock
from bot.rules.games.guess_game import Game, Score, missed, solved
from bot.state.database.schema import (
    NOBODY,
    Big,
    count_column,
    former_member_column,
    insert,
    metadata,
    moment_column,
)
from bot.state.database.transactions import Database
from bot.state.films.film_ref import FilmRef
from bot.state.guessing.guess_scores import lock_score, save_score
from bot.state.owners.circles import Circle

KEPT_FOR = timedelta(days=7)
"""How long a game runs if nobody ends it."""

guess_games = Table(
    "guess_games",
    metadata,
    Column("game_id", Big, primary_key=True),
    Column("guild_id", Big, nullable=False),
    Column("channel_id", Big, nullable=False, server_default=text("0")),
    former_member_column(),
    Column("movie_id", Text, nullable=False),
    Column("movie_name", Text, nullable=False),
    count_column("shown"),
    moment_column("begun_at", nullable=False),
    Index(None, "guild_id"),
    Index(None, "user_id"),
    Index(None, "begun_at"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)

guess_players = Table(
    "guess_players",
    metadata,
    Column("game_id", Big, ForeignKey("guess_games.game_id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", Big, primary_key=True, autoincrement=False),
    Index(None, "user_id"),
    sqlite_strict=True,
)


@dataclass(frozen=True, slots=True)
class RunningGame:
    """A game as the store knows it; the hints are made from the film's record.

    Attributes:
        id: Its id.
        circle: Who plays it together.
        begun_by: Who may give it up; ``None`` for a former member, or where it was not noted.
        film: What is to be guessed.
        shown: How many hints have been shown.
        begun_at: When it began.
    """

    id: int
    circle: Circle
    begun_by: int | None
    film: FilmRef
    shown: int
    begun_at: datetime


class Guesses:
    """Stores running games; ending one updates the scores.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def begin(self, circle: Circle, begun_by: int, film: FilmRef, shown: int) -> int:
        """Store a new game and return its id; games that have expired are deleted.

        Args:
            circle: Who plays it together.
            begun_by: Who began it.
            film: What is to be guessed.
            shown: How many hints are shown.
        """
        now = self._clock.now()
        async with self._database.transaction() as connection:
            await connection.execute(
                delete(guess_games).where(guess_games.c.begun_at <= now - KEPT_FOR)
            )
            row = guess_games.insert().values(
                **circle.place(),
                user_id=begun_by,
                movie_id=film.id,
                movie_name=film.name,
                shown=shown,
                begun_at=now,
            )
            return (await connection.execute(row.returning(guess_games.c.game_id))).scalar_one()

    async def get(self, game_id: int) -> RunningGame | None:
        """Return a game; ``None`` for one that is over."""
        query = select(guess_games).where(guess_games.c.game_id == game_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        film = FilmRef(row.movie_id, row.movie_name)
        circle = _circle(row.guild_id, row.channel_id, row.user_id)
        return RunningGame(row.game_id, circle, row.user_id, film, row.shown, row.begun_at)

    async def show_hint(self, game_id: int, shown: int) -> bool:
        """Show one hint more than ``shown``; of several calls at once one returns true."""
        game = guess_games.c
        async with self._database.transaction() as connection:
            result = await connection.execute(
                update(guess_games)
                .where(game.game_id == game_id, game.shown == shown)
                .values(shown=shown + 1)
            )
            return result.rowcount == 1

    async def play(self, game_id: int, user_id: int) -> bool:
        """Note that somebody plays along; say whether the game still runs."""
        running = select(guess_games.c.game_id).where(guess_games.c.game_id == game_id)
        async with self._database.transaction() as connection:
            # Lock the game until the commit, as the foreign key would anyway.
            if await connection.scalar(running.with_for_update(read=True)) is None:
                return False
            row = insert(connection, guess_players).values(game_id=game_id, user_id=user_id)
            await connection.execute(row.on_conflict_do_nothing())
            return True

    async def end(self, game_id: int, game: Game, winner: int | None = None) -> Score | None:
        """End a game: the winner scores, everybody else who played along loses their streak.

        Args:
            game_id: The game.
            game: The same with its hints, for the points.
            winner: Who was right; ``None`` when it is given up.

        Returns:
            The winner's score; ``None`` where there is no winner, or the game was over already.
        """
        async with self._database.transaction() as connection:
            row = guess_games.c
            running = select(row.guild_id, row.channel_id, row.user_id).where(
                row.game_id == game_id
            )
            place = (await connection.execute(running.with_for_update())).one_or_none()
            if place is None:
                return None
            circle = _circle(*place)
            played = select(guess_players.c.user_id).where(guess_players.c.game_id == game_id)
            players = set(await connection.scalars(played))
            await connection.execute(delete(guess_games).where(guess_games.c.game_id == game_id))
            score = None
            # In one order, so that two games cannot deadlock on each other's players.
            for user_id in sorted(players | ({winner} if winner is not None else set())):
                before = await lock_score(connection, circle, user_id)
                after = solved(before, game) if user_id == winner else missed(before)
                await save_score(connection, circle, user_id, after)
                score = after if user_id == winner else score
            return score


def _circle(guild_id: int, channel_id: int, begun_by: int | None) -> Circle:
    alone = not guild_id and not channel_id
    return Circle(guild_id, channel_id, (begun_by or NOBODY) if alone else NOBODY)
