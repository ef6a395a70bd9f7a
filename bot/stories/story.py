"""The parts of a title that story search reads."""

import hashlib
from dataclasses import dataclass

from bot.catalog.model import Kind, Movie


@dataclass(frozen=True, slots=True)
class Story:
    """A title as the index reads it.

    Attributes:
        id: Stable key.
        title: The title as shown.
        aliases: Its other titles.
        genres: Its genres.
        tags: Its tags in the source.
        description: A sentence or two.
        synopsis: The story.
        year: The first year; 0 where it is not known.
        languages: In English words.
        people: The names of its makers and cast.
        votes: How many voted.
        kind: What sort of title it is.
        adult: Whether it is for adults only.
    """

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    description: str = ""
    synopsis: str = ""
    year: int = 0
    languages: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    votes: int = 0
    kind: Kind | None = None
    adult: bool = False

    @property
    def heading(self) -> str:
        """Everything but the prose, as a text."""
        return ". ".join([self.title, *self.aliases, " ".join(self.genres), ", ".join(self.tags)])

    @property
    def prose(self) -> str:
        """The description, and the synopsis unless it merely repeats it."""
        description = self.description.rstrip(".… ")
        if not self.synopsis:
            return description
        if not description or self.synopsis[:_SAME] == description[:_SAME]:
            return self.synopsis
        return f"{description}. {self.synopsis}"

    def digest(self) -> int:
        """Return a 64-bit hash of everything that is read."""
        content = repr(self).encode("utf-8", "surrogatepass")
        return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "little")


_SAME = 60
"""Characters in which a description must agree with the synopsis to be its beginning."""


def story_of(movie: Movie) -> Story:
    """Return the story of a title."""
    people = (person.name for _, credited in movie.credits for person in credited)
    return Story(
        id=movie.id,
        title=movie.title,
        aliases=tuple(alias.title for alias in movie.aliases),
        genres=movie.genres,
        tags=movie.tags,
        description=movie.description or "",
        synopsis=movie.synopsis or "",
        year=movie.year or 0,
        languages=movie.languages,
        people=tuple(dict.fromkeys(people)),
        votes=movie.votes or 0,
        kind=movie.kind,
        adult=movie.adult,
    )
