"""Records and catalogues to test with."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.files.build import build_catalog
from bot.catalog.model import Alias, Kind, Movie, PersonRef, person_id

RecordText = Callable[..., str]


def person(name: str) -> PersonRef:
    return PersonRef(person_id(name), name)


@pytest.fixture
def record_text() -> RecordText:
    """Make the text of a record; fields are replaced, added or (``None``) left out."""

    def make(body: str | None = None, **changes: str | None) -> str:
        fields: dict[str, str | None] = {
            "title": '"Kramer vs. Kramer"',
            "description": '"A father learns to be one. He likes i.."',
            "img": "0079417.jpg",
            "kind": "movie",
            "genres": "[Drama]",
            "tags": "Drama divorce",
            "language": "English",
            "year": "1979",
            "imdb_rating": "7.8",
            "votes": "128983",
            "imdb_id": "0079417",
            "netflix_id": "60010559",
            "color": "2A9D8F",
            **changes,
        }
        lines = [f"{name}: {value}" for name, value in fields.items() if value is not None]
        if body is None:
            body = (
                "Director: `Robert Benton`  \n\nCast: `Dustin Hoffman` `Meryl Streep` \n\n"
                "Ted must look after his son.::Jane Roe <jane.roe@example.com>\n"
            )
        return "\n".join(["---", *lines, "---", body])

    return make


@pytest.fixture
def records(tmp_path: Path, record_text: RecordText) -> Path:
    """A folder of three records."""
    folder = tmp_path / "records"
    folder.mkdir()
    for number, title in enumerate(("Kramer vs. Kramer", "Out of Africa", "Julie & Julia"), 1):
        text = record_text(title=f'"{title}"', imdb_id=f"{number:07}", votes=str(number * 100))
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def movies() -> list[Movie]:
    """Titles that touch every filter."""
    benton, streep, hoffman = map(person, ("Robert Benton", "Meryl Streep", "Dustin Hoffman"))
    pollack = person("Sydney Pollack")
    return [
        Movie(
            "tt0079417",
            "Kramer vs. Kramer",
            Kind.MOVIE,
            (1979,),
            ("Drama",),
            ("divorce", "drama"),
            ("English",),
            7.8,
            128_983,
            imdb_id="0079417",
            directors=(benton,),
            cast=(hoffman, streep),
            writers=(benton,),
            aliases=(Alias("Kramer contra Kramer", "Spanish"), Alias("KvK")),
            runtime=105,
            poster="https://example.org/kramer.jpg",
        ),
        Movie(
            "tt0089755",
            "Out of Africa",
            Kind.MOVIE,
            (1985,),
            ("Biography", "Drama"),
            languages=("English", "Swahili"),
            rating=7.1,
            votes=70_000,
            directors=(pollack,),
            cast=(streep,),
        ),
        Movie(
            "tt0084805",
            "Tootsie",
            Kind.MOVIE,
            (1982,),
            ("Comedy", "Drama"),
            languages=("English",),
            rating=7.4,
            votes=100_000,
            directors=(pollack,),
            cast=(hoffman,),
        ),
        Movie(
            "rlittle", "The Little Known", Kind.TV_SERIES, (1981,), ("Drama",), rating=9.4, votes=12
        ),
        Movie("rtwice", "Twice", None, (1950, 1990), ("Comedy",), ("remake",), ("None",)),
        Movie(
            "radult",
            "For Adults",
            Kind.MOVIE,
            (1980,),
            ("Drama",),
            rating=5.0,
            votes=9,
            cast=(hoffman, streep),
            adult=True,
        ),
    ]


@pytest.fixture
async def catalog(tmp_path: Path, movies: list[Movie]) -> AsyncIterator[Catalog]:
    """An open catalogue of those titles."""
    async with await Catalog.open(build_catalog(movies, tmp_path / "catalog")) as opened:
        yield opened


@pytest.fixture
async def general(catalog: Catalog) -> AsyncIterator[Catalog]:
    """The same catalogue, opened for every channel."""
    async with await Catalog.open(catalog.path, adult=False) as opened:
        yield opened
