"""The ranking of very many records, and of those that may not be found."""

import numpy as np
import pytest

from bot.stories.question import Reader
from bot.stories.ranking import SHORTLIST, Ranker
from bot.stories.stories import Stories
from bot.stories.text.table import the_table
from tests.stories.conftest import SHELF, film


@pytest.mark.parametrize(
    "text", ["friends rob three casinos", "haunted house", "stuck at an airport"]
)
def test_very_many_are_ranked_by_the_beginnings_of_their_vectors_first(
    shelf: Stories, text: str
) -> None:
    few = Ranker(shelf.data, shelf.table.dimensions)
    many = Ranker(shelf.data, shelf.table.dimensions, most=0)
    question = Reader(shelf.table, few.has_term, few.has_person).read(text)
    (signals, scores), (others, other_scores) = few.rank(question, None), many.rank(question, None)
    best, other = int(scores.argmax()), int(other_scores.argmax())
    assert signals.shortlist[best] == others.shortlist[other]
    assert others.whole[others.shortlist[other]] == pytest.approx(
        signals.whole[signals.shortlist[best]], abs=1e-5
    )


def test_only_a_shortlist_is_looked_at_closely_whatever_may_be_found() -> None:
    crowd = [film(f"f{number}", f"Film {number}", "A dog sleeps.") for number in range(400)]
    stories = Stories.build([*crowd, *SHELF[:-1]])
    hits = stories.search("a great white shark", limit=1000).hits
    assert len(hits) == SHORTLIST
    assert hits[0].id == "shark"
    few = {f"f{number}" for number in range(5)}
    assert {hit.id for hit in stories.search("a great white shark", few).hits} == few


def test_bare_titles_alone_can_be_very_many() -> None:
    data = Stories.build(film(str(number), "Shark", "") for number in range(3)).data
    ranker = Ranker(data, the_table().dimensions, most=0)
    question = Reader(the_table(), ranker.has_term, ranker.has_person).read("shark")
    assert len(ranker.rank(question, None)[1]) == 3


def test_who_is_not_allowed_takes_no_place(shelf: Stories) -> None:
    ranker = Ranker(shelf.data, shelf.table.dimensions, most=0)
    reader = Reader(shelf.table, ranker.has_term, ranker.has_person)
    allowed = np.zeros(len(shelf), bool)
    allowed[3] = True
    signals, scores = ranker.rank(reader.read("shark"), allowed)
    assert (signals.shortlist.tolist(), len(scores)) == ([3], 1)


def test_hints_when_they_are_met_then_each_counts_and_people_most(shelf: Stories) -> None:
    ranker = Ranker(shelf.data, shelf.table.dimensions)
    reader = Reader(shelf.table, ranker.has_term, ranker.has_person)
    places = {story.id: place for place, story in enumerate(SHELF)}

    def gain(hint: str, movie_id: str) -> float:
        plain, hinted = (
            ranker.hint_scores(reader.read(text))[places[movie_id]] for text in ("", hint)
        )
        return float(hinted - plain)

    gains = [
        gain(hint, "train")
        for hint in ("with gong yoo", "a movie", "in korean", "from 2016", "a horror story")
    ]
    assert gains == sorted(gains, reverse=True)
    assert gains[-1] > 0
    assert len(set(gains)) == len(gains)
    assert gain("with tom hanks", "train") == gain("in english", "train") == 0
    assert gain("from 1990", "train") < gain("from 2014", "train") < gain("from 2016", "train")
    # A film of unknown year may be from that year; a film of another year is not.
    assert gain("from 2016", "shark") < gain("from 2016", "adult") < gain("from 2014", "train")
    assert gain("an episode", "robbers-2") > gain("a movie", "train")  # else they come last
