from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.catalog.faults import Fault, FaultyRecordError
from bot.catalog.model import Alias, Kind, Movie
from bot.catalog.records.fields import parsers
from bot.catalog.records.fields.parsers import FieldError
from bot.catalog.records.record import read_record
from tests.catalog.conftest import RecordText


def read(text: str | bytes) -> Movie:
    data = text if isinstance(text, bytes) else text.encode()
    return read_record(data, "records/a.md", "a.md").movie


def faults_of(text: str | bytes) -> tuple[Fault, ...]:
    with pytest.raises(FaultyRecordError) as caught:
        read(text)
    return caught.value.faults


def test_record_when_complete_then_every_field_is_there(record_text: RecordText) -> None:
    movie = read(
        record_text(
            body=(
                "Director: `Robert Benton`\n\nCast: `Dustin Hoffman` `N/A` `Meryl Streep`\n"
                "Writer: `Robert Benton`, `Avery Corman`\n\nTed must look after his son.::Jane"
            )
        )
    )
    assert (movie.id, movie.title, movie.kind) == ("tt0079417", "Kramer vs. Kramer", Kind.MOVIE)
    assert (movie.years, movie.rating, movie.votes) == ((1979,), 7.8, 128983)
    assert (movie.imdb_id, movie.netflix_id) == ("0079417", "60010559")
    assert (movie.color, movie.img) == ("2a9d8f", "0079417.jpg")
    assert (movie.genres, movie.tags, movie.languages) == (("Drama",), ("divorce",), ("English",))
    assert [p.name for p in movie.directors] == ["Robert Benton"]
    assert [p.name for p in movie.cast] == ["Dustin Hoffman", "Meryl Streep"]
    assert [p.name for p in movie.writers] == ["Robert Benton", "Avery Corman"]
    assert movie.description == "A father learns to be one."
    assert movie.synopsis == "Ted must look after his son."
    assert movie.source == "a.md"


@pytest.mark.parametrize("title", ["1917", "No", "On", "12:01", "3%", "~", "null", "0x1A", "1e3"])
def test_title_when_yaml_would_guess_a_type_then_it_stays_text(
    title: str, record_text: RecordText
) -> None:
    assert read(record_text(title=title)).title == title


def test_digits_when_they_look_like_numbers_then_all_survive(record_text: RecordText) -> None:
    movie = read(record_text(color="004643", imdb_id="0013369", netflix_id="0060010559"))
    assert movie.color == "004643"
    assert (movie.id, movie.imdb_id) == ("tt0013369", "0013369")
    assert movie.netflix_id == "0060010559"


def test_field_when_n_a_or_missing_then_it_is_absent(record_text: RecordText) -> None:
    names = (
        "description",
        "img",
        "kind",
        "genres",
        "tags",
        "language",
        "year",
        "imdb_rating",
        "votes",
        "imdb_id",
        "netflix_id",
        "color",
    )
    body = "Director: `N/A`\n\nCast: `N/A`\n\nN/A"
    absent = read(record_text(body, **dict.fromkeys(names, "N/A")))
    missing = read(record_text("", **dict.fromkeys(names)))
    assert absent == missing == Movie(absent.id, "Kramer vs. Kramer", source="a.md")
    assert absent.id.startswith("r")


def test_aliases_when_texts_and_maps_then_each_once_and_none_is_the_title(
    record_text: RecordText,
) -> None:
    movie = read(
        record_text(
            aliases='["Kramer contra Kramer", {title: "Kramer gegen Kramer", language: German},'
            ' "kramer contra kramer", "KRAMER VS. KRAMER", {title: "K", language: N/A}]'
        )
    )
    assert movie.aliases == (
        Alias("Kramer contra Kramer"),
        Alias("Kramer gegen Kramer", "German"),
        Alias("K"),
    )


def test_length_and_poster_when_given_then_they_are_there(record_text: RecordText) -> None:
    movie = read(record_text(runtime="105", poster="https://example.org/k.jpg?size=2"))
    assert (movie.runtime, movie.poster) == (105, "https://example.org/k.jpg?size=2")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("runtime", "long"), ("runtime", "0"), ("runtime", "-5"), ("runtime", "99999"),
        ("runtime", "١٠٥"), ("runtime", "[1, 2]"),
        ("poster", "http://example.org/k.jpg"), ("poster", "javascript:alert(1)"),
        ("poster", "https://me:secret@example.org/k.jpg"), ("poster", "https://"),
        ("poster", f"https://example.org/{'k' * 512}"), ("poster", "https://example.org/a b"),
        ("aliases", '[""]'), ("aliases", '["  "]'), ("aliases", f'["{"k" * 300}"]'),
        ("aliases", '["\\ue000\\ue001"]'), ("aliases", "[{name: Kramer}]"),
        ("aliases", "[Kramer: the film]"), ("aliases", "{a: b}"),
        ("owner_rating", "PG-13"), ("owner_rating", "0"), ("directors", "{a: b}"),
    ],
)  # fmt: skip
def test_field_when_a_film_can_do_without_it_then_only_the_value_is_lost(
    field: str, value: str, record_text: RecordText
) -> None:
    text = record_text(**{field: value})
    movie, notes = read_record(text.encode(), "records/a.md", "a.md")
    (note,) = notes
    assert note.is_note
    assert (note.field, note.mend != "") == (field, True)
    assert text.splitlines()[(note.line or 0) - 1].startswith(f"{field}:")
    assert movie == read(record_text())


