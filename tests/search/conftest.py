import re
from pathlib import Path

import pytest

from bot.search.index import Index
from bot.search.model import Entry

FILM, SERIES = 1, 2

FILMS = [
    ("The Shawshank Redemption", 1994, 2_700_000),
    ("The Godfather", 1972, 1_900_000),
    ("The Godfather Part II", 1974, 1_300_000),
    ("The Godfather Part III", 1990, 420_000),
    ("Pulp Fiction", 1994, 2_100_000),
    ("Inception", 2010, 2_400_000),
    ("Toy Story", 1995, 1_000_000),
    ("Toy Story 2", 1999, 600_000),
    ("Toy Story 3", 2010, 850_000),
    ("Rocky IV", 1985, 220_000),
    ("Kramer vs. Kramer", 1979, 150_000),
    ("Dune", 1984, 160_000),
    ("Dune", 2021, 700_000),
    ("Amélie", 2001, 770_000),
    ("Star Wars: Episode V - The Empire Strikes Back", 1980, 1_300_000),
    ("The Lord of the Rings: The Fellowship of the Ring", 2001, 1_900_000),
    ("The Lord of the Rings: The Two Towers", 2002, 1_700_000),
    ("Terminator 2: Judgment Day", 1991, 1_100_000),
    ("Tom & Jerry", 2021, 40_000),
    ("Spider-Man", 2002, 850_000),
    ("2001: A Space Odyssey", 1968, 690_000),
    ("Blade Runner 2049", 2017, 600_000),
    ("Blade Runner", 1982, 790_000),
    ("Heat", 1995, 680_000),
    ("Heart", 1999, 900),
    ("Jaw", 2003, 15),
    ("Jaws", 1975, 630_000),
    ("Catch Me If You Can", 2002, 1_000_000),
    ("Брат", 1997, 40_000),
]
PEOPLE = [
    ("Meryl Streep", 60),
    ("Dustin Hoffman", 55),
    ("Steven Spielberg", 50),
    ("Arnold Schwarzenegger", 45),
    ("Samuel L. Jackson", 90),
    ("Chris Evans", 30),
    ("Robert Evans", 28),
    ("Jake Gyllenhaal", 35),
    ("Maggie Gyllenhaal", 30),
    ("Jon Voight", 30),
    ("Philip Seymour Hoffman", 40),
]


@pytest.fixture(scope="session")
def titles() -> Index:
    return Index.build(
        [
            *(Entry(f"{n} {y}", n, float(votes), y, flags=FILM) for n, y, votes in FILMS),
            Entry("Fargo 1996", "Fargo", 500_000.0, 1996, flags=FILM),
            Entry("Fargo 2014", "Fargo", 600_000.0, 2014, flags=SERIES),
        ]
    )


@pytest.fixture(scope="session")
def people() -> Index:
    return Index.build([Entry(name, name, float(count)) for name, count in PEOPLE])


@pytest.fixture(scope="session")
def starter(starter_movies: Path) -> Index:
    """The index over the shipped catalogue's titles."""
    return _index_of(sorted(starter_movies.glob("*.md")))


@pytest.fixture(scope="session")
def few(four_hundred: list[Path]) -> Index:
    """The index over four hundred of its titles."""
    return _index_of(four_hundred)


def _index_of(records: list[Path]) -> Index:
    entries: list[Entry] = []
    for path in records:
        text = path.read_text(encoding="utf-8")
        fields = dict(re.findall(r"^(title|year|votes): ['\"]?(.*?)['\"]?$", text, re.MULTILINE))
        votes = float(fields.get("votes", "0").replace(",", "") or 0)
        entries.append(Entry(path.stem, fields["title"], votes, int(fields["year"])))
    return Index.build(entries)
