"""Sets, tallies and groups in arrays are what the plainest Python makes of the same numbers."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from math import inf, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.model import Kind, Movie, PersonRef, Role
from bot.questions.evaluation import evaluator
from bot.questions.evaluation.characters import Part, Parts
from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.film_set import MAX_LISTED, FilmSet
from bot.questions.evaluation.graph.parts import SMALL_WORDS, PartArrays, parts_told
from bot.questions.evaluation.grouping import groups
from bot.questions.evaluation.likeness import MAX_READ, Likeness
from bot.questions.evaluation.story_search import StorySearch
from bot.questions.evaluation.tally import Tally
from bot.questions.query.nodes import ANY_ROLE, Attribute, Credited, Films, Key, Order, Values
from bot.questions.results.answer import Status
from bot.questions.results.lazy import AT_ONCE, Lazy, distinct, made
from bot.relations import Relation, are_among, gather_any, gather_every
from bot.runtime.workers.budget import spending
from bot.search.arrays.key_table import KeyNumbers, KeyTable
from tests.questions.conftest import Asker, asker

COUNT = 4 * MAX_LISTED
numbers = st.integers(0, COUNT - 1)
# Small sets are numbers, large ones masks: both kinds, and sets that become the other kind.
some = st.one_of(
    st.frozensets(numbers, max_size=5),
    st.tuples(numbers, st.integers(1, 5)).map(lambda it: frozenset(range(it[0], COUNT, it[1]))),
)
rows = st.lists(st.lists(st.integers(0, 6), max_size=4, unique=True), min_size=1, max_size=8)


def film_set(members: frozenset[int]) -> FilmSet:
    return FilmSet.of_array(np.array(sorted(members), np.int64), COUNT)


@given(some, some)
def test_sets_of_titles_are_sets(one: frozenset[int], other: frozenset[int]) -> None:
    ours, theirs = film_set(one), film_set(other)
    for found, right in (
        (ours & theirs, one & other),
        (ours | theirs, one | other),
        (ours - theirs, one - other),
        (FilmSet.union([theirs, ours, film_set(frozenset({3}))]), one | other | {3}),
        (FilmSet.union([]), frozenset[int]()),
    ):
        assert found.ascending() == found.array().tolist() == sorted(right) == list(found)
        assert len(found) == len(right)
        assert found == film_set(right)
        assert all((number in found) == (number in right) for number in range(-1, COUNT, 97))


@given(rows, rows, st.lists(st.integers(0, 7)))
def test_relations_are_gathered_as_rows_are(
    one: list[list[int]], other: list[list[int]], asked: list[int]
) -> None:
    count = min(len(one), len(other))
    chosen = [thing % count for thing in asked]
    things = np.array(chosen, np.int64)
    both = [Relation.build(one), Relation.build(other)]
    any_, every = gather_any(both, things), gather_every(both, things)
    assert list(zip(*(it.tolist() for it in any_), strict=True)) == [
        (place, member)
        for place, thing in enumerate(chosen)
        for member in dict.fromkeys([*one[thing], *other[thing]])
    ]
    assert list(zip(*(it.tolist() for it in every), strict=True)) == [
        (place, member)
        for place, thing in enumerate(chosen)
        for member in one[thing]
        if member in other[thing]
    ]


@given(st.lists(st.integers(0, 9)))
def test_many_members_are_counted_as_few_are(members: list[int]) -> None:
    few, many = Tally.of(members, int), Tally.of_array(np.array(members, np.int64), int)
    assert list(few) == list(many) == Counter(members).most_common()
    for limit in range(1, len(few) + 1):
        last = few[limit - 1].films
        assert list(many.first(limit)) == [it for it in few if it.films >= last]


@given(st.lists(st.text(max_size=4), unique=True))
def test_keys_are_found_and_nothing_else(keys: list[str]) -> None:
    found = KeyNumbers(KeyTable.build(keys))
    assert {key: found[key] for key in keys} == {key: place for place, key in enumerate(keys)}
    assert all(key + "x" in keys or found.find(key + "x") < 0 for key in keys)


@pytest.mark.parametrize("roles", [(Role.CAST,), ANY_ROLE, (Role.DIRECTOR, Role.WRITER)])
@pytest.mark.parametrize("every", [False, True])
def test_many_titles_are_answered_as_few_are(
    starter: Asker, monkeypatch: pytest.MonkeyPatch, roles: tuple[Role, ...], *, every: bool
) -> None:
    query = Credited(roles, Films(), every)
    answers: list[object] = []
    for few in (0, 100_000):
        monkeypatch.setattr(evaluator, "MAX_ONE_BY_ONE", few)
        fresh = Evaluator(starter.graph)
        values = [list(fresh.counted(Values(it, Films()))) for it in Attribute]
        answers.append((list(fresh.counted(query)), values))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("low", [-inf, 0, 1994, 2010])
@pytest.mark.parametrize("high", [inf, 2009, 1994, 5])
def test_titles_of_many_years_are_those_of_each(starter: Asker, low: float, high: float) -> None:
    graph = starter.graph
    each = [films for year, films in graph.by_year.items() if low <= year <= high]
    assert set(graph.released_between(low, high)) == {film for films in each for film in films}


@pytest.mark.parametrize("of", [Values(Attribute.GENRE, Films()), Credited((Role.CAST,), Films())])
def test_groups_have_the_titles_that_give_them(starter: Asker, of: Values | Credited) -> None:
    graph = starter.graph
    right: defaultdict[int | str, list[int]] = defaultdict(list)
    for number, film in enumerate(graph.films):
        members = (
            film.genres if isinstance(of, Values) else sorted(graph.people_of(number, Role.CAST))
        )
        for member in members:
            right[member].append(number)
    found = groups(of, graph, Evaluator(graph))
    assert [(group.member, group.films) for group in found] == sorted(
        right.items(), key=lambda pair: -len(pair[1])
    )
    best = found.chosen(Order(Key.BEST, limit=2, skip=1), graph)
    for group in best:
        rated = [film for film in right[group.member] if graph.figure(Key.BEST, film) is not None]
        rated.sort(key=lambda film: -(graph.figure(Key.BEST, film) or 0))
        assert group.films == rated[1:3]


def test_what_is_made_lazily_is_what_is_made_at_once() -> None:
    places = [*range(AT_ONCE), 3, 3]
    lazy = made(places, str)
    assert isinstance(lazy, Lazy)
    assert lazy == tuple(map(str, places))
    assert lazy[2:4] == ("2", "3")
    assert distinct(lazy) == tuple(map(str, range(AT_ONCE)))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("movies with brad pitt", "That's more than I can work out at once;"),
        ("películas de acción con brad pitt", "Eso pide más de lo que puedo calcular de una vez"),
        ("who plays frodo", "That's more than I can work out at once;"),
    ],
)
def test_what_takes_too_long_is_declined_in_its_language(
    starter: Asker, asked: str, said: str
) -> None:
    before = starter.ask("comedies of the 1990s").context
    with spending(-1):
        answer = starter.ask(asked, context=before)
        again = starter.questions.answer_query(Films(), language="es")
    assert answer.status is again.status is Status.DECLINED
    assert answer.sentence.startswith(said)
    assert again.sentence.startswith("Eso pide más de lo que puedo calcular de una vez")
    assert answer.context == before  # what was found before can still be asked about
    assert starter.ask(asked).status is not Status.DECLINED


@given(st.lists(st.lists(st.text("ab of", max_size=6), max_size=3), max_size=4))
def test_parts_are_found_by_the_words_of_their_names(names: list[list[str]]) -> None:
    told = [[(name, "one"), (name, "two"), (name, "one")] for film in names for name in film]
    parts = Parts(PartArrays.build(told, [("two", "Two"), ("one", "One")]))
    right = [
        Part(film, name, person)
        for film, found in enumerate(told)
        for name, person in [(found[0][0], 1), (found[0][0], 0)]
    ]
    for asked in ("a", "ab of", "b a", "of", ""):
        words = {word for word in asked.split() if word not in SMALL_WORDS}
        assert parts.named(asked) == [it for it in right if words and words <= {*it.name.split()}]


def test_likeness_in_arrays_is_that_of_the_titles_themselves(starter: Asker) -> None:
    graph = starter.graph
    worth = {Role.DIRECTOR: 0.08, Role.CAST: 0.05, Role.WRITER: 0.03}

    def overlap(by_name: Mapping[str, FilmSet], ours: set[str], theirs: set[str]) -> float:
        def weight(names: set[str]) -> float:
            return sum(log(1 + len(graph.films) / len(by_name[name])) for name in names)

        return 2 * weight(ours & theirs) / (weight(ours) + weight(theirs) or 1.0)

    def shares(one: int, other: int) -> float:
        model, film = graph.films[one], graph.films[other]
        score = 0.38 * overlap(graph.by_tag, set(model.tags), set(film.tags))
        score += 0.2 * overlap(graph.by_genre, set(model.genres), set(film.genres))
        score += 0.04 * (model.kind is film.kind)
        if model.year is not None and film.year is not None:
            score += 0.07 / (1 + abs(model.year - film.year) / 8)
        if model.rating is not None and film.rating is not None:
            score += 0.03 / (1 + abs(model.rating - film.rating) / 0.5)
        for role, each in worth.items():
            people = set(graph.people_of(one, role)) & set(graph.people_of(other, role))
            score += each * min(2, len(people))
        return score

    def right(models: list[int], film: int) -> float:
        found = [shares(model, film) for model in models]
        mean = (min(found) + sum(found) / len(found)) / 2
        votes = graph.films[film].votes or 0
        return mean + 0.06 * votes / (votes + 100_000)

    for models in ([3], [17, 40]):
        among = FilmSet.of(range(0, len(graph.films), 3))
        ids = [graph.film_ids[model] for model in models]
        ranked = Likeness(graph).ranked(ids, among)
        others = [film for film in among if film not in models]
        best = sorted(others, key=lambda film: (-right(models, film), film))
        assert ranked == best[: len(ranked)]
        assert len(ranked) == min(MAX_READ, len(others))


def test_stories_are_searched_among_the_titles_of_a_set(starter: Asker) -> None:
    graph, stories = starter.graph, starter.stories
    among = FilmSet.of(range(0, len(graph.films), 2))
    ids = [graph.film_ids[number] for number in among]
    found = StorySearch(graph, stories).about("a shark", among)
    assert found.films
    assert all(film in among for film in found.films)
    places = stories.places([*ids, "nobody"])
    assert places[-1] == -1
    marked = np.zeros(len(stories), bool)
    marked[places[:-1]] = True
    assert stories.search("a shark", marked=marked) == stories.search("a shark", ids)


def test_who_stories_tell_of_when_some_have_the_whole_name_then_it_is_only_these() -> None:
    told = {
        "villain": "The Iron Baron robs a train. The police hunt the Iron Baron.",
        "mines": "A baron digs for iron. The iron makes the baron rich.",
        "horses": "A baron breeds horses. The horses ruin the baron.",
    }
    found = asker([Movie(id_, id_, Kind.MOVIE, synopsis=story) for id_, story in told.items()])
    search = StorySearch(found.graph, found.stories)

    def telling_of(text: str) -> set[str]:
        return {found.graph.film_ids[number] for number in search.telling_of(text)}

    assert telling_of("iron baron") == {"villain"}
    assert telling_of("baron iron") == {"villain", "mines"}  # none has it: all with both words
    assert telling_of("baron") == {"villain", "mines", "horses"}
    assert telling_of("iron sailor") == set()


@pytest.mark.parametrize(
    ("story", "names"),
    [
        ("Frodo Baggins (Elijah Wood) leaves.", ["Frodo Baggins"]),
        ("The Joker (Elijah Wood) laughs.", ["Joker"]),
        ("When the Tony of the Tiger (Elijah Wood) roars.", ["Tony of the Tiger"]),
        ("He meets Dr. Evil (Elijah Wood). His Neo (Ian Holm) sleeps.", ["Dr. Evil", "Neo"]),
        (
            "A boss, J. Jonah Jameson (Ian Holm), and Mrs. Lovett (Elijah Wood).",
            ["J. Jonah Jameson", "Mrs. Lovett"],
        ),
        ("A man (Elijah Wood) and the (Ian Holm) one.", []),
        ("Sam (Sean Astin) is of another cast; Bilbo (Ian  Holm) is not.", ["Bilbo"]),
        ("One Two Three Four Five Six Seven (ian holm)", ["Two Three Four Five Six Seven"]),
    ],
)
def test_characters_when_stories_tell_who_plays_them_then_their_names_are_read(
    story: str, names: list[str]
) -> None:
    cast = (PersonRef("wood", "Elijah Wood"), PersonRef("holm", "Ian Holm"))
    assert [name for name, _ in parts_told(Movie("m", "M", synopsis=story, cast=cast))] == names
    assert not list(parts_told(Movie("m", "M", synopsis=story)))


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_numbers_are_found_among_others(numbers: list[int], among: list[int]) -> None:
    found = are_among(np.array(numbers, np.int64), among)
    assert found.tolist() == [number in among for number in numbers]
