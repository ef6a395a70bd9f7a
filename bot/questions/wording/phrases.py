"""The wording of answers: one file of phrases for each language."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self, TypeVar, cast

from bot.text import human_join

FOLDER = Path(__file__).parent / "phrases"
MAX_NAMED = 5
"""A sentence names at most this many and says how many more there are."""

Member = TypeVar("Member")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FOUR_DIGITS = re.compile(r"\d,\d{3}(?:\.\d+)?")
_ENGLISH_SIGNS = ",."
_CONTRACTED = "contraction."
# Before a sound like its own, a conjunction is another word in some languages.
_I = re.compile(r"h?[ií](?![aeoáéó])", re.IGNORECASE)
_O = re.compile(r"h?[oó]", re.IGNORECASE)


class Phrases:
    """The phrases of one language; made by :meth:`load`."""

    def __init__(self, language: str, phrases: Mapping[str, str]) -> None:
        self.language = language
        self._phrases = phrases
        signs = phrases.get("thousands", ",") + phrases.get("decimal", ".")
        self._signs = str.maketrans(_ENGLISH_SIGNS, signs) if signs != _ENGLISH_SIGNS else None
        self._contractions = [
            (*key.removeprefix(_CONTRACTED).split(), word)
            for key, word in phrases.items()
            if key.startswith(_CONTRACTED)
        ]

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
        """Return a phrase, filled in; figures and contractions are as the language writes them.

        Raises:
            KeyError: There is no such phrase, or it needs another value.
        """
        phrase = self._phrases[key]
        if self._signs is not None:
            for name, value in values.items():
                if isinstance(value, str):
                    values[name] = self.figure(value)
        for first, second, word in self._contractions:
            for name, value in values.items():
                before = f"{first} {{{name}}}"
                if isinstance(value, str) and value.startswith(f"{second} ") and before in phrase:
                    phrase = phrase.replace(before, f"{word} {{{name}}}")
                    values[name] = value.removeprefix(f"{second} ")
        return phrase.format(**values)

    def figure(self, text: str) -> str:
        """Return a figure as the language writes it: "8,3", "12.345"; other texts as they are."""
        if self._signs is None or not _FIGURE.fullmatch(text):
            return text
        if _FOUR_DIGITS.fullmatch(text):
            text = text.replace(",", "")
        return text.translate(self._signs)

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
        last = parts[-1] if parts else ""
        if either:
            word = self.say("or_before_o" if _O.match(last) else "or")
        else:
            word = self.say("and_before_i" if _I.match(last) else "and")
        return human_join(parts, word)

    def listing(self, members: Sequence[Member], name: Callable[[Member], str]) -> str:
        """Return the names of the first members, and how many more there are."""
        if len(members) <= MAX_NAMED + 1:
            return self.join([name(member) for member in members])
        shown = ", ".join(name(member) for member in members[:MAX_NAMED])
        return self.say("more", shown=shown, count=f"{len(members) - MAX_NAMED:,}")


def load_phrases(folder: Path = FOLDER) -> Mapping[str, Phrases]:
    """Return the phrases of every language by its code."""
    return {path.stem: Phrases.load(path) for path in sorted(folder.glob("*.toml"))}
