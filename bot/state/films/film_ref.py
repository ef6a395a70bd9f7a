"""How the store refers to a film."""

from dataclasses import dataclass

from sqlalchemy import Column, Text


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
