"""What an answer carries, over a small catalogue."""

from dataclasses import replace

import pytest

from bot.questions.names.shared_names import franchises
from bot.questions.query.codec import decode_context, decode_query, encode
from bot.questions.results.answer import Status
from bot.runtime.workers.throttle import AT_ONCE
from tests.questions.conftest import Asker, asker
from tests.questions.small import small_catalogue


def names(small: Asker, text: str) -> list[str]:
    answer = small.ask(text)
    assert answer.status is Status.ANSWERED, answer.sentence
    return sorted(answer.texts or small.titles(answer))


def test_a_catalogue_without_running_times_says_so_and_answers_the_rest() -> None:
    bare = asker([replace(movie, runtime=None) for movie in small_catalogue()])
    for question, rest in (
        ("duration of crime movies", "2 titles: Heat (1995) and Casino (1995)."),
        ("crime films under 90 minutes", "2 titles: Heat (1995) and Casino (1995)."),
    ):
        answer = bare.ask(question)
        assert answer.sentence == f"I have no data on running times. {rest}"
        assert not answer.notes


def test_a_beginning_that_titles_share_names_them() -> None:
    titles = ("Alien", "The Bourne Identity", "The Bourne Supremacy", "The Bourne Ultimatum")
    titles += ("Indiana Jones and the Ark", "Indiana Jones and the Temple", "Star Trek", "Up")
    titles += ("Star Wars", "Star Dust", "A Night in Indiana", "Cool Star")  # elsewhere, too
    titles += ("Saw One", "Saw Two", "Saw Three")  # too short
    titles += ("Gremlins 2: The New Batch", "Gremlins 2: The Old Batch")  # two of one part
    first = small_catalogue()[0]
    movies = [replace(first, id=title, title=title, aliases=()) for title in titles]
    assert {name for name, _ in franchises(asker(movies).graph, AT_ONCE)} == {
        "bourne",
        "indiana jones",
    }


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who wrote casino", ["Martin Scorsese", "Nicholas Pileggi"]),
        ("what films did michael mann write", ["Heat"]),
        ("which films are about gambling", ["Casino"]),
        ("what words describe heat", ["heist", "los angeles"]),
        ("films described by max von sydow", ["Pelle the Conqueror"]),
        ("films with max von sydow", ["Pelle the Conqueror"]),
        ("what languages is pelle the conqueror in", ["Danish", "Swedish"]),
        ("when was the silent one released", ["1921", "1922"]),
        ("silent films", ["The Silent One"]),
        ("who directed dune (1984)", ["David Lynch"]),
        ("who directed dune 1984", ["David Lynch"]),
        ("who directed wall-e", ["Andrew Stanton"]),
        ("who directed walle", ["Andrew Stanton"]),
        ("who directed Her", ["Spike Jonze"]),
        ("who wrote the films starring al pacino", ["Eric Roth", "Michael Mann"]),
        ("who wrote movies that share actors with the insider", ["Michael Mann"]),
        ("languages of the films directed by the director of heat", ["English"]),
        (
            "who are the writers that the actors in their films also appear in heat",
            ["Eric Roth", "Martin Scorsese", "Nicholas Pileggi"],
        ),
        ("who co-wrote films with nicholas pileggi", ["Martin Scorsese"]),
        ("george directed which movies", ["George"]),
        ("films by robert deniro", ["Casino", "Heat"]),
        ("who wrote and directed heat", ["Michael Mann"]),
        ("movies written and directed by michael mann", ["Heat"]),
        ("who is in both heat and casino", ["Robert De Niro"]),
        ("quién escribió casino", ["Martin Scorsese", "Nicholas Pileggi"]),
        ("películas danesas", ["Pelle the Conqueror"]),
    ],
)
def test_question_over_the_small_catalogue(
    small: Asker, question: str, expected: list[str]
) -> None:
    assert names(small, question) == expected


def test_a_path_does_not_come_back_to_where_it_began(small: Asker) -> None:
    assert names(small, "which films share a director with heat") == ["The Insider"]
    assert "Al Pacino" not in names(small, "who acted with al pacino")
    # Heat's only writer wrote nothing else.
    alone = small.ask("the movies written by the writer of heat were directed by who")
    assert alone.status is Status.EMPTY


