"""How the store refers to a film."""

from dataclasses import dataclass

from sqlalchemy import Column, Table, Text, delete

from bot.state.database.transactions import Database


@dataclass(frozen=True, slots=True)
class FilmRef:
    """A film as the store knows it, whatever becomes of the catalogue.

    Attributes:
        id: The catalogue's stable id.
        name: The title as it was last shown, for films that have left the catalogue.
    """

    id: str
    name: str


def film_columns() -> tuple[Column[str], Column[str]]:
    """Return the columns of a reference: ``movie_id``, part of the primary key, and its name."""
    return Column("movie_id", Text, primary_key=True), Column("movie_name", Text, nullable=False)


async def remove_film(database: Database, table: Table, user_id: int, movie_id: str) -> bool:
    """Delete a person's row about a film; return whether there was one."""
    async with database.transaction() as connection:
        result = await connection.execute(
            delete(table).where(table.c.user_id == user_id, table.c.movie_id == movie_id)
        )
        return result.rowcount == 1
