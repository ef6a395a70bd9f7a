"""Which answer is chosen: what is meant by loose words, and what is said to be left out."""

from dataclasses import replace

import pytest

from bot.questions.evaluation.other_words import MAX_OTHERS, wordings
from bot.questions.evaluation.story_search import ByStory
from bot.questions.names.translated_titles import TranslatedTitles
from bot.questions.query.nodes import About, Alike, Films, Telling
from bot.questions.results.answer import Status
from bot.questions.words.sorts import genres_in, languages_in
from tests.questions.conftest import Asker, asker
from tests.questions.small import small_catalogue


@pytest.fixture(scope="module")
def unmeasured() -> Asker:
    """The small catalogue without running times."""
    return asker([replace(movie, runtime=None) for movie in small_catalogue()])


@pytest.mark.parametrize(
    "question", ["crime films under 90 minutes", "short crime films", "crime films, longest first"]
)
def test_what_the_catalogue_lacks_is_said_and_the_rest_answered(
    unmeasured: Asker, question: str
) -> None:
    answer = unmeasured.ask(question, language="en")
    assert answer.sentence.startswith("I have no data on running times. ")
    assert answer.movie_ids
    assert not any("minutes" in chip.label for chip in answer.chips)


def test_a_figure_when_the_catalogue_has_none_then_other_figures_are_still_heeded(
    unmeasured: Asker,
) -> None:
    question = "dramas with two writers from 1995 rated over 8 under 90 minutes"
    answer = unmeasured.ask(question, language="en")
    assert answer.movie_ids == ("casino",)
    assert {chip.label for chip in answer.chips} == {
        "Drama",
        "writers: exactly 2",
        "1995",
        "rated 8 or better",
    }


def test_films_of_a_length_when_the_catalogue_has_none_then_the_best_are_answered(
    unmeasured: Asker,
) -> None:
    answer = unmeasured.ask("films under 90 minutes", language="en")
    assert answer.sentence.startswith("I have no data on running times. Best rated first: ")
    assert answer.movie_ids


def test_a_title_is_shown_where_what_is_asked_of_it_is_lacking(unmeasured: Asker) -> None:
    answer = unmeasured.ask("how long is heat", language="en")
    assert answer.status is Status.EMPTY
    assert [proof.movie_id for proof in answer.evidence] == ["heat"]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("who directed zardoz", "zardoz"),
        ("what is the cast of zardoz of vortexia", "zardoz of vortexia"),
        ("13 assassins", "13 assassins"),
        ("the film al pacino did called zyzzyva hill", "zyzzyva hill"),
        ("is the zyzzyva from 1999 good", "zyzzyva"),
    ],
)
def test_a_name_that_nothing_has_is_said_to_be_missing(
    small: Asker, question: str, name: str
) -> None:
    answer = small.ask(question, language="en")
    assert f"no title or person called “{name}”" in answer.sentence
    assert not answer.movie_ids


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("when did gladiator come out", "Gladiator isn't in this catalogue; it came out in 2000."),
        ("tell me about memento", "it was directed by Christopher Nolan."),
        ("what is the rating of gladiator", "elsewhere it is rated 8.5 out of 10."),
        ("how long is gladiator", "it is 155 minutes long."),
        ("rank the toy story movies", "Toy Story isn't in this catalogue."),
        ("are there any mad max films", "Mad Max: Fury Road isn't in this catalogue."),
    ],
)
def test_what_is_known_of_a_title_that_the_catalogue_lacks_is_told(
    starter: Asker, question: str, said: str
) -> None:
    answer = starter.ask(question, language="en")
    assert answer.status is Status.EMPTY
    assert answer.sentence.endswith(said)
    assert not answer.movie_ids
    assert answer.close[0].label.startswith("titles like ")


