import gzip
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.imdb import rows
from bot.catalog.imdb.columns import Columns
from bot.catalog.imdb.faults import BrokenLineError
from bot.catalog.imdb.numbers import NumberSet, Ratings
from bot.catalog.imdb.reading import read_blocks
from bot.catalog.imdb.schema import POSITION_BITS, ROLE_BITS
from bot.catalog.imdb.tables import Table, TitleFilter
from bot.catalog.model import Role
from bot.catalog.schema import ROLE_KEYS

EVERYBODY = NumberSet(range(10_000))
MAKERS: Mapping[Table, Callable[[bytes], Sequence[object]]] = {
    Table.RATINGS: partial(rows.ratings, min_votes=0),
    Table.BASICS: partial(
        rows.titles, wanted=TitleFilter(adult=True), rated=Ratings([(1, 5.0, 7)])
    ),
    Table.AKAS: partial(rows.aliases, wanted=EVERYBODY, regions=("1999",)),
    Table.PRINCIPALS: partial(rows.actors, wanted=EVERYBODY),
    Table.CREW: partial(rows.makers, wanted=EVERYBODY),
    Table.NAMES: partial(rows.people, wanted=EVERYBODY),
}
numbers = st.integers(1, 40)
cells = st.one_of(
    st.sampled_from(
        [b"\\N", b"", b"0", b"1", b"movie", b"actor", b"self", b"nm2,nm3", b"1999", b"7.5", b"\xff"]
    ),
    st.binary(max_size=12).map(lambda cell: cell.translate(None, b"\t\n")),
    numbers.map(lambda number: b"tt%07d" % number),
    numbers.map(lambda number: b"nm%07d" % number),
)
lines = st.lists(st.lists(cells, min_size=1, max_size=10).map(b"\t".join), min_size=1, max_size=30)
tables = st.sampled_from(list(Table))


def credit(row: tuple[int, int]) -> tuple[int, Role, int, int]:
    key, person = row
    roles = {value: role for role, value in ROLE_KEYS.items()}
    title, role = key >> POSITION_BITS + ROLE_BITS, key >> POSITION_BITS & (1 << ROLE_BITS) - 1
    return title, roles[role], key & (1 << POSITION_BITS) - 1, person


@given(tables, lines)
def test_lines_when_they_say_anything_then_each_is_taken_or_named(
    table: Table, given_lines: list[bytes]
) -> None:
    def make(text: bytes) -> list[object]:
        return [*MAKERS[table](text)]

    text = b"".join(line + b"\n" for line in given_lines)
    made, broken = rows.convert(text, 2, make)
    named = {line for line, _ in broken}
    for number, line in enumerate(given_lines, 2):
        if number in named:
            with pytest.raises(BrokenLineError):
                make(line + b"\n")
        else:
            make(line + b"\n")
    good = [line for number, line in enumerate(given_lines, 2) if number not in named]
    assert made == make(b"".join(line + b"\n" for line in good))


@given(st.lists(st.tuples(numbers, numbers, numbers, st.booleans()), max_size=60))
def test_actors_when_in_any_order_then_the_first_ten_of_each_title_by_ordering(
    given_rows: list[tuple[int, int, int, bool]],
) -> None:
    text = b"".join(
        b"tt%07d\t%d\tnm%07d\t%s\t\\N\t\\N\n" % (*row, b"self" if acts else b"editor")
        for *row, acts in given_rows
    )
    found = [credit(row) for row in rows.actors(text, EVERYBODY)]
    for title in {row[0] for row in given_rows}:
        billed = sorted(row for row in given_rows if row[0] == title and row[3])
        by_person: dict[int, int] = {}
        for _, ordering, person, _ in sorted(billed, key=lambda row: row[1]):
            by_person.setdefault(person, ordering)
        orderings = [place for of, _, place, _ in found if of == title]
        assert orderings == sorted(by_person.values())[: rows.MAX_PEOPLE]
        assert {p for of, _, _, p in found if of == title} <= by_person.keys()


@given(st.lists(st.tuples(st.lists(numbers, max_size=14), st.lists(numbers, max_size=14))))
def test_makers_when_listed_then_each_once_in_their_order(
    lists: list[tuple[list[int], list[int]]],
) -> None:
    def cell(people: list[int]) -> bytes:
        return b",".join(b"nm%07d" % person for person in people) or b"\\N"

    text = b"".join(
        b"tt%07d\t%s\t%s\n" % (number, cell(directors), cell(writers))
        for number, (directors, writers) in enumerate(lists)
    )
    found = sorted(rows.makers(text, EVERYBODY))
    expected = [
        (title, role, person)
        for title, both in enumerate(lists)
        for role, people in zip((Role.DIRECTOR, Role.WRITER), both, strict=True)
        for person in list(dict.fromkeys(people))[: rows.MAX_PEOPLE]
    ]
    assert [(title, role, person) for title, role, _, person in map(credit, found)] == expected


@given(st.lists(st.text(st.characters(exclude_characters="\t\n", codec="utf-8"), max_size=9)))
def test_columns_when_cut_then_every_value_is_as_it_stands(values: list[str]) -> None:
    text = b"".join(b"x\t%s\n" % value.encode() for value in values)
    columns = Columns.of(text, ("x", "value"))
    assert [value.decode() for value in columns.cells("value").values()] == values


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=40),
    st.integers(10, 200),
    st.booleans(),
)
def test_blocks_when_read_from_any_of_them_on_then_all_lines_and_no_title_cut(
    sizes: list[int], block_bytes: int, ended: bool
) -> None:
    titles = [f"tt{number}\t{row}\t" for number, size in enumerate(sizes) for row in range(size)]
    text = "\n".join(["\t".join(Table.CREW.columns), *titles]) + "\n" * ended
    with TemporaryDirectory() as folder:
        path = Path(folder) / Table.CREW.file_name
        path.write_bytes(gzip.compress(text.encode()))
        blocks = list(read_blocks(Path(folder), Table.CREW, block_bytes=block_bytes))
        assert b"".join(block.text for block in blocks).decode().split("\n") == [*titles, ""]
        of_blocks = [{line.split(b"\t")[0] for line in b.text.split(b"\n")[:-1]} for b in blocks]
        assert sum(map(len, of_blocks)) == len(sizes)
        for place, block in enumerate(blocks):
            rest = list(read_blocks(Path(folder), Table.CREW, block.end, block_bytes))
            assert b"".join(b.text for b in rest) == b"".join(b.text for b in blocks[place + 1 :])
            assert not rest or rest[0].first_line == blocks[place + 1].first_line


def test_names_when_they_hold_carriage_returns_and_controls_then_they_are_one_line() -> None:
    text = b"nm1\tJos\xc3\xa9\r\x07  Mar\xc3\xada\t\\N\t\\N\t\\N\t\\N\n"
    assert rows.people(text, EVERYBODY) == [(1, "José María")]