@pytest.mark.parametrize(
    ("parse", "bounds", "beyond"),
    [
        (parsers.year, ("1870", "2100"), ("1869", "2101")),
        (parsers.rating, ("0", "10", "10/10"), ("10.1", "11/10")),
        (parsers.votes, ("0", "9" * 12, "9,999,999,999"), ("9" * 13, "9,999,999,999,999")),
        (parsers.runtime, ("1", "1440", "24h", "0:01"), ("0", "1441", "24h 1m", "0:00")),
        (parsers.imdb_id, ("1", "9" * 12), ("", "9" * 13)),
        (parsers.long_imdb_id, ("1234567",), ("123456",)),
        (parsers.digits, ("1", "9" * 12), ("", "9" * 13)),
        (parsers.poster, (f"https://a.b/{'k' * 500}",), (f"https://a.b/{'k' * 501}",)),
        (parsers.alias, ("k", "k" * 256), ("", "k" * 257)),
    ],
)
def test_value_when_it_is_at_a_bound_then_accepted_and_beyond_it_refused(
    parse: Callable[[str], object], bounds: tuple[str, ...], beyond: tuple[str, ...]
) -> None:
    for text in bounds:
        parse(text)
    for text in beyond:
        with pytest.raises(FieldError):
            parse(text)


def test_aliases_when_there_are_too_many_then_the_first_are_kept(record_text: RecordText) -> None:
    text = record_text(aliases=str([f"Kramer {number}" for number in range(40)]))
    movie, (note,) = read_record(text.encode(), "records/a.md", "a.md")
    assert [alias.title for alias in movie.aliases] == [f"Kramer {n}" for n in range(30)]
    assert "40" in note.reason


def test_language_none_means_a_silent_film(record_text: RecordText) -> None:
    assert read(record_text(language="None")).languages == ("None",)


def test_years_and_languages_when_several_then_all_are_kept(record_text: RecordText) -> None:
    movie = read(record_text(year="[1990, 1950]", language="English, French"))
    assert (movie.years, movie.languages) == ((1950, 1990), ("English", "French"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "[a, b]"), ("title", "{a: b}"),
        ("title", "\u200b\u2060"),
        ("year", "19x9"), ("year", "1869"), ("year", "2101"), ("year", "१९७९"),
        ("color", "zzz"), ("color", "4643"), ("color", "2467"), ("color", "12345"),
        ("color", "#004643"), ("color", '"##004643"'),
        ("imdb_rating", "10.1"), ("imdb_rating", "-1"), ("imdb_rating", "nan"),
        ("votes", "-5"), ("votes", "1.5"), ("votes", "1,2"), ("votes", "9" * 13),
        ("kind", "opera"), ("imdb_id", "tt"), ("imdb_id", "9" * 13), ("netflix_id", "x"),
        ("img", "../a.jpg"), ("img", "a/b.jpg"), ("img", ".."), ("genres", "{a: b}"),
        ("adult", "maybe"),
    ],
)  # fmt: skip
def test_field_when_it_cannot_be_used_then_the_fault_names_it_and_its_line(
    field: str, value: str, record_text: RecordText
) -> None:
    text = record_text(**{field: value})
    (fault,) = faults_of(text)
    assert (fault.file, fault.field) == ("records/a.md", field)
    assert fault.line is not None
    assert text.splitlines()[fault.line - 1].startswith(field)
    assert fault.reason
    assert fault.mend


def test_color_when_a_sign_stands_before_it_in_quotes_then_it_is_dropped(
    record_text: RecordText,
) -> None:
    assert read(record_text(color='"#00AB43"')).color == "00ab43"


def test_quotes_when_they_do_not_end_then_the_fault_is_where_they_begin() -> None:
    (fault,) = faults_of(b'---\nkind: movie\ntitle: "Bad\nyear: 1999\n---\nA story.')
    assert (fault.field, fault.line) == ("title", 3)


def test_field_when_it_is_there_twice_then_the_fault_names_it() -> None:
    (fault,) = faults_of(b"---\ntitle: x\ntitle: y\n---\n")
    assert (fault.field, fault.line) == ("title", 3)


