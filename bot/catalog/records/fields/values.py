"""The values of a record's fields, under its own names or those of other people's notes."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol, TypeVar

from bot.catalog.faults import quoted
from bot.catalog.model import Alias
from bot.catalog.records import text_repair
from bot.catalog.records.credits_body import ABSENT
from bot.catalog.records.fields import parsers
from bot.catalog.records.fields.hints import can_read, meant
from bot.catalog.records.fields.links import bare_name, names, unlinked
from bot.catalog.records.fields.names import OWN, field_names, folded
from bot.catalog.records.fields.parsers import FieldError
from bot.catalog.records.frontmatter import Field, Item

T = TypeVar("T")
_Convert = Callable[[str], T]

INESSENTIAL = frozenset(
    {"aliases", "runtime", "poster", "owner_rating", "directors", "cast", "writers"}
)
"""Fields whose faults are notes."""

_OWN = frozenset(OWN)

NOTHING = frozenset({"", ABSENT})
_SLASH_OR_COMMA = re.compile(r"\s*[,/;|]\s*")
_COMMA = re.compile(r"\s*,\s*")
_COMMA_OR_SPACE = re.compile(r"\s*,\s*|(?<!,)\s+(?!,)")
_BETWEEN_YEARS = re.compile(r"(?<=[0-9]{4})\s*,\s*(?=[0-9]{4})")
_AS_WRITTEN = frozenset({"title", "description", "poster", "img", "imdb_id"})
"""Fields whose links are not replaced by their words."""

_MAX_ALIASES = 30
_ALIAS_FORMS = 'write titles in quotes, or {title: "El padrino", language: "Spanish"}'

_IMDB_ID_OF = {
    "imdb": parsers.long_imdb_id,
    **dict.fromkeys(("id", "url", "link", "imdblink", "imdburl"), parsers.imdb_reference),
}
"""Parsers for IMDb ids under names that also mean other things."""

_CONVERTERS: Mapping[str, _Convert[object]] = {
    "kind": parsers.kind,
    "year": parsers.year,
    "imdb_rating": parsers.rating,
    "votes": parsers.votes,
    "owner_rating": parsers.owner_rating,
    "imdb_id": parsers.long_imdb_id,
    "netflix_id": parsers.digits,
    "img": parsers.picture_name,
    "poster": parsers.poster,
    "color": parsers.color,
    "adult": parsers.flag,
    "runtime": parsers.runtime,
}
"""For judging typos; the other fields accept any text."""


class FaultReporter(Protocol):
    """Takes a fault; :data:`INESSENTIAL` decides which of them are notes."""

    def __call__(  # noqa: D102
        self,
        name: str,
        line: int,
        reason: str,
        mend: str,
        *,
        is_note: bool,
        means: str | None = None,
    ) -> None: ...


class _Reading(NamedTuple):
    """The outcome for a field: its value, ``None`` where there is none, and its faults."""

    value: object
    errors: Sequence[FieldError]


class _Unfit(NamedTuple):
    key: str
    line: int
    error: FieldError


class Values:
    """Reads fields by the records' own names.

    Args:
        fields: The fields as written.
        tell: Takes faults and notes.
    """

    def __init__(self, fields: Mapping[str, Field], tell: FaultReporter) -> None:
        self._fields = fields
        self._tell = tell
        self._table = field_names()
        self._used: set[str] = set()
        self._unfit: dict[str, _Unfit] = {}
        self._found: set[str] = set()
        self._stated = {name for name, field in fields.items() if not says_nothing(field)}
        self._others: dict[str, list[tuple[str, Field]]] = {}
        for name, field in fields.items():
            if name not in _OWN or name == "poster":  # which may be a file name
                self._add_other(name, field)

    def is_own(self, name: str) -> bool:
        """Return whether a value was found under the record's own name for it."""
        return name in self._stated

    def one(self, name: str, convert: _Convert[T]) -> T | None:
        """Return a field that holds one value; ``None`` where it is absent or faulty."""
        if self._is_absent(name):
            return None
        if (text := self._plain_text(name)) is not None:
            with suppress(FieldError):  # reported below
                return convert(text)

        def read(key: str, field: Field) -> _Reading:
            texts = _texts(name, field)
            if texts is None:
                return _Reading(None, [_no_text()])
            if field.is_list and len(texts) > 0 and (key == name or len(texts) > 1):
                return _Reading(
                    None,
                    [
                        FieldError(
                            "the value is a list",
                            "give it one text, in double quotes if it begins with a bracket",
                        )
                    ],
                )
            values, errors = _converted(texts[:1], _converter_of(name, key, convert))
            return _Reading(values[0] if values else None, errors)

        return self._resolve(name, read)  # pyright: ignore[reportReturnType]

    def several(self, name: str, convert: _Convert[T]) -> tuple[T, ...]:
        """Return a field that may hold several values: a list, or a text with separators."""
        if self._is_absent(name):
            return ()

        def read(_: str, field: Field) -> _Reading:
            texts = _texts(name, field)
            if texts is None:
                return _Reading(None, [_no_text()])
            if texts and not field.is_list:
                texts = _separator(name).split(texts[0])
            return _Reading(*_converted(texts, convert))

        return self._resolve(name, read) or ()  # pyright: ignore[reportReturnType]

    def people(self, name: str) -> tuple[str, ...]:
        """Return the names of people, with repetitions."""
        if self._is_absent(name):
            return ()

        def read(_: str, field: Field) -> _Reading:
            texts = field.texts
            if texts is None:
                return _Reading(
                    None, [FieldError("the names cannot be read", "use a list of them")]
                )
            found = [bare_name(text) for text in texts] if field.is_list else names(texts[0])
            lines = map(text_repair.line, found)
            return _Reading(
                tuple(line for line in lines if line not in NOTHING and parsers.is_visible(line)),
                (),
            )

        return self._resolve(name, read) or ()  # pyright: ignore[reportReturnType]

    def aliases(self, title: str) -> tuple[Alias, ...]:
        """Return the alternative titles: each is a text, or a map of ``title`` and ``language``."""
        if self._is_absent("aliases"):
            return ()

        def read(_: str, field: Field) -> _Reading:
            if field.items is None:
                return _Reading(None, [FieldError("the value is no list of titles", _ALIAS_FORMS)])
            found: dict[str, Alias] = {}
            errors: list[FieldError] = []
            for item in field.items:
                try:
                    alias = _alias(item)
                except FieldError as error:
                    errors.append(error)
                    continue
                if alias is not None and alias.title.casefold() != title.casefold():
                    found.setdefault(alias.title.casefold(), alias)
            if len(found) > _MAX_ALIASES:
                errors.append(
                    FieldError(
                        f"there are {len(found)} of them; the first {_MAX_ALIASES} are taken",
                        "leave out those that nobody would type",
                    )
                )
            return _Reading(tuple(found.values())[:_MAX_ALIASES], errors)

        return self._resolve("aliases", read) or ()  # pyright: ignore[reportReturnType]

    def tell_the_rest(self) -> None:
        """Report values meant for a field that do not fit, and typos."""
        for name, unfit in self._unfit.items():
            if name not in self._used and unfit.key not in self._table.may_mean:
                self._tell(name, unfit.line, unfit.error.reason, unfit.error.mend, is_note=True)
        missing = [name for name in OWN if name not in self._found]
        for name, field in self._fields.items():
            if name in _OWN:
                continue
            text = (field.texts or ("",))[0].strip()

            def fits(own: str, text: str = text) -> bool:
                return text not in NOTHING and can_read(text, _CONVERTERS.get(own, str))

            if own := meant(name, missing, fits):
                reason = f"there is no such field; {own} may be meant"
                self._tell(name, field.line, reason, f"call it {own}, if so", is_note=True)

    def _is_absent(self, name: str) -> bool:
        return name not in self._stated and not self._others

    def _plain_text(self, name: str) -> str | None:
        """Return the text of a field in a record with only its own names, as most are."""
        if self._others or (field := self._fields[name]).is_list or not field.items:
            return None
        self._found.add(name)
        text = field.items[0]
        return text.strip() if isinstance(text, str) and "[" not in text else None

    def _add_other(self, name: str, field: Field) -> None:
        known = {name: (name, field)}
        for inner, part in (field.parts or {}).items():
            known[name + inner] = (f"{name}.{inner}", part)
            if folded(name) in self._table.holders:
                known[inner] = (f"{name}.{inner}", part)
        for key, found in known.items():
            if self._table.own(key):
                self._others.setdefault(folded(key), []).append(found)

    def _others_for(self, name: str) -> Iterator[tuple[str, str, Field]]:
        """Yield the names that may stand for a field, in the table's form and in the file's."""
        for key in self._table.means[name]:
            for spelled, field in self._others.get(key, ()):
                if spelled != name:  # that is, if it is not the record's own
                    yield key, spelled, field

    def _resolve(self, name: str, read: Callable[[str, Field], _Reading]) -> object:
        others = list(self._others_for(name)) if self._others else []
        if self.is_own(name):
            self._found.add(name)
            self._used.update(spelled for _, spelled, _ in others if spelled not in _OWN)
            field = self._fields[name]
            value, errors = read(name, field)
            if name == "poster" and errors:  # it may still be a file name
                self._unfit[name] = _Unfit(name, field.line, errors[0])
                return value
            self._used.add(name)
            for error in errors:
                self._tell(name, field.line, error.reason, error.mend, is_note=False)
            return value
        for key, spelled, field in others:
            if says_nothing(field):
                continue
            value, errors = read(key, field)
            if value is not None and value != ():
                self._found.add(name)
                self._used.add(spelled)
                self._tell(
                    spelled,
                    field.line,
                    f"it is read as {name}",
                    f"call it {name}",
                    is_note=True,
                    means=name,
                )
                return value
            for error in errors:
                self._unfit.setdefault(spelled, _Unfit(key, field.line, error))
        return None


