"""The shortest chain of films between two people.

People and films are the two sides of one graph; a credit is an edge. The search goes breadth-first
from both ends, always from the smaller edge of what it knows, so that it touches a small part of
the graph even where everybody is connected to everybody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.relations import Numbers, Relation, first_places
from bot.runtime.workers.budget import look


@dataclass(frozen=True, slots=True)
class Step:
    """One film of a chain and the person it leads to."""

    film: str
    person: str


class CreditGraph:
    """Who is in which film.

    Args:
        films: The films' ids, by number; their order decides between chains of equal length, so
            that the best known come first.
        people: The people's ids, by number.
        numbers: The people's numbers, by id.
        of_film: Each film's people.
        of_person: Each person's films.
    """

    def __init__(
        self,
        films: Sequence[str],
        people: Sequence[str],
        numbers: Mapping[str, int],
        of_film: Relation,
        of_person: Relation,
    ) -> None:
        self._films = films
        self._people = people
        self._numbers = numbers
        self._of_film = of_film
        self._of_person = of_person

    @classmethod
    def of(cls, credits_: Iterable[tuple[str, Sequence[str]]]) -> Self:
        """Make the graph of films' ids with the ids of their people."""
        numbers: dict[str, int] = {}
        films: list[str] = []
        rows: list[list[int]] = []
        for film, people in credits_:
            films.append(film)
            rows.append(
                [numbers.setdefault(person, len(numbers)) for person in dict.fromkeys(people)]
            )
        of_film = Relation.build(rows)
        return cls(films, list(numbers), numbers, of_film, of_film.inverted(len(numbers)))

    def __len__(self) -> int:
        return len(self._films)

    def chain(self, start: str, end: str) -> tuple[Step, ...] | None:
        """Return the shortest chain from one person to another.

        Returns:
            A step for each film; no step where both are the same person; ``None`` where one is
            unknown or nothing connects them.
        """
        first, last = self._numbers.get(start), self._numbers.get(end)
        if first is None or last is None:
            return None
        if first == last:
            return ()
        size = len(self._people), len(self._films)
        ahead, behind = _Side(first, *size), _Side(last, *size)
        while len(ahead.edge) and len(behind.edge):
            look()
            nearer, farther = sorted((ahead, behind), key=lambda side: len(side.edge))
            middle = self._grow(nearer, farther)
            if middle is not None:
                return self._join(ahead, behind, middle)
        return None

    def _grow(self, side: "_Side", other: "_Side") -> int | None:
        """Go one film further from everybody at the edge of a side.

        Returns:
            The first person found whom the other side knows. Whoever that is, the chain is a
            shortest one: had somebody been nearer to the other end, an earlier step would have
            found them.
        """
        places, films = _fresh(*self._of_person.gather(side.edge), side.seen)
        from_people = side.edge[places]
        places, edge = _fresh(*self._of_film.gather(films), side.known)
        side.by_film[edge] = films[places]
        side.by_person[edge] = from_people[places]
        side.edge = edge
        met = np.flatnonzero(other.known[edge])
        return int(edge[met[0]]) if len(met) else None

    def _join(self, ahead: "_Side", behind: "_Side", middle: int) -> tuple[Step, ...]:
        front, back = ahead.path(middle), behind.path(middle)
        steps = [Step(self._films[film], self._people[person]) for person, film in front[:-1]]
        onward = [
            Step(self._films[film], self._people[following])
            for (_, film), (following, _) in pairwise(back)
        ]
        return (*reversed(steps), *onward)


class _Side:
    """What a search knows from one of its ends.

    Attributes:
        edge: Whom it found last.
        known: Whom it knows.
        seen: Which films it went through.
        by_film: By which film it came to somebody, -1 where it began.
        by_person: From whom.
    """

    def __init__(self, start: int, people: int, films: int) -> None:
        self.edge: Numbers = np.array([start])
        self.known = np.zeros(people, bool)
        self.known[start] = True
        self.seen = np.zeros(films, bool)
        self.by_film = np.full(people, -1, np.int32)
        self.by_person = np.full(people, -1, np.int32)

    def path(self, person: int) -> list[tuple[int, int]]:
        """Return the people from somebody back to the start, each with the film that led there."""
        found: list[tuple[int, int]] = []
        while person >= 0:
            found.append((person, int(self.by_film[person])))
            person = int(self.by_person[person])
        return found


def _fresh(places: Numbers, members: Numbers, known: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Return what is not known yet, each once, where it stands first; from now on it is known."""
    unknown = np.flatnonzero(~known[members])
    _, firsts, _ = first_places(members[unknown])
    firsts.sort()
    kept = unknown[firsts]
    known[members[kept]] = True
    return places[kept], members[kept]
