"""Generates files in the exact format of IMDb's public data sets, from a fixed seed.

Nothing in them is IMDb's: names and titles are composed of a few syllables and words. The number of
titles per person follows Zipf's law, as in IMDb: a few have hundreds, half have four or fewer.
"""

import gzip
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

_HEADERS = {
    "title.basics": "tconst titleType primaryTitle originalTitle isAdult startYear endYear"
    " runtimeMinutes genres",
    "title.ratings": "tconst averageRating numVotes",
    "title.akas": "titleId ordering title region language types attributes isOriginalTitle",
    "title.crew": "tconst directors writers",
    "title.principals": "tconst ordering nconst category job characters",
    "name.basics": "nconst primaryName birthYear deathYear primaryProfession knownForTitles",
}
_GENRES = ("Drama", "Comedy", "Action", "Crime", "Romance", "Horror", "Documentary", "Sci-Fi")
_WORDS = ("River", "Night", "House", "Stranger", "Winter", "Last", "Love", "Song", "City", "Road")
_SYLLABLES = ("ka", "mi", "ro", "bel", "tan", "su", "vi", "lor", "den", "é", "ø", "ha")
_CAST = ("actor", "actress", "actor", "actress", "actor", "self")
_OTHERS = ("director", "writer", "producer", "composer")
_PRINCIPALS = 10
_REGIONS = ("US", "GB", "ES", "MX", "FR", "DE", "JP", "IN")
_BATCH = 20_000
_FLATTENED = 200
"""Zipf's law holds from one person in so many on: nobody is in a tenth of all titles."""


def make_files(
    folder: Path, titles: int, *, seed: int = 1, episodes: float = 0.0, adult: float = 0.01
) -> None:
    """Write the six files.

    Args:
        folder: Where they go; made if missing.
        titles: How many titles; each has ten principals, and there is a person for every title.
        seed: Equal seeds give equal files.
        episodes: Which share of the titles are episodes of series.
        adult: Which share of the titles is for adults.
    """
    folder.mkdir(parents=True, exist_ok=True)
    makers = {
        "title.basics": _basics(random.Random(seed), titles, episodes, adult),
        "title.ratings": _ratings(random.Random(seed), titles),
        "title.akas": _akas(random.Random(seed), titles),
        "title.crew": _crew(random.Random(seed), titles),
        "title.principals": _principals(random.Random(seed), titles),
        "name.basics": _names(random.Random(seed), titles),
    }
    for name, lines in makers.items():
        header = "\t".join(_HEADERS[name].split()) + "\n"
        with (
            (folder / f"{name}.tsv.gz").open("wb") as raw,
            gzip.GzipFile("", "wb", 3, raw, mtime=0) as file,
        ):
            file.write(header.encode())
            while batch := "".join(islice(lines, _BATCH)):
                file.write(batch.encode())


def _basics(rng: random.Random, titles: int, episodes: float, adult: float) -> Iterator[str]:
    for number in range(1, titles + 1):
        kind = rng.choice(("movie", "movie", "movie", "tvMovie", "video", "tvSeries"))
        if rng.random() < episodes:
            kind = "tvEpisode"
        title = " ".join(rng.choices(_WORDS, k=3))
        year = rng.randrange(1920, 2025)
        end = year + 2 if kind == "tvSeries" else "\\N"
        genres = ",".join(dict.fromkeys(rng.choices(_GENRES, k=rng.randrange(1, 4))))
        yield (
            f"tt{number:07}\t{kind}\t{title} {number}\t{title} {number}"
            f"\t{int(rng.random() < adult)}\t{year}\t{end}\t{rng.randrange(20, 200)}\t{genres}\n"
        )


def _ratings(rng: random.Random, titles: int) -> Iterator[str]:
    for number in range(1, titles + 1):
        votes = int(5 * 10 ** rng.uniform(0, 5))
        yield f"tt{number:07}\t{rng.randrange(10, 100) / 10}\t{votes}\n"


def _akas(rng: random.Random, titles: int) -> Iterator[str]:
    for number in range(1, titles + 1):
        yield f"tt{number:07}\t1\tOriginal {number}\t\\N\t\\N\toriginal\t\\N\t1\n"
        for ordering, region in enumerate(rng.sample(_REGIONS, rng.randrange(1, 6)), 2):
            title = f"{' '.join(rng.choices(_WORDS, k=2))} {region} {number}"
            yield f"tt{number:07}\t{ordering}\t{title}\t{region}\t\\N\timdbDisplay\t\\N\t0\n"


def _crew(rng: random.Random, titles: int) -> Iterator[str]:
    for number in range(1, titles + 1):
        directors = _person(rng, titles)
        writers = ",".join(_person(rng, titles) for _ in range(rng.randrange(3))) or "\\N"
        yield f"tt{number:07}\t{directors}\t{writers}\n"


def _principals(rng: random.Random, titles: int) -> Iterator[str]:
    for number in range(1, titles + 1):
        for ordering in range(1, _PRINCIPALS + 1):
            person = _person(rng, titles)
            if ordering <= _PRINCIPALS - len(_OTHERS):
                category = _CAST[ordering % len(_CAST)]
                rest = f'{category}\t\\N\t["Part ""{ordering}""","Other"]'
            else:
                rest = f"{_OTHERS[ordering % len(_OTHERS)]}\tjob {ordering}\t\\N"
            yield f"tt{number:07}\t{ordering}\t{person}\t{rest}\n"


def _names(rng: random.Random, people: int) -> Iterator[str]:
    for number in range(1, people + 1):
        first, last = ("".join(rng.choices(_SYLLABLES, k=3)).capitalize() for _ in range(2))
        born, known_for = rng.randrange(1900, 2005), rng.randrange(1, people + 1)
        yield f"nm{number:07}\t{first} {last}\t{born}\t\\N\tactor\ttt{known_for:07}\n"


def _person(rng: random.Random, people: int) -> str:
    """Return a person's id, drawn by the law of Zipf and Mandelbrot.

    How often somebody is drawn goes with 1 / (rank + q), q being 1 / :data:`_FLATTENED` of all
    people; this is the inverse of that distribution.
    """
    flat = people / _FLATTENED
    rank = flat * (1 + _FLATTENED) ** rng.random() - flat
    return f"nm{min(int(rank), people - 1) + 1:07}"