def says_nothing(field: Field) -> bool:
    """Return whether a field is there without a value."""
    texts = field.texts
    if texts is None:
        return False
    return not texts if field.is_list else texts[0].strip() in NOTHING


def _no_text() -> FieldError:
    return FieldError("the value is no plain text", "give it a text, or a list of texts")


def _texts(name: str, field: Field) -> Sequence[str] | None:
    texts = field.texts
    if texts is None or name in _AS_WRITTEN or not any("[" in text for text in texts):
        return texts
    return tuple(map(unlinked, texts))


def _separator(name: str) -> re.Pattern[str]:
    if name == "year":
        return _BETWEEN_YEARS
    if name == "genres":
        return _SLASH_OR_COMMA
    return _COMMA_OR_SPACE if name == "tags" else _COMMA


def _converter_of(name: str, key: str, convert: _Convert[T]) -> _Convert[object]:
    if name == "imdb_id":
        return _IMDB_ID_OF.get(key, convert)
    return parsers.rating_out_of_10 if (name, key) == ("imdb_rating", "imdb") else convert


def _converted(
    texts: Sequence[str], convert: _Convert[object]
) -> tuple[tuple[object, ...], Sequence[FieldError]]:
    errors: list[FieldError] = []
    values: list[object] = []
    for text in texts:
        stripped = text.strip()
        if stripped in NOTHING:
            continue
        try:
            value = convert(stripped)
        except FieldError as error:
            errors.append(error)
        else:
            if value not in (None, "", *values):
                values.append(value)
    return tuple(values), errors


def _alias(item: Item) -> Alias | None:
    if isinstance(item, Mapping):
        if "title" not in item or item.keys() - {"title", "language"}:
            shown = ", ".join(f"{name}: {value}" for name, value in item.items())
            raise FieldError(f"{quoted(shown)} is no title", _ALIAS_FORMS)
        named, language = item["title"], text_repair.line(item.get("language", ""))
    else:
        named, language = unlinked(item), ""
    if not named.strip():
        raise FieldError("one of the titles is empty", "write it, or leave the line out")
    if named.strip() == ABSENT:
        return None
    title = parsers.alias(text_repair.line(named))
    return Alias(title, None if language in NOTHING else parsers.language(language))
