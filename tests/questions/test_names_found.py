"""Titles and people in questions: misspelt, shared, missing, called otherwise."""

from dataclasses import replace
from math import inf

import pytest

from bot.catalog.model import PersonRef, person_id
from bot.questions.names.entity_linker import MAX_TYPO_FORM, Mention
from bot.questions.names.full_names import without_parts
from bot.questions.names.name_index import Names
from bot.questions.results.answer import Status
from bot.questions.service import Questions
from bot.questions.words.categories import Category
from bot.search.catalog_indexes import CatalogIndexes
from bot.search.index import Index
from bot.search.model import Entry
from bot.stories.stories import Stories
from tests.questions.conftest import Asker, asker
from tests.questions.small import small_catalogue


def test_of_several_titles_of_a_name_the_best_known_is_meant_and_the_others_are_offered(
    small: Asker,
) -> None:
    answer = small.ask("who directed dune")
    assert [person.name for person in answer.people] == ["Denis Villeneuve"]
    assert answer.notes == ("There are 2 titles called Dune; this is about Dune (2021).",)
    other = small.questions.answer_query(answer.others[0].query)
    assert [person.name for person in other.people] == ["David Lynch"]


def test_a_person_and_a_title_of_one_name_are_both_offered(small: Asker) -> None:
    answer = small.ask("George")
    assert answer.status is Status.MENTION
    labels = {suggestion.label for suggestion in (*answer.others, *answer.close)}
    assert labels & {"the person George", "the title George (2001)"}


def test_titles_for_adults_are_not_known(small: Asker) -> None:
    assert small.ask("who directed blue nights").status is not Status.ANSWERED


def test_a_misspelt_name_is_found_and_told(small: Asker) -> None:
    answer = small.ask("who directed casinno")
    assert [person.name for person in answer.people] == ["Martin Scorsese"]
    assert answer.notes == ("I took “casinno” for Casino.",)


@pytest.mark.parametrize(
    "question",
    [
        "I am looking for a recommendation",
        "you suck",
        "who directed qxzvkw",
        "how are you",
        "is there anything for my uncle",
    ],
)
def test_ordinary_words_are_no_titles(starter: Asker, question: str) -> None:
    answer = starter.ask(question, language="en")
    assert answer.movie_ids == ()
    assert answer.people == ()


@pytest.mark.parametrize("question", ["movies with james cagney", "james cagney"])
def test_who_is_missing_is_said_and_nobody_put_in_their_place(
    starter: Asker, question: str
) -> None:
    answer = starter.ask(question, language="en")
    assert answer.status is Status.EMPTY
    assert answer.sentence == "James Cagney isn't in this catalogue."


def test_who_is_missing_when_another_word_is_before_a_surname_too_then_they_are_said_all_the_same(
    starter: Asker,
) -> None:
    answer = starter.ask("psychiatric dicaprio and zorp miyazaki", language="en")
    assert "Zorp Miyazaki" in answer.tree
    assert "Psychiatric" not in answer.tree  # stories have that word


def test_a_title_when_it_is_not_said_to_be_left_out_then_it_is_not(starter: Asker) -> None:
    assert starter.ask("not in frozen", language="en").status is Status.DECLINED


def test_search_says_what_nobody_could_spell(small: Asker) -> None:
    films = [Entry(film.id, film.title, float(film.votes or 0)) for film in small.graph.films]
    people = [Entry(person.id, person.name) for person in small.graph.people]
    nothing = Index.build([])
    indexes = CatalogIndexes(Index.build(films), Index.build(people), nothing, nothing, nothing)
    searching = Asker(Questions(small.arrays, indexes), small.arrays, small.stories)
    question = "who directed pelle conqeuror"
    assert small.ask(question).status is not Status.ANSWERED
    answer = searching.ask(question)
    assert [person.name for person in answer.people] == ["Bille August"]
    assert answer.notes[0].startswith("I took “pelle conqeuror” for")
    assert searching.ask("who directed zzyzx").status is Status.DECLINED


def test_a_figure_is_no_slip_in_a_name(starter: Asker) -> None:
    assert starter.titles(starter.ask("back to the future 2")) == ["Back to the Future Part II"]
    assert starter.ask("who directed the godfather 7").status is not Status.ANSWERED
    for numeral in ("iii", "iv"):
        assert starter.ask(f"who directed the godfather {numeral}").status is Status.PARTLY
    slip = starter.ask("who directed the godfathr ii")
    assert slip.notes == ("I took “the godfathr ii” for The Godfather: Part II.",)