def test_every_chip_can_be_taken_away(small: Asker) -> None:
    answer = small.ask("crime films with robert de niro from 1995 over 8")
    assert {chip.label for chip in answer.chips} == {
        "films",
        "Crime",
        "with Robert De Niro",
        "1995",
        "rated 8 or better",
    }
    for chip in answer.chips:
        assert chip.without is not None
        wider = small.questions.answer_query(chip.without)
        assert chip.label not in [other.label for other in wider.chips]
        assert set(answer.movie_ids) <= set(wider.movie_ids)


def test_a_chip_within_a_path_can_be_taken_away(small: Asker) -> None:
    answer = small.ask("who directed the films with al pacino from 1999")
    chip = next(chip for chip in answer.chips if chip.label == "1999")
    assert chip.without is not None
    wider = small.questions.answer_query(chip.without)
    assert [person.name for person in wider.people] == ["Michael Mann"]
    assert len(wider.evidence) == 1


def test_the_only_chip_leaves_nothing_to_ask(small: Asker) -> None:
    (chip,) = small.ask("who directed heat").chips
    assert chip.without is None


def test_the_tree_shows_how_a_question_was_read(small: Asker) -> None:
    assert small.ask("who acted in the films directed by the director of heat").tree == (
        "Credited cast\n"
        "  Films\n"
        "    kind: film\n"
        "    Credit director\n"
        "      Credited director\n"
        "        Films\n"
        "          title: Heat"
    )


def test_people_come_with_a_title_that_proves_it(small: Asker) -> None:
    answer = small.ask("who acted with al pacino")
    assert ("heat", "Robert De Niro: Heat (1995)") in [
        (proof.movie_id, proof.text) for proof in answer.evidence
    ]


def test_who_is_not_listed_is_never_denied(small: Asker) -> None:
    answer = small.ask("was russell crowe in heat")
    assert answer.status is Status.EMPTY
    assert "isn't among the credits I have" in answer.sentence
    assert answer.values == ()


def test_a_negation_reminds_that_credits_are_incomplete(small: Asker) -> None:
    answer = small.ask("dramas without al pacino")
    assert answer.notes == (
        "Credits here are incomplete: somebody who isn't listed may still be in it.",
    )


def test_a_question_without_answer_offers_close_ones_that_have_one(small: Asker) -> None:
    answer = small.ask("who directed danish films with al pacino")
    assert answer.status is Status.EMPTY
    assert 1 <= len(answer.close) <= 3
    for suggestion in answer.close:
        assert small.questions.answer_query(suggestion.query).status is Status.ANSWERED


def test_where_nothing_fits_what_fits_all_but_one_condition_is_shown(starter: Asker) -> None:
    answer = starter.ask("horror with meryl streep from the 80s")
    assert answer.status is Status.NEAREST
    assert answer.sentence == (
        "I have no matches for Horror titles from the 1980s with Meryl Streep. "
        "Leaving out “Horror”, I found Out of Africa (1985)."
    )
    assert starter.titles(answer) == ["Out of Africa"]
    again = starter.questions.answer_query(answer.query) if answer.query else None
    assert again is not None  # a button, or the next page, shows the same
    assert (again.sentence, again.movie_ids) == (answer.sentence, answer.movie_ids)


def test_the_titles_of_either_are_shown_where_two_people_made_nothing_together(
    starter: Asker,
) -> None:
    answer = starter.ask("has brad pitt ever worked with tom cruise")
    assert answer.sentence.startswith("I don't know of any: ")
    assert [line.partition(",")[0] for line in answer.lines] == [
        "Leaving out Brad Pitt",
        "Leaving out Tom Cruise",
    ]
    assert not any(line in answer.sentence for line in answer.lines)
    assert {"Se7en", "Collateral"} <= set(starter.titles(answer))


@pytest.mark.parametrize(
    "question",
    [
        "documentaries",  # nothing else was asked for
        "casino with harrison ford",  # a title that is named is told of, no other shown
        "comedies from 1995 without adam sandler",  # who is not wanted is not shown
    ],
)
def test_nothing_is_given_up_that_was_the_point(starter: Asker, question: str) -> None:
    answer = starter.ask(question)
    assert not {"Billy Madison", "Star Wars"} & set(starter.titles(answer))
    assert not any(chip in answer.sentence for chip in ("Leaving out “not", "Leaving out “Docu"))


