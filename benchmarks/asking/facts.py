"""Facts of MetaQA's form as titles of a catalogue."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bot.catalog.model import Movie, PersonRef, person_id, stable_id

SOURCE = "facts"


def read_facts(path: Path) -> Iterator[Movie]:
    """Read lines ``film|relation|object``; relations that no record has are left out."""
    facts: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in path.read_text(encoding="utf-8").splitlines():
        title, relation, value = line.split("|")
        facts[title][relation].append(value)
    for title, about in facts.items():
        yield Movie(
            stable_id("k", title),
            title,
            years=tuple(sorted(int(year) for year in about["release_year"])),
            genres=tuple(about["has_genre"]),
            tags=tuple(about["has_tags"]),
            languages=tuple(about["in_language"]),
            directors=_people(about["directed_by"]),
            cast=_people(about["starred_actors"]),
            writers=_people(about["written_by"]),
            source=SOURCE,
        )


def _people(names: list[str]) -> tuple[PersonRef, ...]:
    return tuple(PersonRef(person_id(name), name) for name in names)
