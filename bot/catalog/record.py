"""One record file becomes one movie, or a list of everything that is wrong with it."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz.distance import OSA

from bot.catalog import casts, text_repair
from bot.catalog.body import ABSENT, parse_body
from bot.catalog.casts import CastError
from bot.catalog.faults import Fault, FaultyRecordError, quoted
from bot.catalog.frontmatter import Field, FrontMatterError, parse_document
from bot.catalog.model import Movie, Role, own_tags, stable_id

T = TypeVar("T")

_IMDB_WIDTH = 7  # IMDb writes its ids with at least so many digits
_C1_CONTROL = re.compile(r"[\x80-\x84\x86-\x9f]")
_COMMA = re.compile(r"\s*,\s*")
_COMMA_OR_SPACE = re.compile(r"\s*,\s*|(?<!,)\s+(?!,)")
_NOTHING = {"", ABSENT}
_FIELDS = (
    "title", "description", "img", "kind", "genres", "tags", "language", "year", "imdb_rating",
    "votes", "imdb_id", "netflix_id", "color", "adult",
)  # fmt: skip
_COLOR_AS_COMMENT = re.compile(r"^color:[ \t]*#[ \t]*[0-9a-fA-F]{3}", re.MULTILINE)


def read_record(data: bytes, file: str, source: str) -> Movie:
    """Return the movie of a record file.

    Args:
        data: The content of the file.
        file: What faults call the file.
        source: What the movie calls it: its path relative to its folder.

    Raises:
        FaultyRecordError: With every fault of the file.
    """
    return _Record(_decode(data, file), file, source).movie()


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


class _Record:
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

    def movie(self) -> Movie:
        self._check_names()
        title = self._one("title", text_repair.line)
        if not _is_visible(title or "") and not self._faulty("title"):
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
            color=self._one("color", casts.color),
            description=self._one("description", self._teaser),
            synopsis=self._body.synopsis,
            directors=self._body.people.get(Role.DIRECTOR, ()),
            cast=self._body.people.get(Role.CAST, ()),
            writers=self._body.people.get(Role.WRITER, ()),
            adult=self._one("adult", casts.flag) or False,
            source=self._source,
        )
        for label, names in self._body.unclear:
            self._fault(
                label,
                f"the names in {quoted(names)} cannot be told apart",
                "put each name in backticks: `Robert Benton` `Ann Roth`",
            )
        if self._faults:
            raise FaultyRecordError(sorted(self._faults, key=lambda fault: fault.line or 0))
        return movie

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
        self._faults.append(Fault(self._file, line, name, reason, mend))

    def _line(self, field: Field) -> int:
        return self._first_line + field.line - 1


def _is_visible(text: str) -> bool:
    """Return whether anything of a text is neither a blank nor a control or format character."""
    return any(unicodedata.category(character)[0] not in "ZC" for character in text)