def searching(asker: Asker, stories: Stories | None = None) -> Asker:
    """Return the same catalogue with the search room's indexes, and perhaps its stories."""
    films = [Entry(film.id, film.title, float(film.votes or 0)) for film in asker.graph.films]
    people = [Entry(person.id, person.name) for person in asker.graph.people]
    nothing = Index.build([])
    indexes = CatalogIndexes(Index.build(films), Index.build(people), nothing, nothing, nothing)
    questions = Questions(asker.arrays, indexes, stories=stories)
    return Asker(questions, asker.arrays, asker.stories)


def test_what_one_word_may_mean_is_offered_not_answered(starter: Asker) -> None:
    found = searching(starter)
    for text, offered in (
        ("altered movies", "titles beginning with “Altered Carbon”"),
        ("films by scorcese", "films directed by Martin Scorsese"),
        ("who directed wasseypur", "who directed Gangs of Wasseypur"),
    ):
        answer = found.ask(text)
        assert answer.status in {Status.PARTLY, Status.DECLINED}
        assert answer.close[0].label == offered


def test_a_surname_of_few_credits_is_read_beside_a_role(starter: Asker) -> None:
    answer = searching(starter).ask("what did tarantino direct")
    assert starter.titles(answer) == ["Django Unchained"]
    assert answer.notes == ("I took “tarantino” for Quentin Tarantino.",)


def test_a_surname_of_few_credits_is_read_before_films_unless_others_have_it(
    starter: Asker,
) -> None:
    answer = searching(starter).ask("best tarantino movies")
    assert answer.status is Status.ANSWERED
    assert [chip.label for chip in answer.chips] == ["by or with Quentin Tarantino", "best first"]
    assert answer.notes == ("I took “tarantino” for Quentin Tarantino.",)
    tarantino = PersonRef(person_id("Quentin Tarantino"), "Quentin Tarantino")
    ann = PersonRef(person_id("Ann Tarantino"), "Ann Tarantino")
    heat, *_ = small_catalogue()
    one = replace(heat, title="Django Unchained", directors=(tarantino,), aliases=())
    other = replace(heat, id="other", title="Otherwise", directors=(ann,), aliases=())
    assert searching(asker([one])).ask("tarantino movies").status is Status.ANSWERED
    assert searching(asker([one, other])).ask("tarantino movies").status is Status.PARTLY


@pytest.mark.parametrize(
    "question",
    [
        "movies with jamie foxx and tarantino",
        "tarantino and jamie foxx films",
        "películas de jamie foxx y tarantino",
    ],
)
def test_a_surname_of_few_credits_is_read_beside_another_name(
    starter: Asker, question: str
) -> None:
    answer = searching(starter).ask(question)
    assert any("Jamie Foxx" in chip.label for chip in answer.chips)
    assert any("Quentin Tarantino" in chip.label for chip in answer.chips)


def test_a_title_is_found_by_a_part_of_it_and_told(starter: Asker) -> None:
    answer = starter.ask("who is in crystal skull")
    assert answer.people[0].name == "Harrison Ford"
    assert answer.notes == (
        "I took “crystal skull” for Indiana Jones and the Kingdom of the Crystal Skull.",
    )


def test_a_name_is_told_as_it_was_written(small: Asker) -> None:
    answer = small.ask("who directed wall-ee")
    assert answer.notes == ("I took “wall-ee” for WALL·E.",)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("who directed fuego contra fuego", "Heat"),
        ("quién dirigió el dilema", "The Insider"),
        ("quien dirigio dilema", "The Insider"),
        ("who directed casino", "Casino"),  # another title of Heat, but just that of another film
        ("who directed smoke", "Her"),  # of two the better known
    ],
)
def test_a_film_is_found_by_another_title_and_called_by_its_own(
    small: Asker, question: str, title: str
) -> None:
    answer = small.ask(question)
    assert answer.status is Status.ANSWERED
    assert [chip.label for chip in answer.chips] == [title]
    assert answer.sentence.startswith(f"{title} (")


