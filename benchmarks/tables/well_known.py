"""Makes the table of well-known titles that others can be like although a catalogue lacks them.

    python benchmarks/tables/well_known.py

It has facts of the records that come along (data/movies): a catalogue of other records may have
none of these titles, and "something like Inception" is asked of it all the same.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.catalog.model import SERIES_KINDS, Movie
from bot.catalog.records.record import read_record
from bot.questions.evaluation.well_known import TABLE

RECORDS = Path(__file__).resolve().parents[2] / "data" / "movies"
LANGUAGES = frozenset({"English", "Spanish"})
"""Of these languages are the other titles that people ask by."""
MAX_TAGS = 8


def row(movie: Movie) -> str:
    """Return what is known of a title, as a line of the table."""
    others = [it.title for it in movie.aliases if it.language in LANGUAGES]
    return "\t".join(
        (
            movie.id,
            movie.title,
            "|".join(dict.fromkeys(others)),
            *(str(figure or "") for figure in (movie.year, movie.runtime, movie.rating)),
            str(movie.votes or ""),
            "series" if movie.kind in SERIES_KINDS else "film",
            "|".join(movie.genres),
            "|".join(movie.tags[:MAX_TAGS]),
            "|".join(person.name for person in movie.directors),
        )
    )


def main() -> int:
    """Write the table."""
    paths = sorted(RECORDS.glob("*.md"))
    movies = [read_record(path.read_bytes(), path.name, path.name).movie for path in paths]
    lines = [row(movie) for movie in sorted(movies, key=lambda movie: -(movie.votes or 0))]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