def test_in_which_role_is_given_up_before_who(starter: Asker) -> None:
    answer = starter.ask("films directed by tom hanks with meg ryan")
    assert answer.status is Status.NEAREST
    assert "Tom Hanks in any role: You've Got Mail (1998)" in answer.sentence
    assert starter.ask("films directed by tom hanks").status is Status.EMPTY


def test_a_bare_title_is_no_question_but_offers_some(small: Asker) -> None:
    answer = small.ask("heat")
    assert answer.status is Status.MENTION
    assert answer.close == ()  # its card has all that might be offered


def test_a_wish_that_no_catalogue_can_meet_is_named_and_the_rest_answered(small: Asker) -> None:
    answer = small.ask("pg 13 crime films with robert de niro")
    assert answer.status is Status.ANSWERED
    assert answer.sentence.startswith("I have no data on age certificates. 2")
    assert answer.beyond == ("age certificates",)
    assert "with Robert De Niro" in [chip.label for chip in answer.chips]


def test_answers_are_in_the_language_that_was_read(small: Asker) -> None:
    assert small.ask("¿quién dirigió heat?", language="en-GB").language == "es"
    assert small.ask("who directed heat", language="es-ES").language == "en"
    assert small.ask("zzzz", language="es-419").language == "es"


def test_query_and_context_survive_as_text(small: Asker) -> None:
    for question in (
        "who acted in the films directed by the director of heat",
        "best crime or drama film with al pacino and robert de niro since 1990 over 7.5",
        "is heat older than casino",
        "how many films without al pacino",
        "most frequent co-star of al pacino",
        "who has the longest career",
        "tv shows",
    ):
        answer = small.ask(question)
        assert answer.query is not None
        assert answer.context is not None
        assert decode_query(encode(answer.query)) == answer.query
        assert decode_context(encode(answer.context)) == answer.context


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "1", '{"":"Films"}', '{"":"Heat"}', '{"":"Named","id":1,"name":"x"}']
)
def test_text_that_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode_query(text)


def test_a_query_about_what_is_gone_from_the_catalogue_has_no_answer(small: Asker) -> None:
    gone = decode_query(
        '{"":"Films","conditions":[{"":"Titled","ids":["gone"],"label":"Gone"},'
        '{"":"Credit","roles":["cast"],"people":{"":"Named","id":"nobody","name":"No"}}],"order":null}'
    )
    assert small.questions.answer_query(gone).status is Status.EMPTY


def test_what_films_are_about_gives_the_order(starter: Asker) -> None:
    answer = starter.ask("movies about sharks", language="en")
    assert "Deep Blue Sea" in starter.titles(answer)[:2]
    assert answer.sentence.startswith("About sharks: The Meg (2018), Deep Blue Sea (1999)")
    best = starter.ask("best movies about sharks", language="en")
    assert best.sentence.startswith("I can only go by their stories. Best rated first: ")
    assert set(best.movie_ids) <= set(answer.movie_ids)


@pytest.mark.parametrize(
    ("asked", "begin"),
    [
        ("how many films about unicorns", "Nothing here is clearly about unicorns; the c"),
        ("the oldest movie about unicorns", "Nothing here is clearly about unicorns; the c"),
        ("ratings of movies about unicorns", "Nothing here is clearly about unicorns, so I"),
        ("who directed the newest movie about sharks", "I can only go by their stories. "),
        ("comedies about dogs", "Perhaps about dogs: "),
        ("films about dinosaurs", "About dinosaurs: "),
        ("films where a dinosaur escapes", "Perhaps where a dinosaur escapes: "),
        ("how many films where a dinosaur escapes", "Perhaps where a dinosaur escapes: "),
        ("¿cuál es la película más antigua sobre tiburones?", "Solo puedo guiarme por sus hist"),
    ],
)
def test_an_answer_about_a_theme_says_first_what_it_rests_on(
    starter: Asker, asked: str, begin: str
) -> None:
    assert starter.ask(asked).sentence.startswith(begin)


def test_no_doubtful_story_comes_first_by_another_order(starter: Asker) -> None:
    doubtful = starter.ask("movies about sharks")
    oldest = starter.ask("the oldest movies about sharks")
    assert set(starter.titles(oldest)) < set(starter.titles(doubtful))


