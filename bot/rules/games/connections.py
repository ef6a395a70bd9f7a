"""The shortest chain of films between two people.

People and films are the two sides of one graph; a credit is an edge. The search goes breadth-first
from both ends, always from the smaller edge of what it knows, so that it touches a small part of
the graph even where everybody is connected to everybody.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One film of a chain and the person it leads to."""

    film: str
    person: str


class CreditGraph:
    """Who is in which film, held as two flat arrays of neighbours.

    Args:
        credits_: For each film its id and the ids of its people; the order decides between chains
            of equal length, so hand in the films best known first.
    """

    def __init__(self, credits_: Iterable[tuple[str, Sequence[str]]]) -> None:
        self._films: list[str] = []
        self._people: list[str] = []
        self._index: dict[str, int] = {}
        edges: list[list[int]] = []
        for film, people in credits_:
            self._films.append(film)
            edges.append([self._number(person) for person in dict.fromkeys(people)])
        self._of_film = _Neighbours(edges)
        self._of_person = _Neighbours(self._inverted(edges))

    def __len__(self) -> int:
        return len(self._films)

    def chain(self, start: str, end: str) -> tuple[Step, ...] | None:
        """Return the shortest chain from one person to another.

        Returns:
            A step for each film; no step where both are the same person; ``None`` where one is
            unknown or nothing connects them.
        """
        first, last = self._index.get(start), self._index.get(end)
        if first is None or last is None:
            return None
        if first == last:
            return ()
        ahead, behind = _Side(first), _Side(last)
        while ahead.edge and behind.edge:
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
        edge: list[int] = []
        for person in side.edge:
            for film in self._of_person[person]:
                if film in side.films:
                    continue
                side.films.add(film)
                for neighbour in self._of_film[film]:
                    if neighbour in side.came:
                        continue
                    side.came[neighbour] = (film, person)
                    if neighbour in other.came:
                        return neighbour
                    edge.append(neighbour)
        side.edge = edge
        return None

    def _join(self, ahead: "_Side", behind: "_Side", middle: int) -> tuple[Step, ...]:
        front: list[Step] = []
        person = middle
        while came := ahead.came[person]:
            film, previous = came
            front.append(Step(self._films[film], self._people[person]))
            person = previous
        back: list[Step] = []
        person = middle
        while came := behind.came[person]:
            film, person = came
            back.append(Step(self._films[film], self._people[person]))
        return (*reversed(front), *back)

    def _number(self, person: str) -> int:
        number = self._index.setdefault(person, len(self._people))
        if number == len(self._people):
            self._people.append(person)
        return number

    def _inverted(self, edges: Sequence[Sequence[int]]) -> list[list[int]]:
        films: list[list[int]] = [[] for _ in self._people]
        for film, people in enumerate(edges):
            for person in people:
                films[person].append(film)
        return films


class _Neighbours:
    """Lists of neighbours, one after another in one array."""

    def __init__(self, lists: Sequence[Sequence[int]]) -> None:
        self._flat = array("i")
        self._starts = array("i", [0])
        for neighbours in lists:
            self._flat.extend(neighbours)
            self._starts.append(len(self._flat))

    def __getitem__(self, index: int) -> Sequence[int]:
        return self._flat[self._starts[index] : self._starts[index + 1]]


class _Side:
    """What a search knows from one of its ends."""

    def __init__(self, start: int) -> None:
        self.edge = [start]
        self.films: set[int] = set()
        self.came: dict[int, tuple[int, int] | None] = {start: None}