@pytest.mark.parametrize(
    ("turn", "director"),
    [
        ("no, the older one", "David Lynch"),
        ("the 1984 one", "David Lynch"),
        ("i meant the original", "David Lynch"),
        ("the newer one", "Denis Villeneuve"),
        ("la antigua", "David Lynch"),
    ],
)
def test_of_namesakes_the_other_is_chosen_by_a_short_turn(
    small: Asker, turn: str, director: str
) -> None:
    before = small.ask("who directed dune")
    answer = small.ask(turn, context=before.context)
    assert [person.name for person in answer.people] == [director]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        # Both words are well known, and one is as in a name.
        ("movies with brad pit", "I took “brad pit” for Brad Pitt."),
        ("films directed by guy richie", "I took “guy richie” for Guy Ritchie."),
        ("who directed Forest Gump", "I took “Forest Gump” for Forrest Gump."),
        # "He" refers to nothing.
        ("who directed he Dark Knight", "I took “he Dark Knight” for The Dark Knight."),
        # Four letters, and nobody has ever heard the word.
        ("who directed okjha", "I took “okjha” for Okja."),
        # It might be a theme, but hardly is.
        ("films with Tomas F. Wilson", "I took “Tomas F Wilson” for Thomas F. Wilson."),
    ],
)
def test_a_misspelling_is_read_as_the_name_that_explains_it(
    starter: Asker, asked: str, meant: str
) -> None:
    answer = starter.ask(asked)
    assert answer.status is Status.ANSWERED
    assert answer.notes[0] == meant


@pytest.mark.parametrize(
    "asked", ["who directed Lucky", "he directed Fury", "who directed the lon"]
)
def test_what_may_be_meant_as_it_is_spelt_is_no_misspelling(starter: Asker, asked: str) -> None:
    assert not any("I took" in note for note in starter.ask(asked).notes)


@pytest.mark.parametrize(
    ("asked", "spelt"),
    [
        ("Deidre Goodiwn movie with revenge", "Deidre Goodwin movie with revenge"),
        ("películas de revenge con Jon Tureltaub", "películas de revenge con Jon Turteltaub"),
    ],
)
def test_the_rest_when_a_name_is_misspelt_then_it_is_read_as_beside_the_right_one(
    starter: Asker, asked: str, spelt: str
) -> None:
    assert starter.ask(asked).tree == starter.ask(spelt).tree


def test_a_numbered_title_when_it_is_numbered_otherwise_then_it_is_found() -> None:
    first, *_ = small_catalogue()
    titles = ("Qorvath", "Qorvath 2", "Qorvath Part IV", "Qorvath 10", "Qorvath 11")
    found = asker([replace(first, id=title, title=title, aliases=()) for title in titles])
    for written, title in (
        ("qorvath ii", "Qorvath 2"),
        ("qorvath part 2", "Qorvath 2"),
        ("qorvath 4", "Qorvath Part IV"),
        ("qorvath x", "Qorvath 10"),
        ("qorvath part 10", "Qorvath 10"),
    ):
        assert list(found.ask(f"who directed {written}").titles) == [title], written


def test_a_mention_when_it_is_part_of_a_full_name_then_it_is_none() -> None:
    def mention(start: int, end: int, category: Category) -> Mention:
        return Mention(start, end, category, (), 0.0, "")

    whole, genre = mention(2, 4, Category.NAME), mention(3, 4, Category.GENRE)
    before, behind = mention(1, 3, Category.TITLE), mention(3, 5, Category.TITLE)
    first, last = mention(2, 3, Category.NAME), mention(3, 4, Category.SURNAME)
    title = mention(3, 4, Category.TITLE)
    kept, surnames = without_parts(
        [before, first, whole, last, title, genre, behind], [(0, 1), (2, 4)]
    )
    assert kept == [before, whole, genre, behind]
    assert surnames == [first, last]


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("films directed by baldwin khan", {"Alec Baldwin", "Aamir Khan"}),
        ("comedies with will diesel", {"Vin Diesel"}),
    ],
)
def test_a_surname_when_it_stands_behind_another_name_then_it_is_nobody_elses(
    starter: Asker, question: str, people: set[str]
) -> None:
    answer = starter.ask(question, language="en")
    assert people.isdisjoint(line.strip() for line in answer.tree.splitlines())


def test_a_name_when_a_story_has_it_then_it_is_no_misspelling_of_an_actors() -> None:
    first, *others = small_catalogue()
    velk = PersonRef("velk", "Joran Velk")
    acted = replace(first, id="acted", title="Quiet Harbour", cast=(velk,))
    told = replace(first, id="told", title="Loud Harbour", synopsis="The police hunt Joren Velk.")
    found = asker([*others, acted, told])
    assert found.titles(found.ask("best joren velk movie")) == ["Loud Harbour"]
    assert found.titles(found.ask("best joron velk movie")) == ["Quiet Harbour"]


