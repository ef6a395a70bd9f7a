"""Reads a record file into a movie, or a list of all its faults.

Fields that do not identify a film (other titles, length, a link to a picture) never cost the film:
an unusable value is left out, with a note. Fields under the names that other people's notes use are
read as well, also with a note.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.catalog.faults import Fault, FaultyRecordError, quoted
from bot.catalog.model import Kind, Movie, PersonRef, Role, own_tags, person_id, stable_id
from bot.catalog.records import text_repair
from bot.catalog.records.credits_body import ABSENT, parse_body
from bot.catalog.records.fields import parsers
from bot.catalog.records.fields.hints import misread_values
from bot.catalog.records.fields.values import INESSENTIAL, Values, says_nothing
from bot.catalog.records.frontmatter import Field, Form, FrontMatterError, parse_document
from bot.catalog.records.titles import title_of

_IMDB_WIDTH = 7  # IMDb's ids have at least this many digits
_C1_CONTROL = re.compile(r"[\x80-\x84\x86-\x9f]")
_COLOR_AS_COMMENT = re.compile(r"^color:[ \t]*#[ \t]*[0-9a-fA-F]{3}", re.MULTILINE)


class Record(NamedTuple):
    """The contents of a record file.

    Attributes:
        movie: The title.
        notes: What was left out, and what was read under another name.
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
        FaultyRecordError: With every fault of the file, or the note why it holds no film: it is
            a draft, or about something else.
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
    # YAML refuses these; they come from letters that were decoded wrongly.
    return text_repair.repair(text) if not text.isascii() and _C1_CONTROL.search(text) else text


class _Credits(NamedTuple):
    directors: tuple[PersonRef, ...]
    cast: tuple[PersonRef, ...]
    writers: tuple[PersonRef, ...]


class _Told:
    """The faults and notes of a file.

    The reader references it, but not the other way round: with a cycle, every record would stay in
    memory until the next garbage collection.
    """

    def __init__(self, file: str, lines_before: int) -> None:
        self.faults: list[Fault] = []
        self._file = file
        self._lines_before = lines_before

    def tell(
        self,
        name: str,
        line: int,
        reason: str,
        mend: str,
        *,
        is_note: bool,
        means: str | None = None,
    ) -> None:
        fault = Fault(
            self._file,
            self._lines_before + line,
            name,
            reason,
            mend,
            is_note=is_note or name in INESSENTIAL,
            means=means,
        )
        self.faults.append(fault)


