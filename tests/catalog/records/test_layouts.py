"""What other people's film notes state is kept, and told."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.faults import Fault, FaultyRecordError
from bot.catalog.model import Movie
from bot.catalog.records.fields.names import field_names
from bot.catalog.records.record import read_record
from tests.catalog.records.layouts import LAYOUTS, Layout

# The names of fields that are ours, though only others need them in front matter.
ALWAYS_OURS = {"title", "tags", "genres", "year", "imdb_id", "poster", "runtime", "description"}


def kept(movie: Movie) -> dict[str, object]:
    return {
        "title": movie.title, "kind": movie.kind, "year": movie.year,
        "genres": list(movie.genres), "tags": list(movie.tags),
        "language": list(movie.languages), "imdb_rating": movie.rating,
        "owner_rating": movie.owner_rating, "votes": movie.votes, "imdb_id": movie.imdb_id,
        "img": movie.img, "poster": movie.poster, "color": movie.color,
        "description": movie.description, "synopsis": movie.synopsis, "runtime": movie.runtime,
        "directors": [person.name for person in movie.directors],
        "cast": [person.name for person in movie.cast],
        "writers": [person.name for person in movie.writers],
        "aliases": [alias.title for alias in movie.aliases],
    }  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_layout_when_read_then_all_that_it_states_is_kept_and_nothing_else(layout: Layout) -> None:
    movie, _ = read_record(layout.text.encode(), layout.file, layout.file)
    found = {name: value for name, value in kept(movie).items() if value not in (None, [])}
    assert found == dict(layout.states)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_layout_when_read_then_each_name_that_is_not_ours_is_told(layout: Layout) -> None:
    lines = layout.text.splitlines()
    _, notes = read_record(layout.text.encode(), layout.file, layout.file)
    told = {note.means: note for note in notes if note.means}
    for own, note in told.items():
        assert own in layout.states
        assert own not in ALWAYS_OURS or note.field != own
        assert (note.field or "").rpartition(".")[2] in lines[(note.line or 0) - 1]
        assert own in note.mend
    others = {note.field for note in notes if not note.means}
    assert others <= {"title", "Producer", "personalRating"}
    written = {line.split(":")[0].split("=")[0].strip(' "') for line in lines}
    assert {"genre", "director", "rating", "imdbId", "actors"} & written <= {
        note.field for note in notes
    }


def read(text: str, source: str = "a.md") -> tuple[Movie, dict[str | None, str]]:
    movie, notes = read_record(text.encode(), source, source)
    return movie, {note.field: note.reason for note in notes}


def test_field_when_ours_is_there_then_no_other_overrides_it() -> None:
    movie, notes = read(
        "---\ntitle: A\nyear: 1990\nrelease_date: 1995-01-01\ngenres: [Drama]\ngenre: Crime\n"
        "directors: [Ann Bee]\n---\nDirector: `Cy Dee`\n\nyear:: 1980\n"
    )
    assert (movie.years, movie.genres) == ((1990,), ("Drama",))
    assert [person.name for person in movie.directors] == ["Cy Dee"]
    assert notes == {}


def test_field_when_ours_is_empty_then_another_stands_for_it() -> None:
    movie, _ = read("---\ntitle: A\nimdb_id:\nimdbId: tt7654321\nyear: N/A\nreleased: 1995\n---\n")
    assert (movie.imdb_id, movie.years) == ("7654321", (1995,))


@pytest.mark.parametrize(
    ("value", "imdb_id", "rating"),
    [
        ("tt7654321", "7654321", None),
        ("7654321", "7654321", None),
        ("https://m.imdb.com/title/tt7654321/?ref_=x", "7654321", None),
        ("7.8/10", None, 7.8),
        ("8/10", None, 8.0),
        ("7,8", None, 7.8),
        ("8", None, None),
        ("11.5", None, None),
        ("https://www.imdb.com/name/nm0000001/", None, None),
    ],
)
def test_imdb_is_an_id_or_a_rating_by_its_looks_else_a_note(
    value: str, imdb_id: str | None, rating: float | None
) -> None:
    movie, notes = read(f"---\ntitle: A\nIMDb: {value}\n---\n")
    assert (movie.imdb_id, movie.rating) == (imdb_id, rating)
    assert set(notes) == {"IMDb"}


@pytest.mark.parametrize(
    "line",
    ["tmdb_id: 7654321", "id: 7654321", "url: https://example.org/tt7654321", "type: post",
     "rating: PG-13", "released: true", "date: 1995-01-01"],
)  # fmt: skip
def test_field_when_it_means_something_else_then_nothing_is_taken_from_it(line: str) -> None:
    movie, notes = read(f"---\ntitle: A\n{line}\n---\n")
    assert movie == Movie(movie.id, "A", source="a.md")
    assert set(notes) <= {"rating"}


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("movie:\n  year: 1995", "years", (1995,)),
        ("imdb:\n  id: tt7654321\n  rating: 7.8", "imdb_id", "7654321"),
        ("imdb:\n  id: tt7654321\n  rating: 7.8", "rating", 7.8),
        ("ratings:\n  imdb: 7.8\n  rotten_tomatoes: 90%", "rating", 7.8),
        ("rotten_tomatoes:\n  rating: 90", "owner_rating", None),
        ("author:\n  image: https://example.org/me.jpg", "poster", None),
        ("cover:\n  image: https://example.org/a.jpg\n  alt: x", "poster",
         "https://example.org/a.jpg"),
        ("RUNNING-TIME: PT2H5M", "runtime", 125),
        ("Original Title: B", "aliases", "B"),
        ("type: tvMiniSeries", "kind", "tv mini series"),
        ("language: [en, pt-BR, Welsh]", "languages", ("English", "Portuguese", "Welsh")),
    ],
)  # fmt: skip
def test_value_when_nested_or_spelled_otherwise_then_it_is_found(
    text: str, field: str, value: object
) -> None:
    movie, _ = read(f"---\ntitle: A\n{text}\n---\n")
    found = getattr(movie, field)
    assert (found[0].title if field == "aliases" else found) == value


@pytest.mark.parametrize(
    ("source", "title", "years"),
    [
        ("Heat (1995).md", "Heat", (1995,)),
        ("films/2019-05-01-blade-runner-2049.md", "Blade Runner 2049", ()),
        ("films/heat/index.md", "Heat", ()),
        ("Heat (conflicted copy).md", "Heat", ()),
        ("1917.md", "1917", ()),
    ],
)
def test_title_when_only_the_name_of_the_file_tells_it_then_it_is_taken(
    source: str, title: str, years: tuple[int, ...]
) -> None:
    movie, notes = read("---\ngenres: [Crime]\n---\n", source)
    assert (movie.title, movie.years) == (title, years)
    assert title in notes["title"]


def test_title_when_the_name_of_the_file_is_a_number_then_it_is_missing() -> None:
    with pytest.raises(FaultyRecordError) as caught:
        read("---\ngenres: [Crime]\n---\n", "0113277.md")
    assert [fault.field for fault in caught.value.faults] == ["title"]


@pytest.mark.parametrize(
    "text",
    [
        "Lenses that I like.",
        "---\ntags: [lens]\nrating: 5\n---\nLenses.",
        "---\nname: Ann Bee\n---\n",
        "---\n---\nNothing.",
        "---\ntitle: A\nyear: 19x9\ndraft: true\n---\n",
        '+++\ntitle = "A"\ndraft = true\n+++\n',
        "---\ntitle: A\npublished: false\n---\n",
    ],
)
def test_file_when_it_is_about_no_film_or_a_draft_then_it_is_left_out_with_a_note(
    text: str,
) -> None:
    with pytest.raises(FaultyRecordError) as caught:
        read(text)
    (note,) = caught.value.faults
    assert note.is_note


@pytest.mark.parametrize(
    ("line", "slip"),
    [("yeer: 1995", True), ("Yaer: 1995", True), ("vots: 12", True), ("gear: 1995", False),
     ("notes: 12", False), ("yeer: long ago", False), ("colr: 2a9d8f", True)],
)  # fmt: skip
def test_name_when_it_may_be_a_slip_of_the_pen_then_a_note_where_the_value_fits(
    line: str, slip: bool
) -> None:
    movie, notes = read(f"---\ntitle: A\n{line}\n---\n")
    assert movie == Movie(movie.id, "A", source="a.md")
    assert list(notes) == ([line.split(":", maxsplit=1)[0]] if slip else [])


@pytest.mark.parametrize("value", ["#Alive", "The #1 hit", "!Boom", "!Boom town"])
@pytest.mark.parametrize("field", ["title", "description", "tags", "year", "plot"])
def test_value_when_yaml_takes_it_for_something_else_then_quotes_are_hinted_at(
    field: str, value: str
) -> None:
    title = "" if field == "title" else "title: A\n"
    text = f"---\n{title}kind: movie\n{field}: {value}\n---\n"
    try:
        faults = read_record(text.encode(), "a.md", "a.md").notes
    except FaultyRecordError as error:
        assert field in {"title", "year"}
        faults = error.faults
    hints = [fault for fault in faults if "quotes" in fault.mend]
    assert [(hint.field, hint.is_note) for hint in hints] == [(field, field != "title")]
    assert text.splitlines()[(hints[0].line or 0) - 1].startswith(field)


@pytest.mark.parametrize(
    "text",
    [
        "description: |\n  Chapter\n  #1 begins\n",
        'url: "x" #y',
        "url: https://x.org/#a",
        "a: 1 # b",
    ],
)
def test_number_sign_when_it_costs_nothing_then_there_is_no_hint(text: str) -> None:
    assert read(f"---\ntitle: A\n{text}\n---\n")[1] == {}


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        ('+++\ntitle = "A"\nyear = 01995\n+++\n', "broken TOML", 3),
        ('+++\ntitle = "A"\n', "does not end", 1),
        ('{\n"title": "A",\n}\n', "broken JSON", 3),
        ('{"title": "A", "title": "B"}', "twice", 1),
        (f'{{"title": {"[" * 200_000}', "nested", 1),
        (f"+++\ntitle = {'[' * 50_000}\n+++", "nested", 1),
        (f"+++\nyear = {'9' * 9_000}\n+++", "broken TOML", 1),
    ],
)
def test_fields_when_broken_in_toml_or_json_then_the_fault_says_where(
    data: str, reason: str, line: int
) -> None:
    with pytest.raises(FaultyRecordError) as caught:
        read(data)
    (fault,) = caught.value.faults
    assert reason in fault.reason
    assert fault.line == line


FIELD = st.tuples(
    st.sampled_from([name for names in field_names().means.values() for name in names]),
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            ["7.8/10", "1987–1994", "tt1", "[[X|Y]]", "a, b / c", "2h 5m", "[[", "![](x"]
        ),
    ),
)


@given(st.lists(FIELD, max_size=6), st.sampled_from(["yaml", "toml", "json", "body"]), st.text())
def test_reader_when_given_any_fields_in_any_form_then_a_movie_or_named_faults(
    pairs: list[tuple[str, str]], form: str, body: str
) -> None:
    written = {name: json.dumps(value) for name, value in pairs}
    texts = {
        "yaml": "\n".join(["---", *(f"{n}: {v}" for n, v in written.items()), "---", body]),
        "toml": "\n".join(["+++", *(f"{n} = {v}" for n, v in written.items()), "+++", body]),
        "json": f"{json.dumps(dict(pairs))}\n{body}",
        "body": "\n".join(["---", "title: A", "---", *(f"{n}:: {v}" for n, v in pairs), body]),
    }
    faults: Sequence[Fault]
    try:
        movie, faults = read_record(texts[form].encode(errors="replace"), "a.md", "a.md")
    except FaultyRecordError as error:
        faults = error.faults
    else:
        assert movie.title
        assert all(note.is_note for note in faults)
    assert all(fault.reason and fault.mend for fault in faults)