def test_a_name_when_it_is_shortened_then_it_costs_more(starter: Asker) -> None:
    names = Names(starter.arrays.names)

    def cost(written: str, name: str) -> float:
        found = [entry.cost for entry in names.exact(written) if entry.name == name]
        return min(found, default=inf)

    miyazaki, fincher = "Hayao Miyazaki", "David Fincher"
    assert cost("hayaomiyazaki", miyazaki) == cost("davidfincher", fincher) == 0
    # A surname has to be spelt right; with ten credits it costs less than with three.
    assert MAX_TYPO_FORM < cost("miyazaki", miyazaki) < cost("fincher", fincher)
    assert cost("eckhart", "Aaron Eckhart") == inf  # of two
    part = "The Godfather: Part II"
    assert cost("thegodfatherpartii", part) == 0 < cost("godfather2", part) < MAX_TYPO_FORM
    assert cost("partii", part) > MAX_TYPO_FORM


def test_who_is_named_when_an_article_is_before_the_name_then_it_is_who_is_meant(
    starter: Asker,
) -> None:
    assert "Will Smith" in starter.ask("a will smith comedy", language="en").tree


def test_a_title_when_only_half_of_it_is_in_capitals_then_what_else_it_may_be_is_offered(
    starter: Asker,
) -> None:
    answer = starter.ask("is there long Shot from the 90s", language="en")
    assert "title: Long Shot" in answer.tree
    assert any("minutes" in other.label for other in answer.others)
    assert not starter.ask("is there Long Shot from the 90s", language="en").others


@pytest.mark.parametrize("asked", ["Zorp Miyazaki films", "best Zorp Spielberg movie"])
def test_a_surname_when_a_strange_word_is_before_it_then_it_is_another_persons(
    starter: Asker, asked: str
) -> None:
    answer = starter.ask(asked, language="en")
    assert "Zorp" in answer.tree
    assert answer.sentence.endswith("isn't in this catalogue.")


@pytest.mark.parametrize(
    ("asked", "found"),
    [("the bourne movies", 4), ("Zyzzyva Bourne movies", 4), ("zyzzyva bourne movies", 0)],
)
def test_a_series_when_a_strange_word_is_before_it_then_its_capitals_count(
    starter: Asker, asked: str, found: int
) -> None:
    assert len(starter.ask(asked, language="en").movie_ids) == found


def test_an_everyday_word_when_the_movie_is_before_it_then_it_is_a_title(starter: Asker) -> None:
    answer = starter.ask("is the movie room good", language="en")
    assert answer.sentence.startswith("Yes: Room (2015) ")


def test_a_language_when_it_is_spelt_in_two_ways_then_it_is_the_one_that_was_written() -> None:
    first = small_catalogue()[0]
    spelt = ("Serbo-Croatian", "Serbo Croatian")
    found = asker([replace(first, id=of, title=of[::-1], languages=(of,)) for of in spelt])
    for language in spelt:
        assert list(found.ask(f"films in {language}", language="en").movie_ids) == [language]


@pytest.mark.parametrize(
    ("question", "notes"),
    [
        ("who directed the casino", ("I took “the casino” for Casino.",)),
        ("is the casino any good", ("I took “the casino” for Casino.",)),
        ("who directed the insider", ()),
        ("who directed casino", ()),
        ("the casino director", ()),
        ("is the film casino any good", ()),
    ],
)
def test_a_title_with_another_article_may_be_another_film_which_the_answer_says(
    small: Asker, question: str, notes: tuple[str, ...]
) -> None:
    answer = small.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.notes == notes


@pytest.mark.parametrize(
    "question", ["movies with tom", "films starring tom", "best tom movies", "pelis con tom"]
)
def test_a_first_name_alone_is_asked_back(starter: Asker, question: str) -> None:
    found = searching(starter, starter.stories)
    answer = found.ask(question)
    assert answer.status is Status.PARTLY
    assert not answer.movie_ids
    assert "Tom Hanks" in answer.sentence
    assert "Tom Cruise" in answer.sentence
    offered = found.questions.answer_query(answer.close[0].query)
    assert offered.status is Status.ANSWERED


@pytest.mark.parametrize("question", ["movies about tom", "90s movies with tom hanks"])
def test_a_first_name_in_a_story_or_before_a_surname_is_not_asked_back(
    starter: Asker, question: str
) -> None:
    assert searching(starter, starter.stories).ask(question).status is Status.ANSWERED