class _Reader:
    """Reads the fields of one record and collects all faults."""

    def __init__(self, text: str, file: str, source: str) -> None:
        self._text = text
        self._file = file
        self._source = source
        lines_before = text[: len(text) - len(text.lstrip())].count("\n")
        try:
            self._document = parse_document(text)
        except FrontMatterError as error:
            line = lines_before + error.line
            fault = Fault(file, line, error.field, error.reason, error.mend)
            raise FaultyRecordError([fault]) from None
        told = _Told(file, lines_before)
        self._faults, self._tell = told.faults, told.tell
        self._body = parse_body(self._document.body)
        self._fields = dict(self._document.fields)
        self._add_inline()
        self._values = Values(self._fields, self._tell)

    def record(self) -> Record:
        self._leave_out_drafts()
        self._find_lost_values()
        values = self._values
        kind = values.one("kind", parsers.kind)
        years = tuple(sorted(values.several("year", parsers.year)))
        imdb_id = values.one("imdb_id", parsers.imdb_id)
        genres = values.several("genres", _word)
        credits_ = self._credits()
        is_film = any((kind, years, imdb_id, genres, credits_.directors, credits_.cast))
        title, years = self._title(years, is_film=is_film)
        # Before the picture's name, which takes any value that is no link.
        poster = values.one("poster", parsers.poster)
        movie = Movie(
            id=_id_of(imdb_id, title, years, kind),
            title=title,
            kind=kind,
            years=years,
            genres=genres,
            tags=own_tags(values.several("tags", _word), genres),
            languages=values.several("language", _language),
            rating=values.one("imdb_rating", parsers.rating),
            owner_rating=values.one("owner_rating", parsers.owner_rating),
            votes=values.one("votes", parsers.votes),
            imdb_id=imdb_id,
            netflix_id=values.one("netflix_id", parsers.digits),
            img=values.one(
                "img",
                parsers.file_name if values.is_own("img") else parsers.picture_name,
            ),
            poster=poster,
            color=values.one("color", parsers.color),
            description=values.one("description", self._teaser),
            synopsis=self._body.synopsis,
            directors=credits_.directors,
            cast=credits_.cast,
            writers=credits_.writers,
            adult=values.one("adult", parsers.flag) or False,
            aliases=values.aliases(title),
            runtime=values.one("runtime", parsers.runtime),
            source=self._source,
        )
        values.tell_the_rest()
        self._tell_of_credits()
        found = sorted(self._faults, key=lambda fault: fault.line or 0)
        if not all(fault.is_note for fault in found):
            raise FaultyRecordError(found)
        return Record(movie, tuple(found))

    def _add_inline(self) -> None:
        """Add the fields within the text; those above the text win."""
        first = self._document.body_line - 1
        for line, name, value in self._body.inline:
            known = self._fields.get(name)
            texts = (value.strip("\"'"),)
            if name not in self._document.fields and known is not None:
                texts = (*(known.texts or ()), *texts)  # one line for each of several values
            elif known is not None and not says_nothing(known):
                continue
            self._fields[name] = Field(first + line, texts, is_list=len(texts) > 1)

    def _leave_out_drafts(self) -> None:
        for name, value in (("draft", "true"), ("published", "false")):
            field = self._fields.get(name)
            if field is not None and field.texts and field.texts[0].strip().lower() == value:
                reason, mend = "it is a draft, and left out", f"take {name} away to have it shown"
                self._tell(name, field.line, reason, mend, is_note=True)
                raise FaultyRecordError(self._faults)

    def _find_lost_values(self) -> None:
        if self._document.form is not Form.YAML:
            return
        text = self._text
        may_be_lost = " #" in text or " !" in text or "\t" in text
        for line, name, value, sign in misread_values(self._front_matter()) if may_be_lost else ():
            what = "begins a comment" if sign == "#" else "says what type a value has"
            mend = "put the value in double quotes"
            if name == "color":
                continue  # quotes would help, but the sign is not needed either
            reason = f"{sign} {what}: not all of {quoted(value)} is left"
            self._tell(name, line, reason, mend, is_note=name != "title")
        color = self._document.fields.get("color")
        if color and color.texts == ("",) and _COLOR_AS_COMMENT.search(self._text):
            reason = "# begins a comment: no value is left"
            self._tell("color", color.line, reason, "leave out the #", is_note=False)

    def _front_matter(self) -> str:
        lines = self._text.lstrip().split("\n")
        return "\n".join(lines[: self._document.body_line - 1])

    def _credits(self) -> _Credits:
        people = self._body.people

        def of(role: Role, name: str) -> tuple[PersonRef, ...]:
            found = self._values.people(name)
            return people.get(role) or tuple(
                dict.fromkeys(PersonRef(person_id(name), name) for name in found)
            )

        return _Credits(
            of(Role.DIRECTOR, "directors"), of(Role.CAST, "cast"), of(Role.WRITER, "writers")
        )

    def _title(self, years: tuple[int, ...], *, is_film: bool) -> tuple[str, tuple[int, ...]]:
        """Return the title, from the name of the file if need be, and with it the years.

        Raises:
            FaultyRecordError: Nothing says that this is about a film.
        """
        title = self._values.one("title", text_repair.line)
        is_faulty = any(fault.field == "title" and not fault.is_note for fault in self._faults)
        if is_faulty or self._values.is_own("title") or (title and is_film):
            if not is_faulty and not parsers.is_visible(title or ""):
                self._tell_that_title_is_missing()
            return title or "", years
        if not is_film:
            raise FaultyRecordError([_no_film(self._file, self._document.form)])
        named = title_of(self._source)
        if named is None:
            self._tell_that_title_is_missing()
            return "", years
        if not years and named.year:
            years = _year(named.year)
        title = named.title
        if years and title != str(years[0]):
            title = title.removesuffix(f" {years[0]}")  # as in names without spaces
        title = text_repair.line(title)
        reason = f"the file's name is taken for it: {quoted(title)}"
        mend = "give the field title a value"
        self._tell("title", self._line_of("title"), reason, mend, is_note=True)
        return title, years

    def _tell_that_title_is_missing(self) -> None:
        line, mend = self._line_of("title"), "give the field title a value"
        self._tell("title", line, "the title is missing", mend, is_note=False)

    def _tell_of_credits(self) -> None:
        first = self._document.body_line - 1
        for line, label, names, is_ours in self._body.unclear:
            reason, mend = (
                (
                    f"the names in {quoted(names)} cannot be told apart",
                    "put each name in backticks: `Robert Benton` `Ann Roth`",
                )
                if is_ours
                else (
                    f"records hold no such credits; {quoted(names)} is left out",
                    "leave it, or write it into the story",
                )
            )
            self._tell(label, first + line, reason, mend, is_note=True)

    def _teaser(self, text: str) -> str | None:
        if text.rstrip(".") == ABSENT:
            return None
        return text_repair.teaser(text, self._body.synopsis) or None

    def _line_of(self, name: str) -> int:
        field = self._fields.get(name)
        return field.line if field else 1


def _id_of(imdb_id: str | None, title: str, years: Sequence[int], kind: Kind | None) -> str:
    if imdb_id:
        return f"tt{imdb_id.zfill(_IMDB_WIDTH)}"
    return stable_id("r", f"{title}|{years[0] if years else ''}|{kind or ''}")


def _word(text: str) -> str:
    return text_repair.line(text.removeprefix("#"))


def _language(text: str) -> str:
    return parsers.language(text_repair.line(text))


def _year(text: str) -> tuple[int, ...]:
    try:
        return (parsers.year(text),)
    except parsers.FieldError:
        return ()


def _no_film(file: str, form: Form) -> Fault:
    why = "there is no front matter" if form is Form.NONE else "it says nothing of a film"
    return Fault(
        file,
        None,
        None,
        f"{why}: it is left out",
        "if it is about one, give it a title and a year",
        is_note=True,
    )
