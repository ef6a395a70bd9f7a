"""Names of fields and credits in other people's notes, from ``fields.toml``."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from bot.catalog.model import Kind, Role

TABLE = Path(__file__).with_name("fields.toml")

OWN = (
    "title", "description", "img", "kind", "genres", "tags", "language", "year", "imdb_rating",
    "owner_rating", "votes", "imdb_id", "netflix_id", "color", "adult", "aliases", "runtime",
    "poster", "directors", "cast", "writers",
)  # fmt: skip
"""The fields of a record."""

ROLES = {"directors": Role.DIRECTOR, "cast": Role.CAST, "writers": Role.WRITER}
"""The roles of the fields with people."""

_SEPARATORS = re.compile(r"[\s_/-]+")


@lru_cache(maxsize=4096)  # names come from files
def folded(name: str) -> str:
    """Return the normal form of a field's name: ``IMDB-Id`` is ``imdbid``."""
    return _SEPARATORS.sub("", name.casefold())


@dataclass(frozen=True, slots=True)
class FieldNames:
    """The table; all names in it are folded.

    Attributes:
        means: For each record field the names that are read as it, in the order to try.
        may_mean: Those among them that mean something else where their value does not fit.
        holders: Fields whose maps hold fields.
        unrelated: Names that are never typos.
        kinds: Names of kinds, in any case.
        other_credits: Labels of credits that records do not hold.
        languages: Languages by their codes.
    """

    means: Mapping[str, tuple[str, ...]]
    may_mean: frozenset[str]
    holders: frozenset[str]
    unrelated: frozenset[str]
    kinds: Mapping[str, Kind]
    other_credits: frozenset[str]
    languages: Mapping[str, str]
    _own_of: Mapping[str, tuple[str, ...]]

    def own(self, name: str) -> tuple[str, ...]:
        """Return the record fields that a name may stand for."""
        return self._own_of.get(folded(name), ())

    def roles(self, label: str) -> tuple[Role, ...]:
        """Return the roles that a label stands for; none if it is no label of credits."""
        return tuple(ROLES[own] for own in self.own(label) if own in ROLES)


@cache
def field_names() -> FieldNames:
    """Return the table."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    means = {own: tuple(dict.fromkeys(_names_of(own, table))) for own in OWN}
    own_of: dict[str, tuple[str, ...]] = {}
    for own, names in means.items():
        for name in names:
            own_of[name] = (*own_of.get(name, ()), own)
    return FieldNames(
        means=means,
        may_mean=frozenset(folded(name) for names in table["may_mean"].values() for name in names),
        holders=frozenset(map(folded, table["holds_fields"]["names"])),
        unrelated=frozenset(map(folded, table["unrelated"]["names"])),
        kinds={
            folded(name): Kind(kind)
            for kind, names in table["kinds"].items()
            for name in (kind, *names)
        },
        other_credits=frozenset(map(folded, table["other_credits"]["names"])),
        languages=table["languages"],
        _own_of=own_of,
    )


def _names_of(own: str, table: Mapping[str, Any]) -> Iterator[str]:
    yield folded(own)
    for group in ("means", "may_mean"):
        yield from map(folded, table[group].get(own, ()))