def test_what_is_like_a_title_that_only_the_table_has_goes_by_its_facts(starter: Asker) -> None:
    answer = starter.ask("something like interstellar but shorter", language="en")
    assert answer.status is Status.ANSWERED
    assert answer.sentence.startswith("Like Interstellar: ")
    assert any(note.startswith("Interstellar isn't in this catalogue") for note in answer.notes)
    assert "at most 168 minutes long" in [chip.label for chip in answer.chips]
    films = [starter.graph.films[starter.graph.film_number[it]] for it in answer.movie_ids[:5]]
    assert all("Sci-Fi" in film.genres or "Drama" in film.genres for film in films)
    assert not answer.like  # it has no card with a list of its own


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "something like zyzzyva hill but scary",
            "I have no film or series called “zyzzyva hill” to compare with. Going by the rest: ",
        ),
        ("movies like zyzzyva hill", "Name one that is here"),
        ("algo parecido a zyzzyva", "No tengo ninguna película ni serie llamada «zyzzyva»"),
    ],
)
def test_a_title_that_nobody_knows_is_said_to_be_missing_and_the_rest_answered(
    starter: Asker, question: str, said: str
) -> None:
    answer = starter.ask(question)
    assert said in answer.sentence
    assert "like" not in answer.tree
    assert bool(answer.movie_ids) is ("scary" in question)
    horror = starter.graph.by_genre["Horror"]
    assert all(starter.graph.film_number[it] in horror for it in answer.movie_ids)


@pytest.mark.parametrize("question", ["i liked the acting in casino", "i like comedies"])
def test_liking_something_is_no_wish_for_a_title_like_it(starter: Asker, question: str) -> None:
    assert "compare" not in starter.ask(question, language="en").sentence


def test_a_title_is_found_under_the_other_titles_of_the_table(starter: Asker) -> None:
    answer = starter.ask("de qué año es psicosis")
    assert list(answer.values) == ["1960"]


def test_a_description_is_searched_for_as_a_whole(starter: Asker) -> None:
    answer = starter.ask("kid skips school and drives a red ferrari through chicago", language="en")
    assert starter.titles(answer)[0] == "Ferris Bueller's Day Off"
    assert isinstance(answer.query, Films)
    (told,) = answer.query.conditions
    assert isinstance(told, About)
    assert told.telling is Telling.ONE
    assert answer.sentence.startswith(
        "I'm not sure which one you mean; it could be Ferris Bueller's Day Off (1986), "
    )


@pytest.mark.parametrize(
    "question",
    [
        "the one where two marshals land on an asylum island",
        "two marshals land on an asylum island starring dicaprio",  # whoever that is
        "horror thriller two marshals land on an asylum island",
    ],
)
def test_a_description_when_it_surely_fits_one_title_then_the_others_are_named_apart(
    starter: Asker, question: str
) -> None:
    answer = starter.ask(question, language="en")
    first, others = answer.sentence.split("; ")
    assert first == "You probably mean Shutter Island (2010)"
    assert others.startswith("otherwise it could be ")
    assert "Shutter Island" not in others


def test_a_description_when_films_stand_within_it_then_they_are_part_of_the_story(
    starter: Asker,
) -> None:
    question = "a kid skips school and watches movies in chicago all day"
    assert starter.titles(starter.ask(question, language="en"))[0] == "Ferris Bueller's Day Off"


@pytest.mark.parametrize(
    "question",
    [
        "horror two marshals land on an asylum island",
        "who directed the movie where a man lives in an airport",
        "crime dramas set in las vegas with robert de niro",
        "what is the language spoken in the lady with the dog",
        "can you recommend a comedy about a wedding for my brother",
    ],
)
def test_what_asks_for_something_else_describes_no_title(starter: Asker, question: str) -> None:
    query = starter.ask(question, language="en").query
    parts = query.conditions if isinstance(query, Films) else ()
    assert not any(isinstance(it, About) and it.telling is Telling.ONE for it in parts)


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("classic 90s thrillers", {"Thriller", "1990s"}),
        ("thrillers from the 90s", {"Thriller", "1990s"}),
        ("comedies since the 80s", {"Comedy", "1980 or later"}),
        ("comedies after the 70s", {"Comedy", "1980 or later"}),
        ("comedies before the 80s", {"Comedy", "1979 or earlier"}),
        ("comedies until the 80s", {"Comedy", "1989 or earlier"}),
        ("comedies after 1979", {"Comedy", "1980 or later"}),
        ("comedies before 1980", {"Comedy", "1979 or earlier"}),
        ("shark movies and series", {"about shark"}),
        ("scary movies, not too gory", {"films", "Horror"}),
        ("we're 5 and 2 hate horror", {"not Horror"}),
        ("5 star movies", {"films", "rated 9 or better"}),
        ("something for my kids, 6 and 10", {"Family", "not Horror, Crime, Thriller or War"}),
    ],
)
def test_conditions_are_those_that_were_meant(
    starter: Asker, question: str, labels: set[str]
) -> None:
    answer = starter.ask(question, language="en")
    found = {chip.label for chip in answer.chips}
    assert labels <= found
    assert not any(label.startswith("rated 6") or "1990 or" in label for label in found)
    assert answer.movie_ids


