"""The wording of answers: one file of phrases for each language."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self, TypeVar, cast

from bot.text import human_join

FOLDER = Path(__file__).parent / "phrases"
MAX_NAMED = 5
"""A sentence names at most this many and says how many more there are."""

Member = TypeVar("Member")


class Phrases:
    """The phrases of one language; made by :meth:`load`."""

    def __init__(self, language: str, phrases: Mapping[str, str]) -> None:
        self.language = language
        self._phrases = phrases

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a file of phrases.

        Raises:
            OSError: The file cannot be read.
            ValueError: It is no TOML, or holds other things than phrases.
        """
        phrases: dict[str, str] = {}
        for key, value in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if isinstance(value, dict):
                group = cast("dict[str, object]", value)
                phrases |= {f"{key}.{inner}": str(text) for inner, text in group.items()}
            else:
                phrases[key] = str(value)
        return cls(path.stem, phrases)

    @property
    def keys(self) -> frozenset[str]:
        """The names of all phrases."""
        return frozenset(self._phrases)

    def say(self, key: str, /, **values: object) -> str:
        """Return a phrase, filled in.

        Raises:
            KeyError: There is no such phrase, or it needs another value.
        """
        return self._phrases[key].format(**values)

    def opening(self, key: str, /, **values: object) -> str:
        """Return a phrase, filled in, as a sentence begins: with a capital."""
        said = self.say(key, **values)
        return said[:1].upper() + said[1:]

    def named(self, group: str, name: str) -> str:
        """Return what the language calls something of the catalogue; else as the catalogue does."""
        return self._phrases.get(f"{group}.{name}", name)

    def count(self, noun: str, number: int) -> str:
        """Return a number with its noun: ``3 titles``."""
        form = f"{noun}_one" if number == 1 else f"{noun}_many"
        return self.say(form, count=f"{number:,}")

    def join(self, parts: Sequence[str], *, either: bool = False) -> str:
        """Return parts as the language lists them: ``a, b and c``."""
        return human_join(parts, self.say("or" if either else "and"))

    def listing(self, members: Sequence[Member], name: Callable[[Member], str]) -> str:
        """Return the names of the first members, and how many more there are."""
        if len(members) <= MAX_NAMED + 1:
            return self.join([name(member) for member in members])
        shown = ", ".join(name(member) for member in members[:MAX_NAMED])
        return self.say("more", shown=shown, count=f"{len(members) - MAX_NAMED:,}")


def load_phrases(folder: Path = FOLDER) -> Mapping[str, Phrases]:
    """Return the phrases of every language by its code."""
    return {path.stem: Phrases.load(path) for path in sorted(folder.glob("*.toml"))}