def test_what_no_story_is_clearly_about_is_said(starter: Asker) -> None:
    answer = starter.ask("movie with will smith and a giraffe", language="en")
    assert "I Am Legend" in starter.titles(answer)
    assert answer.notes == ("No story here is clearly about “a giraffe”, so I left that out.",)
    answer = starter.ask("movies with will smith about a giraffe", language="en")
    assert answer.sentence.startswith("Nothing here is clearly about a giraffe; the closest: I Am")


def test_a_negation_leaves_out_what_the_catalogue_cannot_tell(starter: Asker) -> None:
    answer = starter.ask("movies not in english")
    films = [starter.graph.films[starter.graph.film_number[id_]] for id_ in answer.movie_ids]
    assert films
    assert all(film.languages and "English" not in film.languages for film in films)
    assert answer.notes == ("Titles without that information are left out.",)


def test_slips_in_plain_words_are_mended_and_said(starter: Asker) -> None:
    answer = starter.ask("flims with tom hanks")
    assert len(answer.movie_ids) == 6
    assert answer.notes == ("I took “flims” for films.",)
    assert starter.ask("fxxms with tom hanks").unknown == ("fxxms",)


def test_words_that_both_languages_know_are_read_in_the_one_asked_first(starter: Asker) -> None:
    for text in ("gory films", "sort by rating", "romantic zzyzx"):
        assert starter.ask(text).language == "en"


def test_a_runner_up_passes_over_nothing(starter: Asker) -> None:
    answer = starter.ask("horror movies from the 90s with a rating over 6")
    assert all("Horror" in other.label for other in answer.others)


def test_queries_of_older_messages_are_still_read(small: Asker) -> None:
    old = '{"":"Films","conditions":[{"":"Credit","roles":["director"],"people":'
    old += '{"":"Named","id":"%s","name":"Michael Mann"}}],"order":null}'
    mann = small.ask("michael mann").people[0].id
    answer = small.questions.answer_query(decode_query(old % mann))
    assert sorted(small.titles(answer)) == ["Heat", "The Insider"]


def test_where_nothing_was_understood_examples_are_offered(small: Asker, starter: Asker) -> None:
    for asker_ in (small, starter):
        close = asker_.ask("hello").close
        assert close
        for suggestion in close:
            answer = asker_.questions.answer_query(suggestion.query)
            assert answer.status is Status.ANSWERED


def test_what_goes_over_the_whole_catalogue_is_not_offered(starter: Asker) -> None:
    # "Who" and "career" could also be everybody's: that was not asked.
    answer = starter.ask("the director of career was")
    assert answer.status is not Status.ANSWERED
    labels = [other.label for other in (*answer.others, *answer.close)]
    assert "longest career" not in labels
    assert "who directed all titles" not in labels


def test_genres_are_said_in_the_language_of_the_question(starter: Asker) -> None:
    answer = starter.ask("¿de qué género es casino?", language="es")
    assert answer.sentence == "Casino (1995) es del género crimen y drama."
    assert answer.values == ("Crime", "Drama")


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ("en 1990", "de 1990"),
        ("en los 90", "de los años 90"),
        ("entre 1985 y 1990", "de 1985 a 1990"),
        ("desde 1990", "desde 1990"),
        ("antes de 1990", "hasta 1989"),
    ],
)
def test_years_when_they_are_said_in_spanish_then_one_preposition_is_enough(
    starter: Asker, years: str, said: str
) -> None:
    answer = starter.ask(f"terror con meryl streep {years}", language="es")
    assert f": títulos de terror {said} con Meryl Streep. " in answer.sentence


def test_a_language_when_a_title_names_none_then_its_story_is_looked_at_all_the_same() -> None:
    first = small_catalogue()[0]
    told = {
        "english": (("English",), "A shark kills swimmers by the beach."),
        "french": (("French",), "A shark hunts a diver in the bay."),
        "unknown": ((), "A shark swims up the river."),
        "silent": (("None",), "A shark sleeps in the sea."),
    }
    found = asker(
        [
            replace(first, id=id_, title=id_.title(), aliases=(), languages=of, synopsis=story)
            for id_, (of, story) in told.items()
        ]
    )
    french = found.ask("french movies about a shark", language="en")
    assert set(french.movie_ids) == {"french", "unknown"}
    silent = found.ask("silent movies about a shark", language="en")
    assert set(silent.movie_ids) == {"silent"}