def test_faults_when_there_are_several_then_all_come_at_once(record_text: RecordText) -> None:
    faults = faults_of(record_text(year="19x9", color="zzz", votes="many", title=None))
    assert {fault.field for fault in faults} == {"year", "color", "votes"} | {"title"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"just text", "no front matter"),
        (b"---\ntitle: x\n", "does not end"),
        (b"---\n- a\n---\n", "no fields"),
        (b'---\ntitle: "x" y\n---\n', "broken YAML"),
        (b"---\ntitle: x\ntitle: y\n---\n", "twice"),
        (b"---\ntitle: \xff\n---\n", "not UTF-8"),
        (b"---\ntitle: \x01\n---\n", "broken YAML"),
        (b"---\ntitle: x\na: " + b"[" * 100_000 + b"\n---\n", "longer"),
        (b"---\ntitle: x\na: " + b"[" * 10_000 + b"\n---\n", "nested"),
        (b"---\n" + b"- " * 20_000 + b"\n---\n", "nested"),
    ],
)
def test_file_when_it_is_no_record_then_the_fault_says_why(data: bytes, reason: str) -> None:
    (fault,) = faults_of(data)
    assert reason in fault.reason


def test_fault_when_the_value_holds_an_e_mail_address_then_it_is_not_shown(
    record_text: RecordText,
) -> None:
    (fault,) = faults_of(record_text(year="jane.roe@example.com"))
    assert "@" not in str(fault)


def test_broken_letters_when_they_hold_control_characters_then_yaml_reads_them_all_the_same(
    record_text: RecordText,
) -> None:
    broken = "Été".encode().decode("latin-1")
    assert read(record_text(title=f'"{broken}"')).title == "Été"


def test_byte_order_mark_and_windows_line_ends_are_no_fault(record_text: RecordText) -> None:
    text = record_text().replace("\n", "\r\n")
    assert read(b"\xef\xbb\xbf" + text.encode()) == read(record_text())


NASTY = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["N/A", "[", "{", "- - -", "*a", "&a [*a]", "!!python/none", "`", '"', "::"]),
    st.integers().map(str),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300))
@example(b"---\n? \n---\n")
def test_reader_when_given_any_bytes_then_a_movie_or_named_faults(data: bytes) -> None:
    check_outcome(data)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    fields=st.dictionaries(
        st.sampled_from(["title", "year", "votes", "color", "kind", "genres", "tags", "language",
                         "imdb_id", "imdb_rating", "netflix_id", "img", "description", "adult"]),
        NASTY,
    ),
    body=st.lists(st.one_of(NASTY, st.sampled_from(["Cast: `A`", "Writer:", "\n"])), max_size=6),
)  # fmt: skip
def test_reader_when_given_any_fields_then_a_movie_or_named_faults(
    record_text: RecordText, fields: dict[str, Any], body: list[str]
) -> None:
    check_outcome(record_text("\n".join(body), **fields).encode("utf-8", "surrogatepass"))


def check_outcome(data: bytes) -> None:
    movie = None
    try:
        movie = read(data)
    except FaultyRecordError as error:
        faults = error.faults
    else:
        faults = ()
        assert movie.title
        assert 1 <= len(movie.id) <= 20
        assert movie.id.isascii()
        assert movie.id.isalnum()
    assert (movie is None) == bool(faults)
    assert all(fault.reason and fault.mend and fault.file for fault in faults)


@pytest.mark.shared
def test_shared_records_when_read_then_no_fault_and_every_digit_survives(shared: Path) -> None:
    folder = shared / "corpus" / "records"
    seen = 0
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        movie = read_record(text.encode(), path.name, path.name).movie
        raw = dict(
            line.split(": ", 1) for line in text.split("---\n")[1].splitlines() if ": " in line
        )
        absent = {"N/A", None}
        for name, value in (
            ("imdb_id", movie.imdb_id),
            ("netflix_id", movie.netflix_id),
            ("year", str(movie.year) if movie.year else None),
            ("votes", str(movie.votes) if movie.votes is not None else None),
            ("img", movie.img),
        ):
            assert raw.get(name) == value or {raw.get(name), value} <= absent
        assert raw["color"].lower() == movie.color
        assert movie.id == f"tt{raw['imdb_id'].zfill(7)}"
        shown = f"{movie.title} {movie.description} {movie.synopsis}"
        assert "@example.com" not in shown
        assert "::" not in shown
        assert not (movie.description or ".").endswith("..")
        assert (movie.description or ".")[-1] in ".…!?\"'’”)"
        seen += 1
    assert seen == 2590


@pytest.fixture(scope="module")
def as_written() -> Callable[[Path], Movie]:
    """Reads records; each is read once for all tests."""

    @cache
    def movie_in(path: Path) -> Movie:
        return read_record(path.read_bytes(), path.name, path.name).movie

    return movie_in


@pytest.mark.shared
@pytest.mark.parametrize("encoding", ["mac_roman", "cp1250", "latin-1"])
def test_shared_records_when_read_in_the_wrong_encoding_then_names_are_mended(
    shared: Path, encoding: str, as_written: Callable[[Path], Movie]
) -> None:
    tried = mended = 0
    for path in sorted((shared / "corpus" / "records").glob("*.md")):
        data = path.read_bytes()
        try:
            broken = data.decode(encoding).encode()
        except UnicodeDecodeError:
            continue
        if data.isascii():
            continue
        right = as_written(path)
        again = read_record(broken, path.name, path.name).movie
        tried += 1
        mended += (right.title, right.cast, right.directors) == (
            again.title,
            again.cast,
            again.directors,
        )
    assert tried > 300
    assert mended >= tried * 0.98
