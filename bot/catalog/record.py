"""One record file becomes one movie, or a list of everything that is wrong with it.

What a film cannot be known by (its other titles, its length, a link to a picture) never costs the
film: a value that cannot be used is left out, with a note.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from rapidfuzz.distance import OSA

from bot.catalog import casts, text_repair
from bot.catalog.body import ABSENT, parse_body
from bot.catalog.casts import CastError
from bot.catalog.faults import Fault, FaultyRecordError, quoted
from bot.catalog.frontmatter import Field, FrontMatterError, Item, parse_document
from bot.catalog.model import Alias, Movie, Role, own_tags, stable_id

T = TypeVar("T")

_IMDB_WIDTH = 7  # IMDb writes its ids with at least so many digits
_C1_CONTROL = re.compile(r"[\x80-\x84\x86-\x9f]")
_COMMA = re.compile(r"\s*,\s*")
_COMMA_OR_SPACE = re.compile(r"\s*,\s*|(?<!,)\s+(?!,)")
_NOTHING = {"", ABSENT}
_FIELDS = (
    "title", "description", "img", "kind", "genres", "tags", "language", "year", "imdb_rating",
    "votes", "imdb_id", "netflix_id", "color", "adult", "aliases", "runtime", "poster",
)  # fmt: skip
_ALIAS_FORMS = 'write titles in quotes, or {title: "El padrino", language: "Spanish"}'
_COLOR_AS_COMMENT = re.compile(r"^color:[ \t]*#[ \t]*[0-9a-fA-F]{3}", re.MULTILINE)


_INESSENTIAL = frozenset({"aliases", "runtime", "poster"})
"""Fields whose faults are notes."""

_MAX_ALIASES = 30


class Record(NamedTuple):
    """What a record file holds.

    Attributes:
        movie: The title.
        notes: What was left out of it.
    """

    movie: Movie
    notes: tuple[Fault, ...]


def read_record(data: bytes, file: str, source: str) -> Record:
    """Read a record file.

    Args:
        data: The content of the file.
        file: What faults call the file.
        source: What the movie calls it: its path relative to its folder.

    Raises:
        FaultyRecordError: With every fault of the file.
    """
    return _Reader(_decode(data, file), file, source).record()


def _decode(data: bytes, file: str) -> str:
    if not data.strip():
        raise FaultyRecordError(
            [Fault(file, None, None, "the file is empty", "write a record, or delete the file")]
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FaultyRecordError(
            [Fault(file, line, None, "the text is not UTF-8", "save the file as UTF-8")]
        ) from None
    # YAML refuses these; they are halves of letters that were read in the wrong encoding.
    return text_repair.repair(text) if not text.isascii() and _C1_CONTROL.search(text) else text


class _Reader:
    """A record on its way to a movie: every field is read, every fault is kept."""

    def __init__(self, text: str, file: str, source: str) -> None:
        self._text = text
        self._file = file
        self._source = source
        self._faults: list[Fault] = []
        self._first_line = text[: len(text) - len(text.lstrip())].count("\n") + 1
        try:
            self._document = parse_document(text)
        except FrontMatterError as error:
            line = self._first_line + error.line - 1
            fault = Fault(file, line, error.field, error.reason, error.mend)
            raise FaultyRecordError([fault]) from None
        self._body = parse_body(self._document.body)

    def record(self) -> Record:
        self._check_names()
        title = self._one("title", text_repair.line)
        if not casts.is_visible(title or "") and not self._faulty("title"):
            self._fault("title", "the title is missing", "give the field title a value")
        kind = self._one("kind", casts.kind)
        years = tuple(sorted(self._several("year", casts.year)))
        imdb_id = self._one("imdb_id", casts.imdb_id)
        genres = self._several("genres", text_repair.line)
        movie = Movie(
            id=f"tt{imdb_id.zfill(_IMDB_WIDTH)}"
            if imdb_id
            else stable_id("r", f"{title}|{years[0] if years else ''}|{kind or ''}"),
            title=title or "",
            kind=kind,
            years=years,
            genres=genres,
            tags=own_tags(
                self._several("tags", text_repair.line, separator=_COMMA_OR_SPACE), genres
            ),
            languages=self._several("language", text_repair.line),
            rating=self._one("imdb_rating", casts.rating),
            votes=self._one("votes", casts.votes),
            imdb_id=imdb_id,
            netflix_id=self._one("netflix_id", casts.digits),
            img=self._one("img", casts.file_name),
            poster=self._one("poster", casts.poster),
            color=self._one("color", casts.color),
            description=self._one("description", self._teaser),
            synopsis=self._body.synopsis,
            directors=self._body.people.get(Role.DIRECTOR, ()),
            cast=self._body.people.get(Role.CAST, ()),
            writers=self._body.people.get(Role.WRITER, ()),
            adult=self._one("adult", casts.flag) or False,
            aliases=self._aliases(title or ""),
            runtime=self._one("runtime", casts.runtime),
            source=self._source,
        )
        for label, names in self._body.unclear:
            self._fault(
                label,
                f"the names in {quoted(names)} cannot be told apart",
                "put each name in backticks: `Robert Benton` `Ann Roth`",
            )
        found = sorted(self._faults, key=lambda fault: fault.line or 0)
        if not all(fault.is_note for fault in found):
            raise FaultyRecordError(found)
        return Record(movie, tuple(found))

    def _faulty(self, name: str) -> bool:
        return any(fault.field == name for fault in self._faults)

    def _check_names(self) -> None:
        """Find fields that were meant and not written so: else nobody would miss them."""
        missing = [name for name in _FIELDS if name not in self._document.fields]
        for name in self._document.fields.keys() - set(_FIELDS):
            meant = (field for field in missing if OSA.distance(name.lower(), field) <= 1)
            if field := next(meant, None):
                self._fault(name, "there is no such field", f"call it {field}")
        color = self._document.fields.get("color")
        if color and color.texts == ("",) and _COLOR_AS_COMMENT.search(self._text):
            self._fault("color", "# begins a comment: no value is left", "leave out the #")

    def _teaser(self, text: str) -> str | None:
        if text.rstrip(".") == ABSENT:
            return None
        return text_repair.teaser(text, self._body.synopsis) or None

    def _aliases(self, title: str) -> tuple[Alias, ...]:
        """Return the other titles: each is a text, or a map of ``title`` and ``language``."""
        field = self._document.fields.get("aliases")
        if field is None:
            return ()
        if field.items is None:
            self._fault("aliases", "the value is no list of titles", _ALIAS_FORMS)
            return ()
        found: dict[str, Alias] = {}
        for item in field.items:
            alias = self._alias(item)
            if alias is not None and alias.title.casefold() != title.casefold():
                found.setdefault(alias.title.casefold(), alias)
        if len(found) > _MAX_ALIASES:
            self._fault(
                "aliases",
                f"there are {len(found)} of them; the first {_MAX_ALIASES} are taken",
                "leave out those that nobody would type",
            )
        return tuple(found.values())[:_MAX_ALIASES]

    def _alias(self, item: Item) -> Alias | None:
        if isinstance(item, Mapping):
            if "title" not in item or item.keys() - {"title", "language"}:
                shown = ", ".join(f"{name}: {value}" for name, value in item.items())
                self._fault("aliases", f"{quoted(shown)} is no title", _ALIAS_FORMS)
                return None
            named, language = item["title"], text_repair.line(item.get("language", ""))
        else:
            named, language = item, ""
        if not named.strip():
            self._fault("aliases", "one of the titles is empty", "write it, or leave the line out")
            return None
        title = self._convert("aliases", text_repair.line(named), casts.alias)
        if title is None:
            return None
        return Alias(title, None if language in _NOTHING else language)

    def _one(self, name: str, convert: Callable[[str], T]) -> T | None:
        """Return a field that holds one value; ``None`` where it is absent or faulty."""
        texts = self._texts(name)
        if texts and self._document.fields[name].is_list:
            self._fault(
                name,
                "the value is a list",
                "give it one text, in double quotes if it begins with a bracket",
            )
            return None
        return self._convert(name, texts[0], convert) if texts else None

    def _several(
        self, name: str, convert: Callable[[str], T], *, separator: re.Pattern[str] = _COMMA
    ) -> tuple[T, ...]:
        """Return a field that may hold several values: a YAML list, or text with separators."""
        texts = self._texts(name)
        if texts and not self._document.fields[name].is_list:
            texts = separator.split(texts[0])
        values = (self._convert(name, text, convert) for text in texts)
        return tuple(dict.fromkeys(value for value in values if value is not None))

    def _texts(self, name: str) -> Sequence[str]:
        field = self._document.fields.get(name)
        if field is None:
            return ()
        if field.texts is None:
            self._fault(name, "the value is no plain text", "give it a text, or a list of texts")
            return ()
        return field.texts

    def _convert(self, name: str, text: str, convert: Callable[[str], T]) -> T | None:
        text = text.strip()
        if text in _NOTHING:
            return None
        try:
            return convert(text)
        except CastError as error:
            self._fault(name, error.reason, error.mend)
            return None

    def _fault(self, name: str, reason: str, mend: str) -> None:
        field = self._document.fields.get(name)
        if field is not None:
            line = self._line(field)
        else:  # a label of the body, or a field that is missing
            label = re.search(rf"^\s*{name}s?:", self._text, re.MULTILINE)
            line = self._text.count("\n", 0, label.end()) + 1 if label else self._first_line
        self._faults.append(
            Fault(self._file, line, name, reason, mend, is_note=name in _INESSENTIAL)
        )

    def _line(self, field: Field) -> int:
        return self._first_line + field.line - 1