def test_genres_that_no_title_has_at_once_are_alternatives(starter: Asker) -> None:
    answer = starter.ask("I like westerns, musicals and horror", language="en")
    assert answer.status is Status.ANSWERED
    assert (
        answer.notes[-1]
        == "Nothing here has all these genres at once; these have at least one of them."
    )


def test_what_stands_for_something_else_is_said(starter: Asker) -> None:
    for question, said in (
        ("hidden gem horror", "rated 6 or better"),
        ("movies for a 16 year old", "no age ratings"),
        ("so bad it's good", "rated 5.5 or lower"),
        ("date night movies", "no data on moods"),
    ):
        assert any(said in note for note in starter.ask(question, language="en").notes), question
    answer = starter.ask("best disney movie", language="en")
    assert answer.sentence.startswith("I have no data on studios, so I took “disney” to mean ")


@pytest.mark.parametrize("question", ["the shortest film you have", "longest movies ever"])
def test_an_order_that_nobody_knows_is_not_replaced_by_another(
    unmeasured: Asker, question: str
) -> None:
    answer = unmeasured.ask(question, language="en")
    assert answer.sentence == "I have no data on running times."
    assert not answer.movie_ids
    assert [other.label for other in answer.close] == ["films, best first"]


def test_a_title_in_capitals_when_it_is_a_model_then_nothing_asks_about_itself(
    starter: Asker,
) -> None:
    question = "a submarine like The Lord of the Rings: The Fellowship of the Ring"
    answer = starter.ask(question, language="en")
    assert answer.sentence.startswith("Like The Lord of the Rings: The Fellowship of the Ring: ")


@pytest.mark.parametrize(
    ("films", "certain", "is_certain"),
    [
        ([1, 2], {1}, True),
        ([1, 2, 3], {1}, False),
        ([1, 2, 3, 4], {1, 4}, True),
        ([1, 2, 3], {2, 3}, False),  # the first is doubtful
        ([1, 2, 3, 4, 5, 6], {1, 2, 6}, False),  # only the first five are looked at
        ([], {1}, False),
    ],
)
def test_stories_when_half_of_the_first_are_certain_then_their_order_is(
    films: list[int], certain: set[int], is_certain: bool
) -> None:
    assert ByStory(films, clear=True, certain=frozenset(certain)).is_certain is is_certain


def test_likeness_leaves_the_model_out_and_meets_conditions(starter: Asker) -> None:
    answer = starter.ask("a mix of casino and drive, from the 90s", language="en")
    assert isinstance(answer.query, Films)
    assert any(isinstance(part, Alike) and len(part.ids) == 2 for part in answer.query.conditions)
    assert answer.movie_ids
    assert {"Casino", "Drive"}.isdisjoint(starter.titles(answer))
    films = [starter.graph.films[starter.graph.film_number[id_]] for id_ in answer.movie_ids]
    assert all(1990 <= (film.year or 0) <= 1999 for film in films)


def test_a_title_in_another_language_is_guessed_by_its_words(starter: Asker) -> None:
    titles = TranslatedTitles(starter.arrays.title_meanings)
    (dark_knight,) = titles.titles(("caballero", "oscuro"))
    assert starter.graph.films[dark_knight].title == "The Dark Knight"
    assert titles.titles(("momia",)) == ()  # a single word names the best known only
    assert titles.titles(()) == ()


def test_a_theme_is_looked_for_in_other_words() -> None:
    assert wordings("robots or AI") == ("robots", "AI")
    assert wordings("viajes en el tiempo")[0] == "time travel"
    assert len(wordings("the mafia")) <= MAX_OTHERS
    assert wordings("a chess player in love") == ("a chess player in love",)
    assert wordings("dogs or cats on a boat at sea") == ("dogs", "cats on a boat at sea")
    story = "dogs or cats on a boat at high sea"  # of nine words
    assert wordings(story) == (story,)


@pytest.mark.parametrize(
    ("text", "genres"),
    [
        ("romcom", ("Romance", "Comedy")),
        ("horror comedy", ("Horror", "Comedy")),
        ("terror", ("Horror",)),
        ("horror with a dog", ()),
        ("", ()),
    ],
)
def test_genres_are_known_in_all_words_of_questions(text: str, genres: tuple[str, ...]) -> None:
    assert genres_in(text) == genres


def test_languages_are_known_in_all_words_of_questions() -> None:
    assert languages_in("bollywood")[0] == "Hindi"
    assert languages_in("horror") == ()
